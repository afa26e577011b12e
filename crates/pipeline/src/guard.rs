//! A panic on one document is that document's reject.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

use dateline_text::Reject;

use crate::Clock;

/// Runs `work` on a document of `source`; a panic becomes a reject at the stage that the clock shows.
///
/// Nothing of the document outlives the call but readings that were finished before, so that the next document cannot
/// see what the panic left behind.
pub(crate) fn guarded<T>(
    source: &str,
    clock: &mut Clock,
    work: impl FnOnce(&mut Clock) -> Result<T, Reject>,
) -> Result<T, Reject> {
    catch_unwind(AssertUnwindSafe(|| work(clock))).unwrap_or_else(|panic| {
        let message = format!("internal error: {}", message(&*panic));
        Err(Reject::new(source, clock.stage(), "panic", message))
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let fixed = panic.downcast_ref::<&str>().copied();
    fixed.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use dateline_text::Stage;

    use super::*;

    #[test]
    fn a_panic_names_its_stage_and_message() {
        let mut clock = Clock::start(Stage::Tokenize);
        let reject = guarded("a.txt", &mut clock, |clock| {
            clock.enter(Stage::Tag);
            let nothing: [u8; 0] = [];
            Ok(nothing[std::hint::black_box(3)])
        })
        .unwrap_err();
        assert_eq!((reject.stage, reject.code.as_str(), reject.source.as_str()), (Stage::Tag, "panic", "a.txt"));
        assert!(reject.message.contains("index out of bounds"), "{}", reject.message);
    }
}
