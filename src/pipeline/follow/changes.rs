//! What changed since the last run: pieces that are others than they were, read
//! anew, and the articles that they told or tell of.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::differ::{Differing, file_of, refused};
use crate::article::Origin;
use crate::desk::{Decided, Heard, Stands, Told};
use crate::pipeline::hear::{Heed, is_young, keys};
use crate::pipeline::run::give_way;
use crate::pipeline::{Build, House, RunError, Scope, hand};
use crate::source::{Cancel, Outage, PROMPT, Piece, Reading, Remark, Source, nanoseconds};
use crate::store::Database;
use crate::store::database::{OutageState, State, StoredArticle, StoredPiece, StoredStanding};

/// Where more articles changed than this, and more than a twentieth of all,
/// looking at everything costs less.
const MANY: usize = 2_000;

/// What changed in the sources, and what time has changed.
pub(in crate::pipeline) struct Changes<'a> {
    pub(super) house: &'a House,
    pub(super) database: &'a Database,
    /// The articles that are looked at, as they were; of those that are new, none.
    pub(in crate::pipeline) before: BTreeMap<Origin, Option<StoredArticle>>,
    /// What is to be remembered of the pieces of each source.
    pub(in crate::pipeline) pieces: Vec<(Arc<str>, PieceEdits)>,
    pub(in crate::pipeline) heard: Heard,
    pub(in crate::pipeline) refused: Vec<Remark>,
    pub(in crate::pipeline) outages: Vec<(Arc<str>, Outage)>,
    /// Whether a piece was gone when it was to be read: then another look is due.
    pub(in crate::pipeline) is_shaken: bool,
    /// Whether all sources were looked at.
    pub(in crate::pipeline) looked_at: bool,
    /// Pieces that were read, by source and key.
    read: HashSet<(usize, Arc<str>)>,
    /// How many articles more the pieces of each source tell of than before.
    grown: Vec<isize>,
    most: usize,
    cancel: Cancel<'a>,
}

/// What is to be remembered of pieces; of one that is gone, nothing.
pub(in crate::pipeline) type PieceEdits = BTreeMap<Arc<str>, Option<StoredPiece>>;

/// A piece that is to be read.
struct Wanted {
    source: usize,
    piece: Piece,
    known: Option<StoredPiece>,
    /// Whether its articles are looked at even if it says what it said.
    asked: bool,
}

impl Wanted {
    fn is(&self, source: usize, key: &str) -> bool {
        self.source == source && *self.piece.key == *key
    }
}

impl<'a> Changes<'a> {
    /// Nothing yet; no more than `most` articles are looked at, or twice as many
    /// with those that stand in their way.
    fn none(house: &'a House, database: &'a Database, most: usize, cancel: Cancel<'a>) -> Self {
        Self {
            house,
            database,
            before: BTreeMap::new(),
            pieces: house.sources.iter().map(|source| (source.name().clone(), BTreeMap::new())).collect(),
            heard: Heard::default(),
            refused: Vec::new(),
            outages: Vec::new(),
            is_shaken: false,
            looked_at: true,
            read: HashSet::new(),
            grown: vec![0; house.sources.len()],
            most,
            cancel,
        }
    }

    /// Reads a batch of the pieces of a source, by its index: each with what is
    /// remembered of it. What is `gone` lay between them.
    pub(in crate::pipeline) fn batch(
        house: &'a House,
        database: &'a Database,
        at: usize,
        pieces: Vec<(Piece, Option<StoredPiece>)>,
        gone: Vec<StoredPiece>,
        cancel: Cancel<'a>,
    ) -> Result<Self, RunError> {
        let mut changes = Self::none(house, database, usize::MAX / 2, cancel);
        for source in &house.sources {
            changes.heard.answered.push(source.name().clone());
            if source.keeps_vanished() {
                changes.heard.keeping.push(source.name().clone());
            }
        }
        let mut concerned = BTreeSet::new();
        changes.lose(at, gone, &mut concerned);
        let wanted = pieces.into_iter().map(|(piece, known)| Wanted { source: at, piece, known, asked: true });
        changes.read_all(wanted.collect(), &mut concerned)?;
        changes.concern(concerned)?;
        Ok(changes)
    }

    /// Notes pieces of a source that are gone, and the articles that they told of.
    fn lose(&mut self, at: usize, gone: Vec<StoredPiece>, concerned: &mut BTreeSet<Origin>) {
        let name = self.house.sources[at].name();
        for lost in gone {
            concerned.extend(lost.keys().iter().map(|key| Origin::new(name.clone(), key.clone())));
            self.grown[at] -= lost.keys().len().cast_signed();
            self.pieces[at].1.insert(lost.key, None);
        }
    }

