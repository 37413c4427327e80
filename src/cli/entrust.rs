//! Commands that change what is published: the daemon does them where one runs,
//! else they work on the store themselves.

use std::path::Path;

use super::perform::{Here, Performed, perform};
use super::progress::Progress;
use super::{Args, Exit, colour_on_stderr, opened, ping, print};
use crate::config::{Config, ConfigError};
use crate::control::{self, Output, Print, Request, Work};
use crate::pipeline::RunError;
use crate::store::Settings;

/// Has `work` done, and prints what came of it.
pub(super) fn entrust(args: &Args, work: Work) -> Result<Exit, RunError> {
    let request = request(args, work);
    let (config, store) = match read(args) {
        Ok(read) => read,
        Err(error) => return unread(args, request, error),
    };
    if !request.work.only_looks()
        && let Some(output) = ask(args, &store, &request)?
    {
        return Ok(say(&output));
    }
    let house = opened(&config)?;
    let performed = {
        let progress = Progress::new(args.quiet);
        let show = |phase, done, of| progress.show(phase, done, of);
        perform(&request, &control::own_name(), &mut Here { house: &house, now: args.now() }, &show)?
    };
    let Performed { output, debts } = performed;
    let exit = say(&output);
    if !debts.is_empty() {
        // The documents are out; a target that does not answer is reported, and is no fault of theirs.
        ping::deliver(args, &house, debts)?;
    }
    Ok(exit)
}

/// The config, and of it only what says where the daemon is: what else it says is the
/// daemon's to know.
pub(super) fn read(args: &Args) -> Result<(Config, Settings), ConfigError> {
    let config = Config::load(args.config())?;
    let store = Settings::read(&config.store)?;
    Ok((config, store))
}

/// Asks the daemon that runs with a config which cannot be read now, if it is at
/// the place where it is by default: a slip in the config must keep no story out.
pub(super) fn unread(args: &Args, mut request: Request, error: ConfigError) -> Result<Exit, RunError> {
    if request.work == Work::Reload {
        eprint!("{}", print::fault_text(&error.into(), request.print.colour));
        eprintln!("no daemon was asked: one that runs goes on with the config that it read before");
        return Ok(Exit::CouldNotRun);
    }
    let Ok(config) = args.config().canonicalize() else { return Err(error.into()) };
    if args.at.is_some() || request.work.only_looks() {
        return Err(error.into());
    }
    let socket = config.with_file_name(Settings::DEFAULT_SOCKET);
    request.config = Some(config);
    match ask_at(args, &socket, &request)? {
        Some(output) => {
            eprint!("{}", print::fault_text(&error.into(), request.print.colour));
            eprintln!("the daemon that runs was asked, with the config that it read before");
            Ok(say(&output))
        }
        None => Err(error.into()),
    }
}

/// What the daemon answers; `None` where none runs.
pub(super) fn ask(args: &Args, store: &Settings, request: &Request) -> Result<Option<Output>, RunError> {
    let socket = store.socket();
    if args.at.is_some() {
        if let Some(holder) = control::who_serves(&socket) {
            let what = format!("--at does not go with the daemon that runs{holder}: it goes by the machine's clock");
            let help = "leave it out, and the daemon does it; or stop the daemon first";
            return Err(ConfigError::nowhere(what, help).into());
        }
        return Ok(None);
    }
    ask_at(args, &socket, request)
}

fn ask_at(args: &Args, socket: &Path, request: &Request) -> Result<Option<Output>, RunError> {
    let progress = Progress::new(args.quiet);
    let asked = control::ask(socket, request, &mut |step| progress.show(&step.phase, step.done, step.of));
    asked.map_err(|why| ConfigError::nowhere(why.to_string(), why.help()).into())
}

/// The request of a command that was called here.
pub(super) fn request(args: &Args, work: Work) -> Request {
    let print =
        Print { json: args.prints_json(), quiet: args.quiet, verbose: args.verbose, colour: colour_on_stderr() };
    Request { work, print, folder: std::env::current_dir().unwrap_or_default(), config: None }
}

/// Prints an answer.
pub(super) fn say(output: &Output) -> Exit {
    eprint!("{}", output.stderr);
    if !output.stdout.is_empty() {
        print::out(&output.stdout);
    }
    Exit::of_status(output.exit)
}
