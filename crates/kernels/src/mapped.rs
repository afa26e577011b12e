//! Files mapped into memory: weights are paged in as they are read, and shared between processes.

use std::{fs::File, io, ops::Deref, path::Path};

use memmap2::Mmap;

/// A file's bytes, mapped read-only.
///
/// A file that another process cuts short while it is mapped ends this process with a bus error, as with any mapped
/// file; weight files are replaced by renaming, never rewritten in place.
#[derive(Debug)]
pub struct MappedFile(Mmap);

impl MappedFile {
    /// Maps the file at `path`.
    ///
    /// # Errors
    /// Whatever opening or mapping gives: no such file, no permission, an empty file on some systems.
    #[expect(unsafe_code, reason = "mapping a file is unsafe by nature")]
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // SAFETY: the mapping is private to this process and read-only; the bytes are only read through the borrow
        // that `Deref` gives, and are plain data for which every bit pattern is valid. What remains is that another
        // process changes the file meanwhile, which the type's documentation rules out for weight files.
        let map = unsafe { Mmap::map(&file)? };
        Ok(Self(map))
    }
}

impl Deref for MappedFile {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_file_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("weights");
        std::fs::write(&path, b"bytes").unwrap();
        assert_eq!(&*MappedFile::open(&path).unwrap(), b"bytes");
        assert!(MappedFile::open(&folder.path().join("absent")).is_err());
    }
}
