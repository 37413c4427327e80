//! The client: one request, one answer, each within its limits.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use reqwest::redirect::Policy;
use tokio::time::Instant;

use super::OutboundError;
use super::resolver::Named;
use crate::xml::AbsoluteUrl;

/// Bytes of an answer that are read; no protocol here needs more (64 KiB).
const LONGEST_ANSWER: usize = 64 * 1024;

/// How a [`Client`] behaves.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The newsroom's home page, named in the `User-Agent`, where there is one.
    pub site: Option<AbsoluteUrl>,
    /// The hosts that the config names: they alone may have private addresses.
    pub hosts: Vec<String>,
    /// Until a connection stands, encryption included.
    pub connect: Duration,
    /// From the start until the head of the answer is there.
    pub first_byte: Duration,
    /// From the start until the end of the body.
    pub whole: Duration,
}

impl Settings {
    /// The same limit for connection, first byte and whole answer.
    #[must_use]
    pub fn within(site: impl Into<Option<AbsoluteUrl>>, hosts: Vec<String>, limit: Duration) -> Self {
        Self { site: site.into(), hosts, connect: limit, first_byte: limit, whole: limit }
    }
}

/// Sends requests to the world. Cheap to clone; clones share connections.
///
/// It checks certificates, uses no proxy, and refuses addresses that are not
/// public unless the config names their host. A POST follows no redirect: what
/// was meant for one address is not repeated to another.
#[derive(Debug, Clone)]
pub struct Client {
    inner: reqwest::Client,
    named: Named,
    authorities: bool,
    first_byte: Duration,
    whole: Duration,
}

impl Client {
    /// A client. One that finds no certificate authorities on the machine still
    /// speaks plain HTTP, and says so when it is asked for more.
    ///
    /// # Errors
    /// When the system refuses what a client needs.
    pub fn new(settings: &Settings) -> Result<Self, OutboundError> {
        // Fails where one is installed already, and any will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let named = Named::new(settings.hosts.iter().cloned());
        let site = settings.site.as_ref().map(|site| format!(" (+{site})")).unwrap_or_default();
        let agent = format!("Feedroom/{}{site}", env!("CARGO_PKG_VERSION"));
        let builder = || {
            reqwest::Client::builder()
                .user_agent(&agent)
                .redirect(Policy::none())
                .referer(false)
                .no_proxy()
                .dns_resolver(named.clone())
                .connect_timeout(settings.connect)
                .pool_max_idle_per_host(2)
                .pool_idle_timeout(Duration::from_secs(30))
        };
        let (inner, authorities) = match builder().build() {
            Ok(client) => (client, true),
            Err(_) => match builder().tls_certs_only([]).build() {
                Ok(client) => (client, false),
                Err(error) => return Err(OutboundError::Setup { why: error.without_url().to_string() }),
            },
        };
        Ok(Self { inner, named, authorities, first_byte: settings.first_byte, whole: settings.whole })
    }

    /// Posts `body` to `url`, and returns the head of the answer, whatever its
    /// status; redirects are not followed.
    ///
    /// # Errors
    /// When no answer came, for each reason that [`OutboundError`] has.
    pub async fn post(
        &self,
        url: &AbsoluteUrl,
        content_type: &'static str,
        body: impl Into<Bytes>,
    ) -> Result<Response, OutboundError> {
        let request = self.request(reqwest::Method::POST, url)?.header(CONTENT_TYPE, content_type).body(body.into());
        self.send(request, url, Instant::now()).await
    }

    /// A request to `url`, if it may be sent.
    pub(super) fn request(
        &self,
        method: reqwest::Method,
        url: &AbsoluteUrl,
    ) -> Result<reqwest::RequestBuilder, OutboundError> {
        self.named.check_literal(url)?;
        if !self.authorities && url.as_str().starts_with("https:") {
            return Err(OutboundError::NoAuthorities { host: url.host() });
        }
        Ok(self.inner.request(method, url.as_str()))
    }

