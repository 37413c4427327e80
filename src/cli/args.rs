//! What may stand on the command line. Parsing does nothing else.

use std::path::PathBuf;

use chrono::{DateTime, SubsecRound, Utc};
use clap::{Parser, Subcommand, ValueEnum};

use crate::validate::Level;

/// Publishes a newsroom's articles as feeds that every reader accepts.
#[derive(Debug, Parser)]
#[command(
    name = "feedroom",
    version,
    propagate_version = true,
    after_help = "Exit status: 0 done; 1 done, and something is not as it should be; 2 could not run."
)]
pub struct Args {
    /// The config file; its paths are relative to its folder [default: config.toml]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Run as if it were this time (RFC 3339, such as 2026-01-31T09:00:00Z)
    #[arg(long, global = true, value_name = "TIME", value_parser = time)]
    pub at: Option<DateTime<Utc>>,

    /// How results are printed
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// How the log is written, on stderr
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text", env = "FEEDROOM_LOG_FORMAT")]
    pub log_format: LogFormat,

    /// Print only errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Print more of what happens
    #[arg(long, short, global = true)]
    pub verbose: bool,

    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// Annotations of a GitHub workflow; of `validate` alone
    Github,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// For programs: an object a line
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take over ids and dates from the feeds of an older system
    Adopt(Adopt),
    /// Say what has become of articles; take them back, restore, correct or pin them
    Article {
        /// What to do
        #[command(subcommand)]
        command: super::article::ArticleCommand,
    },
    /// Write every feed once
    Build(Build),
    /// Look at config and articles, and say what each feed would hold; writes nothing
    Check(Check),
    /// Tell the daemon of its clock
    Clock {
        /// What to tell it
        #[command(subcommand)]
        command: ClockCommand,
    },
    /// List each feed's URLs, and the lines that announce them on a site
    Feeds,
    /// Say what is different between two feeds, item by item
    Diff(Diff),
    /// Begin a newsroom: a config and one article that build at once
    Init {
        /// The folder to begin in
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Tell hubs and aggregators that feeds changed
    Ping {
        /// Paths of the feeds to tell of; all of them where none is named
        #[arg(value_name = "FEED")]
        feeds: Vec<String>,
    },
    /// Delete documents that no feed of the config makes any more, and say which
    ///
    /// Only files go that Feedroom wrote, and folders that are empty without them.
    Prune {
        /// Say what would be deleted, and delete nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Let the daemon read its config anew, as SIGHUP does; a broken one is refused
    Reload,
    /// List the rules of `validate`, or explain one
    Rules {
        /// A rule's id, or the W3C Feed Validator's name for it
        rule: Option<String>,
    },
    /// Serve the feeds over HTTP, and keep them as the newsroom is now
    Serve,
    /// Say what is out, what waits, and when something next falls due
    Status(Status),
    /// Look after the database that remembers what the last run knew
    Store {
        /// What to do with it
        #[command(subcommand)]
        command: StoreCommand,
    },
    /// Judge feeds, of this newsroom or any other, and say how to mend them
    Validate(Validate),
}

/// What the daemon is told of its clock.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ClockCommand {
    /// The time that it shows after its jump is right: let embargoes go by it
    Confirm,
}

/// Options of `adopt`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Run it before the first build. Its items are found among the articles by their address (http or https, www. and a \
slash at the end apart), by an earlier address (`aliases`), by headline and date. Where several would fit, none is taken.

An article's id is that of the first feed that is named here. Where another feed has another id for it, or where the \
article is out already, the id is kept for one feed alone: the one that lives where the old feed lived, or that --feed \
names. Dates are those of the old feeds; those of an article that is out already never move.

Exit status: 0 every item was adopted; 1 some were not; 2 could not run.")]
pub struct Adopt {
    /// Files and URLs of the old feeds
    #[arg(required = true, value_name = "OLD-FEED")]
    pub feeds: Vec<String>,
    /// The feed that their readers will read: `all`, or one format of it, `all.atom`
    #[arg(long, value_name = "PATH")]
    pub feed: Option<String>,
    /// Say what would be taken over, and leave the ledger as it is
    #[arg(long)]
    pub dry_run: bool,
}

