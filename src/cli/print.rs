//! Printing reports and faults.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::SecondsFormat;
use serde::Serialize;

use super::colour_on_stderr;
use crate::pipeline::{Level, Line, Report, RunError};

/// Prints a fault that ended the command.
pub(super) fn fault(error: &RunError) {
    eprint!("{}", fault_text(error, colour_on_stderr()));
}

/// A fault that ended a command, as it is printed.
pub(super) fn fault_text(error: &RunError, colour: bool) -> String {
    match error {
        RunError::Config(error) => format!("{}\n", error.render(colour)),
        error => format!("error: {error}\n"),
    }
}

/// Prints to stdout; a reader that went away is not an error.
pub(super) fn out(text: &str) {
    out_to_reader(text);
}

/// Prints to stdout; whether somebody still reads there.
pub(super) fn out_to_reader(text: &str) -> bool {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => true,
        // Who reads no further has what he wanted.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => false,
        Err(error) => {
            if !LOST.swap(true, Ordering::Relaxed) {
                eprintln!("error: the answer cannot be written: {error}; make room, or send it elsewhere");
            }
            false
        }
    }
}

/// Something that was to be said could not be written.
static LOST: AtomicBool = AtomicBool::new(false);

/// Whether something that was to be said could not be written.
pub(super) fn is_lost() -> bool {
    LOST.load(Ordering::Relaxed)
}

/// Prints a value as one JSON document.
pub(super) fn json<T: Serialize>(value: &T) {
    out(&json_text(value));
}

/// A value as one JSON document.
pub(super) fn json_text<T: Serialize>(value: &T) -> String {
    // Reports are plain data with text keys, which always serialise.
    let text = serde_json::to_string_pretty(value).expect("plain data with text keys");
    format!("{text}\n")
}

/// The lines of a report from `level` on, to stderr.
pub(super) fn lines(report: &Report, level: Level) {
    eprint!("{}", lines_text(report, level));
}

/// The lines of a report from `level` on.
pub(super) fn lines_text(report: &Report, level: Level) -> String {
    report.lines.iter().filter(|line| line.level >= level).map(|line| format!("{}\n", sentence(line))).collect()
}

pub(super) fn sentence(line: &Line) -> String {
    let level = match line.level {
        Level::Info => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    };
    let number = line.line.map(|number| format!(":{number}")).unwrap_or_default();
    let help = if line.help.is_empty() { String::new() } else { format!("; {}", line.help) };
    format!("{level}: {}{number}: {}{help}", line.place, line.message)
}

/// The summary of a run, for people.
pub(super) fn summary(report: &Report, dry_run: bool) -> String {
    let mut text =
        format!("{} read: {} taken ({} unchanged)", count(report.read, "article"), report.taken, report.unchanged);
    let counts = [
        (report.held, "held"),
        (report.embargoed, "waiting for their time"),
        (report.drafts, if report.drafts == 1 { "draft" } else { "drafts" }),
        (report.out, "taken out or expired"),
    ];
    for (number, what) in counts.into_iter().filter(|(number, _)| *number > 0) {
        text.push_str(&format!(", {number} {what}"));
    }
    text.push_str(&format!(", {} refused", report.refused));
    if report.left_out > 0 {
        text.push_str(&format!(", {} left out", report.left_out));
    }
    text.push('\n');
    let (written, feeds) = (if dry_run { "to write" } else { "written" }, report.feeds_in_all);
    let (feeds, files) = (count(feeds, "feed"), count(report.written, "file"));
    text.push_str(&format!("{feeds}: {files} {written}, {} unchanged", report.unchanged_files));
    if !report.kept.is_empty() {
        text.push_str(&format!(", {} kept since a source is out", count(report.kept.len(), "feed")));
    }
    if !report.frozen.is_empty() {
        text.push_str(&format!(", {} frozen", report.frozen.len()));
    }
    text.push('\n');
    let documents = report.feeds.iter().flat_map(|feed| &feed.documents);
    let unfiled: Vec<&str> =
        documents.filter(|document| document.file.is_none()).map(|document| &*document.url).collect();
    if !unfiled.is_empty() {
        let help = "no file can have a URL with a query; only `feedroom serve` answers";
        text.push_str(&format!("{help} {}\n", unfiled.join(", ")));
    }
    if report.new_ledger && !report.stopped {
        text.push_str("there was no ledger: a new one begins; commit it with the articles\n");
    }
    if let Some(due) = report.next_due {
        text.push_str(&format!("next due: {}\n", due.to_rfc3339_opts(SecondsFormat::Secs, true)));
    }
    text
}

/// A count with its word, such as `1 feed` and `2 feeds`.
pub(super) fn count(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
