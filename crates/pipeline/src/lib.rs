//! Wires the stages together: threads, back-pressure, rejects, the manifest.
//!
//! [`Engine`] runs the stages on one document. [`extract`] and [`annotate`] run it on all documents of a set of
//! [`Inputs`], [`durable`] so that the run survives a crash: reading, work and writing overlap, records come in the order of the input whatever the number of jobs, and
//! memory is bounded by a window of documents on their way. Every document that comes in goes out or is rejected; the
//! run fails when the account does not balance. How a run looks on a terminal is the caller's, who hears of it through
//! [`Progress`].

mod annotate;
pub mod batch;
mod clock;
mod dedupe;
pub mod durable;
mod engine;
mod entrance;
mod error;
mod extract;
mod gate;
mod guard;
mod inputs;
mod line;
mod order;
mod progress;
mod queue;
mod settings;
mod standing;
mod stop;
mod tally;
mod window;
mod worker;

pub use annotate::annotate;
pub use batch::catches_panics_of;
pub use clock::{Clock, Timings};
pub use dedupe::Dedupe;
pub use engine::Engine;
pub use error::{Error, ErrorKind};
pub use extract::extract;
pub use gate::{Admitted, Fingerprint, Gate};
pub use inputs::Inputs;
pub use progress::{Progress, Totals};
pub use settings::Settings;
pub use standing::{Place, Standing};
pub use stop::Stop;
pub use tally::Tally;
pub use worker::{Documents, worker};