/// What is done with the store.
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Say whether it is sound
    Check,
    /// Copy it to a file, whole, while it may be in use
    Backup {
        /// Where the copy goes; nothing may be there
        file: PathBuf,
    },
    /// Print what it remembers as JSON lines: the ledger's, the journal, the revisions
    Export,
}

/// Options of `build`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Build {
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print what is different, item by item, in each document that changes
    #[arg(long)]
    pub diff: bool,
    /// Tell no hub and no aggregator; `feedroom ping` does it later
    #[arg(long)]
    pub no_notify: bool,
    /// Exit with 1 when an article was refused
    #[arg(long)]
    pub strict: bool,
    /// Write this feed although it is frozen; may be given many times
    ///
    /// A feed is named by its path, a family of feeds as config writes it, such as 'section/{section}'.
    #[arg(long, value_name = "FEED")]
    pub accept: Vec<String>,
    /// Write every feed that is frozen
    #[arg(long)]
    pub accept_all: bool,
    /// Begin a ledger where it is missing, although documents are out: their stories get new ids
    #[arg(long, conflicts_with = "require_ledger")]
    pub new_ledger: bool,
    /// Exit with 2 when the ledger is missing; for machines on which it must have been checked out
    #[arg(long)]
    pub require_ledger: bool,
}

/// Options of `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A feed is a file, a URL, or the path of a feed of the config: `all` or, in one format, `all.atom`; of these it is the \
document that a build would write now. RSS, Atom and JSON Feed may be compared with one another: what only one of two \
formats can say is no difference.

Items are the same when their ids are, else their addresses (http or https, www. and a slash at the end apart), else \
headline and date. A reader shows an item with another id as new again.

Exit status: 0 nothing is different; 1 something is; 2 one of them cannot be read.")]
pub struct Diff {
    /// The feed as it was
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The feed as it is, or will be
    #[arg(value_name = "NEW")]
    pub new: String,
}

/// Options of `status`.
#[derive(Debug, clap::Args)]
pub struct Status {
    /// Say which stories wait for their time, and until when
    #[arg(long)]
    pub show_embargoed: bool,
}

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Exit with 1 when an article was refused
    #[arg(long)]
    pub strict: bool,
}

/// Options of `validate`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Judged are RSS, Atom, JSON Feed, sitemaps, OPML and AtomPub documents; `feedroom rules` lists what is asked of them. \
A folder is searched for files that are one of these by their content; their names end in .xml, .rss, .atom, .rdf, \
.json or .opml, or have no extension.

Exit status: 0 all are valid; 1 one is not, or has warnings under --deny warnings, or cannot be read; \
2 nothing could be read, or the command or its config is wrong.")]
pub struct Validate {
    /// Files and folders; `-` is what comes in through a pipe
    #[arg(required = true, value_name = "DOCUMENT")]
    pub documents: Vec<PathBuf>,
    /// Where the document is said to live; of a folder, where the folder is
    #[arg(long, value_name = "URL")]
    pub base: Option<String>,
    /// Exit with 1 when there are warnings
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Say nothing of this rule; may be given many times
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// Take a rule for an error, a warning or an info; may be given many times
    #[arg(long, value_name = "RULE=LEVEL", value_parser = level)]
    pub level: Vec<(String, Level)>,
}

/// What else than errors makes `validate` exit with 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings
    Warnings,
}

fn level(text: &str) -> Result<(String, Level), String> {
    text.split_once('=')
        .and_then(|(rule, level)| Some((rule.to_owned(), Level::by_name(level)?)))
        .ok_or_else(|| "write a rule and error, warning or info, such as date-rfc822=warning".to_owned())
}

fn time(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|time| time.to_utc().trunc_subsecs(0))
        .map_err(|_| "write a time such as 2026-01-31T09:00:00Z or 2026-01-31T10:00:00+01:00".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_time_needs_its_zone() {
        assert!(time("2026-01-31T10:00:00+01:00").is_ok());
        assert!(time("2026-01-31T10:00:00").is_err());
    }
}
