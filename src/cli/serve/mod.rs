//! `feedroom serve`: serves the feeds, keeps them as the newsroom is now, and
//! tells whoever waits, until it is told to stop.

mod commands;
mod probe;
mod reception;
mod reload;
mod socket;
mod tell;

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use super::{Args, Exit};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, ConfigError};
use crate::daemon::{self, Board, Daemon, Outlets, Priority, Setup, systemd, watching};
use crate::http::{self, About};
use crate::pipeline::{House, RunError};
use crate::publish::Newsstand;
use crate::validate::Settings;
use crate::watch::Watch;
use commands::Commands;
use reception::Reception;

/// How long requests, a build and pings that have begun may take to end.
const GRACE: Duration = Duration::from_secs(10);
/// Runs whose pings may wait for slow targets; what more of them owe is told after a later run.
const MOST_WAITING: usize = 64;

/// All that a config says to a daemon.
struct Plan {
    house: Arc<House>,
    schedule: daemon::Schedule,
    server: http::Server,
}

impl Plan {
    fn read(config: &Config) -> Result<Self, ConfigError> {
        let house = Arc::new(House::open(config)?);
        Settings::read(&config.validate)?;
        let server = http::read(&config.server)?;
        let schedule = daemon::read(&config.schedule, &config.site)?;
        Ok(Self { house, schedule, server })
    }
}

pub(super) fn run(args: &Args) -> Result<Exit, RunError> {
    if args.at.is_some() {
        let help = "leave it out; `feedroom --at TIME build` builds as if it were that time";
        return Err(ConfigError::nowhere("--at does not go with serve", help).into());
    }
    let plan = Plan::read(&Config::load(args.config())?)?;
    say_faults_by_place();
    let priority = Priority { low: true };
    daemon::bound_pool(priority);
    let runtime = tokio::runtime::Runtime::new().map_err(|error| system(&error))?;
    let ended = runtime.block_on(serve(args, plan, priority));
    // A build that outlived its grace runs on in its thread; the process does not wait.
    runtime.shutdown_background();
    ended.map(|()| Exit::Done)
}

/// Lets a panic be told by its place alone: its message may hold an article's words.
fn say_faults_by_place() {
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        let trace = std::backtrace::Backtrace::capture();
        tracing::error!("a fault of Feedroom at {place}; please report it ({trace})");
    }));
}

fn system(error: &std::io::Error) -> RunError {
    ConfigError::nowhere(format!("the system refuses what serving needs: {error}"), "look at its limits").into()
}

async fn serve(args: &Args, plan: Plan, priority: Priority) -> Result<(), RunError> {
    let Plan { house, schedule, server } = plan;
    socket::is_alone(&house.store.socket()).await?;
    let listener = TcpListener::bind(&server.listen).await.map_err(|error| {
        let help = "name another address in [server], such as listen = \"127.0.0.1:8081\"";
        RunError::from(ConfigError::nowhere(format!("{} cannot be listened on: {error}", server.listen), help))
    })?;
    let address = listener.local_addr().map_err(|error| system(&error))?;
    let operator = match &server.operator {
        Some(address) => Some(reception::listen(address).await?),
        None => None,
    };
    let interrupted = daemon::interrupted().map_err(|error| system(&error))?;
    let hangups = daemon::hangups().map_err(|error| system(&error))?;

    let newsstand = Arc::new(Newsstand::new());
    let board = Arc::new(Board::new(SystemClock.now()));
    let (debts, owed) = mpsc::channel(MOST_WAITING);
    let outlets = Outlets { newsstand: Arc::clone(&newsstand), debts, board };
    let (house_is, house_now) = watch::channel(Arc::clone(&house));
    let (about_is, about) = watch::channel(about(&house));
    let probe = probe::of(address, house_now.clone());
    let reception = Reception { board: Arc::clone(&outlets.board), house: house_now.clone() };
    let settle = schedule.settle();
    let (settle_is, settle_now) = watch::channel(settle);
    let watcher = Arc::new(Watch::new(settle));
    let scout = watching::scout(&watcher, house_now.clone(), settle_now.clone());
    watching::set(&watcher, &house, settle);
    let (daemon, handle) = Daemon::open(Setup { house, schedule, outlets, scout, probe, priority }).await?;
    let watching = tokio::spawn(watching::tell(Arc::clone(&watcher), handle.clone(), settle_now));

    tracing::info!("serving at http://{address}/");
    let (stop, stopped) = watch::channel(false);
    let serving = tokio::spawn(http::serve(listener, newsstand, about, told(stopped.clone()), GRACE));
    let telling = tokio::spawn(tell::all(owed));
    let (reloads, wishes) = mpsc::channel(1);
    let telling_operator = operator.map(|operator| {
        let reception = reception.clone();
        tokio::spawn(http::operate(operator, move |question| reception.answer(question), told(stopped.clone()), GRACE))
    });
    let config = args.config().canonicalize().unwrap_or_else(|_| args.config().to_owned());
    let commands = Commands { daemon: handle.clone(), reception, config, reloads };
    let commanding = tokio::spawn(socket::take_commands(house_now, commands, stopped.clone()));
    let reloading = tokio::spawn(reload::at_each(
        hangups,
        wishes,
        reload::Reloader {
            path: args.config().to_owned(),
            server,
            daemon: handle,
            house: house_is,
            about: about_is,
            watch: watcher,
            settle: settle_is,
        },
    ));
    tokio::spawn(async move {
        interrupted.await;
        tracing::info!("stopping");
        systemd::stopping();
        let _ = stop.send(true);
    });
    let ended = daemon.run(told(stopped), GRACE).await;
    reloading.abort();
    watching.abort();
    if ended == daemon::Stopped::Abandoned {
        tracing::warn!("the build did not end within {} s; the next start does the rest", GRACE.as_secs());
    }
    if let Some(telling) = telling_operator {
        let _ = telling.await;
    }
    let (commanding, serving, telling) = tokio::join!(
        tokio::time::timeout(GRACE, commanding),
        serving,
        // What the last build owes is told after it.
        tokio::time::timeout(GRACE, telling),
    );
    if commanding.is_err() {
        tracing::warn!("some commands were not answered");
    }
    if let Ok(http::Stopped::Cut { connections }) = serving {
        tracing::warn!("{connections} connections were still busy and were cut");
    }
    if telling.is_err() {
        tracing::warn!("some pings were not answered in time; the next start tells them again");
    }
    Ok(())
}

fn about(house: &House) -> About {
    About { title: house.site.title.clone(), language: house.site.language.clone() }
}

/// Resolves when the process is to stop.
async fn told(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
