//! `feedroom build`: every feed once, then whoever waits for it is told.

use super::entrust::entrust;
use super::{Args, Exit, args};
use crate::control::{self, Work};
use crate::pipeline::RunError;

pub(super) fn run(args: &Args, options: &args::Build) -> Result<Exit, RunError> {
    let build = control::Build {
        dry_run: options.dry_run,
        diff: options.diff,
        no_notify: options.no_notify,
        strict: options.strict,
        accept: options.accept.clone(),
        accept_all: options.accept_all,
        new_ledger: options.new_ledger,
        require_ledger: options.require_ledger,
    };
    entrust(args, Work::Build(build))
}
