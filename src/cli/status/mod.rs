//! `feedroom status`: what is out, what waits, what is wrong. A daemon says it at
//! once; without one it is looked for.

mod sheet;

pub(super) use sheet::{Sheet, is_well};

use chrono::SecondsFormat;

use super::{Args, Exit, args, entrust, opened, print};
use crate::control::Work;
use crate::pipeline::{self, Build, Level, RunError};

pub(super) fn run(args: &Args, options: &args::Status) -> Result<Exit, RunError> {
    let request = entrust::request(args, Work::Status { show_embargoed: options.show_embargoed });
    let (config, store) = match entrust::read(args) {
        Ok(read) => read,
        Err(error) => return entrust::unread(args, request, error),
    };
    if args.at.is_none()
        && let Some(output) = entrust::ask(args, &store, &request)?
    {
        return Ok(entrust::say(&output));
    }
    let house = opened(&config)?;
    let options = Build { dry_run: true, show_embargoed: options.show_embargoed, ..Build::default() };
    let report = pipeline::build(&house, args.now(), &options)?.report;
    let findings = report.has_findings(false);
    if args.prints_json() {
        print::json(&report);
        return Ok(Exit::of_findings(findings));
    }
    let mut text = String::new();
    for source in &report.sources {
        let state = if source.out { "out" } else { "answers" };
        text.push_str(&format!("source {}: {state}, {} read, {} refused\n", source.name, source.read, source.refused));
    }
    let behind: Vec<&str> = report.changed_feeds().into_iter().collect();
    if behind.is_empty() {
        text.push_str("every feed is as its articles are\n");
    } else {
        text.push_str(&format!("to be built: {}\n", behind.join(", ")));
    }
    for frozen in &report.freezes {
        text.push_str(&format!("frozen {}: {}\n", frozen.feed, frozen.why));
    }
    for line in report.lines.iter().filter(|line| line.level == Level::Info) {
        text.push_str(&format!("{}\n", print::sentence(line)));
    }
    for story in &report.embargoed_stories {
        let until = story.until.map(|until| format!("until {}", until.to_rfc3339_opts(SecondsFormat::Secs, true)));
        text.push_str(&format!(
            "embargoed {}: {}\n",
            until.unwrap_or_else(|| "without an end".to_owned()),
            story.place
        ));
    }
    text.push_str(&print::summary(&report, true));
    print::lines(&report, Level::Error);
    print::out(&text);
    Ok(Exit::of_findings(findings))
}
