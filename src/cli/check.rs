//! `feedroom check`: what a build would do, said in full.

use super::{Args, Exit, args, print};
use crate::pipeline::{self, Level, Report, RunError};

pub(super) fn run(args: &Args, options: &args::Check) -> Result<Exit, RunError> {
    let house = args.house()?;
    let report = pipeline::check(&house, args.now())?;
    if args.prints_json() {
        print::json(&report);
    } else {
        print::lines(&report, if args.quiet { Level::Error } else { Level::Info });
        if !args.quiet {
            print::out(&feeds(&report));
            print::out(&print::summary(&report, true));
        }
    }
    Ok(Exit::of_findings(report.has_findings(options.strict)))
}

fn feeds(report: &Report) -> String {
    let mut text = String::new();
    for feed in &report.feeds {
        text.push_str(&format!("{}: {}", feed.path, print::count(feed.articles, "article")));
        for document in &feed.documents {
            let trimmed =
                if document.items < feed.articles { format!(", {} items", document.items) } else { String::new() };
            text.push_str(&format!(", {} {}{trimmed}", document.format, size(document.bytes)));
        }
        text.push('\n');
    }
    for path in &report.kept {
        text.push_str(&format!("{path}: stays as it is, since a source is out\n"));
    }
    text
}

fn size(bytes: usize) -> String {
    if bytes < 1_000 { format!("{bytes} bytes") } else { format!("{} KB", bytes.div_ceil(1_000)) }
}
