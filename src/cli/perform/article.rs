//! A person's decision, done when the command returns: every document is
//! rewritten, and whoever waits is told.

use serde::Serialize;

use super::{Performed, Runner, Show, lines, output};
use crate::cli::print;
use crate::config::ConfigError;
use crate::control::{Act, Article, Request};
use crate::desk::Action;
use crate::pipeline::{Build, Hand, Handed, Report, RunError};
use crate::xml::XmlText;

/// So many bytes a person may write to readers or into the journal at once.
const LONGEST: usize = 4_000;

/// What was done, for programs.
#[derive(Serialize)]
struct Answer<'a> {
    articles: &'a [Handed],
    report: &'a Report,
}

pub(super) fn perform(
    article: &Article,
    request: &Request,
    who: &str,
    runner: &mut dyn Runner,
    show: Show<'_>,
) -> Result<Performed, RunError> {
    let action = action(&article.act)?;
    let takes_notice = matches!(action, Action::Kill | Action::Withhold | Action::Erase);
    if article.notice.is_some() && !takes_notice {
        let help = "a notice stands in place of a story that was taken out; a correction has its --note";
        return Err(ConfigError::nowhere("--notice goes with kill, withhold and erase", help).into());
    }
    let notice = article.notice.as_deref().map(|text| line("--notice", text)).transpose()?;
    article.reason.as_deref().map_or(Ok(()), |text| bounded("--reason", text))?;
    let hand = Hand {
        names: &article.names,
        folder: &request.folder,
        action: &action,
        notice: notice.as_ref(),
        reason: article.reason.as_deref(),
        who,
        ahead: article.ahead,
    };
    let owe = !article.no_notify;
    let outcome = runner.run(Build { hand: Some(&hand), owe, progress: Some(show), ..Build::default() })?;
    let (report, how) = (&outcome.report, request.print);
    let (mut stdout, mut stderr) = (String::new(), String::new());
    if how.json {
        stdout = print::json_text(&Answer { articles: &outcome.handed, report });
    } else {
        stderr = lines(report, how);
        if !how.quiet {
            stdout = outcome.handed.iter().map(|handed| told(&action, handed)).collect();
            stdout.push_str(&print::summary(report, false));
        }
    }
    Ok(Performed { output: output(stdout, stderr, report.has_findings(false)), debts: outcome.debts })
}

fn action(act: &Act) -> Result<Action, RunError> {
    Ok(match act {
        Act::Release => Action::Release,
        Act::Kill => Action::Kill,
        Act::Withhold => Action::Withhold,
        Act::Restore => Action::Restore,
        Act::Correct(note) => Action::Correct(line("--note", note)?),
        Act::Pin => Action::Pin(true),
        Act::Unpin => Action::Pin(false),
        Act::Touch => Action::Touch,
        Act::Erase => Action::Erase,
    })
}

/// A text that readers will see, on one line.
fn line(option: &str, text: &str) -> Result<XmlText, RunError> {
    bounded(option, text)?;
    let fault = || ConfigError::nowhere(format!("{option} is empty"), "write a sentence there");
    Ok(XmlText::line(text).ok_or_else(fault)?)
}

fn bounded(option: &str, text: &str) -> Result<(), RunError> {
    if text.len() > LONGEST {
        let what = format!("{option} is longer than {LONGEST} bytes");
        return Err(ConfigError::nowhere(what, "say it in fewer words").into());
    }
    Ok(())
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
