//! The ledger: read before a run, written after it, made to be committed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::by_hand::ByHand;
use super::departure::{departure, departure_of_erased};
use super::gather::Gathering;
use super::place::Sheet;
use super::print::Printing;
use super::wire::{ArticleLine, FeedLine, HeadLine, VERSION};
use super::write::{self, Rewrite};
use super::{LedgerError, Place, Prints, newest};
use crate::article::{ArticleId, Origin};
use crate::desk::{Ahead, DecisionStatus, Erased, Memory, Record};
use crate::feed::{Departure, FeedRecord, Index};

/// Lines that are made in one go.
const GO: usize = 1024;
/// Goes whose lines are held at once.
const GOES: usize = 16;

/// All that is remembered.
#[derive(Debug, Default)]
pub struct Ledger {
    pub(super) articles: HashMap<Origin, Record>,
    pub(super) feeds: BTreeMap<String, FeedRecord>,
    pub(super) by_hand: ByHand,
    /// Where it lies, if it outlives the run.
    pub(super) place: Option<Place>,
    /// Its files as they lie there.
    pub(super) prints: Prints,
    /// Files that a run which was killed left there.
    pub(super) unfinished: Vec<String>,
    /// Articles whose lines may have stood in other files than they will.
    pub(super) moving: HashSet<Origin>,
    /// Places of decisions ahead that concern nothing which is looked at.
    pub(super) elsewhere: HashSet<Origin>,
    /// Whether a database keeps it.
    pub(super) kept: bool,
    /// Whether it learned anything since.
    pub(super) learned: bool,
    /// All ids, once somebody asked for one.
    pub(super) ids: std::sync::OnceLock<HashSet<ArticleId>>,
}

impl Ledger {
    /// A memory that ends with the run.
    #[must_use]
    pub fn forgetful() -> Self {
        Self::default()
    }

    /// Reads the ledger at `place`; one that is not there yet is empty.
    ///
    /// # Errors
    /// When it cannot be read, or a line is not a ledger's: then nothing may be published.
    pub fn read(place: &Place) -> Result<Self, LedgerError> {
        Gathering::of(place)
    }

    /// Reads the ledger that a path names, as [`Place::of`] understands it.
    ///
    /// # Errors
    /// As [`Ledger::read`].
    pub fn load(path: &Path) -> Result<Self, LedgerError> {
        Self::read(&Place::of(path))
    }

    /// Whether anything was there when it was loaded.
    #[must_use]
    pub fn existed(&self) -> bool {
        !self.prints.is_empty()
    }

    /// How many articles it remembers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether it remembers no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The content of its files as they were read, or written last.
    #[must_use]
    pub fn prints(&self) -> &Prints {
        &self.prints
    }

    /// The latest time that any line tells: the clock of a run that wrote to it
    /// was no earlier. It stands in no line of its own, which would be a conflict
    /// in every merge.
    #[must_use]
    pub fn newest(&self) -> Option<DateTime<Utc>> {
        let articles = self.articles.par_iter().map(|(_, record)| newest::of_article(record)).max();
        let feeds = self.feeds.values().map(newest::of_feed);
        articles.into_iter().chain(feeds).chain(self.by_hand.newest()).max()
    }

    /// Learns what a run decided: void places first, then new lines.
    pub fn learn(&mut self, moved: &[Origin], articles: Vec<(Origin, Record)>, feeds: Vec<FeedRecord>) {
        self.learned |= !(moved.is_empty() && articles.is_empty() && feeds.is_empty());
        self.ids = std::sync::OnceLock::new();
        if let Some(place @ Place::Folder(_)) = &self.place {
            for (origin, record) in &articles {
                let sheet = place.sheet_of(record.published);
                let stays = match self.articles.get(origin) {
                    Some(known) => place.sheet_of(known.published) == sheet,
                    None => moved.is_empty(),
                };
                if !stays {
                    self.moving.insert(origin.clone());
                }
            }
        }
        for origin in moved {
            self.articles.remove(origin);
        }
        self.articles.extend(articles);
        self.settle();
        self.feeds.extend(feeds.into_iter().map(|record| (record.path.clone(), record)));
    }

