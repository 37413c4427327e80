//! What a run remembers, and what it leaves to the next: the database, where
//! there is one, and the ledger.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::hand;
use super::prepare::FeedWritten;
use super::retain::{Retained, print};
use super::shelf::{Made, Stands};
use super::{House, Level, Line, RunError, Scope, Seen};
use crate::desk::Memory as _;
use crate::feed::Index as _;
use crate::notify::Debt;
use crate::publish::{Directory, Stage};
use crate::source::{Stamp, nanoseconds};
use crate::store::database::{Rename, State};
use crate::store::{Change, Database, Ledger, Patch, Place, Prints, StoreError};

/// The memory of a run.
pub(super) struct Memory {
    /// The database, where there is one.
    pub(super) database: Option<Database>,
    /// What the last run left.
    pub(super) state: Option<State>,
    /// What is to be said of it.
    pub(super) lines: Vec<Line>,
}

impl Memory {
    /// Opens it to look only: nothing is written, and no store is begun.
    ///
    /// # Errors
    /// When a store is there and cannot be used, and no ledger file can stand in.
    pub(super) fn look(house: &House) -> Result<Self, RunError> {
        let Some(path) = &house.store.database else { return Ok(Self::none()) };
        match Database::read(path) {
            Ok(database) => Self::of(database),
            Err(why) if why.is_damaged && stands_in(house) => Ok(Self { lines: vec![damaged(&why)], ..Self::none() }),
            Err(why) => Err(why.into()),
        }
    }

    /// Opens it to write, and finishes what a run that was killed began.
    ///
    /// # Errors
    /// When the store cannot be used, and no ledger file can stand in.
    pub(super) fn open(house: &House, directory: &Directory) -> Result<Self, RunError> {
        let Some(path) = &house.store.database else { return Ok(Self::none()) };
        let open = || -> Result<Self, RunError> {
            let mut memory = Self::of(Some(Database::open(path)?))?;
            memory.finish(house, directory)?;
            Ok(memory)
        };
        match open() {
            Err(RunError::Store(why)) if why.is_damaged && stands_in(house) => {
                let line = set_aside(path, &why)?;
                let mut memory = open()?;
                memory.lines.push(line);
                Ok(memory)
            }
            opened => opened,
        }
    }

    /// Does what a run that was killed had promised: first the ledger's files, so
    /// that no id is out which they do not know, then the renames.
    fn finish(&mut self, house: &House, directory: &Directory) -> Result<(), RunError> {
        let Some(database) = &self.database else { return Ok(()) };
        let renames = database.renames()?;
        if renames.is_empty() {
            return Ok(());
        }
        let mut left = self.state.clone();
        if let (Some(place), Some(left)) = (&house.store.ledger, left.as_mut().filter(|left| !left.written)) {
            let mut ledger = self.ledger(house)?;
            ledger.save()?;
            left.written = true;
            left.ledger = place.stamp().map(|stamp| (stamp, ledger.prints().clone()));
        }
        directory.finish(renames.iter().map(|rename| (rename.temporary.as_str(), rename.target.as_str())))?;
        if let Some(database) = &mut self.database {
            let writing = database.write()?;
            if let Some(left) = &left {
                writing.leave(left)?;
            }
            writing.reveal()?;
            writing.commit()?;
        }
        self.state = left;
        Ok(())
    }

    /// Gives up a store that is damaged, where a ledger file can stand in.
    ///
    /// # Errors
    /// With the damage, where none can.
    pub(super) fn give_up(&mut self, house: &House, directory: &Directory, why: StoreError) -> Result<(), RunError> {
        let (Some(path), true) = (&house.store.database, stands_in(house)) else { return Err(why.into()) };
        *self = Self::none();
        let line = set_aside(path, &why)?;
        *self = Self::open(house, directory)?;
        self.lines.push(line);
        Ok(())
    }

