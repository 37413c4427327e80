//! What is published now, by the path of its URL: what HTTP serves.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

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
