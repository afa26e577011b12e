//! What is wrong with bytes that cannot be unpacked, carried through readers as an [`io::Error`].

use std::{error::Error, fmt, io};

/// Why unpacking stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Damage {
    /// The reject code: `truncated`, `corrupt`, `expands_too_much`, `unsupported`.
    pub(crate) code: &'static str,
    /// What a person should read.
    pub(crate) message: String,
    /// How far the packed bytes could be read.
    pub(crate) offset: Option<u64>,
}

impl Damage {
    /// Damage whose place is not known.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), offset: None }
    }

    /// The bytes end too early.
    pub(crate) fn truncated(message: impl Into<String>) -> Self {
        Self::new("truncated", message)
    }

    /// The bytes are not what they should be.
    pub(crate) fn corrupt(message: impl Into<String>) -> Self {
        Self::new("corrupt", message)
    }

    /// The same damage, which showed at byte `offset`.
    pub(crate) fn at(self, offset: Option<u64>) -> Self {
        Self { offset: self.offset.or(offset), ..self }
    }

    /// The damage that an unpacker means by `error`; `None` where the system could not read.
    pub(crate) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        if let Some(carried) = Self::carried(error) {
            return Some(carried);
        }
        let (kind, is_systems) = innermost(error);
        match kind {
            _ if is_systems => None,
            Some(io::ErrorKind::UnexpectedEof) => Some(Self::truncated("the data end in the middle")),
            _ => Some(Self::corrupt(error.to_string())),
        }
    }

    /// The damage that `error` or one of its causes carries.
    pub(crate) fn carried(error: &(dyn Error + 'static)) -> Option<Self> {
        causes(error).find_map(|cause| cause.downcast_ref::<Self>().cloned())
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Damage {}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> Self {
        Self::other(damage)
    }
}

/// `error`, what it carries, what caused that, and so on.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>() {
        // An `io::Error` names the cause of what it carries as its own, not what it carries.
        Some(error) => error.get_ref().map(|carried| carried as &(dyn Error + 'static)),
        None => error.source(),
    })
}

/// The kind of the last `io::Error` among the causes, and whether the system gave one of them.
fn innermost(error: &(dyn Error + 'static)) -> (Option<io::ErrorKind>, bool) {
    let errors = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    errors.fold((None, false), |(_, systems), error| (Some(error.kind()), systems || error.raw_os_error().is_some()))
}
