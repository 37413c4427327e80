//! A document as it would go out, shown before it does.

use super::prepare::Writing;
use crate::format::Format;
use crate::publish::{Address, PublishError};

/// One document of a run, beside the one that stands there now.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    /// The feed's path.
    pub feed: &'a str,
    /// The format's name.
    pub format: &'static str,
    /// Where it goes.
    pub address: &'a Address,
    /// The bytes that stand there now; `None` where there are none.
    pub old: Option<&'a [u8]>,
    /// The bytes that this run makes.
    pub new: &'a [u8],
}

impl Writing<'_> {
    /// Shows a document to whoever asked for proofs.
    pub(super) fn show(
        &self,
        feed: &str,
        format: &dyn Format,
        address: &Address,
        new: &[u8],
    ) -> Result<(), PublishError> {
        if let Some(show) = self.options.proofs {
            let old = self.current(address)?;
            show(&Proof { feed, format: format.name(), address, old: old.as_deref(), new });
        }
        Ok(())
    }
}
