//! What the log says of builds: one line for each that changed something, and
//! what was said of the last ones not again every half minute.

use std::collections::HashSet;

use crate::pipeline::{Level, Line, Report};

/// Lines that are remembered as said; then it begins anew.
const MOST: usize = 10_000;

/// What was said already.
#[derive(Debug, Default)]
pub(super) struct Said {
    lines: HashSet<u64>,
    /// Why a build failed that no other one has proved wrong since, and whether it is
    /// tried again.
    failure: Option<(String, bool)>,
}

impl Said {
    /// Tells of a build that was done: what is wrong, then its counts; and whether it
    /// `proves` that what failed before would go well now.
    pub(super) fn built(&mut self, what: &'static str, milliseconds: u64, report: &Report, proves: bool) {
        if proves && self.failure.take().is_some() {
            tracing::info!("builds are done again");
        }
        if self.lines.len() > MOST {
            self.lines.clear();
        }
        for line in report.lines.iter().filter(|line| self.lines.insert(print(line))) {
            let sentence = sentence(line);
            match line.level {
                Level::Error => tracing::error!("{sentence}"),
                Level::Warning => tracing::warn!("{sentence}"),
                Level::Info => tracing::info!("{sentence}"),
            }
        }
        let Report { read, taken, held, embargoed, refused, left_out, written, .. } = report;
        let (frozen, kept) = (report.frozen.len(), report.kept.len());
        let next_due = report.next_due.map(|due| due.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
        let next_due = next_due.as_deref();
        macro_rules! told {
            ($level:ident) => {
                tracing::$level!(
                    what,
                    milliseconds,
                    written,
                    read,
                    taken,
                    held,
                    embargoed,
                    refused,
                    left_out,
                    frozen,
                    kept,
                    next_due,
                    "built"
                )
            };
        }
        if *written > 0 { told!(info) } else { told!(debug) }
    }

    /// Tells of a build that could not be done; of the same reason once.
    pub(super) fn failure(&mut self, what: &'static str, why: &str, again: bool) {
        if !again {
            tracing::error!(what, "the build failed, as whoever asked for it was told: {why}");
        } else if self.failure.as_ref().is_some_and(|(known, again)| *again && known == why) {
            tracing::debug!(what, "the build failed again: {why}");
        } else {
            tracing::error!(what, "the build failed, and is tried again: {why}");
        }
        self.failure = Some((why.to_owned(), again));
    }
}

fn print(line: &Line) -> u64 {
    xxhash_rust::xxh3::xxh3_64(sentence(line).as_bytes())
}

fn sentence(line: &Line) -> String {
    let number = line.line.map(|number| format!(":{number}")).unwrap_or_default();
    let help = if line.help.is_empty() { String::new() } else { format!("; {}", line.help) };
    format!("{}{number}: {}{help}", line.place, line.message)
}
