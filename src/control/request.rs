//! What a command asks for, as plain data: the same value is done by the command
//! itself where no daemon runs.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::Step;

/// The version of what is said over the socket.
pub const VERSION: u32 = 1;

/// What is sent: a request, and the version of its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// [`VERSION`] of whoever asks.
    pub version: u32,
    /// What is asked.
    pub request: Request,
}

/// A request, and who asks.
#[derive(Debug)]
pub struct Asked {
    /// What is asked.
    pub request: Request,
    /// The operating system's name of who asks.
    pub who: String,
    /// Where to tell how far it is.
    pub progress: watch::Sender<Step>,
}

/// What a command asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// What is to be done.
    pub work: Work,
    /// How it is told of.
    pub print: Print,
    /// The folder that names of files are relative to: where the command was called.
    pub folder: PathBuf,
    /// The config of the daemon that is meant, where it cannot be read and so does
    /// not say where that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<PathBuf>,
}

/// How what was done is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Print {
    /// For programs.
    pub json: bool,
    /// Only errors.
    pub quiet: bool,
    /// More of what happens.
    pub verbose: bool,
    /// With colours in what goes to stderr.
    pub colour: bool,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// A person decides about articles.
    Article(Article),
    /// Every feed is written once.
    Build(Build),
    /// Documents that no feed makes any more are deleted.
    Prune {
        /// They are only told of.
        dry_run: bool,
    },
    /// The daemon tells how it is.
    Status {
        /// Whether stories that wait for their time are told of too.
        show_embargoed: bool,
    },
    /// The daemon reads its config anew.
    Reload,
    /// The clock is right after its jump.
    ConfirmClock,
}

impl Work {
    /// Whether it writes nothing, and asks nothing of a daemon: a command does it
    /// itself, beside a daemon too.
    #[must_use]
    pub fn only_looks(&self) -> bool {
        matches!(self, Self::Build(Build { dry_run: true, .. }) | Self::Prune { dry_run: true })
    }
}

/// What a person decides about articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// What.
    pub act: Act,
    /// About which: ids, addresses, files, keys.
    pub names: Vec<String>,
    /// Why; for the journal alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What readers are told in place of the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Whether a story may be meant that has not come yet.
    #[serde(default)]
    pub ahead: bool,
    /// Whether nobody is told of the change now.
    #[serde(default)]
    pub no_notify: bool,
}

/// What is done with an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// It is let out.
    Release,
    /// It is taken out until it is restored.
    Kill,
    /// It is taken out for now.
    Withhold,
    /// It is brought back.
    Restore,
    /// Its correction is published: what was wrong, and what is right.
    Correct(String),
    /// It stands at the head.
    Pin,
    /// It no longer does.
    Unpin,
    /// It counts as updated.
    Touch,
    /// It is taken out for ever.
    Erase,
}

/// How every feed is written once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Build {
    /// Nothing is written.
    pub dry_run: bool,
    /// What is different in each document is told.
    pub diff: bool,
    /// Nobody is told of the change now.
    pub no_notify: bool,
    /// A refused article is a finding.
    pub strict: bool,
    /// Feeds that are written although they are frozen.
    pub accept: Vec<String>,
    /// All frozen feeds are.
    pub accept_all: bool,
    /// A ledger may begin where it is missing.
    pub new_ledger: bool,
    /// The ledger must be there.
    pub require_ledger: bool,
}
