//! `feedroom feeds`: where each feed is, and the lines that announce it.

use super::{Args, Exit, print};
use crate::pipeline::{self, RunError};

pub(super) fn run(args: &Args) -> Result<Exit, RunError> {
    let house = args.house()?;
    let report = pipeline::check(&house, args.now())?;
    if args.prints_json() {
        print::json(&report.feeds);
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for feed in &report.feeds {
        text.push_str(&format!("{} ({})\n", feed.title, print::count(feed.articles, "article")));
        for document in &feed.documents {
            text.push_str(&format!("  {:5} {}\n", document.format, document.url));
        }
    }
    text.push_str("\nFor the <head> of the site's pages:\n");
    for feed in &report.feeds {
        for document in &feed.documents {
            let kind = document.content_type.split(';').next().unwrap_or_default();
            let title = quick_xml::escape::escape(&*feed.title);
            let url = quick_xml::escape::escape(&*document.url);
            text.push_str(&format!("<link rel=\"alternate\" type=\"{kind}\" title=\"{title}\" href=\"{url}\">\n"));
        }
    }
    print::out(&text);
    Ok(Exit::Done)
}
