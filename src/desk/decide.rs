//! One look of the desk at all that the sources said.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::pace;
use super::places::Places;
use super::revision::Version;
use super::standing::{Standing, standing, waits};
use super::{Ahead, Decision, Left, Memory, Record, Revision, Revisions, Why, Words, ahead, identity, taken, urls};
use crate::article::{Article, ArticleId, Correction, Link, LiveArticle, Origin};
use crate::xml::AbsoluteUrl;

/// The desk's standing policy.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The site's host, in the ids that are made here.
    pub host: String,
    /// Which changes readers are told of again.
    pub revisions: Revisions,
    /// The least times, in seconds, between two moves of a date that feeds ask
    /// for, each once.
    pub paces: Vec<u32>,
}

/// An article as its source told it in this run.
#[derive(Debug, Clone)]
pub struct Told {
    /// The article; its words may have been left in the source.
    pub article: Arc<Article>,
    /// Its words in brief.
    pub words: Words,
}

impl Told {
    /// An article with all its words.
    #[must_use]
    pub fn new(article: Article) -> Self {
        Self { words: Words::of(&article), article: Arc::new(article) }
    }
}

/// What was heard of the sources.
#[derive(Debug, Default)]
pub struct Heard {
    /// Articles that could be read, of all sources.
    pub articles: Vec<Told>,
    /// Places of articles that could not.
    pub refused: Vec<Origin>,
    /// Names of the sources that answered: only of these does absence mean anything.
    pub answered: Vec<Arc<str>>,
    /// Those of them where a file that is gone may only be out of reach: its story
    /// stays until a person decides.
    pub keeping: Vec<Arc<str>>,
}

/// What the desk decided.
#[derive(Debug, Default)]
pub struct Decided {
    /// May stand in feeds now; newest first, then by id.
    pub live: Vec<LiveArticle>,
    /// Wait for a person or for their time.
    pub waiting: Vec<Waiting>,
    /// Cannot be decided.
    pub refused: Vec<Undecided>,
    /// Articles that were heard and may not stand now: how they stand, and until when.
    pub stands: Vec<(Origin, Stands, Option<DateTime<Utc>>)>,
    /// Pairs of articles of different sources that have the same headline and words,
    /// and no ids that tell whether they are one story: both stand.
    pub alike: Vec<(Origin, Origin)>,
    /// Drafts, which nobody waits for.
    pub drafts: usize,
    /// Taken out, or expired.
    pub out: usize,
    /// Live articles that were out in the last run and did not change since.
    pub unchanged: usize,
    /// What changed of the others that readers know, ordered by origin.
    pub revisions: Vec<Revision>,
    /// Articles that were out in the last run and are not now, once with each
    /// id under which a document may hold them.
    pub leaving: Vec<(Origin, ArticleId)>,
    /// Ids of remembered articles of which nothing was heard any more, although
    /// their sources answered.
    pub vanished: Vec<ArticleId>,
    /// Of these, those that stay where they stand until a person decides, once
    /// with each id under which a document may hold them.
    pub missing: Vec<(Origin, ArticleId)>,
    /// Remembered articles that were heard and may not stand now, once with
    /// each id under which a document may hold them.
    pub out_by_word: Vec<(Origin, ArticleId)>,
    /// Addresses of all articles that were heard and may not stand now, also of
    /// those that the ledger does not know under the name of their source.
    pub out_at: Vec<AbsoluteUrl>,
    /// Since when the words of live articles are others than before by more than
    /// a fifth.
    pub rewritten: HashMap<ArticleId, DateTime<Utc>>,
    /// Lines that the ledger has to learn.
    pub learned: Vec<(Origin, Record)>,
    /// Decisions about articles that were never out which the ledger has to learn.
    pub learned_ahead: Vec<(Origin, Ahead)>,
    /// Places of articles that were taken out while they wait for their time:
    /// nothing but their sources may be told of them either.
    pub hushed: Vec<Origin>,
    /// Places in sources that stories moved away from: their lines are void.
    pub moved: Vec<Origin>,
    /// When time alone next changes what may stand: an embargo or an expiry.
    pub next_due: Option<DateTime<Utc>>,
}

/// How an article stands that may not stand in feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Waits for a person.
    Held,
    /// Waits for its time.
    Embargoed,
    /// A draft.
    Draft,
    /// Taken out, or expired.
    Out,
}

