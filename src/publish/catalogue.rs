//! What is published now, by the path of its URL: what HTTP serves.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;
use std::{fs, io};

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

/// One published document.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file that holds it.
    pub file: PathBuf,
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
        let digest = Sha256::digest(&bytes);
        let hash = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let (self_url, hubs, title) = (self_url.clone(), hubs.to_vec(), title.to_owned());
        Ok(Some(Self { file, content_type, self_url, hubs, title, modified, hash }))
    }
}