    /// Writes what a run is about to do, and all that follows from it, in one
    /// transaction: not yet visible to anybody.
    ///
    /// # Errors
    /// When it cannot be written: then nothing happened.
    pub(super) fn promise(
        &mut self,
        house: &House,
        retained: &Retained<'_>,
        stage: &Stage<'_>,
        debts: &[Debt],
    ) -> Result<(), RunError> {
        let Some(database) = &mut self.database else { return Ok(()) };
        let mut left = retained.state(self.state.as_ref());
        // So that the next run knows the ledger's files if this one does not come to writing them.
        let before = match (&retained.seen.step, &self.state) {
            (Some(_), Some(last)) => last.ledger.as_ref().map(|(_, prints)| prints.clone()),
            _ => Some(retained.seen.ledger.prints().clone()),
        };
        left.ledger = before.map(|prints| (Stamp::UNKNOWN, prints));
        let writing = database.write()?;
        retained.write(&writing)?;
        writing.leave(&left)?;
        let renames = stage.renames().into_iter().map(|(temporary, target)| Rename { temporary, target });
        writing.put_renames(&renames.collect::<Vec<_>>())?;
        for debt in debts {
            writing.owe(&debt.owed(house, left.ran))?;
        }
        // Before the journal: an erasure forgets this run's revisions too.
        writing.revise_all(&retained.seen.decided.revisions, left.ran)?;
        writing.chronicle(&hand::events(retained.seen))?;
        let before = |kept: std::time::Duration| left.ran.saturating_sub_unsigned(kept.as_secs());
        writing.forget_before(before(house.store.journal), before(house.store.revisions))?;
        writing.commit()?;
        self.state = Some(left);
        Ok(())
    }

    /// Writes the ledger's files; what they hold then.
    ///
    /// # Errors
    /// When they cannot be written: then the next run writes them from the database.
    pub(super) fn write_ledger(&self, house: &House, seen: &mut Seen) -> Result<Option<Prints>, RunError> {
        let Some(place) = &house.store.ledger else { return Ok(None) };
        let was = self.state.as_ref().and_then(|state| state.ledger.as_ref());
        if let (Some(database), true) = (&self.database, seen.step.as_ref().is_some_and(|step| step.whole.is_some())) {
            let feeds = seen.ledger.feeds();
            return Ok(Some(database.write_ledger(place, feeds, was.map(|(_, prints)| prints))?));
        }
        let (Some(step), Some((_, was))) = (&seen.step, was) else {
            seen.ledger.save()?;
            return Ok(Some(seen.ledger.prints().clone()));
        };
        let articles = step.before.iter().map(|(origin, row)| Change {
            origin,
            old: row.as_ref().and_then(|row| row.record.as_ref()),
            new: seen.ledger.record(origin),
        });
        let articles = articles.filter(|change| change.old != change.new).collect();
        let old = |path: &str| {
            let records = step.feeds.iter().flatten().filter_map(|feed| feed.record.as_ref());
            records.into_iter().find(|record| record.path == path)
        };
        let feeds = seen.ledger.feeds().map(|record| (old(&record.path), record));
        let feeds = feeds.filter(|(old, new)| *old != Some(*new)).collect();
        let by_hand = seen.ledger.lines_by_hand();
        let by_hand = (by_hand != step.by_hand).then_some((&*step.by_hand, &*by_hand));
        let patch = Patch { articles, feeds, by_hand };
        if patch.is_empty() {
            return Ok(Some(was.clone()));
        }
        Ok(Some(patch.remember(place, was)?))
    }

    /// All documents are in their places: what is owed can be told, and the next
    /// run can trust what it finds.
    ///
    /// # Errors
    /// When it cannot be written: then the next run does it.
    pub(super) fn fulfil(
        &mut self,
        house: &House,
        directory: &Directory,
        written: &[FeedWritten],
        prints: Option<Prints>,
    ) -> Result<(), RunError> {
        let (Some(database), Some(state)) = (&mut self.database, &mut self.state) else { return Ok(()) };
        let writing = database.write()?;
        for place in written.iter().flat_map(|feed| &feed.places) {
            if let (Stands::File(file), Some(Made { changed: true, .. })) = (&place.stands, &place.made) {
                writing.stamp_document(&place.target, print(directory, file))?;
            }
        }
        let stamp = house.store.ledger.as_ref().and_then(Place::stamp);
        state.written = true;
        state.young = stamp.is_some_and(|stamp| stamp.is_young(nanoseconds(SystemTime::now())));
        state.ledger = stamp.zip(prints);
        writing.leave(state)?;
        writing.reveal()?;
        Ok(writing.commit()?)
    }

