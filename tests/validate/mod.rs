//! `feedroom validate` as its users meet it: in a terminal, in a pipe, in CI.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

mod input;
mod output;
mod settings;

use crate::util::{Newsroom, PLAIN, Ran, run_in};

const AT: &str = "2026-02-01T00:00:00Z";

/// A feed of which nothing is to be said.
const GOOD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>The Daily</title>
<link>https://daily.example/</link>
<description>News</description>
<language>en</language>
<atom:link rel="self" type="application/rss+xml" href="https://daily.example/good.rss"/>
<item>
<title>One</title>
<link>https://daily.example/1</link>
<guid>https://daily.example/1</guid>
<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>
<description>Words.</description>
</item>
</channel>
</rss>
"#;

const ATOM: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>T</title><id>https://daily.example/</id><updated>2026-01-31T09:00:00Z</updated>
<author><name>A</name></author><link rel="self" href="https://daily.example/a.atom"/>
<entry><title>One</title><link href="https://daily.example/1"/><updated>2026-01-31T09:00:00Z</updated></entry>
</feed>
"#;

const JSON: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"content_text": "a"}]}"#;

const SITEMAP: &str = r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://daily.example/</loc><lastmod>soon</lastmod></url></urlset>"#;

/// A date that is none, as [`GOOD`] and every document made of it has it.
fn bad_date() -> String {
    GOOD.replace("Sat, 31 Jan 2026 09:00:00 GMT", "yesterday")
}

/// [`GOOD`] with so many items more whose dates are none.
fn bad_dates(count: usize) -> String {
    let item = |n| {
        format!(
            "<item>\n<title>{n}</title>\n<link>https://daily.example/n{n}</link>\n<guid>https://daily.example/n{n}</guid>\n<pubDate>yesterday</pubDate>\n<description>Words of {n}.</description>\n</item>\n"
        )
    };
    GOOD.replace("</channel>", &format!("{}</channel>", (0..count).map(item).collect::<String>()))
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            folder.write(name, bytes);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn validate(&self, arguments: &[&str]) -> Ran {
        run_in(self.path(), &[&["--at", AT, "validate"], arguments].concat(), &[("GITHUB_WORKSPACE", "")])
    }

    /// What JSON says, a document a line.
    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let ran = self.validate(&[&["--format", "json"], arguments].concat());
        ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The rules that a document breaks, infos apart.
fn rules(document: &Value) -> Vec<&str> {
    let findings = document["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["level"] != "info").map(|finding| finding["rule"].as_str().unwrap()).collect()
}

fn names(documents: &[Value]) -> Vec<&str> {
    documents.iter().map(|document| document["document"].as_str().unwrap()).collect()
}

fn piped(input: &[u8], arguments: &[&str]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_feedroom"))
        .args(["--at", AT, "validate"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
