//! What judging a document costs: `cargo bench --bench validate`.
//!
//! The feed is 50 items of some 2 KB, with full content in CDATA sections: 100 KB,
//! as newsrooms write them. It has no finding, so that reading it is all there is.

use chrono::DateTime;
use divan::Bencher;
use divan::counter::BytesCount;
use feedroom::validate::{Context, validate};

fn main() {
    divan::main();
}

/// A paragraph with what paragraphs have: emphasis, a link, an entity.
const PARAGRAPH: &str = "<p>The harbour board said no to the <em>new</em> crane, and \
    <a href=\"https://news.example/record?a=1&amp;b=2\">the record</a> shows why: it is too tall &amp; too loud.</p>\n";

fn item(number: usize) -> String {
    let image = format!(
        "<figure><img src=\"https://news.example/media/{number}.jpg\" alt=\"A crane\" width=\"1200\" height=\"800\">\
         <figcaption>The crane. Photo: the harbour board</figcaption></figure>\n"
    );
    let content = image + &PARAGRAPH.repeat(7);
    format!(
        "<item><title>The harbour &amp; its crane, part {number}</title>\
         <link>https://news.example/2026/01/05/crane-{number}/</link>\
         <description>A crane that nobody wanted stays where it is, and the board is glad.</description>\
         <category>Ports</category><category>Cranes</category><category>Council</category>\
         <guid isPermaLink=\"false\">tag:news.example,2026:{number}</guid>\
         <pubDate>Mon, 05 Jan 2026 {:02}:{:02}:00 +0000</pubDate>\
         <content:encoded><![CDATA[{content}]]></content:encoded>\
         <dc:creator>Ana Vale</dc:creator><dc:creator>Rui Quill</dc:creator>\
         <media:content url=\"https://news.example/media/{number}.jpg\" type=\"image/jpeg\" medium=\"image\" \
         width=\"1200\" height=\"800\"><media:description>A crane</media:description></media:content></item>\n",
        23 - number / 60,
        59 - number % 60,
    )
}

fn rss() -> String {
    let items: String = (0..50).map(item).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>\
         <title>News</title><link>https://news.example/</link><description>News of the port</description>\
         <language>en</language><lastBuildDate>Tue, 06 Jan 2026 09:00:00 +0000</lastBuildDate>\
         <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://news.example/feed\"/>{items}</channel></rss>\n"
    )
}

fn atom() -> String {
    let escaped = |number: usize| {
        let content = format!("<p><b>{number}</b></p>{}", PARAGRAPH.repeat(7));
        content.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    };
    let entries: String = (0..50)
        .map(|number| {
            format!(
                "<entry><title>The crane, part {number}</title><id>tag:news.example,2026:{number}</id>\
                 <updated>2026-01-05T{:02}:{:02}:00Z</updated><author><name>Ana Vale</name></author>\
                 <link href=\"https://news.example/{number}/\"/><content type=\"html\">{}</content></entry>\n",
                23 - number / 60,
                59 - number % 60,
                escaped(number)
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\
         <title>News</title><id>https://news.example/</id><updated>2026-01-06T09:00:00Z</updated>\
         <link rel=\"self\" href=\"https://news.example/feed\"/>{entries}</feed>\n"
    )
}

fn judge(bencher: Bencher<'_, '_>, document: &str) {
    let now = DateTime::from_timestamp(1_769_900_000, 0).expect("a time");
    let context = Context { base: "https://news.example/feed", now };
    let report = validate(document.as_bytes(), &context);
    assert!(report.findings.is_empty(), "{:?}", report.findings.first());
    bencher.counter(BytesCount::of_str(document)).bench(|| validate(document.as_bytes(), &context));
}

#[divan::bench]
fn rss_of_50_items(bencher: Bencher<'_, '_>) {
    judge(bencher, &rss());
}

#[divan::bench]
fn atom_of_50_entries(bencher: Bencher<'_, '_>) {
    judge(bencher, &atom());
}
