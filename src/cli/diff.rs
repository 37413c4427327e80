//! `feedroom diff`: two feeds, item by item.

use serde::Serialize;

use super::named::{self, Named};
use super::{Args, Exit, args, differences, print};
use crate::compare::{self, Differences, Document};
use crate::pipeline::RunError;

pub(super) fn run(args: &Args, options: &args::Diff) -> Result<Exit, RunError> {
    let (old, new) = (Named::of(&options.old)?, Named::of(&options.new)?);
    // One of the config is read last: in the format of the other.
    let (old, new) = if let (Named::Feed(_), Named::Url(_) | Named::File(_)) = (&old, &new) {
        let new = read(args, &new, None)?;
        (read(args, &old, Some(&new))?, new)
    } else {
        let old = read(args, &old, None)?;
        let new = read(args, &new, Some(&old))?;
        (old, new)
    };
    let differences = compare::between(&old, &new);
    if args.prints_json() {
        print::json(&Answer {
            old: &options.old,
            new: &options.new,
            same: differences.is_same(),
            differences: &differences,
        });
    } else if !args.quiet {
        print::out(&differences::text(&differences));
    }
    Ok(Exit::of_findings(!differences.is_same()))
}

fn read(args: &Args, named: &Named<'_>, like: Option<&Document>) -> Result<Document, RunError> {
    match named {
        Named::Url(url) => named::fetch(url),
        Named::File(path) => named::open(path),
        Named::Feed(name) => named::built(args, name, like.map(|other| other.kind.name())),
    }
}

/// The answer, for programs.
#[derive(Serialize)]
struct Answer<'a> {
    old: &'a str,
    new: &'a str,
    same: bool,
    #[serde(flatten)]
    differences: &'a Differences,
}
