//! Where there are no sockets of this kind: no daemon takes commands, and each
//! works on the store itself.

use std::path::Path;

use super::{AskError, Output, Request, Step};

/// No daemon is asked.
///
/// # Errors
/// Never.
pub fn ask(_: &Path, _: &Request, _: &mut dyn FnMut(&Step)) -> Result<Option<Output>, AskError> {
    Ok(None)
}

/// No daemon listens.
#[must_use]
pub fn who_serves(_: &Path) -> Option<String> {
    None
}
