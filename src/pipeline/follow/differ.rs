//! Which pieces of the sources are others than the last run left them: by a look
//! at all that there is, or at some paths alone.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::path::PathBuf;
use std::sync::Arc;

use crate::article::Origin;
use crate::pipeline::run::give_way;
use crate::pipeline::{Build, RunError, Scope};
use crate::source::{Beside, Cancel, Look, Outage, Part, Piece, Remark, Source};
use crate::store::database::{Neighbours, StoredPiece, StoredStanding};
use crate::store::{Database, StoreError};

/// Pieces that are compared before whoever waits is asked whether to go on.
const PART: usize = 4_096;

/// No key comes after it.
const END: &str = "\u{10ffff}";

/// What is different in one source.
#[derive(Default)]
pub(in crate::pipeline) struct Differing {
    /// Pieces that are new or others than before, with what is remembered of them.
    pub(in crate::pipeline) pieces: Vec<(Piece, Option<StoredPiece>)>,
    /// Pieces that are gone.
    pub(in crate::pipeline) gone: Vec<StoredPiece>,
    /// What cannot be read at all, and why.
    pub(in crate::pipeline) refused: Vec<Remark>,
    /// Places that the last walk refused.
    pub(in crate::pipeline) again: Vec<Origin>,
    /// Why the source is out, if it is: then nothing of it is different.
    pub(in crate::pipeline) outage: Option<Outage>,
}

impl Differing {
    /// What is different in a source; `None` where only a look at everything tells.
    pub(super) fn of(
        source: &dyn Source,
        database: &Database,
        options: &Build<'_>,
        most: usize,
        refused: &[Origin],
    ) -> Result<Option<Self>, RunError> {
        match options.scope {
            // They are looked at one by one, which costs more than all together.
            Scope::Paths(paths) if paths.len() > most => Ok(None),
            Scope::Scanned(scanned) if scanned.paths.len() > most => Ok(None),
            Scope::Sources => {
                let look = source.look(options.cancel);
                Self::of_all(look, source.name(), database, options.cancel, refused).map(Some)
            }
            Scope::Paths(paths) => Self::of_paths(source, database, &own(source, paths), options, refused),
            Scope::Scanned(scanned) => match scanned.outages.iter().find(|(out, _)| out == source.name()) {
                Some((_, outage)) => Ok(Some(Self { outage: Some(outage.clone()), ..Self::default() })),
                None => Self::of_paths(source, database, &own(source, &scanned.paths), options, refused),
            },
        }
    }

    /// What is different by a look at all that a source holds.
    pub(in crate::pipeline) fn of_all(
        look: Look,
        name: &Arc<str>,
        database: &Database,
        cancel: Cancel<'_>,
        refused: &[Origin],
    ) -> Result<Self, RunError> {
        let Look { pieces, refused: unreadable, outage, .. } = look;
        let (mut comparison, mut pieces) = (Comparison::new(name, database), pieces.into_iter());
        loop {
            give_way(cancel)?;
            if outage.is_some() {
                return Ok(Self { outage, ..Self::default() });
            }
            let some: Vec<Piece> = pieces.by_ref().take(PART).collect();
            if some.is_empty() {
                break;
            }
            comparison.part(some)?;
        }
        let again = refused.iter().filter(|origin| origin.source == *name).cloned().collect();
        Ok(Self { refused: unreadable, again, ..comparison.end()? })
    }

    /// Takes the pieces up to one that is known.
    fn meet(&mut self, pieces: &mut Peekable<impl Iterator<Item = Piece>>, known: StoredPiece) {
        while let Some(new) = pieces.next_if(|piece| piece.key < known.key) {
            self.pieces.push((new, None));
        }
        match pieces.next_if(|piece| piece.key == known.key) {
            None => self.gone.push(known),
            Some(piece) if is_same(&piece, &known) => {}
            Some(piece) => self.pieces.push((piece, Some(known))),
        }
    }

