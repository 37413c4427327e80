//! The server over real sockets, asked by hand and by a client we did not write.

use std::time::SystemTime;

use super::*;
use crate::publish::{Catalogue, Entry, Held};
use crate::xml::{AbsoluteUrl, LangTag, XmlText};
use reqwest::{Method, StatusCode};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const RSS: &str = "<rss version=\"2.0\"><channel><title>The Daily</title></channel></rss>";
const MODIFIED: &str = "Mon, 23 Nov 2026 10:00:00 GMT";

struct Running {
    address: std::net::SocketAddr,
    newsstand: Arc<Newsstand>,
    folder: TempDir,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<Stopped>,
}

impl Running {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let newsstand = Arc::new(Newsstand::new());
        let (stop, stopped) = oneshot::channel();
        let about = About { title: XmlText::new("Tom & Ann's <Daily>"), language: LangTag::parse("en").unwrap() };
        let until = async move {
            let _ = stopped.await;
        };
        let task = tokio::spawn(serve(
            listener,
            Arc::clone(&newsstand),
            watch::channel(about).1,
            until,
            Duration::from_millis(500),
        ));
        Self { address, newsstand, folder: TempDir::new().unwrap(), stop: Some(stop), task }
    }

    /// One with feeds on it.
    async fn with_feeds() -> Self {
        let running = Self::start().await;
        let rss = "application/rss+xml; charset=utf-8";
        let mut catalogue = Catalogue::default();
        for (key, body, content_type) in [
            ("/news.rss", RSS, rss),
            ("/caf%C3%A9.rss", RSS, rss),
            ("/?feed=rss2", "<rss/>", rss),
            ("/news.json", "{}", "application/feed+json; charset=utf-8"),
        ] {
            catalogue.entries.insert(key.to_owned(), running.entry(key, body, content_type));
        }
        running.newsstand.put(catalogue);
        running
    }

    fn entry(&self, key: &str, body: &str, content_type: &'static str) -> Entry {
        let file = self.folder.path().join(key.replace(['/', '?', '%'], "_"));
        std::fs::write(&file, body).unwrap();
        Entry {
            held: Held::File(file),
            content_type,
            self_url: AbsoluteUrl::parse(&format!("https://daily.example{key}")).unwrap(),
            hubs: vec![AbsoluteUrl::parse("https://hub.example/").unwrap()],
            title: "The Daily: A < B".to_owned(),
            modified: httpdate::parse_http_date(MODIFIED).unwrap().min(SystemTime::now()),
            hash: crate::http::documents::hex(&Sha256::digest(body)),
        }
    }

    async fn ask(&self, method: Method, path: &str, headers: &[(&'static str, &str)]) -> reqwest::Response {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut request = client.request(method, format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    }

    async fn get(&self, path: &str, headers: &[(&'static str, &str)]) -> reqwest::Response {
        self.ask(Method::GET, path, headers).await
    }

    /// Sends bytes, and reads until the server closes.
    async fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8(answer).unwrap()
    }
}

fn header(answer: &reqwest::Response, name: &str) -> String {
    answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn before_the_first_build_everybody_is_asked_to_come_again() {
    let running = Running::start().await;
    for path in ["/", "/news.rss"] {
        let answer = running.get(path, &[]).await;
        assert_eq!((answer.status().as_u16(), header(&answer, "retry-after").as_str()), (503, "5"));
    }
}

#[tokio::test]
async fn a_feed_comes_with_all_its_headers() {
    let running = Running::with_feeds().await;
    let answer = running.get("/news.rss", &[]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "content-type"), "application/rss+xml; charset=utf-8");
    assert_eq!(
        header(&answer, "link"),
        "<https://daily.example/news.rss>; rel=\"self\", <https://hub.example/>; rel=\"hub\""
    );
    assert_eq!(header(&answer, "cache-control"), "public, max-age=60");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    assert_eq!(header(&answer, "access-control-allow-origin"), "*");
    assert_eq!(header(&answer, "vary"), "Sec-Fetch-Dest");
    assert!(header(&answer, "etag").len() > 20 && !header(&answer, "last-modified").is_empty());
    assert_eq!(answer.text().await.unwrap(), RSS);
    let json = running.get("/news.json", &[]).await;
    assert_eq!(header(&json, "content-type"), "application/feed+json; charset=utf-8");
    assert_eq!(header(&json, "vary"), "");
}

#[tokio::test]
async fn a_client_that_has_it_is_told_so() {
    let running = Running::with_feeds().await;
    let first = running.get("/news.rss", &[]).await;
    let (etag, date) = (header(&first, "etag"), header(&first, "last-modified"));
    for condition in [("if-none-match", &etag), ("if-modified-since", &date)] {
        let again = running.get("/news.rss", &[(condition.0, condition.1)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{condition:?}");
        for name in ["etag", "cache-control", "vary", "link", "last-modified"] {
            assert_eq!(header(&again, name), header(&first, name), "{name}");
        }
        assert_eq!(header(&again, "content-type"), "");
        assert_eq!(again.text().await.unwrap(), "");
    }
    let other = running.get("/news.rss", &[("if-none-match", "\"other\""), ("if-modified-since", &date)]).await;
    assert_eq!(other.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_browser_is_sent_what_it_can_show() {
    let running = Running::with_feeds().await;
    let plain = header(&running.get("/news.rss", &[]).await, "etag");
    let window = [("sec-fetch-dest", "document")];
    let answer = running.get("/news.rss", &window).await;
    assert_eq!(header(&answer, "content-type"), "application/xml; charset=utf-8");
    // Else a browser that has the reader's copy would be told to show that one.
    assert_ne!(header(&answer, "etag"), plain);
    let again = running.get("/news.rss", &[window[0], ("if-none-match", &plain)]).await;
    assert_eq!(again.status(), StatusCode::OK);
    let json = running.get("/news.json", &window).await;
    assert_eq!(header(&json, "content-type"), "application/feed+json; charset=utf-8");
}

#[tokio::test]
async fn paths_are_found_however_they_are_escaped() {
    let running = Running::with_feeds().await;
    for path in ["/caf%c3%a9.rss", "/caf%C3%A9%2Erss", "/%6Eews.rss", "/news.rss?utm_source=x", "/?feed=rss2"] {
        let answer = running.get(path, &[]).await;
        assert_eq!(header(&answer, "content-type"), "application/rss+xml; charset=utf-8", "{path}");
    }
    for path in ["/NEWS.rss", "/news", "/news.rss/", "/x/../news.rss%00", "/..%2f..%2fetc/passwd"] {
        assert_eq!(running.get(path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_page_lists_every_feed_and_needs_nothing_else() {
    let running = Running::with_feeds().await;
    let answer = running.get("/", &[("sec-fetch-dest", "document")]).await;
    assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
    assert!(header(&answer, "content-security-policy").starts_with("default-src 'none'"));
    let etag = header(&answer, "etag");
    let page = answer.text().await.unwrap();
    for part in [
        "Tom &amp; Ann&apos;s &lt;Daily&gt;",
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"The Daily: A &lt; B (RSS)\" href=\"/news.rss\">",
        "<link rel=\"alternate\" type=\"application/feed+json\"",
        "href=\"/?feed=rss2\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    assert_eq!(running.get("/", &[("if-none-match", &etag)]).await.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn other_methods_are_answered_as_they_should() {
    let running = Running::with_feeds().await;
    let get = running.get("/news.rss", &[]).await;
    let head = running.ask(Method::HEAD, "/news.rss", &[]).await;
    for name in ["etag", "content-type", "content-length", "link"] {
        assert_eq!(header(&head, name), header(&get, name), "{name}");
    }
    assert_eq!(header(&head, "content-length"), RSS.len().to_string());
    assert_eq!(head.text().await.unwrap(), "");
    let post = running.ask(Method::POST, "/news.rss", &[]).await;
    assert_eq!((post.status().as_u16(), header(&post, "allow").as_str()), (405, "GET, HEAD, OPTIONS"));
    let options = running.ask(Method::OPTIONS, "/news.rss", &[]).await;
    assert_eq!(options.status(), StatusCode::NO_CONTENT);
    assert!(header(&options, "access-control-allow-headers").contains("If-None-Match"));
}

#[tokio::test]
async fn a_replaced_file_is_sent_with_its_own_tag() {
    let running = Running::with_feeds().await;
    let Held::File(file) = running.newsstand.current().unwrap().entries["/news.rss"].held.clone() else { panic!() };
    std::fs::write(&file, "<rss>new</rss>").unwrap();
    let answer = running.get("/news.rss", &[]).await;
    let tag = format!("\"{}\"", crate::http::documents::hex(&Sha256::digest("<rss>new</rss>")));
    assert_eq!((header(&answer, "etag"), header(&answer, "last-modified")), (tag, String::new()));
    std::fs::remove_file(&file).unwrap();
    let answer = running.get("/news.rss", &[]).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.text().await.unwrap().contains("news"));
}

#[tokio::test]
async fn a_new_catalogue_replaces_the_old_one_whole() {
    let running = Running::with_feeds().await;
    assert_eq!(running.get("/news.rss", &[]).await.status(), StatusCode::OK);
    let entry = running.entry("/other.rss", "<rss>other</rss>", "application/rss+xml; charset=utf-8");
    running.newsstand.put(Catalogue { entries: [("/other.rss".to_owned(), entry)].into() });
    assert_eq!(running.get("/news.rss", &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(running.get("/other.rss", &[]).await.text().await.unwrap(), "<rss>other</rss>");
    assert!(!running.get("/", &[]).await.text().await.unwrap().contains("news.rss"));
}

#[tokio::test]
async fn old_and_odd_clients_are_answered() {
    let running = Running::with_feeds().await;
    let old = running.raw("GET /news.rss HTTP/1.0\r\n\r\n").await;
    assert!(old.starts_with("HTTP/1.0 200") && old.ends_with(RSS), "{old}");
    let proxied = "GET http://daily.example/news.rss HTTP/1.1\r\nHost: daily.example\r\nConnection: close\r\n\r\n";
    assert!(running.raw(proxied).await.ends_with(RSS));
    let nameless = running.raw("GET /news.rss HTTP/1.1\r\nConnection: close\r\n\r\n").await;
    assert!(nameless.starts_with("HTTP/1.1 400"), "{nameless}");
    let star = running.raw("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(star.starts_with("HTTP/1.1 204"), "{star}");
    let garbage = running.raw("\u{1}\u{2}\u{3}\r\n\r\n").await;
    assert!(garbage.is_empty() || garbage.starts_with("HTTP/1.1 400"), "{garbage}");
    let long = format!("GET /news.rss HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "x".repeat(LARGEST_HEAD));
    assert!(running.raw(&long).await.starts_with("HTTP/1.1 431"));
    let mut h2c = TcpStream::connect(running.address).await.unwrap();
    h2c.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await.unwrap();
    let mut frame = [0; 9];
    h2c.read_exact(&mut frame).await.unwrap();
    assert_eq!(frame[3], 4, "a SETTINGS frame");
}

#[tokio::test]
async fn it_stops_in_peace_with_clients_that_only_wait() {
    let mut running = Running::with_feeds().await;
    let mut waiting = TcpStream::connect(running.address).await.unwrap();
    waiting.write_all(b"HEAD /news.rss HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut some = [0; 12];
    waiting.read_exact(&mut some).await.unwrap();
    let _ = running.stop.take().unwrap().send(());
    assert_eq!(running.task.await.unwrap(), Stopped::Clean);
    assert!(TcpStream::connect(running.address).await.is_err());
}

#[tokio::test]
async fn it_cuts_those_that_dawdle_when_the_grace_is_over() {
    let mut running = Running::with_feeds().await;
    let mut dawdler = TcpStream::connect(running.address).await.unwrap();
    dawdler.write_all(b"GET /news.rss HTTP/1.1\r\nHost:").await.unwrap();
    // Answered after the dawdler was taken, so it is known to be there.
    assert_eq!(running.get("/news.rss", &[]).await.status(), StatusCode::OK);
    let _ = running.stop.take().unwrap().send(());
    assert_eq!(running.task.await.unwrap(), Stopped::Cut { connections: 1 });
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_let_go() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let (stream, _) = listener.accept().await.unwrap();
    let mut idle = Idle::new(stream, Duration::from_millis(100));
    client.write_all(b"x").await.unwrap();
    let mut buffer = [0; 8];
    assert_eq!(idle.read(&mut buffer).await.unwrap(), 1);
    let error = idle.read(&mut buffer).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
}
