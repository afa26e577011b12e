//! Moments at which a test may end the program, to see what a crash leaves behind.
//!
//! They do nothing unless `fail` is built with its feature `failpoints`, as it is for the tests of the program.

use std::io;

/// Something that changes what a crash leaves on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Writing a file through to the disk before it gets its name.
    AsideSync,
    /// Giving that file its name.
    AsideRename,
    /// Writing through the folder in which the name is new.
    AsideFolder,
    /// Writing the new lines of a list through to the disk.
    ListSync,
    /// Cutting a list where the last checkpoint was.
    ListTruncate,
    /// Giving a finished list or a made format its place among the outputs.
    Place,
    /// Taking the older folder of a format away.
    Displace,
    /// Removing what an older run made and this one does not.
    RemoveStale,
    /// Writing through the folder of the outputs.
    OutputFolder,
    /// Giving the manifest its place.
    PlaceManifest,
    /// Setting aside the journal of a run that is done.
    Retire,
    /// Removing it.
    Clear,
}

impl Step {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::AsideSync,
        Self::AsideRename,
        Self::AsideFolder,
        Self::ListSync,
        Self::ListTruncate,
        Self::Place,
        Self::Displace,
        Self::RemoveStale,
        Self::OutputFolder,
        Self::PlaceManifest,
        Self::Retire,
        Self::Clear,
    ];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsideSync => "aside-sync",
            Self::AsideRename => "aside-rename",
            Self::AsideFolder => "aside-folder",
            Self::ListSync => "list-sync",
            Self::ListTruncate => "list-truncate",
            Self::Place => "place",
            Self::Displace => "displace",
            Self::RemoveStale => "remove-stale",
            Self::OutputFolder => "output-folder",
            Self::PlaceManifest => "place-manifest",
            Self::Retire => "retire",
            Self::Clear => "clear",
        }
    }

    /// Does it. The point `<name>.before` comes first, `<name>.after` when it went well.
    ///
    /// # Errors
    /// What `act` gives.
    pub fn take<T>(self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.point("before");
        let done = act()?;
        self.point("after");
        Ok(done)
    }

    fn point(self, side: &str) {
        if fail::has_failpoints() {
            abort_at(&format!("{}.{side}", self.as_str()));
        }
    }
}

/// Ends the program as a crash does, when the point of this name is set to `return`.
fn abort_at(point: &str) {
    let _ = point;
    fail::fail_point!(point, |_| std::process::abort());
}