    /// The names of all sources of which it remembers articles, each perhaps often.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.articles.keys().map(|origin| &*origin.source)
    }

    /// Learns decisions about articles that were never out; `moved` places are void.
    pub fn learn_ahead(&mut self, moved: &[Origin], ahead: Vec<(Origin, Ahead)>) {
        self.learned |= !(moved.is_empty() && ahead.is_empty());
        self.by_hand.learn(moved, ahead);
        self.settle();
    }

    /// Brings decisions and articles together.
    pub(super) fn settle(&mut self) {
        // What was decided ahead moves into an article's line, in another file.
        let ahead = self.by_hand.all_ahead().into_iter().map(|(origin, _)| origin);
        let known: Vec<Origin> = ahead.filter(|origin| self.articles.contains_key(*origin)).cloned().collect();
        self.moving.extend(known);
        self.by_hand.settle(&mut self.articles);
    }

    /// Writes it where it lies, each file whole or not at all; a file of which
    /// nothing changed is not touched. Returns whether anything was written.
    ///
    /// # Errors
    /// When it cannot be written: then every line, old or new, is still there.
    pub fn save(&mut self) -> Result<bool, LedgerError> {
        let Some(place) = self.place.clone() else { return Ok(false) };
        write::sweep(&place, &std::mem::take(&mut self.unfinished));
        let sheets = self.sheets(&place);
        let files: Vec<Option<Rewrite>> =
            sheets.par_iter().map(|(sheet, lines)| self.rewrite(&place, *sheet, lines)).collect::<Result<_, _>>()?;
        let names: HashSet<String> = sheets.keys().map(|sheet| place.name_of(*sheet)).collect();
        let gone: Vec<String> = self.prints.0.keys().filter(|name| !names.contains(*name)).cloned().collect();
        let moving = self.moving_lines();
        let files = files.into_iter().flatten().collect();
        let written = write::put(&place, files, &gone, &moving, &mut self.prints)?;
        self.moving.clear();
        self.learned = false;
        Ok(written)
    }

    /// The lines of articles on each file, by first publication, so that a new
    /// article is a new line near the end.
    fn sheets(&self, place: &Place) -> BTreeMap<Sheet, Vec<(&Origin, &Record)>> {
        let mut sheets: BTreeMap<Sheet, Vec<(&Origin, &Record)>> = BTreeMap::new();
        match place {
            Place::File(_) => {
                sheets.insert(Sheet::Whole, self.articles.iter().collect());
            }
            Place::Folder(_) => {
                sheets.insert(Sheet::Feeds, Vec::new());
                for (origin, record) in &self.articles {
                    sheets.entry(place.sheet_of(record.published)).or_default().push((origin, record));
                }
            }
        }
        // In whole seconds, as they are written.
        let order = |a: &(&Origin, &Record), b: &(&Origin, &Record)| {
            (a.1.published.timestamp(), a.0).cmp(&(b.1.published.timestamp(), b.0))
        };
        sheets.par_iter_mut().for_each(|(_, lines)| lines.par_sort_unstable_by(order));
        sheets
    }

    /// Writes a file beside its place, if it differs from the one that lies there.
    fn rewrite(
        &self,
        place: &Place,
        sheet: Sheet,
        lines: &[(&Origin, &Record)],
    ) -> Result<Option<Rewrite>, LedgerError> {
        let name = place.name_of(sheet);
        let was = self.prints.0.get(&name).copied();
        let cannot = |error| LedgerError::Write(place.file(&name), error);
        // A single file surely changed when anything did, so it is made only once.
        if was.is_some() && !(self.learned && sheet == Sheet::Whole) {
            let mut printing = Printing::default();
            self.emit(sheet, lines, &mut printing).map_err(cannot)?;
            if Some(printing.print()) == was {
                return Ok(None);
            }
        }
        let mut file = Rewrite::begin(place, name.clone())?;
        self.emit(sheet, lines, &mut file).map_err(cannot)?;
        Ok((Some(file.print()) != was).then_some(file))
    }

    /// Writes the lines of a file: the head, feeds by path, what was decided by
    /// hand, articles.
    fn emit(&self, sheet: Sheet, lines: &[(&Origin, &Record)], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let mut bytes = head();
        if matches!(sheet, Sheet::Whole | Sheet::Feeds) {
            for record in self.feeds.values() {
                line(&mut bytes, &FeedLine::of(record));
            }
            self.by_hand.write(&mut bytes);
        }
        out.write_all(&bytes)?;
        for lines in lines.chunks(GO * GOES) {
            let made: Vec<Vec<u8>> = lines.par_chunks(GO).map(article_lines).collect();
            made.iter().try_for_each(|bytes| out.write_all(bytes))?;
        }
        Ok(())
    }

    pub(super) fn moving_lines(&self) -> Vec<u8> {
        let mut lines: Vec<_> = self.moving.iter().filter_map(|origin| self.articles.get_key_value(origin)).collect();
        if lines.is_empty() {
            return Vec::new();
        }
        lines.sort_by_key(|(origin, _)| *origin);
        let mut bytes = head();
        bytes.extend(article_lines(&lines));
        bytes
    }
}