    /// Looks at the sources, reads what changed, and what time may have changed;
    /// `None` where a look at everything is needed. Where no source answers, only a
    /// person's decision goes on.
    pub(super) fn of(
        house: &'a House,
        database: &'a Database,
        options: &Build<'a>,
        now: DateTime<Utc>,
        last: &State,
    ) -> Result<Option<Self>, RunError> {
        let (scope, by_hand) = (options.scope, options.hand.is_some());
        let mut changes = Self::none(house, database, MANY.max(last.counts.live / 20), options.cancel);
        changes.looked_at = !matches!(scope, Scope::Paths(_));
        let (mut wanted, mut concerned) = (Vec::new(), BTreeSet::new());
        let unread = refused(database)?;
        let due: Vec<Origin> = database.due(now)?.into_iter().map(|row| row.origin).collect();
        for (at, source) in house.sources.iter().enumerate() {
            let name = source.name();
            let still_out = last.sources.get(&**name).and_then(|state| state.outage.as_ref());
            if !changes.looked_at {
                let still = |outage: &OutageState| Outage { what: outage.what.clone(), help: outage.help.clone() };
                // What the run needs of it is worth its own patience, but to a person's decision.
                let is_needed = due.iter().any(|due| due.source == *name) || is_told_of(&**source, scope);
                let silence = || if is_needed && !by_hand { None } else { source.silence(PROMPT) };
                if let Some(outage) = still_out.map(still).or_else(silence) {
                    changes.outages.push((name.clone(), outage));
                    continue;
                }
            }
            let Some(differing) = Differing::of(&**source, database, options, changes.most, &unread)? else {
                return Ok(None);
            };
            if let Some(outage) = differing.outage {
                changes.outages.push((name.clone(), outage));
                continue;
            }
            changes.heard.answered.push(name.clone());
            if source.keeps_vanished() {
                changes.heard.keeping.push(name.clone());
            }
            if differing.pieces.len() + differing.gone.len() > changes.most {
                return Ok(None);
            }
            changes.lose(at, differing.gone, &mut concerned);
            concerned.extend(differing.again);
            // What the walk itself refuses was never a piece.
            concerned.extend(differing.refused.iter().map(|remark| remark.origin.clone()));
            changes.heard.refused.extend(differing.refused.iter().map(|remark| remark.origin.clone()));
            changes.refused.extend(differing.refused);
            wanted.extend(differing.pieces.into_iter().map(|(piece, known)| Wanted {
                source: at,
                piece,
                known,
                asked: false,
            }));
        }
        if changes.heard.answered.is_empty() && !by_hand && matches!(scope, Scope::Sources) {
            return Ok(None);
        }
        changes.read_all(wanted, &mut concerned)?;
        changes.concern(concerned)?;
        Ok(changes.ask(due)?.then_some(changes))
    }

    /// Looks at further articles; whether that could be done without a look at
    /// everything. Of a source that is out nothing follows.
    pub(super) fn ask(&mut self, origins: Vec<Origin>) -> Result<bool, RunError> {
        let (mut wanted, mut concerned) = (Vec::new(), BTreeSet::new());
        for origin in origins {
            let source = self.house.sources.iter().position(|source| *source.name() == origin.source);
            let Some(at) = source else { continue };
            if self.is_silent(&origin) {
                continue;
            }
            let source = &self.house.sources[at];
            // A file may itself have such a sign in its name.
            let keys = [file_of(&origin), &*origin.key];
            let piece = keys.iter().find_map(|key| source.piece(key, self.cancel));
            give_way(self.cancel)?;
            let key = piece.as_ref().map_or(keys[0], |piece| &piece.key);
            let known = self.database.piece(source.name(), key)?;
            match piece {
                Some(piece) if self.read.contains(&(at, piece.key.clone())) => {}
                Some(piece) if wanted.iter().any(|wanted: &Wanted| wanted.is(at, &piece.key)) => {}
                Some(piece) => wanted.push(Wanted { source: at, piece, known, asked: true }),
                None if known.is_some_and(|known| !self.pieces[at].1.contains_key(&known.key)) => return Ok(false),
                None => {}
            }
            concerned.insert(origin);
        }
        self.read_all(wanted, &mut concerned)?;
        self.concern(concerned)?;
        Ok(self.before.len() <= 2 * self.most)
    }

    /// Gets to know those of some articles whose sources are out: a person may take
    /// them out all the same.
    pub(super) fn know_silent(&mut self, origins: &[Origin]) -> Result<(), RunError> {
        let silent = origins.iter().filter(|origin| self.is_silent(origin)).cloned().collect();
        self.concern(silent)
    }

