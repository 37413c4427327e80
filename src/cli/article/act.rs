//! A person's decision, done when the command returns: every document is
//! rewritten, and whoever waits is told.

use serde::Serialize;

use super::{Hand, bounded, line};
use crate::cli::progress::Progress;
use crate::cli::{Args, Exit, ping, print};
use crate::config::ConfigError;
use crate::control;
use crate::desk::Action;
use crate::pipeline::{self, Build, Handed, Level, Report, RunError};

/// What was done, for programs.
#[derive(Serialize)]
struct Answer<'a> {
    articles: &'a [Handed],
    report: &'a Report,
}

pub(super) fn run(args: &Args, action: &Action, options: &Hand) -> Result<Exit, RunError> {
    let house = args.house()?;
    let takes_notice = matches!(action, Action::Kill | Action::Withhold | Action::Erase);
    if options.notice.is_some() && !takes_notice {
        let help = "a notice stands in place of a story that was taken out; a correction has its --note";
        return Err(ConfigError::nowhere("--notice goes with kill, withhold and erase", help).into());
    }
    let notice = options.notice.as_deref().map(|text| line("--notice", text)).transpose()?;
    options.reason.as_deref().map_or(Ok(()), |text| bounded("--reason", text))?;
    let folder = std::env::current_dir().unwrap_or_default();
    let hand = pipeline::Hand {
        names: &options.names,
        folder: &folder,
        action,
        notice: notice.as_ref(),
        reason: options.reason.as_deref(),
        who: &control::own_name(),
        ahead: options.ahead,
    };
    let outcome = {
        let progress = Progress::new(args.quiet);
        let show = |phase, done, of| progress.show(phase, done, of);
        let owe = !options.no_notify;
        pipeline::build(
            &house,
            args.now(),
            &Build { hand: Some(&hand), owe, progress: Some(&show), ..Build::default() },
        )?
    };
    let report = &outcome.report;
    if args.prints_json() {
        print::json(&Answer { articles: &outcome.handed, report });
    } else {
        print::lines(report, if args.verbose { Level::Info } else { Level::Error });
        if !args.quiet {
            print::out(&outcome.handed.iter().map(|handed| told(action, handed)).collect::<String>());
            print::out(&print::summary(report, false));
        }
    }
    if !options.no_notify && !outcome.debts.is_empty() {
        // The documents are out; a target that does not answer is reported, and is no fault of theirs.
        ping::deliver(args, &house, outcome.debts)?;
    }
    Ok(Exit::of_findings(report.has_findings(false)))
}

/// What became of one article, in sentences.
fn told(action: &Action, handed: &Handed) -> String {
    let what = if handed.changed { handed.done } else { "nothing to do" };
    let place = handed.place.as_deref().unwrap_or(&handed.name);
    let id = handed.id.as_deref().map(|id| format!(" ({id})")).unwrap_or_default();
    let takes_out = matches!(action, Action::Kill | Action::Withhold | Action::Erase);
    let feeds = match (handed.feeds.is_empty(), takes_out) {
        (true, _) => String::new(),
        (false, true) => format!(", out of {}", handed.feeds.join(", ")),
        (false, false) => format!(", in {}", handed.feeds.join(", ")),
    };
    let mut text = format!("{what}: {place}{id}{feeds}\n");
    for note in &handed.notes {
        text.push_str(&format!("  {note}\n"));
    }
    if *action == Action::Erase {
        for file in &handed.files {
            text.push_str(&format!("  its words still stand in {file}: take it away, or it stays out but readable\n"));
        }
        text.push_str(
            "  out of reach: copies of its file and of the ledger in version control and backups, files under other \
             names, logs, the site's own pages, and what readers have fetched\n",
        );
    }
    text
}
