//! How exactly the matrix products of an encoder are computed.

use std::{fmt, str::FromStr};

use crate::{Error, ErrorKind};

/// The number format of weights and activations inside matrix products. Everything else is computed in `f32`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Precision {
    /// Single precision: the reference.
    F32,
    /// 16-bit integers: the same answers as the reference, faster.
    I16,
    /// 8-bit integers, the fastest: on CoNLL-2003 and UD EWT it loses less than 0.1 points (`models/`, the model card).
    #[default]
    I8,
}

impl Precision {
    /// All precisions, most exact first.
    pub const ALL: [Self; 3] = [Self::F32, Self::I16, Self::I8];

    /// The name on the command line: `f32`, `i16`, `i8`.
    pub fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::I16 => "i16",
            Self::I8 => "i8",
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Precision {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|precision| precision.name() == name);
        known.ok_or_else(|| Error::new(ErrorKind::Input, format!("precision {name}"), "no such precision"))
    }
}
