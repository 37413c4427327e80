//! What a person asks of the daemon: a piece of work with a reply of its own,
//! which is done where the press is.

use std::fmt;

use tokio::sync::oneshot;

use super::Floor;
use crate::pipeline::RunError;

/// How long an order may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// Not at all: whatever else runs gives way to it (a kill).
    Now,
    /// Until what is due is out; it gives way itself (a build).
    InTurn,
}

/// Work for the daemon. It is done once, though perhaps begun several times.
pub struct Order {
    pub(super) haste: Haste,
    pub(super) work: Box<dyn FnMut(&mut Floor<'_>) -> Done + Send>,
}

/// Whether an order was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// And answered.
    Yes,
    /// Its run gave way: it is to be done anew.
    GaveWay,
}

impl Order {
    /// An order, and where its reply will be. `work` is called again where it ended
    /// with [`RunError::Cancelled`] because its run gave way to something more
    /// urgent. Without a reply (the sender is gone) the daemon stopped before the
    /// order's turn came, or the work panicked.
    pub fn new<T: Send + 'static>(
        haste: Haste,
        mut work: impl FnMut(&mut Floor<'_>) -> Result<T, RunError> + Send + 'static,
    ) -> (Self, oneshot::Receiver<Result<T, RunError>>) {
        let (reply, answer) = oneshot::channel();
        let mut reply = Some(reply);
        let work = move |floor: &mut Floor<'_>| match work(floor) {
            Err(RunError::Cancelled) => Done::GaveWay,
            result => {
                if let Some(reply) = reply.take() {
                    // Whoever asked may have gone: what was asked is done all the same.
                    let _ = reply.send(result);
                }
                Done::Yes
            }
        };
        (Self { haste, work: Box::new(work) }, answer)
    }
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order").field("haste", &self.haste).finish_non_exhaustive()
    }
}