    /// The head of the answer, within the limits that began at `start`.
    pub(super) async fn send(
        &self,
        request: reqwest::RequestBuilder,
        url: &AbsoluteUrl,
        start: Instant,
    ) -> Result<Response, OutboundError> {
        let host = url.host();
        let limit = self.first_byte.min(self.whole);
        let answer = match tokio::time::timeout_at(start + limit, request.send()).await {
            Ok(answer) => answer.map_err(|error| OutboundError::from_reqwest(&host, limit, &error))?,
            Err(_) => return Err(OutboundError::Timeout { host, what: "answer", limit }),
        };
        Ok(Response { inner: answer, host, deadline: start + self.whole, limit: self.whole })
    }
}

/// The head of an answer; its body is read when it is asked for.
#[derive(Debug)]
pub struct Response {
    inner: reqwest::Response,
    host: String,
    deadline: Instant,
    limit: Duration,
}

impl Response {
    /// The status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.inner.status().as_u16()
    }

    /// The status code and its name in the standard, such as `404 Not Found`.
    #[must_use]
    pub fn status_line(&self) -> String {
        self.inner.status().to_string()
    }

    /// The value of a header, where it is there and text.
    #[must_use]
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        let headers: &HeaderMap = self.inner.headers();
        headers.get(name)?.to_str().ok()
    }

    /// Seconds to wait before another request, where the answer names them
    /// (RFC 9110, section 10.2.3; a date there is passed over).
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        self.header(&reqwest::header::RETRY_AFTER)?.trim().parse().ok()
    }

    /// The body, at most 64 KiB of it.
    ///
    /// # Errors
    /// When it is longer, too slow, or broken off.
    pub async fn body(self) -> Result<Bytes, OutboundError> {
        self.body_within(LONGEST_ANSWER).await
    }

    /// The body, at most `largest` bytes of it.
    ///
    /// # Errors
    /// When it is longer, too slow, or broken off.
    pub async fn body_within(mut self, largest: usize) -> Result<Bytes, OutboundError> {
        let mut body = BytesMut::new();
        loop {
            let chunk = match tokio::time::timeout_at(self.deadline, self.inner.chunk()).await {
                Ok(chunk) => chunk.map_err(|error| OutboundError::from_reqwest(&self.host, self.limit, &error))?,
                Err(_) => {
                    return Err(OutboundError::Timeout { host: self.host, what: "whole answer", limit: self.limit });
                }
            };
            let Some(chunk) = chunk else { return Ok(body.freeze()) };
            if body.len() + chunk.len() > largest {
                return Err(OutboundError::TooLong { host: self.host, limit: largest });
            }
            body.extend_from_slice(&chunk);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use wiremock::matchers::{header, method};
    use wiremock::{Mock, MockServer, ResponseTemplate};

    fn url(text: &str) -> AbsoluteUrl {
        AbsoluteUrl::parse(text).unwrap()
    }

    fn client(hosts: &[&str], limit: Duration) -> Client {
        let hosts = hosts.iter().map(|&host| host.to_owned()).collect();
        Client::new(&Settings::within(url("https://daily.example/"), hosts, limit)).unwrap()
    }

    /// A server that says `head`, then `chunk` for ever with `pause` between.
    async fn endless(head: &'static str, chunk: &'static [u8], pause: Duration) -> AbsoluteUrl {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let mut request = [0; 2048];
                    let _ = stream.read(&mut request).await;
                    let _ = stream.write_all(head.as_bytes()).await;
                    while stream.write_all(chunk).await.is_ok() {
                        tokio::time::sleep(pause).await;
                    }
                });
            }
        });
        url(&format!("http://{address}/"))
    }

    #[tokio::test]
    async fn names_itself_and_follows_no_redirect() {
        let server = MockServer::start().await;
        let agent = format!("Feedroom/{} (+https://daily.example/)", env!("CARGO_PKG_VERSION"));
        Mock::given(method("POST"))
            .and(header("user-agent", agent.as_str()))
            .respond_with(ResponseTemplate::new(307).insert_header("location", "http://169.254.169.254/"))
            .mount(&server)
            .await;
        let answer = client(&["127.0.0.1"], Duration::from_secs(5)).post(&url(&server.uri()), "text/plain", "x").await;
        assert_eq!(answer.unwrap().status_line(), "307 Temporary Redirect");
    }

    #[tokio::test]
    async fn refuses_private_hosts_that_nobody_named() {
        let server = MockServer::start().await;
        let port = server.address().port();
        let closed = client(&["hub.example"], Duration::from_secs(5));
        for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
            let error = closed.post(&url(&format!("http://{host}:{port}/?key=s3cret")), "text/plain", "x").await;
            let error = error.unwrap_err();
            assert!(matches!(error, OutboundError::NotPublic { .. }), "{host}: {error:?}");
            assert!(!error.to_string().contains("s3cret"));
        }
        assert!(server.received_requests().await.unwrap().is_empty());
        let named = client(&["localhost"], Duration::from_secs(5));
        assert!(named.post(&url(&format!("http://localhost:{port}/")), "text/plain", "x").await.is_ok());
    }

    #[tokio::test]
    async fn a_document_is_fetched_over_redirects_none_of_which_leads_inside() {
        let server = MockServer::start().await;
        let answer = |path: &'static str, answer| Mock::given(wiremock::matchers::path(path)).respond_with(answer);
        let to = |to: &str| ResponseTemplate::new(301).insert_header("location", to);
        answer("/feed", to("/feed/")).mount(&server).await;
        answer("/feed/", ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 100_000])).mount(&server).await;
        answer("/inside", to("http://169.254.169.254/latest/")).mount(&server).await;
        answer("/round", to("/round")).mount(&server).await;
        let client = client(&["127.0.0.1"], Duration::from_secs(5));
        let at = |path: &str| url(&format!("{}{path}", server.uri()));
        let fetched = client.get(&at("/feed"), 100_000).await.unwrap();
        assert_eq!((fetched.url, fetched.bytes.len()), (at("/feed/"), 100_000));
        let get = async |path: &str, largest| client.get(&at(path), largest).await.unwrap_err();
        assert!(matches!(get("/feed", 99_999).await, OutboundError::TooLong { limit: 99_999, .. }));
        assert!(matches!(get("/inside", 100).await, OutboundError::NotPublic { .. }));
        assert!(matches!(get("/round", 100).await, OutboundError::Redirects { .. }));
        assert_eq!(get("/none", 100).await.to_string(), "127.0.0.1 answers 404 Not Found");
    }

    #[tokio::test]
    async fn an_endless_body_and_a_dripping_one_end() {
        let head = "HTTP/1.1 200 OK\r\n\r\n";
        let one_second = client(&["127.0.0.1"], Duration::from_secs(1));
        let flood = endless(head, &[b'x'; 4096], Duration::ZERO).await;
        let answer = one_second.post(&flood, "text/plain", "x").await.unwrap();
        assert!(matches!(answer.body().await, Err(OutboundError::TooLong { limit: 65_536, .. })));

        let drip = endless(head, b"x", Duration::from_millis(50)).await;
        let answer = one_second.post(&drip, "text/plain", "x").await.unwrap();
        assert!(matches!(answer.body().await, Err(OutboundError::Timeout { .. })));
    }

    #[tokio::test]
    async fn a_host_that_says_nothing_or_is_not_there_is_named() {
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let silent_url = url(&format!("http://{}/?key=s3cret", silent.local_addr().unwrap()));
        let quick = client(&["127.0.0.1", "no-such-name.invalid"], Duration::from_millis(200));
        let error = quick.post(&silent_url, "text/plain", "x").await.unwrap_err();
        assert_eq!(error.to_string(), "127.0.0.1 gave no answer within 0.2 s");

        drop(silent);
        let error = quick.post(&silent_url, "text/plain", "x").await.unwrap_err();
        assert!(matches!(error, OutboundError::Connect { .. }), "{error:?}");
        assert!(!error.to_string().contains("s3cret"), "{error}");

        let error = quick.post(&url("http://no-such-name.invalid/"), "text/plain", "x").await.unwrap_err();
        assert!(error.is_of_the_host(), "{error:?}");
    }

    #[tokio::test]
    async fn what_does_not_speak_tls_is_refused_in_words() {
        let server = MockServer::start().await;
        let secure = url(&format!("https://{}/", server.address()));
        let error = client(&["127.0.0.1"], Duration::from_secs(5)).post(&secure, "text/plain", "x").await.unwrap_err();
        assert!(matches!(error, OutboundError::Tls { .. } | OutboundError::NoAuthorities { .. }), "{error:?}");
    }
}
