//! `feedroom prune`: documents that no feed of the config makes are deleted.

use super::{Args, Exit, print};
use crate::pipeline::{self, RunError};

pub(super) fn run(args: &Args, dry_run: bool) -> Result<Exit, RunError> {
    let house = args.house()?;
    let pruned = pipeline::prune(&house, args.now(), dry_run)?;
    if args.prints_json() {
        print::json(&pruned);
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    let verb = if dry_run { "would delete" } else { "deleted" };
    for file in pruned.files.iter().chain(&pruned.folders) {
        text.push_str(&format!("{verb} {}\n", house.output.dir.join(file).display()));
    }
    let then = if dry_run { "to delete" } else { "deleted" };
    text.push_str(&format!("{} {then}\n", print::count(pruned.files.len(), "file")));
    print::out(&text);
    Ok(Exit::Done)
}
