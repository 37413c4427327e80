//! Hearing: every piece of every source, read on all cores. Words that are too
//! many to be kept stay in their sources until an item needs them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;

use super::twice::Shared;
use super::{Build, House, RunError, hand};
use crate::article::{Article, Origin};
use crate::desk::{Heard, Told};
use crate::feed::Card;
use crate::source::{Beside, Cancel, Look, Outage, Piece, Reading, Remark, Source, nanoseconds};
use crate::store::database::{StoredPiece, Told as Keys};

/// Words of so many bytes are kept from the reading to the rendering, whatever
/// the archive holds; the rest is read again where an item needs it.
const KEPT: usize = 30 * 1024 * 1024;

/// So many pieces are read before what they told is put in its place.
const PIECES: usize = 1024;

/// What the sources told in one run.
#[derive(Debug, Default)]
pub struct Hearing {
    /// What the desk hears of it.
    pub heard: Heard,
    /// Articles that could not be read, and why.
    pub refused: Vec<Remark>,
    /// What was repaired.
    pub notices: Vec<Remark>,
    /// Sources that are out.
    pub outages: Vec<(Arc<str>, Outage)>,
    /// Per source: name, articles read, refused.
    pub sources: Vec<(Arc<str>, usize, usize)>,
    /// Files that two sources read: as the second one has it, which does not get it,
    /// and as the first one has it.
    pub(super) twice: Vec<(Origin, Origin)>,
    /// Whether a piece was gone when it was to be read: then another look is due.
    pub(super) is_shaken: bool,
    /// The pieces, by source, ordered by key.
    pub(super) pieces: HashMap<Arc<str>, Vec<Heed>>,
}

/// A piece, what it held, and which articles it told of.
#[derive(Debug)]
pub(super) struct Heed {
    pub(super) piece: Piece,
    /// The hash of its bytes.
    pub(super) hash: u64,
    pub(super) told: Keys,
    /// The files beside it that its articles tell of.
    pub(super) beside: Vec<Beside>,
    /// Whether the next run has to read it in any case.
    pub(super) unsettled: bool,
}

impl Heed {
    /// How many articles it told of, those that were refused as well.
    pub(super) fn keys(&self) -> usize {
        match &self.told {
            Keys::One => 1,
            Keys::Keys(keys) => keys.len(),
        }
    }

    /// What is remembered of it.
    pub(super) fn stored(&self) -> StoredPiece {
        StoredPiece {
            key: self.piece.key.clone(),
            print: if self.unsettled { 0 } else { self.piece.stamp.print },
            hash: self.hash,
            told: self.told.clone(),
            // A path that is no text is looked at in vain, and found changed each time.
            beside: self.beside.iter().map(|file| (file.path.to_string_lossy().into(), file.stamp.print)).collect(),
        }
    }
}

/// What there is in each source.
///
/// # Errors
/// When the run is to give way.
pub(super) fn looks(house: &House, options: &Build<'_>) -> Result<Vec<Look>, RunError> {
    let look = |source: &dyn Source| {
        let taken = nanoseconds(SystemTime::now());
        let look = source.look(options.cancel);
        options.give_way().map(|()| Look { taken, ..look })
    };
    house.sources.iter().map(|source| look(&**source)).collect()
}

/// One piece that was read.
struct Read {
    heed: Heed,
    told: Vec<Told>,
    refused: Vec<Remark>,
    notices: Vec<Remark>,
    is_gone: bool,
}

impl Hearing {
    /// Reads all that there is.
    ///
    /// # Errors
    /// When the run is to give way.
    pub(super) fn of(house: &House, options: &Build<'_>, looks: Vec<Look>) -> Result<Self, RunError> {
        let mut hearing = Self::default();
        let kept = AtomicUsize::new(0);
        let mut shared = Shared::of(house);
        for (source, mut look) in house.sources.iter().zip(looks) {
            let now = look.taken;
            hearing.twice.extend(shared.take_from(source.name(), &mut look));
            let (mut read, mut refused) = (look.refused.len(), look.refused.len());
            if let Some(outage) = look.outage {
                hearing.outages.push((source.name().clone(), outage));
            } else {
                hearing.heard.answered.push(source.name().clone());
                if source.keeps_vanished() {
                    hearing.heard.keeping.push(source.name().clone());
                }
            }
            let pieces = hearing.pieces.entry(source.name().clone()).or_default();
            pieces.reserve(look.pieces.len());
            let (mut not_read, mut notices) = (look.refused, look.notices);
            let mut unread = look.pieces.into_iter();
            loop {
                options.give_way()?;
                let some: Vec<Piece> = unread.by_ref().take(PIECES).collect();
                if some.is_empty() {
                    break;
                }
                let readings: Vec<Read> = some
                    .into_par_iter()
                    .map(|piece| read_piece(&**source, piece, &kept, now, options.cancel))
                    .collect();
                for of_piece in readings {
                    read += of_piece.told.len() + of_piece.refused.len();
                    refused += of_piece.refused.len();
                    hearing.is_shaken |= of_piece.is_gone;
                    pieces.push(of_piece.heed);
                    hearing.heard.articles.extend(of_piece.told);
                    not_read.extend(of_piece.refused);
                    notices.extend(of_piece.notices);
                }
            }
            not_read.sort_by(|a, b| (&a.origin, a.line).cmp(&(&b.origin, b.line)));
            notices.sort_by(|a, b| (&a.origin, a.line).cmp(&(&b.origin, b.line)));
            hearing.heard.refused.extend(not_read.iter().map(|remark| remark.origin.clone()));
            hearing.refused.extend(not_read);
            hearing.notices.extend(notices);
            hearing.sources.push((source.name().clone(), read, refused));
        }
        Ok(hearing)
    }

