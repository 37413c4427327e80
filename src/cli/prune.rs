//! `feedroom prune`: documents that no feed of the config makes are deleted.

use super::entrust::entrust;
use super::{Args, Exit};
use crate::control::Work;
use crate::pipeline::RunError;

pub(super) fn run(args: &Args, dry_run: bool) -> Result<Exit, RunError> {
    entrust(args, Work::Prune { dry_run })
}
