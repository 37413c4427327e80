//! A person's hand: what becomes of the decision about one article when a
//! person asks for something.

use chrono::{DateTime, Utc};

use super::standing::waits;
use super::{Decision, DecisionStatus};
use crate::article::{Article, Status};
use crate::xml::XmlText;

/// What a person can do with an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Lets out what is held or withheld.
    Release,
    /// Takes it out of every feed until it is restored.
    Kill,
    /// Takes it out for now.
    Withhold,
    /// Brings back what was killed or withheld.
    Restore,
    /// Publishes a correction.
    Correct(XmlText),
    /// Puts it at the head of its feeds, or no longer.
    Pin(bool),
    /// Lets it count as significantly updated now.
    Touch,
    /// Takes it out for ever, and its words out of all memory.
    Erase,
}

/// The same in one word, without what was written: for the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// It was released.
    Released,
    /// It was killed.
    Killed,
    /// It was withheld.
    Withheld,
    /// It was restored.
    Restored,
    /// It was corrected.
    Corrected,
    /// It was pinned.
    Pinned,
    /// It is pinned no longer.
    Unpinned,
    /// It counts as updated.
    Touched,
    /// It was erased.
    Erased,
}

/// All deeds with their words.
pub const DEEDS: &[(&str, Deed)] = &[
    ("released", Deed::Released),
    ("killed", Deed::Killed),
    ("withheld", Deed::Withheld),
    ("restored", Deed::Restored),
    ("corrected", Deed::Corrected),
    ("pinned", Deed::Pinned),
    ("unpinned", Deed::Unpinned),
    ("touched", Deed::Touched),
    ("erased", Deed::Erased),
];

impl Deed {
    /// The deed in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        DEEDS.iter().find(|(_, deed)| *deed == self).map_or("", |(word, _)| word)
    }

    /// The deed of a word.
    #[must_use]
    pub fn by_word(word: &str) -> Option<Self> {
        DEEDS.iter().find(|(known, _)| *known == word).map(|(_, deed)| *deed)
    }
}

impl Action {
    /// The action in one word, for the journal.
    #[must_use]
    pub fn deed(&self) -> Deed {
        match self {
            Self::Release => Deed::Released,
            Self::Kill => Deed::Killed,
            Self::Withhold => Deed::Withheld,
            Self::Restore => Deed::Restored,
            Self::Correct(_) => Deed::Corrected,
            Self::Pin(true) => Deed::Pinned,
            Self::Pin(false) => Deed::Unpinned,
            Self::Touch => Deed::Touched,
            Self::Erase => Deed::Erased,
        }
    }
}

/// What is known of an article when a person decides about it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// What its source says now, where it says something.
    pub article: Option<&'a Article>,
    /// Whether it was ever out.
    pub was_out: bool,
    /// What was decided before.
    pub decision: Option<&'a Decision>,
    /// The run's time.
    pub now: DateTime<Utc>,
}

/// What a person's word comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The new decision; `None` where all is so already.
    pub decision: Option<Decision>,
    /// What the person should know besides, in plain sentences.
    pub notes: Vec<String>,
}

/// Why a person's word cannot be done, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why, in a plain sentence without a full stop.
    pub what: String,
    /// What to do instead.
    pub help: String,
}

/// Corrections of one article by hand take so many bytes together; more belong
/// into its source.
const LONGEST_NOTE: usize = 8_000;

