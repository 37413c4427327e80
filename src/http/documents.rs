//! The bytes of documents: read from their files when they are asked for, off
//! the async threads, and kept by what they are, so that a tag is always that
//! of the bytes it is sent with.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::sync::{Semaphore, oneshot};

use crate::publish::{Entry, Held};

/// A larger file is not served (32 MiB).
const LARGEST_FILE: u64 = 32 * 1024 * 1024;
/// Bytes of documents that are kept (64 MiB).
const BUDGET: usize = 64 * 1024 * 1024;
/// Threads that read. They are always the same few: what is read by one thread and
/// dropped by another is used again when the first one reads, and idle threads
/// would hoard it.
const READERS: usize = 2;

/// A document as it is sent.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// Its bytes.
    pub(super) bytes: Bytes,
    /// Hex digits of their SHA-256.
    pub(super) hash: Arc<str>,
}

/// Reads documents and keeps those that were asked for last.
#[derive(Debug)]
pub(super) struct Documents {
    kept: Mutex<Kept>,
    /// One file at a time for each reader, so that whoever waits finds it kept.
    reads: Semaphore,
    wanted: mpsc::SyncSender<Wanted>,
}

/// A file that is to be read, and who waits for it.
type Wanted = (PathBuf, oneshot::Sender<io::Result<Document>>);

impl Documents {
    pub(super) fn new() -> Self {
        let (wanted, all) = mpsc::sync_channel::<Wanted>(READERS);
        let all = Arc::new(Mutex::new(all));
        for _ in 0..READERS {
            let all = Arc::clone(&all);
            let read_all = move || {
                let next = || all.lock().unwrap_or_else(PoisonError::into_inner).recv();
                while let Ok((file, tell)) = next() {
                    // Whoever asked may have gone.
                    let _ = tell.send(read(&file));
                }
            };
            // Without any thread each reading is answered as a fault of the file.
            let _ = std::thread::Builder::new().name("reader".to_owned()).spawn(read_all);
        }
        Self { kept: Mutex::new(Kept::new(BUDGET)), reads: Semaphore::new(READERS), wanted }
    }

    /// The document of an entry. Where its file was replaced since the catalogue
    /// was made, it is the new one, with the new one's hash.
    ///
    /// # Errors
    /// When the file cannot be read, or is larger than 32 MiB.
    pub(super) async fn of(&self, entry: &Entry) -> io::Result<Document> {
        let file: PathBuf = match &entry.held {
            Held::Memory(bytes) => return Ok(Document { bytes: bytes.clone(), hash: entry.hash.as_str().into() }),
            Held::File(file) => file.clone(),
        };
        if let Some(document) = self.kept(&entry.hash) {
            return Ok(document);
        }
        let _permit = self.reads.acquire().await.map_err(io::Error::other)?;
        // Whoever waited for the permit may have waited for this very file.
        if let Some(document) = self.kept(&entry.hash) {
            return Ok(document);
        }
        let (tell, told) = oneshot::channel();
        self.wanted.try_send((file, tell)).map_err(|_| io::Error::other("nobody reads files"))?;
        let document = told.await.map_err(io::Error::other)??;
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).keep(&document);
        Ok(document)
    }

    fn kept(&self, hash: &str) -> Option<Document> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(hash)
    }
}

fn read(path: &Path) -> io::Result<Document> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(LARGEST_FILE)).unwrap_or(0) + 1);
    // One byte more than may be, since the file may grow meanwhile.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {LARGEST_FILE} bytes")));
    }
    let hash = hex(&Sha256::digest(&bytes));
    Ok(Document { bytes: bytes.into(), hash: hash.into() })
}

/// The digits of a hash, as `Entry::hash` has them.
pub(super) fn hex(digest: &[u8]) -> String {
    let mut out = String::with_capacity(digest.len() * 2);
    for byte in digest {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Documents by hash, within a budget of bytes; the one asked for longest ago
/// goes first.
#[derive(Debug)]
struct Kept {
    budget: usize,
    held: usize,
    /// Grows with every use.
    clock: u64,
    by_hash: HashMap<Arc<str>, (Document, u64)>,
    by_use: BTreeMap<u64, Arc<str>>,
}

impl Kept {
    fn new(budget: usize) -> Self {
        Self { budget, held: 0, clock: 0, by_hash: HashMap::new(), by_use: BTreeMap::new() }
    }

    fn get(&mut self, hash: &str) -> Option<Document> {
        let (document, used) = self.by_hash.get_mut(hash)?;
        self.clock += 1;
        self.by_use.remove(used);
        *used = self.clock;
        self.by_use.insert(self.clock, Arc::clone(&document.hash));
        Some(document.clone())
    }

    fn keep(&mut self, document: &Document) {
        let size = document.bytes.len();
        // One that would drive out most of the others is not worth keeping.
        if size > self.budget / 4 || self.by_hash.contains_key(&document.hash) {
            return;
        }
        self.clock += 1;
        self.held += size;
        self.by_hash.insert(Arc::clone(&document.hash), (document.clone(), self.clock));
        self.by_use.insert(self.clock, Arc::clone(&document.hash));
        while self.held > self.budget
            && let Some((_, oldest)) = self.by_use.pop_first()
        {
            if let Some((gone, _)) = self.by_hash.remove(&oldest) {
                self.held -= gone.bytes.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, size: usize) -> Document {
        Document { bytes: vec![b'x'; size].into(), hash: name.into() }
    }

    #[test]
    fn what_was_used_longest_ago_goes_first() {
        let mut kept = Kept::new(100);
        for name in ["a", "b", "c", "d"] {
            kept.keep(&document(name, 25));
        }
        assert!(kept.get("a").is_some());
        kept.keep(&document("e", 25));
        assert!(kept.get("b").is_none());
        assert!(kept.get("a").is_some() && kept.get("e").is_some());
        assert_eq!(kept.held, 100);
        kept.keep(&document("large", 26));
        assert!(kept.get("large").is_none());
        assert_eq!(kept.by_hash.len(), kept.by_use.len());
    }
}