    /// What a person's hand asks of it.
    pub(super) fn of_hand<'a>(&'a self, files: &'a dyn Fn(&Origin) -> Option<PathBuf>) -> hand::Told<'a> {
        hand::Told { heard: &self.heard, out: self.outages.first().map(|(name, _)| &**name), files }
    }

    /// The file that an article was read from.
    pub(super) fn file_of(&self, origin: &Origin) -> Option<PathBuf> {
        self.heed(origin).map(|heed| heed.piece.path())
    }

    /// The piece that tells of an article.
    fn heed(&self, origin: &Origin) -> Option<&Heed> {
        let pieces = self.pieces.get(&origin.source)?;
        // Of several articles of one file each has its own key below that of the file.
        let key = origin.key.split_once('#').map_or(&*origin.key, |(file, _)| file);
        let find = |key: &str| pieces.binary_search_by(|heed| (*heed.piece.key).cmp(key)).ok();
        find(key).or_else(|| find(&origin.key)).map(|at| &pieces[at])
    }

    /// Reads the article of a card with all its words once more; `None` where it
    /// is no longer what it was, or nobody knows where it lies.
    pub(super) fn again(&self, house: &House, card: &Card, cancel: Cancel<'_>) -> Option<Article> {
        let origin = &card.origin;
        let source = house.sources.iter().find(|source| *source.name() == origin.source)?;
        let here = self.heed(origin).map(|heed| heed.piece.clone());
        let file = origin.key.split_once('#').map_or(&*origin.key, |(file, _)| file);
        let piece = here.or_else(|| source.piece(file, cancel)).or_else(|| source.piece(&origin.key, cancel))?;
        let reading = source.read(&piece, cancel);
        if reading.hash != card.print {
            return None;
        }
        reading.articles.into_iter().find(|article| article.origin == *origin)
    }
}

fn read_piece(source: &dyn Source, piece: Piece, kept: &AtomicUsize, now: i64, cancel: Cancel<'_>) -> Read {
    let Reading { articles, refused, notices, hash, beside, is_gone } = source.read(&piece, cancel);
    let keys = keys(&piece, &articles, &refused);
    let unsettled = !refused.is_empty() || is_young(&piece, &beside, now);
    // Not in the place where the articles stood, which has room for several.
    let mut told = Vec::with_capacity(articles.len());
    told.extend(articles.into_iter().map(|article| self::told(article, hash, kept)));
    Read { heed: Heed { piece, hash, told: keys, beside, unsettled }, told, refused, notices, is_gone }
}

/// Whether a piece, or a file beside it, could change again and look the same.
pub(super) fn is_young(piece: &Piece, beside: &[Beside], now: i64) -> bool {
    piece.stamp.is_young(now) || beside.iter().any(|file| file.stamp.is_young(now))
}

/// Which articles a piece told of, those that were refused as well.
pub(super) fn keys(piece: &Piece, articles: &[Article], refused: &[Remark]) -> Keys {
    match articles {
        [only] if refused.is_empty() && only.origin.key == piece.key => Keys::One,
        _ => {
            let articles = articles.iter().map(|article| &article.origin);
            let mut keys: Vec<Arc<str>> =
                articles.chain(refused.iter().map(|remark| &remark.origin)).map(|origin| origin.key.clone()).collect();
            keys.sort();
            keys.dedup();
            Keys::Keys(keys)
        }
    }
}

fn told(mut article: Article, hash: u64, kept: &AtomicUsize) -> Told {
    article.print = hash;
    let size = article.body.text.len();
    article.trim();
    let mut told = Told::new(article);
    if kept.fetch_add(size, Ordering::Relaxed) > KEPT
        && let Some(article) = Arc::get_mut(&mut told.article)
    {
        article.leave_words();
    }
    told
}
