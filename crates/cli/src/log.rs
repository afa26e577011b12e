//! What the program says on standard error: events of [`tracing`], written as lines for people or as JSON for programs.
//!
//! People read the message alone, which is a whole sentence; its parts are fields beside it for programs. Every event of
//! this crate has the field `kind`: `load`, `start`, `reject`, `skip`, `stopping`, `end`, `failure`, `note`.

use std::{
    env,
    fmt::{self, Write as _},
    io,
};

use anyhow::Context;
use clap::ValueEnum;
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    fmt::{FmtContext, FormatEvent, FormatFields, format::Writer, layer},
    layer::{Layered, SubscriberExt},
    registry::LookupSpan,
};

use crate::{bar, options::Terminal, terminal::harmless};

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum LogFormat {
    /// As sentences, with a progress bar where somebody watches.
    #[default]
    Human,
    /// As one JSON object a line, with the parts of each message as fields.
    Json,
}

/// The environment variable that chooses what is said.
const VARIABLE: &str = "DATELINE_LOG";

/// The target of the account of a run, which is said unless `--quiet` is given, and stands without the program's name.
pub(crate) const ACCOUNT: &str = "dateline::account";

/// What is said where nobody asks for more or less.
const USUAL: &str = "off,dateline=warn,dateline::account=info";

type Filtered = Layered<EnvFilter, Registry>;

/// Begins to listen to events. What is wrong with the environment is an error, but one that can be said.
pub(crate) fn start(terminal: &Terminal) -> anyhow::Result<()> {
    let (filter, outcome) = match filter(terminal, env::var(VARIABLE).ok()) {
        Ok(filter) => (filter, Ok(())),
        Err(error) => (EnvFilter::new(USUAL), Err(error)),
    };
    let layer = layer::<Filtered>().with_writer(|| StandardError);
    let layer = match terminal.log_format {
        LogFormat::Human => layer.event_format(Sentences).boxed(),
        LogFormat::Json => layer.json().flatten_event(true).with_current_span(false).with_span_list(false).boxed(),
    };
    tracing::subscriber::set_global_default(Registry::default().with(filter).with(layer))?;
    outcome
}

/// The options go before the environment.
fn filter(terminal: &Terminal, variable: Option<String>) -> anyhow::Result<EnvFilter> {
    let chosen = match (terminal.quiet, terminal.verbose) {
        (true, _) => "off,dateline=warn",
        (false, 0) => match variable.filter(|chosen| !chosen.is_empty()) {
            Some(chosen) => {
                return EnvFilter::try_new(&chosen).with_context(|| format!("{VARIABLE}={chosen} is no filter"));
            }
            None => USUAL,
        },
        (false, 1) => "off,dateline=info",
        (false, 2) => "off,dateline=debug",
        (false, _) => "off,dateline=trace",
    };
    Ok(EnvFilter::new(chosen))
}

/// Standard error above the bar, without what could command a terminal. When nobody can hear there is nobody to tell.
struct StandardError;

impl io::Write for StandardError {
    /// An event comes whole.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = harmless(&String::from_utf8_lossy(bytes));
        bar::above(|| {
            let _ = io::stderr().write_all(text.as_bytes());
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Messages as people read them.
struct Sentences;

impl<S, N> FormatEvent<S, N> for Sentences
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut said = Said::default();
        event.record(&mut said);
        let target = event.metadata().target();
        let own = target.split("::").next() == Some("dateline");
        let prefix = if target == ACCOUNT { "" } else { "dateline: " };
        writeln!(writer, "{prefix}{}{}", said.message, if own { "" } else { &said.fields })
    }
}

/// An event's parts. The fields of a library's event are said with it: its message alone says too little.
#[derive(Default)]
struct Said {
    message: String,
    fields: String,
}

impl Visit for Said {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Nothing can go wrong when a text is written to memory.
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    #[command(disable_help_flag = true)]
    struct Options {
        #[command(flatten)]
        terminal: Terminal,
    }

    /// The filter of a command line, as it is written.
    fn chosen<const N: usize>(arguments: [&str; N], variable: Option<&str>) -> String {
        let options = Options::parse_from(["dateline"].into_iter().chain(arguments));
        filter(&options.terminal, variable.map(str::to_owned))
            .map_or_else(|error| error.to_string(), |it| it.to_string())
    }

    #[test]
    fn the_options_go_before_the_environment() {
        assert_eq!(chosen(["-v"], Some("trace")), chosen(["-v"], None));
        assert_eq!(chosen(["-q"], Some("trace")), chosen(["-q"], None));
        assert_eq!(chosen([], Some("dateline_pipeline=trace")), "dateline_pipeline=trace");
        assert_eq!(chosen([], Some("")), chosen([], None));
    }

    #[test]
    fn more_and_more_is_said() {
        assert!(chosen(["-v"], None).contains("dateline=info"));
        assert!(chosen(["-vv"], None).contains("dateline=debug"));
        assert!(chosen(["-vvvv"], None).contains("dateline=trace"));
    }

    #[test]
    fn a_filter_that_is_none_is_named() {
        assert_eq!(chosen([], Some("dateline=loud")), "DATELINE_LOG=dateline=loud is no filter");
    }
}