    /// Notes how the articles stand that a person took out of a source that is out;
    /// false where something else was decided, for which their files must be read.
    pub(super) fn settle_silent(&self, decided: &mut Decided) -> bool {
        let silent: Vec<&Origin> = self.before.keys().filter(|origin| self.is_silent(origin)).collect();
        let is_out = |origin: &Origin| {
            let was_out =
                self.before.get(origin).and_then(Option::as_ref).is_some_and(|row| row.standing == StoredStanding::Out);
            was_out || decided.learned.iter().any(|(learned, record)| learned == origin && record.left.is_some())
        };
        let all_out = silent.iter().all(|origin| is_out(origin));
        decided.stands.extend(silent.into_iter().map(|origin| (origin.clone(), Stands::Out, None)));
        all_out
    }

    fn is_silent(&self, origin: &Origin) -> bool {
        self.outages.iter().any(|(out, _)| *out == origin.source)
    }

    /// What a person's hand asks of what was heard.
    pub(super) fn told(&self) -> hand::Told<'_> {
        hand::Told { heard: &self.heard, out: self.outages.first().map(|(name, _)| &**name), files: &|_| None }
    }

    /// How many articles each source tells of, and how many of them cannot be read.
    pub(in crate::pipeline) fn sources(&self, last: &State) -> Vec<(Arc<str>, usize, usize)> {
        let count = |(source, grown): (&Arc<str>, &isize)| {
            let before = last.sources.get(&**source).cloned().unwrap_or_default();
            let of_source = |origin: &Origin| origin.source == *source;
            let was = self.before.values().flatten();
            let was = was.filter(|row| of_source(&row.origin) && row.standing == StoredStanding::Refused);
            // Those that only may not have what another one has were read.
            let was = was.filter(|row| row.address.is_none()).count();
            let is = self.refused.iter().filter(|remark| of_source(&remark.origin)).count();
            (source.clone(), before.read.saturating_add_signed(*grown), (before.refused + is).saturating_sub(was))
        };
        self.house.sources.iter().map(|source| source.name()).zip(&self.grown).map(count).collect()
    }

    /// Whether the ledger knew an article before.
    pub(super) fn knows(&self, origin: &Origin) -> bool {
        self.before.get(origin).is_some_and(|row| row.as_ref().is_some_and(|row| row.record.is_some()))
    }

    fn read_all(&mut self, wanted: Vec<Wanted>, concerned: &mut BTreeSet<Origin>) -> Result<(), RunError> {
        let taken = nanoseconds(SystemTime::now());
        let sources = &self.house.sources;
        let readings: Vec<Reading> =
            wanted.par_iter().map(|wanted| sources[wanted.source].read(&wanted.piece, self.cancel)).collect();
        give_way(self.cancel)?;
        for (Wanted { source, piece, known, asked }, reading) in wanted.into_iter().zip(readings) {
            let name = self.house.sources[source].name();
            let Reading { articles, refused: not_read, hash, beside, is_gone, .. } = reading;
            self.is_shaken |= is_gone;
            let heed = Heed {
                hash,
                told: keys(&piece, &articles, &not_read),
                unsettled: !not_read.is_empty() || is_young(&piece, &beside, taken),
                beside,
                piece,
            };
            let new = heed.stored();
            let was = known.as_ref().map_or(&[][..], StoredPiece::keys);
            let key = heed.piece.key.clone();
            let same = known.as_ref().is_some_and(|known| known.hash == hash && known.told == heed.told);
            self.grown[source] += heed.keys().cast_signed() - was.len().cast_signed();
            let origins: Vec<Origin> = was.iter().map(|key| Origin::new(name.clone(), key.clone())).collect();
            if known.as_ref() != Some(&new) {
                self.pieces[source].1.insert(new.key.clone(), Some(new));
            }
            if same && !asked && not_read.is_empty() {
                continue;
            }
            // One that says what it said is read again if its articles are asked for.
            self.read.insert((source, key));
            concerned.extend(origins);
            concerned.extend(articles.iter().map(|article| article.origin.clone()));
            concerned.extend(not_read.iter().map(|remark| remark.origin.clone()));
            self.heard.refused.extend(not_read.iter().map(|remark| remark.origin.clone()));
            self.refused.extend(not_read);
            self.heard.articles.extend(articles.into_iter().map(|mut article| {
                article.print = hash;
                Told::new(article)
            }));
        }
        Ok(())
    }

    fn concern(&mut self, origins: BTreeSet<Origin>) -> Result<(), RunError> {
        for origin in origins {
            if !self.before.contains_key(&origin) {
                let row = self.database.article(&origin)?;
                self.before.insert(origin, row);
            }
        }
        Ok(())
    }
}

/// Whether one of the paths that are looked at may be one of a source's own.
fn is_told_of(source: &dyn Source, scope: Scope<'_>) -> bool {
    matches!(scope, Scope::Paths(paths) if paths.iter().any(|path| source.may_hold(path)))
}
