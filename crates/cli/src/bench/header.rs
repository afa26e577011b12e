//! What a bench was made with and on: without it, its figures say nothing.

use std::env;

use dateline_bench::{Rounds, Text};
use jiff::{Timestamp, Unit};

use crate::bench::machine::{self, Machine};

/// The commit that the program was built from, when it was built in a clone.
pub(crate) const COMMIT: &str = match option_env!("DATELINE_COMMIT") {
    Some(commit) => commit,
    None => "unknown",
};

/// Everything but the figures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Header {
    pub(crate) date: String,
    pub(crate) version: &'static str,
    pub(crate) commit: &'static str,
    /// `release`, or `debug`, which makes all figures void.
    pub(crate) profile: &'static str,
    pub(crate) machine: Machine,
    /// What else wanted to run when the bench began.
    pub(crate) load: Option<f64>,
    /// The arguments of the command.
    pub(crate) flags: String,
    pub(crate) stage: &'static str,
    pub(crate) model: String,
    pub(crate) text: String,
    pub(crate) text_hash: String,
    pub(crate) rounds: Rounds,
}

impl Header {
    /// Of a bench that is about to begin.
    pub(crate) fn now(stage: &'static str, text: &Text, rounds: Rounds) -> Self {
        Self {
            date: Timestamp::now().round(Unit::Second).unwrap_or_default().to_string(),
            version: env!("CARGO_PKG_VERSION"),
            commit: COMMIT,
            profile: if cfg!(debug_assertions) { "debug" } else { "release" },
            machine: Machine::here(),
            load: machine::load(),
            flags: env::args_os().skip(1).map(|flag| flag.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" "),
            stage,
            model: String::new(),
            text: text.name().to_owned(),
            text_hash: text.hash(),
            rounds,
        }
    }

    /// A few lines for people.
    pub(crate) fn lines(&self) -> Vec<String> {
        let Machine { cpu, cores, instructions, native, memory, system } = &self.machine;
        let mut machine = vec![cpu.clone(), format!("{cores} cores"), instructions.join(" ")];
        machine.extend([format!("native on {native}"), system.clone()]);
        machine.extend(memory.map(|bytes| format!("{} GB", bytes >> 30)));
        machine.extend(self.load.map(|load| format!("load {load:.1}")));
        machine.retain(|part| !part.is_empty());
        let Rounds { warmup, timed } = self.rounds;
        vec![
            format!("dateline {} ({}, {} build), {}", self.version, self.commit, self.profile, self.date),
            machine.join(", "),
            format!("{}, {} stage, text {} ({})", self.model, self.stage, self.text, self.text_hash),
            match timed {
                1 => format!("one round after {warmup} to warm up: take it as a glance"),
                _ => {
                    format!("medians of {timed} rounds after {warmup} to warm up; ± half the distance of the quartiles")
                }
            },
            format!("dateline {}", self.flags),
        ]
    }
}