/// An article that is not out yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub origin: Origin,
    /// Whether it is embargoed: then nothing but its source may be told.
    pub embargoed: bool,
    /// When its time comes, where that is known.
    pub until: Option<DateTime<Utc>>,
    /// Whether nobody has said when its embargo ends.
    pub open_end: bool,
    /// Why it is held, where a person is missing.
    pub reason: String,
}

/// An article about which the desk cannot decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// Which.
    pub origin: Origin,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub help: String,
    /// The address that it wants, where another one has what it wants.
    pub wants: Option<AbsoluteUrl>,
    /// A hash of the id that its source says, as [`Article::said_hash`].
    pub said: Option<u64>,
}

/// An article that may be live, if its address and the id that it says are its own.
pub(super) struct Candidate {
    pub(super) live: LiveArticle,
    /// Whether the ledger knows it as published.
    pub(super) known: bool,
    /// What the ledger will know of it.
    pub(super) record: Record,
    revision: Option<Revision>,
    moved_from: Option<Origin>,
}

impl Desk {
    /// Decides about all articles heard, at `now`.
    #[must_use]
    pub fn decide(&self, heard: &Heard, memory: &dyn Memory, now: DateTime<Utc>) -> Decided {
        let mut decided = Decided::default();
        let ahead = ahead::found(heard, memory);
        let moved = moved(heard, memory, &ahead);
        let mut candidates = Vec::new();
        // Why an article may not stand, by its place.
        let mut whys: HashMap<&Origin, Why> = HashMap::new();
        for (at, Told { article, words }) in heard.articles.iter().enumerate() {
            let moved_from = moved.get(&at).copied();
            let record = memory.record(moved_from.unwrap_or(&article.origin));
            if record.is_none() && memory.erased(&article.origin).is_some() {
                decided.out += 1;
                decided.stands.push((article.origin.clone(), Stands::Out, None));
                decided.hush(article, now);
                continue;
            }
            let ahead = ahead.get(&at).copied().filter(|_| record.is_none());
            decided.follow(ahead, article, *words);
            let decision = match record {
                Some(record) => record.decision.as_ref(),
                None => ahead.map(|(_, ahead)| &ahead.decision),
            };
            let standing = standing(article, decision, now);
            if let Some(why) = standing.why() {
                // Of one that waits for its time no notice may stand, whoever else took it out.
                let why = if waits(article, now) { Why::Embargoed } else { why };
                whys.insert(&article.origin, why);
                let ids = record.into_iter().flat_map(Record::ids);
                decided.out_by_word.extend(ids.map(|id| (article.origin.clone(), id.clone())));
                decided.move_out(article, record, moved_from, why, now);
                decided.out_at.extend(address(article, record));
            }
            if let Some((stands, until)) = standing.kind() {
                // Why a story is not out may change when its date comes, too.
                let ahead = article.embargo.max(article.published).filter(|at| *at > now);
                let until = until.or(ahead);
                decided.stands.push((article.origin.clone(), stands, until));
            }
            match standing {
                Standing::Live => match self.candidate(article, *words, record, decision, moved_from, memory, now) {
                    Ok(candidate) => candidates.push(candidate),
                    Err(undecided) => decided.refused.push(undecided),
                },
                Standing::Draft => decided.drafts += 1,
                Standing::Held(reason) => {
                    decided.waiting.push(Waiting {
                        origin: article.origin.clone(),
                        embargoed: false,
                        until: None,
                        open_end: false,
                        reason,
                    });
                }
                Standing::Embargoed(until) => {
                    let reason = match until {
                        Some(until) => {
                            decided.due(until);
                            "its time has not come"
                        }
                        None => "its embargo has no end",
                    };
                    let (origin, reason) = (article.origin.clone(), reason.to_owned());
                    decided.waiting.push(Waiting { origin, embargoed: true, until, open_end: until.is_none(), reason });
                }
                Standing::Out(_) | Standing::Expired => {
                    decided.out += 1;
                    decided.hush(article, now);
                }
            }
        }
        decided.keep_apart(&mut candidates);
        decided.alike = urls::alike(&candidates);
        decided.remember(candidates, memory);
        decided.see_off(heard, &whys, memory, now);
        decided.live.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id)));
        decided
    }

    #[expect(clippy::too_many_arguments, reason = "all that is known of one article")]
    fn candidate(
        &self,
        article: &Arc<Article>,
        words: Words,
        record: Option<&Record>,
        decision: Option<&Decision>,
        moved_from: Option<&Origin>,
        memory: &dyn Memory,
        now: DateTime<Utc>,
    ) -> Result<Candidate, Undecided> {
        let undecided = |what: &str, help: &str| Undecided {
            origin: article.origin.clone(),
            what: what.to_owned(),
            help: help.to_owned(),
            wants: None,
            said: article.said_hash(),
        };
        let published = match (record, article.embargo.max(article.published)) {
            (Some(record), _) => record.published,
            (None, Some(published)) => published,
            (None, None) if memory.lasts() => now,
            (None, None) => {
                return Err(undecided(
                    "it has no date, and without a ledger none can be remembered",
                    "give it a date, or name a ledger in [store]",
                ));
            }
        };
        let permalink = match &article.link {
            Link::Url(url) => url.clone(),
            Link::Pattern(pattern) => {
                pattern.expand(article, record.map_or(published, Record::dated)).map_err(|_| {
                    undecided(
                        "no address can be made of its permalink pattern",
                        "look at `permalink` of its [[source]]",
                    )
                })?
            }
        };
        let note = decision.and_then(|decision| note(article, decision));
        let touched = decision.and_then(|decision| decision.touched);
        let version = Version { article, words: &words, note: note.as_ref(), touched };
        let judged = record.and_then(|record| version.judge(record, &self.revisions, now));
        let first = || version.dated(&self.revisions, now).unwrap_or(published).max(published);
        let (mut updated, mut changed) =
            record.map_or_else(|| (first(), first()), |record| (record.updated, record.changed));
        let mut paces = record.map(|record| record.paces.clone()).unwrap_or_default();
        if let Some(judged) = judged {
            if judged.kind.is_significant() {
                updated = judged.at.max(updated);
            }
            let before = changed;
            changed = if judged.at > before { judged.at } else { now.max(before) };
            paces = pace::after_change(&paces, &self.paces, before, changed, now);
        }
        let id = match record {
            Some(record) => record.id.clone(),
            None => self.mint(&article.origin, published, memory),
        };
        let revision = judged.map(|judged| Revision {
            origin: article.origin.clone(),
            id: id.clone(),
            at: judged.at,
            kind: judged.kind,
            likeness: judged.likeness,
        });
        let feed_ids = record.map(|record| record.feed_ids.clone()).unwrap_or_default();
        let new = Record {
            id: id.clone(),
            permalink: permalink.clone(),
            first_seen: record.map_or(now, |record| record.first_seen),
            published,
            updated,
            changed,
            rewritten: record.and_then(|record| version.rewritten(record, now)),
            words,
            corrections: version.notes(),
            significant: article.significant == Some(true),
            paces,
            feed_ids: feed_ids.clone(),
            said: record.and_then(|record| record.said),
            left: None,
            decision: decision.cloned(),
        };
        let (lagging, due) = pace::lagging(&new.paces, &self.paces, changed, now);
        let pinned = decision.and_then(|decision| decision.pinned).unwrap_or(article.pinned);
        let (known, moved_from) = (record.is_some(), moved_from.cloned());
        let article = Arc::clone(article);
        // A date ahead is not yet true: it counts when its time comes.
        let said = article.corrections.iter().filter_map(|correction| correction.at).chain(article.updated);
        let due = article.expiry.into_iter().chain(due).chain(said.filter(|at| *at > now)).min();
        let live =
            LiveArticle { id, feed_ids, permalink, published, updated, changed, lagging, note, pinned, due, article };
        Ok(Candidate { live, known, record: new, revision, moved_from })
    }
}

