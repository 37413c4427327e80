//! The journal as the desk knows it: its events as rows, and what an erased
//! article leaves of them.

use chrono::{DateTime, Utc};

use super::{Database, StoreError, StoredEvent, Writing, place_of};
use crate::desk::{Deed, Event, Journal, Subject};

impl Writing<'_> {
    /// Writes events down, in their order. Where an article is erased, all that
    /// was written of it before loses its reasons and its revisions: who did
    /// what, and when, stays.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn chronicle(&self, events: &[Event]) -> Result<(), StoreError> {
        for event in events {
            let article = name_of(&event.article);
            if event.what == Deed::Erased {
                self.forget_words(&article)?;
                // Before it was out, it was told of by its place.
                if let Some(place) = &event.place {
                    self.forget_words(&name_of(&Subject::Place(place.clone())))?;
                }
            }
            self.note(&StoredEvent {
                at: event.at.timestamp(),
                who: event.who.clone(),
                what: event.what.word().to_owned(),
                article,
                reason: event.reason.clone(),
            })?;
        }
        Ok(())
    }
}

impl Journal for Database {
    type Fault = StoreError;

    fn write(&mut self, events: &[Event]) -> Result<(), StoreError> {
        let writing = Database::write(self)?;
        writing.chronicle(events)?;
        writing.commit()
    }

    fn of(&self, article: &Subject) -> Result<Vec<Event>, StoreError> {
        let stored = self.events(&name_of(article))?;
        // A word that this version does not know is of a newer one.
        Ok(stored.into_iter().filter_map(|stored| event(stored, article)).collect())
    }
}

impl Database {
    /// Writes the file anew, so that nothing of what was deleted is left in it or
    /// beside it; what the file system does with the old blocks is its own.
    ///
    /// # Errors
    /// When it cannot be written, or somebody else reads there too long: then
    /// deleted rows may still be found in the file.
    pub fn shred(&mut self) -> Result<(), StoreError> {
        let shredded = self.connection.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        shredded.map_err(|why| StoreError::new(&self.path, "written", &why))
    }
}

/// The name of an article in the journal: its id, or the number of its place,
/// which tells none of its key.
fn name_of(article: &Subject) -> String {
    match article {
        Subject::Id(id) => id.to_string(),
        Subject::Place(place) => format!("place:{:016x}", place_of(place)),
    }
}

fn event(stored: StoredEvent, article: &Subject) -> Option<Event> {
    let place = match article {
        Subject::Id(_) => None,
        Subject::Place(place) => Some(place.clone()),
    };
    Some(Event {
        at: DateTime::<Utc>::from_timestamp(stored.at, 0)?,
        who: stored.who,
        what: Deed::by_word(&stored.what)?,
        article: article.clone(),
        place,
        reason: stored.reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::testing::at;
    use crate::article::{ArticleId, Origin};

    fn event(what: Deed, article: &Subject, place: &Origin, reason: &str) -> Event {
        Event {
            at: at("01-31T12:00"),
            who: "ada".to_owned(),
            what,
            article: article.clone(),
            place: Some(place.clone()),
            reason: Some(reason.to_owned()),
        }
    }

    #[test]
    fn what_is_erased_keeps_who_and_when_and_loses_the_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feedroom.db");
        let mut store = Database::open(&path).unwrap();
        let place = Origin::new("articles", "harbour-scandal.md");
        let (before, after) = (Subject::Place(place.clone()), Subject::Id(ArticleId::remembered("tag:x")));
        let events = [
            event(Deed::Released, &before, &place, "the harbourmaster agreed"),
            event(Deed::Killed, &after, &place, "the harbourmaster sued"),
        ];
        Journal::write(&mut store, &events).unwrap();
        assert_eq!(store.of(&before).unwrap()[0].reason.as_deref(), Some("the harbourmaster agreed"));
        Journal::write(&mut store, &[event(Deed::Erased, &after, &place, "order 7")]).unwrap();
        store.shred().unwrap();
        let history = store.of(&after).unwrap();
        let told: Vec<_> = history.iter().map(|event| (event.what, event.reason.as_deref())).collect();
        assert_eq!(told, [(Deed::Killed, None), (Deed::Erased, Some("order 7"))]);
        assert_eq!(store.of(&before).unwrap()[0].reason, None);
        drop(store);
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(memchr::memmem::find(&bytes, b"harbour").is_none(), "words are left in the file");
        }
    }
}
