//! `feedroom serve`: builds, serves what was built, builds again when it is
//! time, and tells whoever waits, until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use super::{Args, Exit, ping, print};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, ConfigError};
use crate::daemon::{self, Built, Ended};
use crate::http::{self, About};
use crate::notify::Debt;
use crate::pipeline::{self, Build, House, Level, RunError, Shelve};
use crate::publish::Newsstand;
use crate::validate::Settings;

/// How long requests, a build and pings that have begun may take to end.
const GRACE: Duration = Duration::from_secs(10);
/// Runs whose pings may wait for slow targets; those of more are not told.
const MOST_WAITING: usize = 64;

pub(super) fn run(args: &Args) -> Result<Exit, RunError> {
    if args.at.is_some() {
        let help = "leave it out; `feedroom --at TIME build` builds as if it were that time";
        return Err(ConfigError::nowhere("--at does not go with serve", help).into());
    }
    let config = Config::load(args.config())?;
    let house = Arc::new(House::open(&config)?);
    Settings::read(&config.validate)?;
    let server = http::read(&config.server)?;
    let schedule = daemon::read(&config.schedule, &config.site)?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| system(&error))?;
    let ended = runtime.block_on(serve(house, &server.listen, &schedule));
    // A build that outlived its grace runs on in its thread; the process does not wait.
    runtime.shutdown_background();
    ended.map(|()| Exit::Done)
}

fn system(error: &std::io::Error) -> RunError {
    ConfigError::nowhere(format!("the system refuses what serving needs: {error}"), "look at its limits").into()
}

async fn serve(house: Arc<House>, listen: &str, schedule: &daemon::Schedule) -> Result<(), RunError> {
    let listener = TcpListener::bind(listen).await.map_err(|error| {
        let help = "name another address in [server], such as listen = \"127.0.0.1:8081\"";
        RunError::from(ConfigError::nowhere(format!("{listen} cannot be listened on: {error}"), help))
    })?;
    let interrupted = daemon::interrupted().map_err(|error| system(&error))?;
    let (stop, stopped) = watch::channel(false);
    let newsstand = Arc::new(Newsstand::new());
    let about = About { title: house.site.title.clone(), language: house.site.language.clone() };
    if let Ok(address) = listener.local_addr() {
        tracing::info!("serving at http://{address}/");
    }
    let serving = tokio::spawn(http::serve(listener, Arc::clone(&newsstand), about, told(stopped.clone()), GRACE));
    let (debts, owed) = mpsc::channel(MOST_WAITING);
    let telling = tokio::spawn(tell(Arc::clone(&house), owed));
    let build = builder(house, newsstand, debts);
    tokio::spawn(async move {
        interrupted.await;
        tracing::info!("stopping");
        let _ = stop.send(true);
    });
    let building = daemon::run(build, schedule, &SystemClock, told(stopped), GRACE).await;
    if building == Ended::Abandoned {
        tracing::warn!("the build did not end within {} s; the next start does the rest", GRACE.as_secs());
    }
    if let Ok(http::Stopped::Cut { connections }) = serving.await {
        tracing::warn!("{connections} connections were still busy and were cut");
    }
    if tokio::time::timeout(GRACE, telling).await.is_err() {
        tracing::warn!("some pings were not answered in time; `feedroom ping` tells them again");
    }
    Ok(())
}

/// Resolves when the process is to stop.
async fn told(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// One build after another, each put on the newsstand once it is in place.
fn builder(
    house: Arc<House>,
    newsstand: Arc<Newsstand>,
    debts: mpsc::Sender<Vec<Debt>>,
) -> impl FnMut() -> Result<Built, RunError> + Send + 'static {
    let mut said = Vec::new();
    move || {
        let before = newsstand.current();
        let shelve = if before.is_none() { Shelve::Always } else { Shelve::WhenChanged };
        let options = Build { shelve, owe: true, before: before.as_deref(), ..Build::default() };
        let outcome = pipeline::build(&house, SystemClock.now(), &options)?;
        if let Some(catalogue) = outcome.catalogue {
            newsstand.put(catalogue);
        }
        let report = outcome.report;
        // What was said of the last build is not said again every half minute.
        for line in report.lines.iter().filter(|line| line.level == Level::Error && !said.contains(*line)) {
            tracing::error!("{}", print::sentence(line));
        }
        if report.written > 0 || report.lines != said {
            tracing::info!("{}", print::summary(&report, false).trim_end().replace('\n', "; "));
        }
        said = report.lines;
        if !outcome.debts.is_empty() && debts.try_send(outcome.debts).is_err() {
            tracing::error!("pings are {MOST_WAITING} builds behind; those of this one are not told");
        }
        Ok(Built { due: report.next_due })
    }
}

/// Tells what each build owes, in order, while the next is built.
async fn tell(house: Arc<House>, mut owed: mpsc::Receiver<Vec<Debt>>) {
    while let Some(debts) = owed.recv().await {
        match house.tell(debts).await {
            Ok(deliveries) => {
                if let Err(error) = pipeline::settle(&house, &deliveries, SystemClock.now()) {
                    tracing::error!("{error}");
                }
                for (topic, delivery) in ping::once_each(&house, deliveries) {
                    let target = house.notify.targets[delivery.debt.target].describe();
                    let answer = &delivery.answer;
                    if answer.is_told() {
                        tracing::info!("{target}: {topic}: {answer}");
                    } else {
                        tracing::warn!("{target}: {topic}: {answer}");
                    }
                }
            }
            Err(error) => tracing::error!("nobody can be told: {error}"),
        }
    }
}