impl Desk {
    /// A new id. Where a story moved away and another one of its date came to its
    /// place, or an older system's id happens to be the same, it is made anew.
    fn mint(&self, origin: &Origin, published: DateTime<Utc>, memory: &dyn Memory) -> ArticleId {
        let mut id = ArticleId::mint(&self.host, origin, published);
        let mut tried = 1;
        while tried < MOST_MINTED && memory.has_id(&id) {
            tried += 1;
            // No key holds a line's end and a number behind it.
            let origin = Origin::new(origin.source.clone(), format!("{}\n{tried}", origin.key));
            id = ArticleId::mint(&self.host, &origin, published);
        }
        id
    }
}

/// So many stories of one date may have stood at one place.
const MOST_MINTED: u32 = 10_000;

/// The correction that a person published of an article by a decision, unless
/// its source says the same.
fn note(article: &Article, decision: &Decision) -> Option<Correction> {
    let note = decision.note.clone()?;
    let is_said = article.corrections.iter().any(|correction| correction.note == note);
    (!is_said).then_some(Correction { note, at: Some(decision.at) })
}

impl Decided {
    fn due(&mut self, at: DateTime<Utc>) {
        self.next_due = Some(self.next_due.map_or(at, |due| due.min(at)));
    }

    /// Notes that nothing may be told of an article that waits for its time, out though it is.
    fn hush(&mut self, article: &Article, now: DateTime<Utc>) {
        if waits(article, now) {
            self.hushed.push(article.origin.clone());
        }
    }

