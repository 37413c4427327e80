//! Fetching a document: a GET that follows a few redirects, each judged as the
//! first request was.

use bytes::Bytes;
use reqwest::header::{ACCEPT, LOCATION};
use tokio::time::Instant;

use super::client::{Client, Response};
use super::{OutboundError, shown};
use crate::xml::AbsoluteUrl;

/// Redirects that are followed.
const MOST_REDIRECTS: usize = 5;

/// A document that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was in the end.
    pub url: AbsoluteUrl,
    /// What it is.
    pub bytes: Bytes,
}

impl Client {
    /// Fetches the document at `url`, of at most `largest` bytes. All redirects
    /// together have the time of one request.
    ///
    /// # Errors
    /// When no answer came, when it is not a document (any status but 200), or
    /// when it is too long.
    pub async fn get(&self, url: &AbsoluteUrl, largest: usize) -> Result<Fetched, OutboundError> {
        let start = Instant::now();
        let mut url = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let request = self.request(reqwest::Method::GET, &url)?;
            let request =
                request.header(ACCEPT, "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.8");
            let answer: Response = self.send(request, &url, start).await?;
            match answer.status() {
                200 => return Ok(Fetched { url, bytes: answer.body_within(largest).await? }),
                301 | 302 | 303 | 307 | 308 => {
                    let to = answer.header(&LOCATION).and_then(|to| url.join(to).ok());
                    url = to.ok_or_else(|| OutboundError::Status { host: url.host(), status: answer.status_line() })?;
                }
                _ => return Err(OutboundError::Status { host: url.host(), status: answer.status_line() }),
            }
        }
        Err(OutboundError::Redirects { url: shown(&url), most: MOST_REDIRECTS })
    }
}
