//! The command line: it parses arguments, finds the documents that they name,
//! calls the library and prints.
//! Results go to stdout, progress and logs to stderr.

mod adopt;
mod args;
mod article;
mod build;
mod check;
mod diff;
mod differences;
mod entrust;
mod exit;
mod feeds;
mod init;
mod log;
mod named;
mod orders;
mod perform;
mod ping;
mod print;
mod progress;
mod prune;
mod rules;
mod serve;
mod status;
mod store;
mod validate;

pub use args::{Args, Command, Format};
pub use article::{ArticleCommand, Correct, Hand, List, Show, Word};
pub use exit::Exit;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Parser as _;

use crate::clock::{Clock, FixedClock, SystemClock};
use crate::config::{Config, ConfigError};
use crate::pipeline::{House, RunError};
use crate::validate::Settings;
use crate::{daemon, http};

/// Runs the command that the process was called with.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    log::begin(&args);
    let exit = run(&args).unwrap_or_else(|error| {
        print::fault(&error);
        Exit::CouldNotRun
    });
    let exit = if print::is_lost() { Exit::CouldNotRun } else { exit };
    ExitCode::from(exit as u8)
}

/// Runs one command.
///
/// # Errors
/// When it could not run at all: exit status 2.
pub fn run(args: &Args) -> Result<Exit, RunError> {
    if args.format == Format::Github && !matches!(args.command, Command::Validate(_)) {
        let help = "write --format text or --format json";
        return Err(ConfigError::nowhere("--format github goes with `validate` alone", help).into());
    }
    match &args.command {
        Command::Adopt(options) => adopt::run(args, options),
        Command::Article { command } => article::run(args, command),
        Command::Build(options) => build::run(args, options),
        Command::Check(options) => check::run(args, options),
        Command::Clock { command: args::ClockCommand::Confirm } => orders::confirm_clock(args),
        Command::Diff(options) => diff::run(args, options),
        Command::Feeds => feeds::run(args),
        Command::Init { folder } => init::run(folder),
        Command::Ping { feeds } => ping::run(args, feeds),
        Command::Reload => orders::reload(args),
        Command::Prune { dry_run } => prune::run(args, *dry_run),
        Command::Rules { rule } => rules::run(args, rule.as_deref()),
        Command::Serve => serve::run(args),
        Command::Status(options) => status::run(args, options),
        Command::Store { command } => store::run(args, command),
        Command::Validate(options) => validate::run(args, options),
    }
}

impl Args {
    fn config(&self) -> &Path {
        self.config.as_deref().unwrap_or(Path::new("config.toml"))
    }

    fn prints_json(&self) -> bool {
        self.format == Format::Json
    }

    fn house(&self) -> Result<House, RunError> {
        opened(&Config::load(self.config())?)
    }

    fn clock(&self) -> Box<dyn Clock> {
        match self.at {
            Some(at) => Box::new(FixedClock(at)),
            None => Box::new(SystemClock),
        }
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock().now()
    }
}

/// The house of a config.
fn opened(config: &Config) -> Result<House, RunError> {
    // What only `serve` uses is checked by every command: a fault is found before the daemon is restarted.
    http::read(&config.server)?;
    daemon::read(&config.schedule, &config.site)?;
    Settings::read(&config.validate)?;
    Ok(House::open(config)?)
}

fn colour_on_stderr() -> bool {
    colour_on(&std::io::stderr())
}

fn colour_on(stream: &impl IsTerminal) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    stream.is_terminal() && !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
