//! What changed in the sources since the last run, by the stamps of their pieces.

use std::collections::{BTreeSet, HashSet};
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::Pieces;
use crate::article::Origin;
use crate::desk::{Heard, Told};
use crate::pipeline::hear::{Hearing, Heed, keys};
use crate::pipeline::{House, RunError};
use crate::source::{Look, Reading, Remark, nanoseconds};
use crate::store::Database;
use crate::store::database::{StoredArticle, Told as Keys};

/// Where more articles changed than this, and more than a twentieth of all,
/// looking at everything costs less.
const MANY: usize = 2_000;

/// What changed in the sources, and what time has changed.
pub(super) struct Changes {
    pub(super) hearing: Hearing,
    pub(super) before: Vec<(Origin, Option<StoredArticle>)>,
    pub(super) pieces: Vec<Pieces>,
    pub(super) heard: Heard,
    /// Articles read or remembered, refused ones included.
    pub(super) read: usize,
    pub(super) refused: Vec<Remark>,
}

impl Changes {
    /// Looks at all sources and reads what changed, and what time may have changed;
    /// `None` where a look at everything is needed.
    #[expect(
        clippy::too_many_lines,
        reason = "one pass over the pieces of each source, beside what is remembered of them"
    )]
    pub(super) fn of(
        house: &House,
        database: &Database,
        now: DateTime<Utc>,
        live: usize,
    ) -> Result<Option<Self>, RunError> {
        let mut hearing = Hearing::default();
        let (mut heard, mut all_pieces, mut refused) = (Heard::default(), Vec::new(), Vec::new());
        let mut concerned: BTreeSet<Origin> = database.due(now)?.into_iter().map(|row| row.origin).collect();
        let most = MANY.max(live / 20);
        let mut read = 0;
        for source in &house.sources {
            let name = source.name();
            let taken = nanoseconds(SystemTime::now());
            let (look, stored) = (source.look(), database.pieces(name));
            let Look { pieces, refused: unreadable, outage, .. } = look;
            if outage.is_some() {
                return Ok(None);
            }
            let due: HashSet<&str> = concerned
                .iter()
                .filter(|origin| origin.source == *name)
                .map(|origin| origin.key.split_once('#').map_or(&*origin.key, |(file, _)| file))
                .collect();
            let mut stored = stored?.into_iter().peekable();
            let (mut heeds, mut wanted, mut gone) = (Vec::with_capacity(pieces.len()), Vec::new(), Vec::new());
            for piece in pieces {
                while let Some(lost) = stored.next_if(|known| known.key < piece.key) {
                    gone.push(lost);
                }
                let known = stored.next_if(|known| known.key == piece.key);
                let same = known.as_ref().is_some_and(|known| known.print == piece.stamp.print && known.print != 0);
                let is_due = due.contains(&*piece.key);
                if !same || is_due {
                    wanted.push((heeds.len(), known.clone(), is_due));
                }
                let (hash, told) = known.map_or((0, Keys::Keys(Vec::new())), |known| (known.hash, known.told));
                heeds.push(Heed { piece, hash, told, unsettled: false });
            }
            gone.extend(stored);
            if wanted.len() + gone.len() > most {
                return Ok(None);
            }
            let readings: Vec<Reading> = wanted.par_iter().map(|(at, ..)| source.read(&heeds[*at].piece)).collect();
            let mut changed = HashSet::new();
            for ((at, known, is_due), reading) in wanted.into_iter().zip(readings) {
                let Reading { articles, refused: not_read, hash, .. } = reading;
                let heed = &mut heeds[at];
                let was: Vec<Origin> = known
                    .iter()
                    .flat_map(|known| known.keys().iter().map(|key| Origin::new(name.clone(), key.clone())))
                    .collect();
                let told = keys(&heed.piece, &articles, &not_read);
                let unsettled = !not_read.is_empty() || heed.piece.stamp.is_young(taken);
                let print = if unsettled { 0 } else { heed.piece.stamp.print };
                if known.as_ref().is_none_or(|known| known.print != print || known.hash != hash || known.told != told) {
                    changed.insert(heed.piece.key.clone());
                }
                let same = known.as_ref().is_some_and(|known| known.hash == hash && known.told == told);
                (heed.hash, heed.told, heed.unsettled) = (hash, told, unsettled);
                refused.extend(not_read.iter().cloned());
                if same && !is_due && not_read.is_empty() {
                    continue;
                }
                concerned.extend(was);
                concerned.extend(articles.iter().map(|article| article.origin.clone()));
                concerned.extend(not_read.iter().map(|remark| remark.origin.clone()));
                heard.refused.extend(not_read.into_iter().map(|remark| remark.origin));
                heard.articles.extend(articles.into_iter().map(|mut article| {
                    article.print = hash;
                    Told::new(article)
                }));
            }
            // What the walk itself refuses was never a piece.
            for remark in unreadable {
                concerned.insert(remark.origin.clone());
                heard.refused.push(remark.origin.clone());
                refused.push(remark);
            }
            concerned.extend(gone.iter().flat_map(|lost| {
                lost.keys().iter().map(|key| Origin::new(name.clone(), key.clone())).collect::<Vec<_>>()
            }));
            read += heeds.iter().map(Heed::keys).sum::<usize>();
            all_pieces.push(Pieces {
                source: name.clone(),
                // Only where a row has to be written anew.
                all: if changed.is_empty() && gone.is_empty() {
                    Vec::new()
                } else {
                    heeds.iter().map(Heed::stored).collect()
                },
                changed,
                gone: gone.into_iter().map(|lost| lost.key).collect(),
            });
            hearing.pieces.insert(name.clone(), heeds);
            heard.answered.push(name.clone());
            if source.keeps_vanished() {
                heard.keeping.push(name.clone());
            }
        }
        if concerned.len() > 2 * most {
            return Ok(None);
        }
        let mut before = Vec::with_capacity(concerned.len());
        for origin in concerned {
            let row = database.article(&origin)?;
            before.push((origin, row));
        }
        Ok(Some(Self { hearing, before, pieces: all_pieces, heard, read, refused }))
    }
}