/// The first line of each file.
pub(super) fn head() -> Vec<u8> {
    let mut bytes = Vec::new();
    line(&mut bytes, &HeadLine { feedroom_ledger: VERSION });
    bytes
}

fn article_lines(lines: &[(&Origin, &Record)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(lines.len() * 400);
    for (origin, record) in lines {
        line(&mut bytes, &ArticleLine::of(origin, record));
    }
    bytes
}

pub(super) fn line<T: serde::Serialize>(bytes: &mut Vec<u8>, value: &T) {
    // Writing to memory cannot fail, and all keys are texts.
    serde_json::to_writer(&mut *bytes, value).expect("plain data of texts and numbers");
    bytes.push(b'\n');
}

impl Memory for Ledger {
    fn record(&self, origin: &Origin) -> Option<&Record> {
        self.articles.get(origin)
    }

    fn of_source<'a>(&'a self, source: &str) -> Vec<(&'a Origin, &'a Record)> {
        self.articles.iter().filter(|(origin, _)| &*origin.source == source).collect()
    }

    fn has_id(&self, id: &ArticleId) -> bool {
        let all = || {
            let erased = self.by_hand.all_erased().iter().filter_map(|erased| erased.id.clone());
            self.articles.values().flat_map(Record::ids).cloned().chain(erased).collect()
        };
        self.ids.get_or_init(all).contains(id)
    }

    fn lasts(&self) -> bool {
        self.place.is_some() || self.kept
    }

    fn taken_out(&self) -> Vec<(&Origin, &Record)> {
        let status = |record: &Record| record.decision.as_ref().and_then(|decision| decision.status);
        let is_out = |record: &Record| status(record).is_some_and(DecisionStatus::takes_out);
        self.articles.iter().filter(|(_, record)| is_out(record)).collect()
    }

    fn ahead(&self, origin: &Origin) -> Option<&Ahead> {
        self.by_hand.ahead(origin)
    }

    fn all_ahead(&self) -> Vec<(&Origin, &Ahead)> {
        let mut all = self.by_hand.all_ahead();
        all.retain(|(origin, _)| !self.elsewhere.contains(*origin));
        all
    }

    fn erased(&self, origin: &Origin) -> Option<&Erased> {
        self.by_hand.erased(origin)
    }

    fn all_erased(&self) -> &[Erased] {
        self.by_hand.all_erased()
    }
}

impl Index for Ledger {
    fn feeds<'a>(&'a self) -> Box<dyn Iterator<Item = &'a FeedRecord> + 'a> {
        Box::new(self.feeds.values())
    }

    fn departures(&self) -> Vec<Departure> {
        let left = self.articles.values().filter(|record| record.left.is_some());
        let erased = self.all_erased().iter().filter_map(departure_of_erased);
        left.filter_map(departure).chain(erased).filter(|departure| !departure.feeds.is_empty()).collect()
    }
}
