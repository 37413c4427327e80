//! Every feed once, and what is different in each document.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{Performed, Runner, Show, lines, output};
use crate::cli::{differences, print};
use crate::compare::{self, Differences};
use crate::control::{self, Print};
use crate::pipeline::{Accept, Beginning, Build, Level, Proof, RunError};

pub(super) fn perform(
    options: &control::Build,
    how: Print,
    runner: &mut dyn Runner,
    show: Show<'_>,
) -> Result<Performed, RunError> {
    let changed: Mutex<BTreeMap<String, Compared>> = Mutex::default();
    let compare = |proof: &Proof<'_>| {
        if proof.old != Some(proof.new) {
            let place = proof.address.file.clone().unwrap_or_else(|| proof.address.target());
            // Whole entries are put in: a panic elsewhere leaves none half done.
            changed.lock().unwrap_or_else(PoisonError::into_inner).insert(place, Compared::of(proof));
        }
    };
    let proofs: Option<&(dyn Fn(&Proof<'_>) + Sync)> = if options.diff { Some(&compare) } else { None };
    let accept = Accept { feeds: options.accept.clone(), all: options.accept_all };
    let (dry_run, beginning, owe) = (options.dry_run, beginning(options), !options.no_notify);
    let outcome =
        runner.run(Build { dry_run, beginning, owe, progress: Some(show), proofs, accept, ..Build::default() })?;
    let changed = changed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let report = &outcome.report;
    let (mut stdout, mut stderr) = (String::new(), String::new());
    if how.json {
        stdout = print::json_text(&differences::Reported { report, differences: options.diff.then_some(&changed) });
    } else {
        stderr = lines(report, how);
        let notices = report.lines.iter().filter(|line| line.level == Level::Warning).count();
        if notices > 0 && !how.verbose && !how.quiet {
            stderr.push_str(&format!("{}: `feedroom check` shows them\n", print::count(notices, "warning")));
        }
        for (place, compared) in &changed {
            stdout.push_str(&format!("{place}: {}", compared.text()));
        }
        if !how.quiet {
            stdout.push_str(&print::summary(report, dry_run));
        }
    }
    let exit = report.has_findings(options.strict);
    Ok(Performed { output: output(stdout, stderr, exit), debts: outcome.debts })
}

/// What became of one document.
#[derive(serde::Serialize)]
#[serde(rename_all = "lowercase", tag = "document")]
pub(in crate::cli) enum Compared {
    /// It was not there.
    New {
        /// Items in it.
        items: usize,
    },
    /// It is another than the one that stands there.
    Changed(Differences),
    /// What stands there is no feed.
    Unreadable {
        /// Why not.
        why: String,
    },
}

impl Compared {
    fn of(proof: &Proof<'_>) -> Self {
        let read = |bytes: &[u8]| compare::read(bytes, Some(proof.address.url.as_str()));
        let compared = (|| {
            let new = read(proof.new)?;
            Ok(match proof.old {
                None => Self::New { items: new.items.len() },
                Some(old) => Self::Changed(compare::between(&read(old)?, &new)),
            })
        })();
        compared.unwrap_or_else(|why: compare::ReadError| Self::Unreadable { why: why.to_string() })
    }

    fn text(&self) -> String {
        match self {
            Self::New { items } => format!("new, with {}\n", print::count(*items, "item")),
            Self::Changed(differences) => differences::text(differences),
            Self::Unreadable { why } => format!("it cannot be compared with what stands there: {why}\n"),
        }
    }
}

fn beginning(options: &control::Build) -> Beginning {
    if options.require_ledger {
        Beginning::Never
    } else if options.new_ledger {
        Beginning::Anew
    } else {
        Beginning::First
    }
}
