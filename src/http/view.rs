//! A catalogue made ready for answering: made once when it hangs out, not
//! again for each request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::directory;
use super::documents::Document;
use super::target::canonical;
use crate::publish::{Catalogue, Entry, Newsstand};
use crate::xml::{LangTag, XmlText};

/// The newsroom, for the page that lists its feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub title: XmlText,
    /// The language of its name and of the feeds' titles.
    pub language: LangTag,
}

/// What one catalogue holds.
#[derive(Debug)]
pub(super) struct View {
    catalogue: Arc<Catalogue>,
    about: About,
    /// The catalogue's keys by their canonical form.
    keys: HashMap<String, String>,
    /// The page that lists the feeds.
    pub(super) directory: Document,
}

impl View {
    fn new(catalogue: Arc<Catalogue>, about: About) -> Self {
        let keys = catalogue.entries.keys().map(|key| (canonical(key), key.clone())).collect();
        let directory = directory::page(&catalogue, &about);
        Self { catalogue, about, keys, directory }
    }

    /// The entry for a path and query. A query that no entry was registered
    /// with is passed over, since readers add their own.
    pub(super) fn find(&self, path: &str, query: Option<&str>) -> Option<&Entry> {
        let path = canonical(path);
        let whole = query.and_then(|query| self.keys.get(&format!("{path}?{}", canonical(query))));
        let key = whole.or_else(|| self.keys.get(&path))?;
        self.catalogue.entries.get(key)
    }
}

/// The view of whatever catalogue hangs out now.
#[derive(Debug)]
pub(super) struct Views {
    newsstand: Arc<Newsstand>,
    /// It changes with the config.
    about: watch::Receiver<About>,
    last: Mutex<Option<Arc<View>>>,
}

impl Views {
    pub(super) fn new(newsstand: Arc<Newsstand>, about: watch::Receiver<About>) -> Self {
        Self { newsstand, about, last: Mutex::new(None) }
    }

    /// The current view; none before the first build is done.
    pub(super) fn current(&self) -> Option<Arc<View>> {
        let catalogue = self.newsstand.current()?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = &*last
            && Arc::ptr_eq(&view.catalogue, &catalogue)
            && view.about == *self.about.borrow()
        {
            return Some(Arc::clone(view));
        }
        let view = Arc::new(View::new(catalogue, self.about.borrow().clone()));
        *last = Some(Arc::clone(&view));
        Some(view)
    }
}