    fn of_paths(
        source: &dyn Source,
        database: &Database,
        paths: &[PathBuf],
        options: &Build<'_>,
        refused: &[Origin],
    ) -> Result<Option<Self>, RunError> {
        if paths.is_empty() {
            return Ok(Some(Self::default()));
        }
        let Some(Part { pieces, refused: unreadable, keys }) = source.look_at(paths, options.cancel) else {
            // Where it was to give way that says nothing.
            return options.give_way().map(|()| None);
        };
        let mut differing = Self { refused: unreadable, ..Self::default() };
        let mut known = Vec::new();
        let mut neighbours = Neighbours::new(database, source.name());
        for key in &keys {
            options.give_way()?;
            known.extend(neighbours.below(key)?);
        }
        for piece in &pieces {
            options.give_way()?;
            known.extend(neighbours.at(&piece.key)?.cloned());
        }
        known.sort_by(|a, b| a.key.cmp(&b.key));
        known.dedup_by(|a, b| a.key == b.key);
        let here: BTreeSet<&str> = pieces.iter().map(|piece| &*piece.key).collect();
        differing.gone = known.iter().filter(|known| !here.contains(&*known.key)).cloned().collect();
        let is_below = |key: &str| keys.iter().any(|folder| key == &**folder || key.starts_with(&format!("{folder}/")));
        let again = |origin: &&Origin| {
            origin.source == *source.name() && (here.contains(file_of(origin)) || is_below(file_of(origin)))
        };
        differing.again = refused.iter().filter(again).cloned().collect();
        for piece in pieces {
            let known = known.binary_search_by(|known| known.key.cmp(&piece.key)).ok().map(|at| known[at].clone());
            if known.as_ref().is_none_or(|known| !is_same(&piece, known)) {
                differing.pieces.push((piece, known));
            }
        }
        Ok(Some(differing))
    }
}

/// The places that the walk through their source refused: they were never pieces.
pub(in crate::pipeline) fn refused(database: &Database) -> Result<Vec<Origin>, RunError> {
    let mut refused = Vec::new();
    for row in database.standing(StoredStanding::Refused)? {
        let source = &row.origin.source;
        let is_piece = |key: &str| database.piece(source, key).map(|piece| piece.is_some());
        if !is_piece(file_of(&row.origin))? && !is_piece(&row.origin.key)? {
            refused.push(row.origin);
        }
    }
    Ok(refused)
}

/// The key of the file that tells of an article.
pub(super) fn file_of(origin: &Origin) -> &str {
    origin.key.split_once('#').map_or(&origin.key, |(file, _)| file)
}

/// A comparison of the pieces of a source, which come part by part in the order of
/// their keys, with those that are remembered.
pub(in crate::pipeline) struct Comparison<'a> {
    source: &'a str,
    database: &'a Database,
    /// The keys before it were compared.
    from: String,
    differing: Differing,
}

impl<'a> Comparison<'a> {
    pub(in crate::pipeline) fn new(source: &'a str, database: &'a Database) -> Self {
        Self { source, database, from: String::new(), differing: Differing::default() }
    }

    /// Compares the pieces that come next.
    pub(in crate::pipeline) fn part(&mut self, pieces: Vec<Piece>) -> Result<(), StoreError> {
        let Some(last) = pieces.last().map(|last| last.key.to_string()) else { return Ok(()) };
        let mut pieces = pieces.into_iter().peekable();
        for known in self.database.pieces_between(self.source, &self.from, &last)? {
            self.differing.meet(&mut pieces, known);
        }
        self.differing.pieces.extend(pieces.map(|piece| (piece, None)));
        // The first key after it.
        self.from = last + "\0";
        Ok(())
    }

    /// What is different, now that all pieces came.
    pub(in crate::pipeline) fn end(mut self) -> Result<Differing, StoreError> {
        self.differing.gone.extend(self.database.pieces_between(self.source, &self.from, END)?);
        Ok(self.differing)
    }
}

/// Those of some paths that a source may hold: another one, which may hang, is not
/// asked about them.
fn own(source: &dyn Source, paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().filter(|path| source.may_hold(path)).cloned().collect()
}

fn is_same(piece: &Piece, known: &StoredPiece) -> bool {
    let stands = |(path, print): &(Arc<str>, u128)| Beside::of(PathBuf::from(&**path)).stamp.print == *print;
    known.print == piece.stamp.print && known.print != 0 && known.beside.iter().all(stands)
}
