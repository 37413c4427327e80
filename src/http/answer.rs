//! Answers, with every header that each of them owes.

use std::fmt::Write as _;
use std::time::SystemTime;

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use crate::publish::Entry;

/// An answer.
pub(super) type Answer = Response<Full<Bytes>>;

/// How long anybody may keep a feed without asking again.
const KEEP: HeaderValue = HeaderValue::from_static("public, max-age=60");

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

const NO_SNIFFING: (HeaderName, HeaderValue) = (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
/// Feeds are public: a page anywhere may read them.
const ANYBODY: (HeaderName, HeaderValue) = (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
const SHOW: (HeaderName, HeaderValue) =
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag, Last-Modified, Link, Retry-After"));

/// The headers of a document, the same for 200, 304 and 412 (RFC 9110, 15.4.5).
pub(super) struct Head<'a> {
    pub(super) etag: &'a str,
    pub(super) modified: Option<SystemTime>,
    /// Whether what is sent depends on who asks: a browser's window or a reader.
    pub(super) varies: bool,
    pub(super) entry: Option<&'a Entry>,
}

impl Head<'_> {
    /// An answer of this status, with these headers and no body.
    pub(super) fn answer(&self, status: StatusCode) -> Answer {
        let mut answer = empty(status);
        let headers = answer.headers_mut();
        headers.insert(header::CACHE_CONTROL, KEEP);
        if let Ok(etag) = HeaderValue::from_str(self.etag) {
            headers.insert(header::ETAG, etag);
        }
        if let Some(modified) = self.modified {
            // A time after the answer's own is not to be sent (RFC 9110, 8.8.2.1).
            let date = httpdate::fmt_http_date(modified.min(SystemTime::now()));
            if let Ok(date) = HeaderValue::from_str(&date) {
                headers.insert(header::LAST_MODIFIED, date);
            }
        }
        if self.varies {
            headers.insert(header::VARY, HeaderValue::from_static("Sec-Fetch-Dest"));
        }
        if let Some(link) = self.entry.and_then(link) {
            headers.insert(header::LINK, link);
        }
        answer
    }
}

/// `Link` with `self` and the hubs in one field, as WebSub asks (section 4).
fn link(entry: &Entry) -> Option<HeaderValue> {
    let mut link = format!("<{}>; rel=\"self\"", entry.self_url);
    for hub in &entry.hubs {
        // Writing to a String cannot fail.
        let _ = write!(link, ", <{hub}>; rel=\"hub\"");
    }
    HeaderValue::from_str(&link).ok()
}

/// Gives an answer its body; a HEAD gets its headers only.
pub(super) fn with_body(mut answer: Answer, content_type: &'static str, body: Bytes, head_only: bool) -> Answer {
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    if !head_only {
        *answer.body_mut() = Full::new(body);
    }
    answer
}

/// A short answer in words.
pub(super) fn plain(status: StatusCode, words: &'static str, head_only: bool) -> Answer {
    with_body(empty(status), "text/plain; charset=utf-8", Bytes::from_static(words.as_bytes()), head_only)
}

/// 405 with the methods that are allowed (RFC 9110, 15.5.6).
pub(super) fn method_not_allowed() -> Answer {
    let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "Feeds are here to be read.\n", false);
    answer.headers_mut().insert(header::ALLOW, METHODS);
    answer
}

/// The answer to OPTIONS, a browser's question before a conditional request
/// from another site's page among them.
pub(super) fn options() -> Answer {
    let mut answer = empty(StatusCode::NO_CONTENT);
    let headers = answer.headers_mut();
    headers.insert(header::ALLOW, METHODS);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    let conditions = HeaderValue::from_static("If-None-Match, If-Modified-Since, A-IM");
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, conditions);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    answer
}

/// 503: come again in so many seconds.
pub(super) fn unavailable(words: &'static str, seconds: u32, head_only: bool) -> Answer {
    let mut answer = plain(StatusCode::SERVICE_UNAVAILABLE, words, head_only);
    let headers = answer.headers_mut();
    headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// An answer without a body.
pub(super) fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::new()));
    *answer.status_mut() = status;
    for (name, value) in [NO_SNIFFING, ANYBODY, SHOW] {
        answer.headers_mut().insert(name, value);
    }
    answer
}
