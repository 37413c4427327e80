//! Reading a document: never more than [`LARGEST`] bytes, and few large ones at
//! a time, so that memory is bounded whatever is named.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::document::{Document, Place};
use super::sniff;
use crate::validate::{Example, Finding, In, Kind, Level, Report, Rule};

/// A larger document is not judged (64 MiB): no reader takes it.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Those that are larger (4 MiB) are judged one at a time.
const LARGE: u64 = 4 * 1024 * 1024;

/// Held while a large document is in memory.
static LARGE_ONE: Mutex<()> = Mutex::new(());

/// A document in memory.
pub(super) struct Loaded {
    pub(super) bytes: Vec<u8>,
    /// There was more than may be; then nothing of it is kept.
    pub(super) is_too_large: bool,
    _turn: Option<MutexGuard<'static, ()>>,
}

impl Document {
    /// Its bytes; `None` where it is not a feed and need not be one.
    pub(super) fn read(&self) -> io::Result<Option<Loaded>> {
        let path = match &self.place {
            Place::Pipe => return whole(io::stdin().lock(), Vec::new()).map(Some),
            Place::File(path) => path,
        };
        let mut file = File::open(path)?;
        let mut head = Vec::new();
        if self.may_be_other {
            (&mut file).take(sniff::HEAD).read_to_end(&mut head)?;
            let is_feed = sniff::is_feed(&head) || sniff::is_object(&head) && sniff::ends_as_feed(&tail(&mut file)?);
            if !is_feed {
                return Ok(None);
            }
            file.seek(SeekFrom::Start(head.len() as u64))?;
        }
        whole(file, head).map(Some)
    }
}

fn tail(file: &mut File) -> io::Result<Vec<u8>> {
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(size.saturating_sub(sniff::TAIL)))?;
    let mut tail = Vec::new();
    file.take(sniff::TAIL).read_to_end(&mut tail)?;
    Ok(tail)
}

/// What follows `bytes`, and they.
fn whole(mut rest: impl Read, mut bytes: Vec<u8>) -> io::Result<Loaded> {
    let left = |bytes: &Vec<u8>, limit: u64| limit.saturating_sub(bytes.len() as u64);
    (&mut rest).take(left(&bytes, LARGE)).read_to_end(&mut bytes)?;
    if left(&bytes, LARGE) > 0 {
        return Ok(Loaded { bytes, is_too_large: false, _turn: None });
    }
    // Nothing is left half done by a panic: the lock holds no data.
    let turn = LARGE_ONE.lock().unwrap_or_else(PoisonError::into_inner);
    rest.take(left(&bytes, LARGEST + 1)).read_to_end(&mut bytes)?;
    let is_too_large = bytes.len() as u64 > LARGEST;
    if is_too_large {
        bytes = Vec::new();
    }
    Ok(Loaded { bytes, is_too_large, _turn: Some(turn) })
}

/// Why a document cannot be read, and what to do.
pub(super) fn sentence(error: &io::Error) -> String {
    let help = match error.kind() {
        io::ErrorKind::NotFound => "; look at its name, and at the folder that the command runs in",
        io::ErrorKind::PermissionDenied => "; look at its rights",
        _ => "",
    };
    format!("cannot be read: {error}{help}")
}

static TOO_LARGE: Rule = Rule {
    id: "document-too-large",
    w3c: None,
    level: Level::Error,
    says: "the document is larger than 64 MiB, and is not judged",
    help: "let it hold fewer items, or less of each",
    spec: "",
    bad: Example(In::Document, ""),
    good: Example(In::Document, ""),
};

/// The report of a document that is not read to its end.
pub(super) fn too_large() -> Report {
    let finding = Finding {
        rule: &TOO_LARGE,
        level: TOO_LARGE.level,
        line: 1,
        column: 1,
        span: 0..0,
        path: String::new(),
        message: TOO_LARGE.says.to_owned(),
    };
    Report { kind: Kind::Unknown, version: String::new(), findings: vec![finding] }
}
