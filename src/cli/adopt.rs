//! `feedroom adopt`: ids and dates of an older system's feeds.

use super::differences::line;
use super::named::{self, Named};
use super::{Args, Exit, args, print};
use crate::adopt::How;
use crate::config::ConfigError;
use crate::control;
use crate::pipeline::{self, Adopted, AdoptedFeed, OldFeed, RunError};

pub(super) fn run(args: &Args, options: &args::Adopt) -> Result<Exit, RunError> {
    let house = args.house()?;
    if !options.dry_run
        && let Some(holder) = control::who_serves(&house.store.socket())
    {
        let what = format!("a daemon runs{holder} and holds the ledger, to which ids are taken over");
        return Err(ConfigError::nowhere(what, "stop it, run this again, and start it again").into());
    }
    let olds = options.feeds.iter().map(|name| old(name)).collect::<Result<Vec<_>, RunError>>()?;
    let adopted = pipeline::adopt(&house, &olds, options.feed.as_deref(), options.dry_run, args.now())?;
    if args.prints_json() {
        print::json(&adopted);
    } else {
        if !args.quiet {
            print::out(&text(&adopted, options.dry_run));
        }
        for source in &adopted.sources_out {
            eprintln!("error: {source}: it is out: its articles could not be asked; run it again when it is back");
        }
    }
    Ok(Exit::of_findings(adopted.has_findings()))
}

fn old(name: &str) -> Result<OldFeed, RunError> {
    let (url, document) = match Named::of(name)? {
        Named::Url(url) => (Some(url.to_string()), named::fetch(&url)?),
        Named::File(path) => (None, named::open(&path)?),
        Named::Feed(name) => {
            let help = "name the file or the URL of a feed that the older system made";
            return Err(ConfigError::nowhere(format!("there is no file `{name}`"), help).into());
        }
    };
    Ok(OldFeed { name: name.to_owned(), url, document })
}

fn text(adopted: &Adopted, dry_run: bool) -> String {
    let mut text = String::new();
    for feed in &adopted.feeds {
        of_feed(&mut text, feed);
    }
    if adopted.dates_kept > 0 {
        let articles = print::count(adopted.dates_kept, "article");
        text.push_str(&format!("{articles} out already with another date, which never moves\n"));
    }
    let written = if dry_run { "to write to" } else { "written to" };
    text.push_str(&format!("{} {written} the ledger\n", print::count(adopted.learned, "line")));
    text
}

fn of_feed(text: &mut String, feed: &AdoptedFeed) {
    let matched = feed.taken + feed.for_feed + feed.same;
    let of = feed.feed.as_ref().map(|of| format!(" for {of}")).unwrap_or_default();
    let items = print::count(feed.items, "item");
    text.push_str(&format!("{} ({}){of}: {items}, {matched} adopted", line(&feed.name), feed.format));
    let counts = [
        (feed.for_feed, "for that feed alone"),
        (feed.same, "as they were already"),
        (feed.not_taken.len(), "not adopted"),
    ];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        text.push_str(&format!(", {count} {what}"));
    }
    text.push('\n');
    let by = feed.by.iter().map(|(how, count)| {
        let how = match how {
            How::Id => "id",
            How::Url => "address",
            How::Alias => "earlier address",
            How::Path => "path of the address",
            How::Title => "headline and date",
        };
        format!("{count} by {how}")
    });
    let by: Vec<String> = by.collect();
    if !by.is_empty() {
        text.push_str(&format!("  found: {}\n", by.join(", ")));
    }
    if let Some(id) = feed.feed_id {
        text.push_str(&format!("  the feed's own id: {id}\n"));
    }
    for item in &feed.not_taken {
        text.push_str(&format!("  not adopted: {}: {}\n", line(&item.item), item.why));
    }
}
