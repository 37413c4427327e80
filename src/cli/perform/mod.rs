//! Doing what a command asks for: the same code where the command works on the
//! store itself and where the daemon does it for a command.

mod article;
mod build;
mod prune;

pub(super) use build::Compared;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Exit, print};
use crate::config::ConfigError;
use crate::control::{Output, Print, Request, Work};
use crate::notify::Debt;
use crate::pipeline::{self, Build, Handed, House, Level, Outcome, Pruned, Report, RunError};

/// Where runs are done: here, or at the daemon's press.
pub(super) trait Runner {
    /// The house whose feeds are written.
    fn house(&self) -> &House;

    /// Runs the flow once, now.
    fn run(&mut self, build: Build<'_>) -> Result<Done, RunError>;

    /// Deletes documents that no feed makes any more.
    fn prune(&mut self, dry_run: bool) -> Result<Pruned, RunError>;
}

/// What a run did.
#[derive(Debug)]
pub(super) struct Done {
    /// What it did.
    pub(super) report: Arc<Report>,
    /// What became of the articles that a person named.
    pub(super) handed: Vec<Handed>,
    /// Who is still to be told of the change.
    pub(super) debts: Vec<Debt>,
}

/// What was done.
#[derive(Debug)]
pub(super) struct Performed {
    /// What the command prints, and how it ends.
    pub(super) output: Output,
    /// Who is still to be told of the change.
    pub(super) debts: Vec<Debt>,
}

/// Tells how far a run is.
pub(super) type Show<'s> = &'s (dyn Fn(&'static str, usize, usize) + Sync);

/// Does what `request` asks, in the name of `who`.
///
/// # Errors
/// When it could not be done at all; what was out is still out.
pub(super) fn perform(
    request: &Request,
    who: &str,
    runner: &mut dyn Runner,
    show: Show<'_>,
) -> Result<Performed, RunError> {
    match &request.work {
        Work::Article(article) => article::perform(article, request, who, runner, show),
        Work::Build(options) => build::perform(options, request.print, runner, show),
        Work::Prune { dry_run } => prune::perform(*dry_run, request.print, runner),
        Work::Status { .. } | Work::Reload | Work::ConfirmClock => {
            let help = "start one with `feedroom serve`";
            Err(ConfigError::nowhere("only a daemon does that, and none runs", help).into())
        }
    }
}

/// Runs on this process's own account.
pub(super) struct Here<'h> {
    pub(super) house: &'h House,
    pub(super) now: DateTime<Utc>,
}

impl Runner for Here<'_> {
    fn house(&self) -> &House {
        self.house
    }

    fn run(&mut self, build: Build<'_>) -> Result<Done, RunError> {
        let Outcome { report, handed, debts, .. } = pipeline::build(self.house, self.now, &build)?;
        // Nobody is told where that was asked: `feedroom ping` does it later.
        let debts = if build.owe && !build.dry_run { debts } else { Vec::new() };
        Ok(Done { report: Arc::new(report), handed, debts })
    }

    fn prune(&mut self, dry_run: bool) -> Result<Pruned, RunError> {
        pipeline::prune(self.house, self.now, dry_run)
    }
}

/// The lines of a report that are asked for, for stderr.
fn lines(report: &Report, print: Print) -> String {
    print::lines_text(report, if print.verbose { Level::Info } else { Level::Error })
}

fn output(stdout: String, stderr: String, has_findings: bool) -> Output {
    Output { stdout, stderr, exit: Exit::of_findings(has_findings) as u8 }
}
