//! The operator's questions: how the daemon is, and whether it is well. For this
//! machine alone: no page that a browser shows may read the answers.

use std::future::Future;
use std::net::Ipv4Addr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ALLOW, CACHE_CONTROL, HOST};
use hyper::header::{HeaderMap, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};
use tokio::net::TcpListener;

use super::Stopped;
use super::answer::{self, Answer};
use super::server::{Answers, run};

/// Connections at once.
const MOST_CONNECTIONS: usize = 32;

const JSON: &str = "application/json; charset=utf-8";

/// What the operator may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// `/status`: everything.
    Status,
    /// `/health`: whether all is well, for whoever would start it again.
    Health,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// A JSON document.
    pub body: String,
    /// Whether all is well: else `/health` answers 503.
    pub is_well: bool,
}

/// A future of what is told.
pub type Telling = Pin<Box<dyn Future<Output = Told> + Send>>;

/// Answers the operator's questions with what `tell` says, until `stop` resolves;
/// then answers what has begun, for at most `grace`.
pub async fn operate(
    listener: TcpListener,
    tell: impl Fn(Question) -> Telling + Send + Sync + 'static,
    stop: impl Future<Output = ()>,
    grace: Duration,
) -> Stopped {
    run(listener, Arc::new(Desk(tell)), MOST_CONNECTIONS, stop, grace).await
}

struct Desk<T>(T);

impl<T: Fn(Question) -> Telling + Send + Sync + 'static> Answers for Desk<T> {
    async fn answer(&self, request: &Parts) -> Answer {
        let head_only = request.method == Method::HEAD;
        let question = match request.uri.path() {
            "/status" => Some(Question::Status),
            "/health" => Some(Question::Health),
            _ => None,
        };
        let mut answer = match question {
            // A page under a name of its own that leads here is read by its makers.
            _ if !names_this_machine(request) => {
                answer::plain(StatusCode::FORBIDDEN, "Ask by an address of this machine, or as localhost.\n", head_only)
            }
            _ if !matches!(request.method, Method::GET | Method::HEAD) => {
                let mut answer = answer::plain(StatusCode::METHOD_NOT_ALLOWED, "This is here to be read.\n", false);
                answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
                answer
            }
            None => answer::plain(StatusCode::NOT_FOUND, "Ask for /status or /health.\n", head_only),
            Some(question) => {
                let Told { body, is_well } = (self.0)(question).await;
                let fine = is_well || question == Question::Status;
                let status = if fine { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
                answer::with_body(answer::empty(status), JSON, Bytes::from(body), head_only)
            }
        };
        let headers: &mut HeaderMap = answer.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.remove(ACCESS_CONTROL_ALLOW_ORIGIN);
        headers.remove(ACCESS_CONTROL_EXPOSE_HEADERS);
        answer
    }
}

/// Whether a request calls this machine by a name that no one else can own.
fn names_this_machine(request: &Parts) -> bool {
    let host = request.headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri.authority().map(hyper::http::uri::Authority::as_str));
    host.is_some_and(is_loopback)
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost")
        || name == "[::1]"
        || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::*;

    #[test]
    fn names_of_this_machine_pass_and_others_do_not() {
        for host in ["localhost", "LOCALHOST:9090", "127.0.0.1:9090", "127.8.0.1", "[::1]:9090", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["", "evil.example", "evil.example:9090", "127.0.0.1.evil.example", "10.0.0.1:9090", "[::2]:9090"] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[tokio::test]
    async fn the_operator_is_told_and_a_page_of_another_name_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let tell = |question| -> Telling {
            Box::pin(async move { Told { body: format!("{{\"asked\":\"{question:?}\"}}"), is_well: false } })
        };
        tokio::spawn(operate(listener, tell, std::future::pending(), Duration::ZERO));
        let ask = async |line: &str, host: &str| {
            let mut stream = TcpStream::connect(address).await.unwrap();
            let request =
                format!("{line} HTTP/1.1\r\nHost: {host}\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            answer
        };
        let answer = ask("GET /status", "localhost:1").await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("{\"asked\":\"Status\"}"), "{answer}");
        assert!(answer.contains("cache-control: no-store") && !answer.contains("access-control"), "{answer}");
        assert!(ask("GET /health", "127.0.0.1").await.starts_with("HTTP/1.1 503"));
        let answer = ask("GET /status", "evil.example").await;
        assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("asked"), "{answer}");
        assert!(ask("POST /status", "localhost").await.starts_with("HTTP/1.1 405"));
        assert!(ask("GET /feed.rss", "localhost").await.starts_with("HTTP/1.1 404"));
    }
}
