//! `feedroom build`: every feed once, then whoever waits for it is told.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::progress::Progress;
use super::{Args, Exit, args, differences, ping, print};
use crate::compare::{self, Differences};
use crate::pipeline::{self, Accept, Beginning, Build, Level, Proof, RunError};

pub(super) fn run(args: &Args, options: &args::Build) -> Result<Exit, RunError> {
    let house = args.house()?;
    let changed: Mutex<BTreeMap<String, Compared>> = Mutex::default();
    let compare = |proof: &Proof<'_>| {
        if proof.old != Some(proof.new) {
            let place = proof.address.file.clone().unwrap_or_else(|| proof.address.target());
            // Whole entries are put in: a panic elsewhere leaves none half done.
            changed.lock().unwrap_or_else(PoisonError::into_inner).insert(place, Compared::of(proof));
        }
    };
    let outcome = {
        let progress = Progress::new(args.quiet);
        let show = |phase, done, of| progress.show(phase, done, of);
        let proofs: Option<&(dyn Fn(&Proof<'_>) + Sync)> = if options.diff { Some(&compare) } else { None };
        let accept = Accept { feeds: options.accept.clone(), all: options.accept_all };
        let (dry_run, beginning) = (options.dry_run, beginning(options));
        let owe = !options.no_notify;
        let options = Build { dry_run, beginning, owe, progress: Some(&show), proofs, accept, ..Build::default() };
        pipeline::build(&house, args.now(), &options)?
    };
    let changed = changed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let report = &outcome.report;
    if args.prints_json() {
        print::json(&differences::Reported { report, differences: options.diff.then_some(&changed) });
    } else {
        print::lines(report, if args.verbose { Level::Info } else { Level::Error });
        let notices = report.lines.iter().filter(|line| line.level == Level::Warning).count();
        if notices > 0 && !args.verbose && !args.quiet {
            eprintln!("{}: `feedroom check` shows them", print::count(notices, "warning"));
        }
        for (place, compared) in &changed {
            print::out(&format!("{place}: {}", compared.text()));
        }
        if !args.quiet {
            print::out(&print::summary(report, options.dry_run));
        }
    }
    if !options.dry_run && !options.no_notify && !outcome.debts.is_empty() {
        // Feeds are out; a target that does not answer is reported, and is no fault of theirs.
        ping::deliver(args, &house, outcome.debts)?;
    }
    Ok(Exit::of_findings(report.has_findings(options.strict)))
}

/// What became of one document.
#[derive(serde::Serialize)]
#[serde(rename_all = "lowercase", tag = "document")]
pub(super) enum Compared {
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

fn beginning(options: &args::Build) -> Beginning {
    if options.require_ledger {
        Beginning::Never
    } else if options.new_ledger {
        Beginning::Anew
    } else {
        Beginning::First
    }
}
