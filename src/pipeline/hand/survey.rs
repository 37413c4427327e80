//! What has become of all articles, for people who ask.

use std::collections::HashSet;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::{known, name};
use crate::article::{ArticleId, Origin};
use crate::desk::{Decision, Event, Heard, Journal as _, Left, Memory as _, State, Subject};
use crate::pipeline::memory::Memory;
use crate::pipeline::{Build, House, RunError, Seen};
use crate::store::Database;
use crate::store::database::Revised;

/// All articles at one moment.
pub struct Survey {
    seen: Seen,
    heard: Heard,
    now: DateTime<Utc>,
    journal: Option<Database>,
}

/// What is known of one article, without its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// What has become of it.
    pub state: State,
    /// Where it comes from; nobody knows it of one that was erased.
    pub place: Option<Origin>,
    /// Its id, if it was ever out.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was or will be published, where that is known.
    pub published: Option<DateTime<Utc>>,
    /// Its last significant change, if it was ever out.
    pub updated: Option<DateTime<Utc>>,
    /// When a run first let it out.
    pub first_seen: Option<DateTime<Utc>>,
    /// When its time is over.
    pub expiry: Option<DateTime<Utc>>,
    /// Whether it stands at the head of its feeds.
    pub pinned: bool,
    /// Feeds that hold it now.
    pub feeds: Vec<String>,
    /// When it left, and which feeds held it.
    pub left: Option<Left>,
    /// What a person decided about it last.
    pub decision: Option<Decision>,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// Whether nothing but its source and its state may be told unless a person
    /// asks for it: it waits for its time.
    pub hushed: bool,
    /// What the journal says of it.
    pub history: Vec<Event>,
    /// How it changed since it was out, oldest first.
    pub revisions: Vec<Revised>,
}

/// Looks at all articles at `now`; writes nothing.
///
/// # Errors
/// When the ledger cannot be used.
pub fn survey(house: &House, now: DateTime<Utc>) -> Result<Survey, RunError> {
    let mut heard = Heard::default();
    let memory = Memory::look(house)?;
    let looking = Build { dry_run: true, ..Build::default() };
    let seen = Seen::of(house, &memory, now, &looking, Some(&mut heard))?;
    Ok(Survey { seen, heard, now, journal: memory.database })
}

impl Survey {
    /// All articles, ordered by state, then the newest first.
    #[must_use]
    pub fn all(&self, house: &House) -> Vec<Dossier> {
        let known = known::all(&self.heard, &self.seen.ledger, self.now);
        let placed: HashSet<String> = known.iter().filter_map(|known| Some(known.id()?.to_string())).collect();
        let mut all: Vec<Dossier> = known.iter().map(|known| self.dossier(house, known)).collect();
        let erased = self.seen.ledger.all_erased().iter();
        let gone = erased.filter(|erased| erased.id.as_ref().is_some_and(|id| !placed.contains(id.as_str())));
        all.extend(gone.map(erased_dossier));
        all.sort_by(|a, b| (a.state, b.published, &a.place).cmp(&(b.state, a.published, &b.place)));
        all
    }

    /// The article that `text` names, read in `folder`.
    ///
    /// # Errors
    /// When it means no article, or several.
    pub fn one(&self, house: &House, folder: &Path, text: &str) -> Result<Dossier, RunError> {
        let ledger = &self.seen.ledger;
        let by_id = |erased: &&crate::desk::Erased| erased.id.as_ref().is_some_and(|id| id.as_str() == text.trim());
        let known = known::all(&self.heard, ledger, self.now);
        let out = self.seen.outages.first().map(|(source, _)| &**source);
        let mut dossier = match name::find(house, folder, text, out, &known) {
            Ok(known) => self.dossier(house, &known),
            Err(error) => ledger.all_erased().iter().find(by_id).map(erased_dossier).ok_or(error)?,
        };
        dossier.history = self.history(&dossier)?;
        if let (Some(journal), Some(id)) = (&self.journal, &dossier.id) {
            dossier.revisions = journal.revised(id)?;
        }
        Ok(dossier)
    }

    /// What the journal says of an article, before and since it was out.
    fn history(&self, dossier: &Dossier) -> Result<Vec<Event>, RunError> {
        let Some(journal) = &self.journal else { return Ok(Vec::new()) };
        let id = dossier.id.as_deref().map(|id| Subject::Id(ArticleId::remembered(id)));
        let mut history = Vec::new();
        for subject in dossier.place.clone().map(Subject::Place).into_iter().chain(id) {
            history.extend(journal.of(&subject)?);
        }
        history.sort_by_key(|event| event.at);
        Ok(history)
    }

    fn dossier(&self, house: &House, known: &known::Known<'_>) -> Dossier {
        let (record, article) = (known.record, known.told.map(|told| &told.article));
        let decision = known.decision();
        let says = article.is_some_and(|article| article.pinned);
        let fault = self.fault(known.place);
        let dates = known.erased.and_then(|erased| erased.dates);
        let left = record.and_then(|record| record.left.clone()).or_else(|| known.erased?.left.clone());
        Dossier {
            state: if known.state == State::Live && fault.is_some() { State::Refused } else { known.state },
            place: Some(known.place.clone()),
            id: known.id().map(ToString::to_string),
            url: if known.erased.is_some() {
                None
            } else {
                known.urls(&house.site).first().map(|url| with_scheme(known, url))
            },
            published: record
                .map(|record| record.published)
                .or(dates.map(|dates| dates.published))
                .or_else(|| article.and_then(|article| article.embargo.max(article.published))),
            updated: record.map(|record| record.updated).or(dates.map(|dates| dates.updated)),
            first_seen: record.map(|record| record.first_seen).or(dates.map(|dates| dates.first_seen)),
            expiry: article.and_then(|article| article.expiry),
            pinned: decision.and_then(|decision| decision.pinned).unwrap_or(says),
            feeds: known.id().map(|id| self.seen.feeds_with(id.as_str())).unwrap_or_default(),
            left,
            decision: decision.cloned(),
            fault,
            hushed: known.is_hushed(),
            history: Vec::new(),
            revisions: Vec::new(),
        }
    }

    /// Why an article cannot be taken.
    fn fault(&self, place: &Origin) -> Option<String> {
        let read = self.seen.refused.iter().find(|remark| remark.origin == *place);
        let decided = self.seen.decided.refused.iter().find(|undecided| undecided.origin == *place);
        read.map(|remark| format!("{}; {}", remark.what, remark.help))
            .or_else(|| decided.map(|undecided| format!("{}; {}", undecided.what, undecided.help)))
    }
}

fn with_scheme(known: &known::Known<'_>, bare: &str) -> String {
    known.record.map_or_else(|| format!("https://{bare}"), |record| record.permalink.to_string())
}

fn erased_dossier(erased: &crate::desk::Erased) -> Dossier {
    Dossier {
        state: State::Erased,
        place: None,
        id: erased.id.as_ref().map(ToString::to_string),
        url: None,
        published: erased.dates.map(|dates| dates.published),
        updated: erased.dates.map(|dates| dates.updated),
        first_seen: erased.dates.map(|dates| dates.first_seen),
        expiry: None,
        pinned: false,
        feeds: Vec::new(),
        left: erased.left.clone(),
        decision: None,
        fault: None,
        hushed: false,
        history: Vec::new(),
        revisions: Vec::new(),
    }
}
