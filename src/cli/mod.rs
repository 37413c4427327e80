//! The command line: it parses arguments, calls the library and prints.
//! Results go to stdout, progress and logs to stderr.

mod args;
mod build;
mod check;
mod exit;
mod feeds;
mod init;
mod log;
mod ping;
mod print;
mod progress;
mod serve;
mod status;

pub use args::{Args, Command, Format};
pub use exit::Exit;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Parser as _;

use crate::clock::{Clock, FixedClock, SystemClock};
use crate::config::Config;
use crate::pipeline::{House, RunError};
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
    ExitCode::from(exit as u8)
}

/// Runs one command.
///
/// # Errors
/// When it could not run at all: exit status 2.
pub fn run(args: &Args) -> Result<Exit, RunError> {
    match &args.command {
        Command::Build(options) => build::run(args, options),
        Command::Check(options) => check::run(args, options),
        Command::Feeds => feeds::run(args),
        Command::Init { folder } => init::run(folder),
        Command::Ping { feeds } => ping::run(args, feeds),
        Command::Serve => serve::run(args),
        Command::Status => status::run(args),
    }
}

impl Args {
    fn house(&self) -> Result<House, RunError> {
        let config = Config::load(&self.config)?;
        // What only `serve` uses is checked by every command: a fault is found before the daemon is restarted.
        http::read(&config.server)?;
        daemon::read(&config.schedule, &config.site)?;
        Ok(House::open(&config)?)
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

fn colour_on_stderr() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && std::io::stderr().is_terminal()
}
