//! What commands ask of the daemon, done where its press is.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::reception::Reception;
use super::reload::Wish;
use crate::cli::perform::{Done, Performed, Runner, perform};
use crate::cli::print;
use crate::control::{Asked, Output, Step, Work};
use crate::daemon::{Floor, Handle, Haste};
use crate::pipeline::{Build, House, Pruned, RunError, Scope};

/// Of so many articles at once it is told that they are done.
const BATCH: usize = 256;

/// Who answers commands.
pub(super) struct Commands {
    pub(super) daemon: Handle,
    pub(super) reception: Reception,
    /// The config that the daemon was started with.
    pub(super) config: PathBuf,
    pub(super) reloads: mpsc::Sender<Wish>,
}

impl Commands {
    /// Does what a command asks, to its end.
    pub(super) async fn answer(self: Arc<Self>, asked: Asked) -> Output {
        if asked.request.config.as_ref().is_some_and(|config| *config != self.config) {
            return Output::fault(&format!("the daemon here runs with another config, {}", self.config.display()));
        }
        match asked.request.work {
            Work::Article(_) => self.order(Haste::Now, asked).await,
            Work::Build(_) | Work::Prune { .. } => self.order(Haste::InTurn, asked).await,
            Work::Status { show_embargoed } => self.reception.status(show_embargoed, asked.request.print).await,
            Work::Reload => self.reload(&asked.who).await,
            Work::ConfirmClock => self.confirm_clock(&asked.who).await,
        }
    }

    async fn order(&self, haste: Haste, asked: Asked) -> Output {
        let Asked { request, who, progress } = asked;
        let print = request.print;
        let work = move |floor: &mut Floor<'_>| {
            let show = |phase: &'static str, done: usize, of| {
                // Told of each single article, many threads would wait for each other.
                if done.is_multiple_of(BATCH) || done == of {
                    progress.send_replace(Step { phase: phase.to_owned(), done, of });
                }
            };
            let mut press = AtPress { floor, owed: 0 };
            let Performed { mut output, .. } = perform(&request, &who, &mut press, &show)?;
            if press.owed > 0 && !print.json && !print.quiet {
                let changes = print::count(press.owed, "change");
                output.stdout.push_str(&format!("hubs and aggregators hear of {changes} from the daemon\n"));
            }
            Ok(output)
        };
        match self.daemon.ask(haste, work).await {
            Some(Ok(output)) => output,
            Some(Err(error)) => {
                Output { stderr: print::fault_text(&error, print.colour), exit: 2, ..Output::default() }
            }
            None => Output::fault(
                "the daemon stopped before it was done, or failed at it: look with `feedroom status` and \
                 `feedroom article show`, and run the command again",
            ),
        }
    }

    async fn reload(&self, who: &str) -> Output {
        tracing::info!(who, "the config is to be read anew");
        let (reply, answer) = oneshot::channel();
        // Where nobody takes it, the daemon stops.
        let _ = self.reloads.send(reply).await;
        match answer.await {
            Ok(None) => Output { stdout: "the config was read anew, and holds\n".to_owned(), ..Output::default() },
            Ok(Some(why)) => Output::fault(&format!("the config is refused, and the old one holds: {why}")),
            Err(_) => Output::fault("the daemon is stopping"),
        }
    }

    async fn confirm_clock(&self, who: &str) -> Output {
        let said = match self.daemon.confirm_clock().await {
            Some(true) => "the clock's time is confirmed: embargoes go by it\n",
            Some(false) => "the clock was not in doubt\n",
            None => return Output::fault("the daemon is stopping"),
        };
        tracing::info!(who, "a person says that the clock is right");
        Output { stdout: said.to_owned(), ..Output::default() }
    }
}

/// Runs at the daemon's press.
struct AtPress<'a, 'f> {
    floor: &'a mut Floor<'f>,
    /// Changes that the daemon tells of.
    owed: usize,
}

impl Runner for AtPress<'_, '_> {
    fn house(&self) -> &House {
        self.floor.house()
    }

    fn run(&mut self, mut build: Build<'_>) -> Result<Done, RunError> {
        let owe = build.owe;
        if build.hand.is_some() {
            // What else changed is for the watch and the scans: a kill must not wait for that.
            build.scope = Scope::Paths(&[]);
        }
        let outcome = self.floor.run(build)?;
        self.owed += if owe { outcome.debts.len() } else { 0 };
        Ok(Done { report: Arc::new(outcome.report), handed: outcome.handed, debts: Vec::new() })
    }

    fn prune(&mut self, dry_run: bool) -> Result<Pruned, RunError> {
        let (house, now) = (Arc::clone(self.floor.house()), self.floor.now());
        self.floor.press()?.prune(&house, now, dry_run)
    }
}