    /// Takes what was erased out of the database's file, where it still lies in
    /// rows that were deleted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn shred(&mut self) -> Result<(), RunError> {
        Ok(self.database.as_mut().map_or(Ok(()), Database::shred)?)
    }

    fn of(database: Option<Database>) -> Result<Self, RunError> {
        let state = database.as_ref().map(Database::state).transpose()?.flatten();
        Ok(Self { database, state, lines: Vec::new() })
    }

    /// None at all.
    pub(super) fn none() -> Self {
        Self { database: None, state: None, lines: Vec::new() }
    }

    /// The whole ledger: of the file where the database knows of nothing else, or
    /// of both.
    ///
    /// # Errors
    /// When either cannot be read.
    pub(super) fn ledger(&self, house: &House) -> Result<Ledger, RunError> {
        let place = house.store.ledger.as_ref();
        let Some(database) = &self.database else {
            return Ok(place.map_or_else(|| Ok(Ledger::forgetful()), Ledger::read)?);
        };
        let state = self.state.as_ref();
        if let (Some(place), Some((_, prints))) = (place, state.and_then(|state| state.ledger.as_ref())) {
            match state.is_some_and(|state| state.written) {
                true => {
                    let mut ledger = Ledger::read(place)?;
                    if ledger.prints() == prints {
                        ledger.keep();
                        return Ok(ledger);
                    }
                }
                false if Prints::of(place)? == *prints => return Ok(Ledger::ahead_of(database, place)?),
                false => {}
            }
        }
        Ok(Ledger::recall(database, place)?)
    }

    /// Whether all that the last run left can be trusted, so that only what
    /// changed since need be looked at. A decision `by_hand` does not wait until
    /// another build of this program has looked at everything.
    pub(super) fn is_trusted(&self, house: &House, scope: Scope<'_>, by_hand: bool) -> bool {
        let is_same = |state: &&State| state.under == house.under || by_hand && state.config == house.config;
        let state = self.state.as_ref().filter(|state| state.settled).filter(is_same);
        // Where a few files are looked at, the next look at all is soon enough for
        // whoever wrote to the ledger in the very moment after a run did.
        let is_brief = matches!(scope, Scope::Paths(_));
        state.is_some_and(|state| self.knows_ledger(house) && (is_brief || Self::knows_young_ledger(state, house)))
    }

    /// Whether the ledger's files are as the last run left them, as far as their
    /// times tell.
    pub(super) fn knows_ledger(&self, house: &House) -> bool {
        let known = self.state.as_ref().filter(|state| state.written).map(|state| &state.ledger);
        match (&house.store.ledger, known) {
            (None, Some(None)) => true,
            (Some(place), Some(Some((stamp, _)))) => place.stamp().is_some_and(|now| now == *stamp),
            _ => false,
        }
    }

    /// Whether the ledger's files hold what the last run left, if it had only just
    /// written them when it looked at their times.
    fn knows_young_ledger(state: &State, house: &House) -> bool {
        match (&house.store.ledger, &state.ledger) {
            (Some(place), Some((stamp, prints))) if state.young => prints.stand(place, stamp),
            _ => true,
        }
    }
}

/// Whether the ledger file can stand in for a store.
fn stands_in(house: &House) -> bool {
    house.store.ledger.as_ref().is_some_and(|place: &Place| place.stamp().is_some())
}

/// Moves a damaged store out of the way.
pub(super) fn set_aside(path: &Path, why: &StoreError) -> Result<Line, RunError> {
    let aside = |path: &Path| PathBuf::from(format!("{}.damaged", path.display()));
    for ending in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{ending}", path.display()));
        match std::fs::rename(&file, aside(&file)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(RunError::Aside { path: file, why: error });
            }
            _ => {}
        }
    }
    let mut line = damaged(why);
    line.help = format!(
        "it lies at {} now, and a new one is made from the sources and the ledger; its journal, its revisions and what was \
         owed to hubs are lost with it, unless a backup has them",
        aside(path).display()
    );
    Ok(line)
}

fn damaged(why: &StoreError) -> Line {
    Line { level: Level::Warning, place: "store".to_owned(), line: None, message: why.to_string(), help: String::new() }
}
