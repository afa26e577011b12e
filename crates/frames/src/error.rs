//! Why rule files did not compile, with file and line.

use std::{error::Error as StdError, fmt};

/// A rule file that cannot be used.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    file: String,
    line: usize,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What is wrong with a rule file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It is no TOML, or not of the expected shape.
    Syntax,
    /// A path cannot be read.
    Path,
    /// A name that nothing defines: a list, a macro, a role, a type, a kind.
    Unknown,
    /// A name that is defined twice.
    Duplicate,
    /// A rule that can never match: no trigger, or a required role without a path.
    Dead,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, place: Place<'_>, message: impl Into<String>) -> Self {
        let (file, line) = (place.file.to_owned(), place.line());
        Self { kind, file, line, message: message.into(), source: None }
    }

    pub(crate) fn syntax(place: Place<'_>, source: toml::de::Error) -> Self {
        let place = Place { at: source.span().map_or(0, |span| span.start), ..place };
        let message = source.message().to_owned();
        Self { source: Some(Box::new(source)), ..Self::new(ErrorKind::Syntax, place, message) }
    }

    /// What is wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file, below the crate's folder.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}

/// A byte of a rule file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    pub(crate) at: usize,
}

impl<'a> Place<'a> {
    pub(crate) fn at(self, at: usize) -> Place<'a> {
        Place { at, ..self }
    }

    fn line(self) -> usize {
        self.text.as_bytes().iter().take(self.at).filter(|&&byte| byte == b'\n').count() + 1
    }
}
