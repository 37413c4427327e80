//! How a daemon is, for programs and for people.

use std::collections::HashSet;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::cli::print;
use crate::daemon::{ConfigState, Failure, Last, Running, Standing, State};
use crate::pipeline::{Level, Line, Overview};

/// So many of each kind are named to people.
const MOST_TOLD: usize = 20;
/// So many errors of the last build are told to programs.
const MOST_ERRORS: usize = 1_000;

/// How a daemon is.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Sheet<'a> {
    version: &'static str,
    process: u32,
    since: DateTime<Utc>,
    well: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unwell: Option<&'a str>,
    running: Option<&'a Running>,
    last_build: Option<LastBuild<'a>>,
    failure: Option<&'a Failure>,
    next_due: Option<DateTime<Utc>>,
    next_scan: Option<DateTime<Utc>>,
    clock: Standing,
    watch: &'a [String],
    config: &'a ConfigState,
    /// Why the store cannot be read, where it cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    store_fault: Option<&'a str>,
    #[serde(flatten)]
    overview: &'a Overview,
}

/// What the last build did.
#[derive(Debug, Serialize)]
struct LastBuild<'a> {
    at: DateTime<Utc>,
    what: &'static str,
    milliseconds: u64,
    read: usize,
    taken: usize,
    held: usize,
    embargoed: usize,
    drafts: usize,
    out: usize,
    refused: usize,
    left_out: usize,
    missing: usize,
    written: usize,
    unchanged_files: usize,
    feeds: usize,
    kept: &'a [String],
    errors: Vec<&'a Line>,
}

impl<'a> Sheet<'a> {
    pub(in crate::cli) fn of(state: &'a State, overview: &'a Overview, store_fault: Option<&'a str>) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            process: std::process::id(),
            since: state.since,
            well: is_well(state),
            unwell: state.unwell.as_deref(),
            running: state.running.as_ref(),
            last_build: state.last.as_ref().map(LastBuild::of),
            failure: state.failure.as_ref(),
            next_due: state.next_due,
            next_scan: state.next_scan,
            clock: state.clock,
            watch: &state.watch,
            config: &state.config,
            store_fault,
            overview,
        }
    }

    /// Whether something is not as it should be: exit status 1.
    pub(in crate::cli) fn has_findings(&self) -> bool {
        let of_build = |build: &LastBuild<'_>| build.left_out > 0 || build.missing > 0;
        !self.well
            || self.failure.is_some()
            || self.store_fault.is_some()
            || self.config.refused.is_some()
            || self.clock != Standing::Trusted
            || !self.overview.frozen.is_empty()
            || self.overview.sources.iter().any(|source| source.out)
            || self.last_build.as_ref().is_some_and(of_build)
    }

    /// The same for people, a fact a line.
    pub(in crate::cli) fn text(&self) -> String {
        let mut text = format!("daemon: process {}, since {}\n", self.process, time(self.since));
        let mut say = |line: String| {
            text.push_str(&line);
            text.push('\n');
        };
        if let Some(why) = self.unwell {
            say(format!("not well: {why}"));
        }
        if let Some(Running { what, since }) = self.running {
            say(format!("at work: {what}, since {}", time(*since)));
        }
        match &self.last_build {
            Some(build) => build.say(self.overview, &mut say),
            None => say("no build is done yet".to_owned()),
        }
        if let Some(Failure { at, what, why, again }) = self.failure {
            let then = if *again { "it is tried again" } else { "whoever gave it was told, and can give it again" };
            say(format!("failed: {what} at {}: {why}; {then}", time(*at)));
        }
        say(format!("next due: {}", self.next_due.map_or_else(|| "nothing".to_owned(), time)));
        if let Some(at) = self.next_scan {
            say(format!("next scan: {}", time(at)));
        }
        if let Standing::Paused { since, seconds } = self.clock {
            say(format!(
                "clock: it jumped by {seconds} s at {}; embargoes go by the time since boot until it is synchronised or \
                 `feedroom clock confirm` says that it is right",
                time(since)
            ));
        }
        for line in self.watch {
            say(format!("watch: {line}"));
        }
        if let Some(why) = &self.config.refused {
            say(format!("config: what was read last is refused, that of {} holds: {why}", time(self.config.read_at)));
        }
        if let Some(fault) = self.store_fault {
            say(format!("store: {fault}"));
        }
        self.say_overview(&mut say);
        text
    }

    fn say_overview(&self, say: &mut dyn FnMut(String)) {
        let Overview { sources, frozen, held, refused, embargoed_stories, owed } = self.overview;
        for source in sources {
            let counts = format!("{} read, {} refused", source.read, source.refused);
            if source.out {
                let since = source.out_since.map(|at| format!(" since {}", time(at))).unwrap_or_default();
                let answered = source.answered.map_or_else(|| "never".to_owned(), time);
                let why = source.why.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
                let help = source.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
                say(format!("source {}: out{since}, last answered {answered}{why}{help}", source.name));
            } else {
                let answered = source.answered.map(|at| format!(" (last at {})", time(at))).unwrap_or_default();
                say(format!("source {}: answers{answered}, {counts}", source.name));
            }
        }
        for frozen in frozen.iter().take(MOST_TOLD) {
            say(format!("frozen {}: {}", frozen.feed, frozen.why));
        }
        more(frozen.len(), frozen.len(), "frozen feeds", say);
        let counts = self.last_build.as_ref().map_or((0, 0), |build| (build.held, build.refused));
        for (what, articles, count) in [("held", held, counts.0), ("refused", refused, counts.1)] {
            for article in articles.iter().take(MOST_TOLD) {
                let line = article.line.map(|line| format!(":{line}")).unwrap_or_default();
                let why = if article.why.is_empty() { String::new() } else { format!(": {}", article.why) };
                let help = if article.help.is_empty() { String::new() } else { format!("; {}", article.help) };
                say(format!("{what} {}{line}{why}{help}", article.place));
            }
            more(articles.len(), count, what, say);
        }
        for story in embargoed_stories {
            let until =
                story.until.map_or_else(|| "without an end".to_owned(), |until| format!("until {}", time(until)));
            say(format!("embargoed {until}: {}", story.place));
        }
        for owed in owed {
            let changes = print::count(owed.changes, "change");
            let since = owed.since.map(|since| format!(" since {}", time(since))).unwrap_or_default();
            say(format!(
                "owed to {}: {changes}{since}, tried {}",
                owed.target,
                print::count(owed.tries as usize, "time")
            ));
        }
    }
}

