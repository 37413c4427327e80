//! Telling how the daemon is: to `feedroom status` and at the operator's address.
//! Nothing waits for what the daemon is about.

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::cli::status::{Sheet, is_well};
use crate::cli::{Exit, print};
use crate::config::ConfigError;
use crate::control::{Output, Print};
use crate::daemon::{Board, State};
use crate::http::{Question, Telling, Told};
use crate::pipeline::{House, Overview, RunError, overview};

/// What is told of a daemon that runs.
#[derive(Clone)]
pub(super) struct Reception {
    pub(super) board: Arc<Board>,
    /// The house, as the config that holds describes it.
    pub(super) house: watch::Receiver<Arc<House>>,
}

impl Reception {
    /// What `feedroom status` prints.
    pub(super) async fn status(&self, show_embargoed: bool, how: Print) -> Output {
        let told = self.tell(show_embargoed, move |sheet| {
            let (findings, quiet) = (sheet.has_findings(), how.quiet && !how.json);
            let stdout = if how.json { print::json_text(sheet) } else { sheet.text() };
            let stdout = if quiet { String::new() } else { stdout };
            Output { stdout, exit: Exit::of_findings(findings) as u8, ..Output::default() }
        });
        told.await.unwrap_or_else(|| Output::fault("the daemon cannot tell how it is; its log says why"))
    }

    /// What the operator's address answers.
    pub(super) fn answer(&self, question: Question) -> Telling {
        let reception = self.clone();
        Box::pin(async move {
            let state = reception.board.current();
            let is_well = is_well(&state);
            let body = match question {
                Question::Health => Some(health(&state, is_well)),
                Question::Status => reception.tell(false, |sheet| print::json_text(sheet)).await,
            };
            Told { body: body.unwrap_or_default(), is_well }
        })
    }

    /// What `say` makes of all that is known; `None` where it stopped unexpectedly.
    async fn tell<T: Send + 'static>(
        &self,
        show_embargoed: bool,
        say: impl FnOnce(&Sheet<'_>) -> T + Send + 'static,
    ) -> Option<T> {
        let (state, store) = (self.board.current(), self.house.borrow().store.clone());
        let tell = move || {
            let (known, fault) = match overview(&store, show_embargoed) {
                Ok(known) => (known, None),
                Err(error) => (None, Some(error.to_string())),
            };
            let since = |name: &str| state.sources.get(name).and_then(|source| source.out_since);
            let known = match &state.last {
                Some(last) => {
                    let known = known.unwrap_or_else(|| Overview::of_report(&last.report));
                    known.with_sources_of(&last.report, since)
                }
                None => known.unwrap_or_default(),
            };
            say(&Sheet::of(&state, &known, fault.as_deref()))
        };
        tokio::task::spawn_blocking(tell).await.ok()
    }
}

fn health(state: &State, is_well: bool) -> String {
    let why = match &state.unwell {
        Some(why) => Some(why.as_str()),
        None if state.stopping => Some("it is stopping"),
        None if state.last.is_none() => Some("no build is done yet"),
        None => None,
    };
    print::json_text(&serde_json::json!({ "well": is_well, "why": why }))
}

/// Listens at the operator's address, and says where that is.
pub(super) async fn listen(address: &str) -> Result<TcpListener, RunError> {
    let fault = |what: String| {
        let help = "name another `operator` in [server], such as operator = \"127.0.0.1:9091\"";
        RunError::from(ConfigError::nowhere(what, help))
    };
    let cannot = |error| fault(format!("{address} cannot be listened on for the operator: {error}"));
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    let bound = listener.local_addr().map_err(cannot)?;
    if !bound.ip().is_loopback() {
        return Err(fault(format!("{address} is no address of this machine alone, but {bound}")));
    }
    tracing::info!("the operator is answered at http://{bound}/status");
    Ok(listener)
}
