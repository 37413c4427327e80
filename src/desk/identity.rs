//! Which remembered article a story is: by its place in its source, and where
//! that changed, by its words and its address.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::parts::path_of;
use super::places::Places;
use super::{Memory, Record, Words};
use crate::article::{Article, Link, Origin};

/// Words in common that make a file at another place the same story.
const RENAMED: f64 = 0.8;
/// Words in common that make a file at another place, with the same address,
/// the same story.
const SAME_ADDRESS: f64 = 0.5;
/// Below so many filled bins a sketch is too small to tell stories apart.
const TELLING: usize = 24;
/// Pairs of stories that are compared word by word in one run at most; beyond
/// it only stories whose words or addresses are the same are recognised.
const MOST_PAIRS: usize = 4_000_000;

/// A story at a place that the ledger does not know.
pub(super) type Newcomer<'a> = (&'a Article, &'a Words);
/// A record at a place where nothing stands any more.
pub(super) type Gone<'a> = (&'a Origin, &'a Record);

/// Finds the stories that moved to another place in their source: indices into
/// `new` with the place where each one's record stands. `new` are articles of
/// one source without a record; `gone` are its records without an article.
///
/// No record is given twice, and where two would fit equally none is given:
/// a wrong identity is worse than a new one.
pub(super) fn renames<'a>(new: &[Newcomer<'_>], gone: &[Gone<'a>]) -> HashMap<usize, &'a Origin> {
    let mut pairs = Pairs { new, gone, of_new: HashMap::new(), taken: HashSet::new() };
    // A name that differs in case alone is the same file to some systems.
    pairs.match_where(|(article, _)| Some(folded(&article.origin)), |(origin, _)| folded(origin), |_, _| true);
    pairs.match_where(|(_, words)| Some(words.hash), |(_, record)| record.words.hash, |_, _| true);
    // Another headline, or another key in a file of several, is no other story.
    pairs.match_where(
        |(article, words)| Some((shared_file(&article.origin)?, date(article)?, words.sketch)),
        |(origin, record)| (shared_file(origin).unwrap_or_default(), record.dated(), record.words.sketch),
        |words, _| words.sketch.filled() > 0,
    );
    pairs.match_where(
        |(_, words)| words.parts.filter(|_| words.sketch.filled() >= TELLING).map(|parts| Some(parts.text)),
        |(_, record)| record.words.parts.map(|parts| parts.text),
        |_, _| true,
    );
    pairs.match_where(
        |(article, _)| address(article),
        |(_, record)| path_of(record.permalink.as_str()).to_owned(),
        |words, record| words.sketch.likeness(&record.words.sketch) >= SAME_ADDRESS,
    );
    if (new.len() - pairs.of_new.len()).saturating_mul(gone.len() - pairs.taken.len()) <= MOST_PAIRS {
        pairs.match_where(
            // Without a date, tomorrow's column would be taken for today's.
            |(article, words)| (words.sketch.filled() >= TELLING && date(article).is_some()).then_some(()),
            |_| (),
            |words, record| words.sketch.likeness(&record.words.sketch) >= RENAMED,
        );
    }
    pairs.of_new.into_iter().map(|(new, at)| (new, gone[at].0)).collect()
}

struct Pairs<'n, 'g> {
    new: &'n [Newcomer<'n>],
    gone: &'n [Gone<'g>],
    of_new: HashMap<usize, usize>,
    taken: HashSet<usize>,
}

impl<'n, 'g> Pairs<'n, 'g> {
    /// Pairs those still single that share a key, agree in their date and fit,
    /// where neither has another choice.
    fn match_where<K: std::hash::Hash + Eq>(
        &mut self,
        key_of_new: impl Fn(&Newcomer<'n>) -> Option<K>,
        key_of_gone: impl Fn(&Gone<'g>) -> K,
        fits: impl Fn(&Words, &Record) -> bool,
    ) {
        let mut by_key: HashMap<K, Vec<usize>> = HashMap::new();
        for (at, gone) in self.gone.iter().enumerate().filter(|(at, _)| !self.taken.contains(at)) {
            by_key.entry(key_of_gone(gone)).or_default().push(at);
        }
        let mut suitors: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, newcomer) in self.new.iter().enumerate().filter(|(at, _)| !self.of_new.contains_key(at)) {
            let known = key_of_new(newcomer).and_then(|key| by_key.get(&key));
            let mut fitting = known.into_iter().flatten().filter(|gone| {
                let record = self.gone[**gone].1;
                dates_agree(newcomer, record) && fits(newcomer.1, record)
            });
            if let (Some(gone), None) = (fitting.next(), fitting.next()) {
                suitors.entry(*gone).or_default().push(at);
            }
        }
        for (gone, suitors) in suitors {
            if let [only] = suitors[..] {
                self.of_new.insert(only, gone);
                self.taken.insert(gone);
            }
        }
    }
}

/// Whether two words in brief are of one story, wherever its file lies.
pub(super) fn same_story(a: &Words, b: &Words) -> bool {
    a.hash == b.hash || b.sketch.filled() >= TELLING && a.sketch.likeness(&b.sketch) >= RENAMED
}

/// The file of an article that is one of several in it.
fn shared_file(origin: &Origin) -> Option<&str> {
    origin.key.split_once('#').map(|(file, _)| file)
}

fn folded(origin: &Origin) -> String {
    origin.key.to_lowercase()
}

/// The address without scheme and host: a site may move while a file is renamed.
fn address(article: &Article) -> Option<String> {
    match &article.link {
        Link::Url(url) => Some(path_of(url.as_str()).to_owned()),
        Link::Pattern(pattern) => {
            let url = pattern.expand(article, date(article)?).ok()?;
            Some(path_of(url.as_str()).to_owned())
        }
    }
}

/// The date at which a story that waited for its time was first published.
fn date(article: &Article) -> Option<DateTime<Utc>> {
    article.embargo.max(article.published)
}

/// A story that says another date than the remembered one is another day's
/// column, however alike. One that says an earlier date may have waited under an
/// embargo that its file no longer tells of: then not a word of it is another.
fn dates_agree((article, words): &Newcomer<'_>, record: &Record) -> bool {
    let Some(said) = article.published else { return true };
    let waited = said < record.dated() && words.hash == record.words.hash;
    said == record.dated() || date(article) == Some(record.dated()) || waited
}

/// The records of `source` of which neither an article nor a refused file was heard.
pub(super) fn gone<'a>(memory: &'a dyn Memory, source: &str, heard: &Places<'_>) -> Vec<Gone<'a>> {
    let mut gone = memory.of_source(source);
    gone.retain(|(origin, _)| !heard.contains(origin));
    gone.sort_by(|a, b| a.0.cmp(b.0));
    gone
}