    /// Keeps a decision about an article that was never out at its place, and its words.
    fn follow(&mut self, ahead: Option<(&Origin, &Ahead)>, article: &Article, words: Words) {
        let Some((place, ahead)) = ahead else { return };
        if *place != article.origin {
            self.moved.push(place.clone());
        }
        // Its parts tell revisions apart, and it has none yet.
        let told = Words { parts: None, ..words };
        if *place != article.origin || ahead.words != Some(told) {
            let ahead = Ahead { decision: ahead.decision.clone(), words: Some(told) };
            self.learned_ahead.push((article.origin.clone(), ahead));
        }
    }

    /// Lets the record of an article that may not stand follow it to its new
    /// place: there it must be known again, however it changes next.
    fn move_out(
        &mut self,
        article: &Article,
        record: Option<&Record>,
        from: Option<&Origin>,
        why: Why,
        now: DateTime<Utc>,
    ) {
        let (Some(record), Some(from)) = (record, from) else { return };
        let mut record = record.clone();
        if let Some(left) = &mut record.left {
            left.why = Some(why);
        } else {
            record.left = Some(Left { at: now, feeds: Vec::new(), why: Some(why) });
            self.leaving.extend(record.ids().map(|id| (article.origin.clone(), id.clone())));
        }
        self.learned.push((article.origin.clone(), record));
        self.moved.push(from.clone());
    }

    fn keep_apart(&mut self, candidates: &mut Vec<Candidate>) {
        let losers = urls::losers(candidates);
        if losers.is_empty() {
            return;
        }
        for (loser, (keeper, want)) in &losers {
            let (what, help) = want.told(&candidates[*keeper].live.article.origin);
            self.refused.push(Undecided {
                origin: candidates[*loser].live.article.origin.clone(),
                what,
                help: help.to_owned(),
                wants: Some(candidates[*loser].live.permalink.clone()),
                said: candidates[*loser].live.article.said_hash(),
            });
        }
        self.refused.sort_by(|a, b| a.origin.cmp(&b.origin));
        let mut at = 0;
        candidates.retain(|_| {
            at += 1;
            !losers.contains_key(&(at - 1))
        });
    }

    fn remember(&mut self, candidates: Vec<Candidate>, memory: &dyn Memory) {
        self.live.reserve(candidates.len());
        for candidate in candidates {
            let Candidate { live, known, record: new, revision, moved_from } = candidate;
            live.due.into_iter().for_each(|due| self.due(due));
            self.rewritten.extend(new.rewritten.map(|at| (live.id.clone(), at)));
            let origin = live.article.origin.clone();
            let was_out = known && memory.record(&origin).is_some_and(|record| record.left.is_none());
            self.unchanged += usize::from(was_out && revision.is_none());
            self.revisions.extend(revision);
            if memory.record(&origin) != Some(&new) {
                self.learned.push((origin, new));
            }
            self.moved.extend(moved_from);
            self.live.push(live);
        }
        self.revisions.sort_by(|a, b| a.origin.cmp(&b.origin));
    }

