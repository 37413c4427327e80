//! Who is told of what, as a target hears it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;

use crate::util::{Newsroom, PLAIN};

/// Takes pings for ever, and hands over what each says.
fn aggregator() -> (u16, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (heard, hear) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut line, mut length) = (String::new(), 0);
            while reader.read_line(&mut line).unwrap() > 2 {
                if let Some(size) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = size.trim().parse().unwrap();
                }
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            heard.send(String::from_utf8(body).unwrap()).unwrap();
            let answer = "<?xml version=\"1.0\"?><methodResponse><params><param><value><struct>\
                <member><name>flerror</name><value><boolean>0</boolean></value></member>\
                <member><name>message</name><value>Thanks</value></member>\
                </struct></value></param></params></methodResponse>";
            let length = answer.len();
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{answer}").unwrap();
        }
    });
    (port, hear)
}

#[test]
fn an_aggregator_hears_once_of_every_home_page_whose_feeds_changed() {
    let (port, hear) = aggregator();
    let newsroom = Newsroom::new(&format!(
        "{PLAIN}[[feed]]\npath = \"tag/{{tag}}\"\neach = \"tag\"\nhome = \"/t/{{tag}}/\"\n\
         [notify]\nweblog_ping = [\"http://127.0.0.1:{port}/\"]\n"
    ));
    newsroom.write("articles/a.md", "---\ntitle: A\ntags: [Sea]\ndate: 2026-01-01\n---\nx\n");
    for command in ["build", "ping"] {
        let ran = newsroom.run(&[command]).succeeds();
        let pages = ["https://daily.example/", "https://daily.example/t/sea/"];
        let mut heard: Vec<String> = hear.try_iter().collect();
        heard.sort_by_key(String::len);
        assert_eq!(heard.len(), 2, "{command}: {heard:?}");
        for page in pages {
            assert!(
                heard.iter().any(|call| call.contains(&format!("<string>{page}</string>"))),
                "{command}: {heard:?}"
            );
            assert_eq!(ran.stdout.matches(&format!("{page}: ")).count(), 1, "{command}: {}", ran.stdout);
        }
    }
}

/// Whoever does not answer is told by a later run, though nothing changed since.
#[test]
fn what_nobody_heard_stays_owed_until_somebody_does() {
    let (port, hear) = aggregator();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let config =
        |port: u16| format!("{PLAIN}[notify]\nweblog_ping = [\"http://127.0.0.1:{port}/\"]\ntimeout = \"2s\"\n");
    let newsroom = Newsroom::new(&config(silent));
    newsroom.story("a.md", "A", "2026-01-01");
    let build = |at: &str| newsroom.run(&["--at", at, "build"]);
    build("2026-01-31T12:00:00Z").succeeds();
    // Too early: it was tried a moment ago.
    assert!(build("2026-01-31T12:00:30Z").succeeds().stderr.is_empty());
    let again = build("2026-01-31T12:02:00Z").succeeds();
    assert!(again.stderr.contains("127.0.0.1"), "{}", again.stderr);
    assert!(hear.try_recv().is_err());
    // The same target, which answers now.
    let listener = TcpListener::bind(("127.0.0.1", silent));
    drop(listener);
    let moved = newsroom.read("config.toml").replace(&silent.to_string(), &port.to_string());
    newsroom.write("config.toml", moved);
    newsroom.write("articles/a.md", "---\ntitle: A2\ndate: 2026-01-01\n---\nother words\n");
    build("2026-01-31T12:10:00Z").succeeds();
    assert!(hear.recv_timeout(std::time::Duration::from_secs(5)).is_ok());
    assert!(build("2026-01-31T13:00:00Z").succeeds().stdout.lines().count() <= 2, "nothing is owed any more");
}
