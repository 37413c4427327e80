//! The items of a run, from the rendering to the last document that holds them:
//! in memory as long as they are few, then in a file that goes with the run.

use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use bytes::Bytes;

/// Items of so many bytes stay in memory, however many there are.
const KEPT: usize = 16 * 1024 * 1024;

/// Where items wait for their documents.
#[derive(Debug, Default)]
pub(super) struct Spool {
    kept: AtomicUsize,
    /// Without a name: it is gone when the run ends, however it ends. None where
    /// the system gives none; then all stays in memory.
    file: std::sync::OnceLock<Option<File>>,
    end: AtomicU64,
}

/// An item's bytes, wherever they are.
#[derive(Debug, Clone)]
pub(super) struct Span {
    place: Place,
    length: usize,
}

#[derive(Debug, Clone)]
enum Place {
    Memory(Bytes),
    File(Arc<Spool>, u64),
}

impl Spool {
    /// Takes bytes that are made of several items, which end at `ends`.
    pub(super) fn take(self: &Arc<Self>, bytes: Vec<u8>, ends: &[usize]) -> Vec<Span> {
        let size = bytes.len();
        let lengths = std::iter::once(0).chain(ends.iter().copied()).zip(ends).map(|(from, end)| (from, *end));
        if self.kept.fetch_add(size, Ordering::Relaxed) > KEPT
            && let Some(at) = self.spill(&bytes)
        {
            let place = |from: usize| Place::File(Arc::clone(self), at + from as u64);
            return lengths.map(|(from, end)| Span { place: place(from), length: end - from }).collect();
        }
        let mut bytes = bytes;
        bytes.shrink_to_fit();
        let bytes = Bytes::from(bytes);
        lengths.map(|(from, end)| Span { place: Place::Memory(bytes.slice(from..end)), length: end - from }).collect()
    }

    /// Writes bytes to the file; where they begin. What cannot be written stays
    /// in memory.
    fn spill(&self, bytes: &[u8]) -> Option<u64> {
        let file = self.file.get_or_init(|| tempfile::tempfile().ok()).as_ref()?;
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write_at(file, bytes, at).ok()?;
        Some(at)
    }
}

impl Span {
    /// Bytes that are kept in memory.
    pub(super) fn here(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self { length: bytes.len(), place: Place::Memory(bytes) }
    }

    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// Appends the bytes to a document.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn append_to(&self, document: &mut Vec<u8>) -> io::Result<()> {
        match &self.place {
            Place::Memory(bytes) => document.extend_from_slice(bytes),
            Place::File(spool, at) => {
                let from = document.len();
                document.resize(from + self.length, 0);
                // A span lies in a file only after it was written there.
                let file = spool.file.get().and_then(Option::as_ref).ok_or(io::ErrorKind::NotFound)?;
                read_at(file, &mut document[from..], *at)?;
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// Elsewhere all stays in memory.
#[cfg(not(unix))]
fn write_at(_: &File, _: &[u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(unix))]
fn read_at(_: &File, _: &mut [u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_back_from_memory_and_from_the_file() {
        let spool = Arc::new(Spool::default());
        let first = spool.take(b"onetwo".to_vec(), &[3, 6]);
        spool.kept.store(KEPT + 1, Ordering::Relaxed);
        let second = spool.take(b"threefour".to_vec(), &[5, 9]);
        assert!(matches!(second[1].place, Place::File(..)));
        let mut document = Vec::new();
        for span in second.iter().chain(&first) {
            span.append_to(&mut document).unwrap();
        }
        assert_eq!(document, b"threefouronetwo");
        assert_eq!(second[1].len(), 4);
    }
}
