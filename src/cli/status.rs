//! `feedroom status`: what is out, what waits, what is wrong.

use super::{Args, Exit, print};
use crate::pipeline::{self, Level, RunError};

pub(super) fn run(args: &Args) -> Result<Exit, RunError> {
    let house = args.house()?;
    let report = pipeline::check(&house, args.now())?;
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
    for line in report.lines.iter().filter(|line| line.level == Level::Info) {
        text.push_str(&format!("{}\n", print::sentence(line)));
    }
    text.push_str(&print::summary(&report, true));
    print::lines(&report, Level::Error);
    print::out(&text);
    Ok(Exit::of_findings(findings))
}