    /// Notes which articles were out and are no longer, and why; of those that
    /// left earlier, whether another reason was heard since. Of a source that
    /// did not answer, nothing follows.
    fn see_off(&mut self, heard: &Heard, whys: &HashMap<&Origin, Why>, memory: &dyn Memory, now: DateTime<Utc>) {
        let places = Places::of(heard);
        let live: HashSet<&Origin> = self.live.iter().map(|live| &live.article.origin).collect();
        let moved: HashSet<&Origin> = self.moved.iter().collect();
        let mut leaving: Vec<(Origin, Record)> = Vec::new();
        let mut again: Vec<(Origin, Record)> = Vec::new();
        let heard_why = |origin: &Origin, record: &Record| {
            whys.get(origin).copied().or_else(|| taken::why(record.decision.as_ref()))
        };
        for source in &heard.answered {
            for (origin, record) in memory.of_source(source) {
                if live.contains(origin) || moved.contains(origin) {
                    continue;
                }
                if !places.contains(origin) {
                    self.vanished.extend(record.ids().cloned());
                    let decision = record.decision.as_ref().and_then(|decision| decision.status);
                    let is_taken = decision.is_some_and(super::DecisionStatus::takes_out);
                    if heard.keeping.contains(source) && record.left.is_none() && !is_taken {
                        self.missing.extend(record.ids().map(|id| (origin.clone(), id.clone())));
                        continue;
                    }
                }
                if record.left.is_none() {
                    let absent = if places.contains(origin) { Why::Refused } else { Why::Vanished };
                    let why = heard_why(origin, record).unwrap_or(absent);
                    let mut record = record.clone();
                    record.left = Some(Left { at: now, feeds: Vec::new(), why: Some(why) });
                    leaving.push((origin.clone(), record));
                } else if let (Some(left), Some(why)) = (&record.left, heard_why(origin, record))
                    && left.why != Some(why)
                    // Of an old line only what a marker may follow from is worth a new one.
                    && (left.why.is_some() || matches!(why, Why::Killed | Why::Withheld | Why::Withdrawn))
                {
                    let left = Some(Left { why: Some(why), ..left.clone() });
                    again.push((origin.clone(), Record { left, ..record.clone() }));
                }
            }
        }
        leaving.extend(self.take_out(heard, memory, now));
        leaving.sort_by(|a, b| a.0.cmp(&b.0));
        self.missing.sort();
        self.leaving
            .extend(leaving.iter().flat_map(|(origin, record)| record.ids().map(|id| (origin.clone(), id.clone()))));
        self.learned.extend(leaving);
        self.learned.extend(again);
    }
}

/// Articles, by their index, at places that the ledger does not know, with the
/// places their records and the decisions ahead of them stand at.
#[must_use]
pub fn places<'a>(heard: &Heard, memory: &'a dyn Memory) -> HashMap<usize, &'a Origin> {
    let ahead = ahead::found(heard, memory);
    let mut places = moved(heard, memory, &ahead);
    places.extend(ahead.into_iter().map(|(at, (origin, _))| (at, origin)));
    places
}

/// Where an article stood, as far as that is known.
fn address(article: &Article, record: Option<&Record>) -> Option<AbsoluteUrl> {
    match (record, &article.link) {
        (Some(record), _) => Some(record.permalink.clone()),
        (None, Link::Url(url)) => Some(url.clone()),
        (None, Link::Pattern(pattern)) => pattern.expand(article, article.published?).ok(),
    }
}

/// Articles at places that the ledger does not know, with the places their
/// records stand at.
fn moved<'a>(
    heard: &Heard,
    memory: &'a dyn Memory,
    ahead: &HashMap<usize, (&Origin, &Ahead)>,
) -> HashMap<usize, &'a Origin> {
    let is_unknown = |at: &usize| {
        let origin = &heard.articles[*at].article.origin;
        !ahead.contains_key(at) && memory.record(origin).is_none() && memory.erased(origin).is_none()
    };
    let unknown: Vec<usize> = (0..heard.articles.len()).filter(is_unknown).collect();
    let mut moved = HashMap::new();
    if unknown.is_empty() {
        return moved;
    }
    let places = Places::of(heard);
    for source in &heard.answered {
        let gone = identity::gone(memory, source, &places);
        if gone.is_empty() {
            continue;
        }
        let at: Vec<usize> =
            unknown.iter().copied().filter(|at| heard.articles[*at].article.origin.source == *source).collect();
        let new: Vec<_> = at.iter().map(|at| &heard.articles[*at]).map(|told| (&*told.article, &told.words)).collect();
        moved.extend(identity::renames(&new, &gone).into_iter().map(|(index, origin)| (at[index], origin)));
    }
    moved
}
