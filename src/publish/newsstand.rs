//! The place where what is published now hangs out: a build puts a whole
//! catalogue there, a server takes the newest, and neither waits for the other.

use std::sync::{Arc, PoisonError, RwLock};

use super::Catalogue;

/// Holds the newest [`Catalogue`]. Before the first build there is none.
#[derive(Debug, Default)]
pub struct Newsstand {
    current: RwLock<Option<Arc<Catalogue>>>,
}

impl Newsstand {
    /// One on which nothing hangs yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the catalogue, at once and as a whole.
    pub fn put(&self, catalogue: Catalogue) {
        // A panic elsewhere cannot have left half a pointer: the value is whole.
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(catalogue));
    }

    /// The newest catalogue. It stays whole for as long as somebody holds it.
    #[must_use]
    pub fn current(&self) -> Option<Arc<Catalogue>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
