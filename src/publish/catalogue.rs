//! What is published now, by the path of its URL: what HTTP serves.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;
use std::{fs, io};

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::PublishError;
use crate::xml::AbsoluteUrl;

/// The documents that are out, by the path of their URL (percent-encoded, with
/// its leading slash, and the query where the registered URL has one).
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The documents.
    pub entries: BTreeMap<String, Entry>,
}

/// What holds the bytes of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// A file.
    File(PathBuf),
    /// The catalogue itself: a URL with a query can have no file.
    Memory(Bytes),
}

/// One published document.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What holds its bytes.
    pub held: Held,
    /// What is sent as `Content-Type`.
    pub content_type: &'static str,
    /// The document's `rel=self`.
    pub self_url: AbsoluteUrl,
    /// Its WebSub hubs.
    pub hubs: Vec<AbsoluteUrl>,
    /// The feed's title, for the page that lists them.
    pub title: String,
    /// When its bytes last changed.
    pub modified: SystemTime,
    /// A strong validator made from its bytes: hex digits of their SHA-256.
    pub hash: String,
}

impl Entry {
    /// The entry of a document that stands in `file`; `None` where none does.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn of_file(
        file: PathBuf,
        content_type: &'static str,
        self_url: &AbsoluteUrl,
        hubs: &[AbsoluteUrl],
        title: &str,
    ) -> Result<Option<Self>, PublishError> {
        let read = || -> io::Result<(SystemTime, Vec<u8>)> { Ok((fs::metadata(&file)?.modified()?, fs::read(&file)?)) };
        let (modified, bytes) = match read() {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(PublishError::new(&file, "read", error)),
        };
        let (hash, self_url, hubs, title) = (hash_of(&bytes), self_url.clone(), hubs.to_vec(), title.to_owned());
        Ok(Some(Self { held: Held::File(file), content_type, self_url, hubs, title, modified, hash }))
    }

    /// The entry of a document that has no file, made at `now`; one that hangs
    /// out already as `before` with the same bytes keeps its date.
    #[must_use]
    pub fn of_bytes(
        bytes: Bytes,
        content_type: &'static str,
        self_url: &AbsoluteUrl,
        hubs: &[AbsoluteUrl],
        title: &str,
        before: Option<&Self>,
        now: SystemTime,
    ) -> Self {
        let hash = hash_of(&bytes);
        let modified = before.filter(|before| before.hash == hash).map_or(now, |before| before.modified);
        let (self_url, hubs, title) = (self_url.clone(), hubs.to_vec(), title.to_owned());
        Self { held: Held::Memory(bytes), content_type, self_url, hubs, title, modified, hash }
    }
}

fn hash_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
