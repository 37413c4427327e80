//! Documents that no feed of the config makes are deleted.

use super::{Performed, Runner, output};
use crate::cli::print;
use crate::control::Print;
use crate::pipeline::RunError;

pub(super) fn perform(dry_run: bool, how: Print, runner: &mut dyn Runner) -> Result<Performed, RunError> {
    let pruned = runner.prune(dry_run)?;
    let mut stdout = String::new();
    if how.json {
        stdout = print::json_text(&pruned);
    } else {
        let verb = if dry_run { "would delete" } else { "deleted" };
        for file in pruned.files.iter().chain(&pruned.folders) {
            stdout.push_str(&format!("{verb} {}\n", runner.house().output.dir.join(file).display()));
        }
        let then = if dry_run { "to delete" } else { "deleted" };
        stdout.push_str(&format!("{} {then}\n", print::count(pruned.files.len(), "file")));
    }
    Ok(Performed { output: output(stdout, String::new(), false), debts: Vec::new() })
}
