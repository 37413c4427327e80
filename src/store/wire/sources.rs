//! The names of sources while many lines are read.

use std::sync::Arc;

/// The names of sources, each kept once.
#[derive(Debug, Default)]
pub(in crate::store) struct Sources(Vec<Arc<str>>);

impl Sources {
    pub(in crate::store) fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.iter().find(|known| ***known == *name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        self.0.push(name.clone());
        name
    }
}
