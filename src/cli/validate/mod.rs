//! `feedroom validate`: documents are found, read and judged side by side, and
//! what was found is printed in the order in which they were named.

mod document;
mod find;
mod fold;
mod github;
mod json;
mod read;
mod sniff;
mod text;

use std::io::stdout;
use std::path::Path;

use rayon::prelude::*;

use self::document::{Document, Place};
use super::{Args, Exit, Format, args, colour_on, print};
use crate::config::{Config, ConfigError};
use crate::pipeline::RunError;
use crate::validate::{self, Context, Level, Report, Settings, UnknownRule};

/// So many documents are judged before what was found in them is printed: it
/// bounds what is kept in memory.
const AT_A_TIME: usize = 256;
/// The width of a terminal that does not say its own, and of what is none.
const WIDTH: usize = 100;

pub(super) fn run(args: &Args, options: &args::Validate) -> Result<Exit, RunError> {
    let settings = settings(args, options)?;
    let (documents, mut faults) = find::documents(&options.documents, options.base.as_deref())?;
    let print = Print::new(args, &settings);
    let judge = |document: &Document| judge(document, args, &settings, &print);
    let mut sum = Sum::default();
    let mut found = vec![false; options.documents.len()];
    for some in documents.chunks(AT_A_TIME) {
        // One document is not worth waking threads for.
        let outcomes: Vec<Outcome> =
            if let [one] = some { vec![judge(one)] } else { some.par_iter().map(judge).collect() };
        let mut out = String::new();
        for (document, outcome) in some.iter().zip(outcomes) {
            found[document.argument] |= !matches!(outcome, Outcome::Skipped);
            match outcome {
                Outcome::Skipped => {}
                Outcome::Unread(why) => faults.push((document.argument, format!("{}: {why}", document.name))),
                Outcome::Judged { printed, counts } => {
                    sum.add(&counts);
                    out.push_str(&printed);
                }
            }
        }
        if !print::out_to_reader(&out) {
            break;
        }
    }
    for (argument, path) in options.documents.iter().enumerate() {
        if !found[argument] && !faults.iter().any(|(fault, _)| *fault == argument) {
            faults.push((argument, format!("{}: there is no feed in this folder", path.display())));
        }
    }
    faults.sort_by_key(|(argument, _)| *argument);
    for (_, fault) in &faults {
        eprintln!("error: {}", text::plain(fault));
    }
    if let Some(summary) = print.summary(&sum, faults.len()) {
        print::out(&summary);
    }
    Ok(if sum.documents == 0 { Exit::CouldNotRun } else { Exit::of_findings(sum.is_denied || !faults.is_empty()) })
}

/// What config and flags ask for; flags come last.
fn settings(args: &Args, options: &args::Validate) -> Result<Settings, RunError> {
    let path = args.config();
    let section = if args.config.is_some() || path.exists() { Config::load_validate(path)? } else { None };
    if args.config.is_some() && section.is_none() {
        let what = format!("{} has no [validate]", path.display());
        return Err(ConfigError::nowhere(what, "name another file, or leave out --config").into());
    }
    let mut settings = section.as_ref().map_or(Ok(Settings::default()), Settings::read)?;
    let unknown = |rule: UnknownRule| ConfigError::nowhere(rule.what, rule.help);
    for (rule, level) in &options.level {
        settings.set_level(rule, *level).map_err(unknown)?;
    }
    for rule in &options.allow {
        settings.allow(rule).map_err(unknown)?;
    }
    if options.deny == Some(args::Deny::Warnings) {
        settings.deny_warnings();
    }
    Ok(settings)
}

/// What became of a document.
enum Outcome {
    /// It stands in a folder and is no feed.
    Skipped,
    /// It could not be read.
    Unread(String),
    /// It was judged.
    Judged { printed: String, counts: Sum },
}

fn judge(document: &Document, args: &Args, settings: &Settings, print: &Print) -> Outcome {
    let read = match document.read() {
        Ok(Some(read)) => read,
        Ok(None) => return Outcome::Skipped,
        Err(error) => return Outcome::Unread(read::sentence(&error)),
    };
    let context = Context { base: &document.base, now: args.now() };
    let mut report = if read.is_too_large { read::too_large() } else { validate::validate(&read.bytes, &context) };
    settings.apply(&mut report);
    let counts = Sum::of(&report, settings.denies(&report));
    Outcome::Judged { printed: print.document(document, &report, &read.bytes), counts }
}

/// Counts over documents.
#[derive(Default)]
struct Sum {
    documents: usize,
    valid: usize,
    /// Infos, warnings, errors.
    levels: [usize; 3],
    is_denied: bool,
}

impl Sum {
    fn of(report: &Report, is_denied: bool) -> Self {
        let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
        Self { documents: 1, valid: usize::from(report.is_valid()), levels: Level::ALL.map(count), is_denied }
    }

    fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.valid += other.valid;
        self.is_denied |= other.is_denied;
        for (count, more) in self.levels.iter_mut().zip(other.levels) {
            *count += more;
        }
    }
}

/// How it is printed.
struct Print {
    format: Format,
    /// The least grave level that is told; JSON has them all.
    from: Level,
    quiet: bool,
    verbose: bool,
    look: text::Look,
    workspace: github::Workspace,
}

impl Print {
    fn new(args: &Args, settings: &Settings) -> Self {
        let from = match (args.quiet, args.verbose) {
            // What decides the exit status is shown however quiet it is to be.
            (true, _) => settings.denied(),
            (_, true) => Level::Info,
            _ => Level::Warning,
        };
        let width = terminal_size::terminal_size_of(stdout()).map_or(WIDTH, |(width, _)| usize::from(width.0));
        let look = text::Look::new(colour_on(&stdout()), width);
        let workspace = github::Workspace::here();
        Self { format: args.format, from, quiet: args.quiet, verbose: args.verbose, look, workspace }
    }

    fn document(&self, document: &Document, report: &Report, bytes: &[u8]) -> String {
        let folds = || fold::folds(report.findings.iter().filter(|finding| finding.level >= self.from));
        match self.format {
            Format::Json => json::document(&document.name, report),
            Format::Github => {
                let file = match &document.place {
                    Place::Pipe => None,
                    Place::File(path) => Some(self.workspace.name(path)),
                };
                github::document(file.as_deref(), &folds())
            }
            Format::Text => {
                let folds = folds();
                let heading = if folds.is_empty() && !self.verbose {
                    String::new()
                } else {
                    self.look.heading(&document.name, report)
                };
                if folds.is_empty() {
                    return heading;
                }
                self.look.document(&document.name, &heading, &folds, &validate::text(bytes))
            }
        }
    }

    fn summary(&self, sum: &Sum, unread: usize) -> Option<String> {
        if self.quiet || self.format == Format::Json || sum.documents + unread == 0 {
            return None;
        }
        Some(text::summary(sum.documents, sum.valid, sum.levels, unread, self.verbose))
    }
}

/// A path as it is shown: what a person would have written.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