/// Says how many more there are of what is named up to a limit; `named` of them are known here.
fn more(named: usize, count: usize, what: &str, say: &mut dyn FnMut(String)) {
    let more = named.max(count).saturating_sub(named.min(MOST_TOLD));
    if more > 0 {
        say(format!("{what}: {more} more; `--format json` and `feedroom article list` name them"));
    }
}

impl<'a> LastBuild<'a> {
    fn of(last: &'a Last) -> Self {
        let report = &*last.report;
        let errors = report.lines.iter().filter(|line| line.level == Level::Error);
        Self {
            at: report.at,
            what: last.what,
            milliseconds: last.milliseconds,
            read: report.read,
            taken: report.taken,
            held: report.held,
            embargoed: report.embargoed,
            drafts: report.drafts,
            out: report.out,
            refused: report.refused,
            left_out: report.left_out,
            missing: report.missing,
            written: report.written,
            unchanged_files: report.unchanged_files,
            feeds: report.feeds_in_all,
            kept: &report.kept,
            errors: errors.take(MOST_ERRORS).collect(),
        }
    }

    fn say(&self, overview: &Overview, say: &mut dyn FnMut(String)) {
        let Self { at, what, milliseconds, taken, held, embargoed, refused, written, unchanged_files, .. } = self;
        say(format!(
            "last build: {what} at {}, {milliseconds} ms, {}",
            time(*at),
            print::count(*written, "file") + " written"
        ));
        say(format!(
            "articles: {taken} live, {held} held, {embargoed} waiting for their time, {} {}, {} taken out or expired, \
             {refused} refused",
            self.drafts,
            if self.drafts == 1 { "draft" } else { "drafts" },
            self.out
        ));
        say(format!("{}: {}", print::count(self.feeds, "feed"), print::count(written + unchanged_files, "file")));
        let Overview { sources, frozen, refused, .. } = overview;
        // What is told below with more is not told twice.
        let told: HashSet<&str> = sources
            .iter()
            .map(|source| &*source.name)
            .chain(frozen.iter().map(|frozen| &*frozen.feed))
            .chain(refused.iter().map(|article| &*article.place))
            .collect();
        let errors: Vec<&&Line> = self.errors.iter().filter(|line| !told.contains(&*line.place)).collect();
        for line in errors.iter().take(MOST_TOLD) {
            say(print::sentence(line));
        }
        more(errors.len(), errors.len(), "errors", say);
    }
}

/// Whether a daemon does its work: something is out, and its own questions are answered.
pub(in crate::cli) fn is_well(state: &State) -> bool {
    state.unwell.is_none() && state.last.is_some() && !state.stopping
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
