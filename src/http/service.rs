//! One request, one answer.

use std::sync::Arc;
use std::time::SystemTime;

use hyper::header::{CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode, Version};

use tokio::sync::watch;

use super::answer::{self, Answer, Head};
use super::conditional::{Outcome, Validators, evaluate};
use super::documents::{Document, Documents};
use super::server::Answers;
use super::view::{About, View, Views};
use crate::publish::{Entry, Newsstand};

/// What a browser shows; it saves or dumps a feed's own types.
const FOR_BROWSERS: &str = "application/xml; charset=utf-8";

/// Answers requests from what hangs out now.
#[derive(Debug)]
pub(super) struct Service {
    views: Views,
    documents: Documents,
}

impl Service {
    pub(super) fn new(newsstand: Arc<Newsstand>, about: watch::Receiver<About>) -> Self {
        Self { views: Views::new(newsstand, about), documents: Documents::new() }
    }
}

impl Answers for Service {
    async fn answer(&self, request: &Parts) -> Answer {
        // RFC 9112, section 3.2: without it the request is not to be believed.
        if request.version == Version::HTTP_11 && !request.headers.contains_key(HOST) {
            return answer::plain(StatusCode::BAD_REQUEST, "The request has no Host.\n", false);
        }
        let head_only = match request.method {
            Method::GET => false,
            Method::HEAD => true,
            Method::OPTIONS => return answer::options(),
            _ => return answer::method_not_allowed(),
        };
        let Some(view) = self.views.current() else {
            return answer::unavailable("The feeds are being made; come again in a moment.\n", 5, head_only);
        };
        if let Some(entry) = view.find(request.uri.path(), request.uri.query()) {
            return self.document(entry, &request.headers, head_only).await;
        }
        if request.uri.path() == "/" {
            return directory(&view, &request.headers, head_only);
        }
        answer::plain(StatusCode::NOT_FOUND, "There is no feed here; / lists them all.\n", head_only)
    }
}

impl Service {
    async fn document(&self, entry: &Entry, headers: &HeaderMap, head_only: bool) -> Answer {
        let varies = is_xml(entry);
        let browser = varies && headers.get("sec-fetch-dest").is_some_and(|value| value == "document");
        // Two representations of one resource have two tags, or a browser's cache
        // would be told that what it keeps of one is the other.
        let tag = |hash: &str| if browser { format!("\"{hash}-xml\"") } else { format!("\"{hash}\"") };

        // What the catalogue says is enough to tell a client that it has it.
        let etag = tag(&entry.hash);
        let modified = Some(entry.modified);
        let known = Head { etag: &etag, modified, varies, entry: Some(entry) };
        match evaluate(headers, Validators { etag: &etag, modified: Some(entry.modified.min(SystemTime::now())) }) {
            Outcome::NotModified => return known.answer(StatusCode::NOT_MODIFIED),
            Outcome::Failed => return known.answer(StatusCode::PRECONDITION_FAILED),
            Outcome::Proceed => {}
        }
        let Document { bytes, hash } = match self.documents.of(entry).await {
            Ok(document) => document,
            Err(error) => {
                tracing::error!(url = %entry.self_url, %error, "the file of a published document cannot be read");
                return answer::unavailable("This feed cannot be read just now.\n", 30, head_only);
            }
        };
        let content_type = if browser { FOR_BROWSERS } else { entry.content_type };
        let head = if *hash == *entry.hash {
            known.answer(StatusCode::OK)
        } else {
            // The file was replaced since: its tag is its own, its date is not known.
            let etag = tag(&hash);
            Head { etag: &etag, modified: None, varies, entry: Some(entry) }.answer(StatusCode::OK)
        };
        answer::with_body(head, content_type, bytes, head_only)
    }
}

/// Whether a browser would show the document if it came as plain XML.
fn is_xml(entry: &Entry) -> bool {
    entry.content_type.split(';').next().is_some_and(|media_type| media_type.trim().ends_with("+xml"))
}

fn directory(view: &View, headers: &HeaderMap, head_only: bool) -> Answer {
    let Document { bytes, hash } = view.directory.clone();
    let etag = format!("\"{hash}\"");
    let head = Head { etag: &etag, modified: None, varies: false, entry: None };
    let mut answer = match evaluate(headers, Validators { etag: &etag, modified: None }) {
        Outcome::NotModified => head.answer(StatusCode::NOT_MODIFIED),
        Outcome::Failed => head.answer(StatusCode::PRECONDITION_FAILED),
        Outcome::Proceed => {
            answer::with_body(head.answer(StatusCode::OK), "text/html; charset=utf-8", bytes, head_only)
        }
    };
    let policy = HeaderValue::from_static(super::directory::POLICY);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    answer
}
