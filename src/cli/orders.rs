//! What only a daemon does: `feedroom reload` and `feedroom clock`.

use super::entrust::entrust;
use super::{Args, Exit};
use crate::control::Work;
use crate::pipeline::RunError;

pub(super) fn reload(args: &Args) -> Result<Exit, RunError> {
    entrust(args, Work::Reload)
}

pub(super) fn confirm_clock(args: &Args) -> Result<Exit, RunError> {
    entrust(args, Work::ConfirmClock)
}
