//! What may stand behind `feedroom article`.

use clap::{Args, Subcommand, ValueEnum};

use crate::desk::State;

/// What to do with articles.
#[derive(Debug, Subcommand)]
pub enum ArticleCommand {
    /// List articles, with what has become of each
    List(List),
    /// Say what is known of one article: dates, feeds, decisions, history
    Show(Show),
    /// Let out what is held or withheld
    Release(Hand),
    /// Take stories out of every feed, until they are restored
    Kill(Hand),
    /// Take stories out for now
    Withhold(Hand),
    /// Bring back what was killed or withheld
    Restore(Hand),
    /// Publish a correction: its note stands in the feeds, and the story counts as updated
    Correct(Correct),
    /// Put stories at the head of their feeds
    Pin(Hand),
    /// Let them stand where they belong again
    Unpin(Hand),
    /// Let stories count as significantly updated now
    Touch(Hand),
    /// Take stories out for ever, and their words out of all that Feedroom remembers
    #[command(long_about = "\
Take stories out for ever, as a court may order, and their words out of all that Feedroom remembers: the ledger keeps \
id, dates and a keyed hash of the source key. It says which files it cannot reach: the source file itself, \
backups and version control are for a person to clear.")]
    Erase(Hand),
}

/// Options of `article list`.
#[derive(Debug, Args)]
pub struct List {
    /// Only those of this state; may be given many times
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub status: Vec<Word>,
    /// Also say which articles wait for their time, not only how many
    #[arg(long)]
    pub show_embargoed: bool,
}

/// Options of `article show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The article: its id, its address, its file, or its key in its source
    #[arg(value_name = "ARTICLE")]
    pub name: String,
    /// Also where it waits for its time
    #[arg(long)]
    pub show_embargoed: bool,
}

/// Options of what a person decides.
#[derive(Debug, Args)]
pub struct Hand {
    /// The articles: each by its id, its address, its file, or its key in its source
    #[arg(value_name = "ARTICLE", required = true)]
    pub names: Vec<String>,
    /// Why; kept in the journal, told to nobody
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// What readers are told in place of the story
    #[arg(long, value_name = "TEXT")]
    pub notice: Option<String>,
    /// Decide also about a story that has not come yet, named as `source: key`
    #[arg(long)]
    pub ahead: bool,
    /// Tell no hub and no aggregator; `feedroom ping` does it later
    #[arg(long)]
    pub no_notify: bool,
}

/// Options of `article correct`.
#[derive(Debug, Args)]
pub struct Correct {
    /// What was wrong, and what is right: readers see it
    #[arg(long, value_name = "TEXT", required = true)]
    pub note: String,
    /// What all decisions share
    #[command(flatten)]
    pub hand: Hand,
}

/// A state, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Word {
    /// Stands in feeds
    Live,
    /// Waits for a person
    Held,
    /// Waits for its time
    Embargoed,
    /// Not finished
    Draft,
    /// Taken out by a person; may return
    Withheld,
    /// Taken back by its source
    Withdrawn,
    /// Out until it is restored
    Killed,
    /// Out for ever
    Erased,
    /// Its time is over
    Expired,
    /// Cannot be read, or not be decided about
    Refused,
    /// Was out, and its source knows it no more
    Vanished,
    /// Its source is out
    Unknown,
}

impl Word {
    pub(super) fn state(self) -> State {
        match self {
            Self::Live => State::Live,
            Self::Held => State::Held,
            Self::Embargoed => State::Embargoed,
            Self::Draft => State::Draft,
            Self::Withheld => State::Withheld,
            Self::Withdrawn => State::Withdrawn,
            Self::Killed => State::Killed,
            Self::Erased => State::Erased,
            Self::Expired => State::Expired,
            Self::Refused => State::Refused,
            Self::Vanished => State::Vanished,
            Self::Unknown => State::Unknown,
        }
    }
}