impl Case<'_> {
    /// What becomes of the article's decision under `action`, with a public
    /// `notice` where one is given.
    ///
    /// # Errors
    /// Where the action makes no sense for this article.
    pub fn decide(&self, action: &Action, notice: Option<XmlText>) -> Result<Verdict, Refusal> {
        if self.status() == Some(DecisionStatus::Erased) && *action != Action::Erase {
            return refuse("it was erased, for ever", "another story needs a file of another name");
        }
        match action {
            Action::Kill => Ok(self.take_out(DecisionStatus::Killed, notice)),
            Action::Erase => Ok(self.take_out(DecisionStatus::Erased, notice)),
            Action::Withhold if self.status() == Some(DecisionStatus::Killed) => {
                refuse("it is killed, which is stronger", "`feedroom article restore` it first")
            }
            Action::Withhold => Ok(self.take_out(DecisionStatus::Withheld, notice)),
            Action::Release => self.release(),
            Action::Restore => self.restore(),
            Action::Correct(note) => self.correct(note),
            Action::Touch => {
                self.must_be_out("touched")?;
                Ok(self.with(|decision| decision.touched = Some(self.now)))
            }
            Action::Pin(pin) => {
                let is = self.decision.and_then(|decision| decision.pinned);
                let says = self.article.is_some_and(|article| article.pinned);
                if is == Some(*pin) || is.is_none() && self.article.is_some() && says == *pin {
                    return Ok(as_it_is(if *pin { "it is pinned already" } else { "it is not pinned" }));
                }
                Ok(self.with(|decision| decision.pinned = Some(*pin)))
            }
        }
    }

    fn status(&self) -> Option<DecisionStatus> {
        self.decision?.status
    }

    /// The next decision, with all that the last one said and `change` does not touch.
    fn with(&self, change: impl FnOnce(&mut Decision)) -> Verdict {
        let mut decision = self.decision.cloned().unwrap_or(Decision {
            number: 0,
            at: self.now,
            status: None,
            pinned: None,
            touched: None,
            note: None,
            notice: None,
        });
        decision.number = decision.number.saturating_add(1);
        decision.at = self.now;
        change(&mut decision);
        Verdict { decision: Some(decision), notes: Vec::new() }
    }

    fn take_out(&self, status: DecisionStatus, notice: Option<XmlText>) -> Verdict {
        let (was, told) = (self.status(), self.decision.and_then(|decision| decision.notice.clone()));
        if was == Some(status) && (notice.is_none() || notice == told) {
            return as_it_is("it was so already");
        }
        let is_out = was.is_some_and(DecisionStatus::takes_out);
        self.with(|decision| {
            decision.status = Some(status);
            // What readers were told of it stays, if it was out already.
            decision.notice = notice.or(told.filter(|_| is_out));
            if status == DecisionStatus::Erased {
                decision.note = None;
            }
        })
    }

    fn release(&self) -> Result<Verdict, Refusal> {
        let (decided, source) = (self.status(), self.article.map(|article| &article.status));
        if decided == Some(DecisionStatus::Killed) {
            return refuse("it is killed", "`feedroom article restore` brings it back");
        }
        let by_hand = matches!(decided, Some(DecisionStatus::Held | DecisionStatus::Withheld));
        let by_source = decided != Some(DecisionStatus::Live) && matches!(source, Some(Status::Held(_)));
        if by_hand || by_source || self.article.is_none() && decided != Some(DecisionStatus::Live) {
            return Ok(self.brought_back(Some(DecisionStatus::Live)));
        }
        match self.article {
            Some(article) if waits(article, self.now) => refuse(
                "it waits for its time, and a release does not lift an embargo",
                "change its date or `embargo` in its source",
            ),
            Some(article) if takes_back(&article.status) => {
                refuse(format!("its source says `status: {}`", word(&article.status)), "change that in its source")
            }
            _ => Ok(as_it_is("nothing holds it")),
        }
    }

    fn restore(&self) -> Result<Verdict, Refusal> {
        if !self.status().is_some_and(DecisionStatus::takes_out) {
            return match self.article {
                Some(article) if takes_back(&article.status) => refuse(
                    format!("no person took it out: its source says `status: {}`", word(&article.status)),
                    "change that in its source",
                ),
                _ => Ok(as_it_is("no person took it out")),
            };
        }
        // A story that was out although its source holds everything was released
        // then; one that was never out goes back to what its source says.
        let held = self.article.is_none_or(|article| matches!(article.status, Status::Held(_)));
        Ok(self.brought_back((self.was_out && held).then_some(DecisionStatus::Live)))
    }

    /// Lets it out as far as a person can, and says what still keeps it in.
    fn brought_back(&self, status: Option<DecisionStatus>) -> Verdict {
        let mut verdict = self.with(|decision| {
            decision.status = status;
            decision.notice = None;
        });
        if let Some(article) = self.article {
            if takes_back(&article.status) || article.status == Status::Draft {
                verdict.notes.push(format!(
                    "its source still says `status: {}`, and that stays: it is out again once that is changed there",
                    word(&article.status)
                ));
            } else if status.is_none() && matches!(article.status, Status::Held(_)) {
                verdict.notes.push("its source holds it: `feedroom article release` lets it out".to_owned());
            }
            if waits(article, self.now) {
                verdict.notes.push(
                    "it still waits for its time: no word of a person lifts an embargo, only its source".to_owned(),
                );
            } else if article.expiry.is_some_and(|expiry| expiry <= self.now) {
                verdict.notes.push("its expiry is over, so it stays out".to_owned());
            }
        }
        verdict
    }

    fn correct(&self, note: &XmlText) -> Result<Verdict, Refusal> {
        self.must_be_out("corrected")?;
        let before = self.decision.and_then(|decision| decision.note.as_ref()).map(XmlText::as_str);
        let all = match before {
            Some(before) if before == note.as_str() || before.ends_with(&format!(" {note}")) => {
                return Ok(as_it_is("this correction was published already"));
            }
            Some(before) => format!("{before} {note}"),
            None => note.to_string(),
        };
        if all.len() > LONGEST_NOTE {
            let what = format!("its corrections by hand would be longer than {LONGEST_NOTE} bytes");
            return refuse(what, "write them into its source, under `corrections`");
        }
        Ok(self.with(|decision| {
            decision.note = XmlText::line(&all);
            decision.touched = Some(self.now);
        }))
    }

    fn must_be_out(&self, done: &str) -> Result<(), Refusal> {
        if !self.was_out {
            return Err(Refusal {
                what: format!("it was never out, so it cannot be {done}"),
                help: "change it in its source".to_owned(),
            });
        }
        match self.status() {
            Some(DecisionStatus::Killed) => Err(Refusal {
                what: format!("it is killed, so it cannot be {done}"),
                help: "`feedroom article restore` it first".to_owned(),
            }),
            _ => Ok(()),
        }
    }
}

fn as_it_is(why: &str) -> Verdict {
    Verdict { decision: None, notes: vec![why.to_owned()] }
}

fn refuse(what: impl Into<String>, help: &str) -> Result<Verdict, Refusal> {
    Err(Refusal { what: what.into(), help: help.to_owned() })
}

/// Whether a source's own word takes a story out.
fn takes_back(status: &Status) -> bool {
    matches!(status, Status::Withheld | Status::Withdrawn | Status::Killed)
}

fn word(status: &Status) -> &'static str {
    match status {
        Status::Live => "live",
        Status::Draft => "draft",
        Status::Held(_) => "held",
        Status::Embargoed => "embargoed",
        Status::Withheld => "withheld",
        Status::Withdrawn => "withdrawn",
        Status::Killed => "killed",
    }
}

#[cfg(test)]
mod tests;
