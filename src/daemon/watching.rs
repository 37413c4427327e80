//! Watching the sources: what the system tells becomes hints for the daemon, and
//! what a scan finds that is being written waits until it has settled.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::watch;

use super::{Handle, Scout};
use crate::pipeline::{self, House, Scanned};
use crate::store::Place;
use crate::watch::{Event, Folder, Watch};

/// The longest that is slept: a message that was missed costs no more.
const TICK: Duration = Duration::from_secs(1);

/// So often it is asked whether a build is done.
const MOMENT: Duration = Duration::from_millis(1);

/// Lets the folders of a house's sources be watched, in place of those before.
pub fn set(watch: &Watch, house: &Arc<House>, settle: Duration) {
    let theirs = Arc::clone(house);
    let own = [
        Some(house.output.dir.as_path()),
        house.store.database.as_deref(),
        house.store.ledger.as_ref().map(Place::path),
    ];
    let own = own.into_iter().flatten().map(Path::to_owned).collect();
    // A folder on a dead mount is asked for on the watch's own thread.
    watch.set(settle, own, move || {
        let mut all = Vec::new();
        for source in &theirs.sources {
            let is_remote = source.is_remote();
            all.extend(source.folders().into_iter().map(|path| Folder { path, is_remote }));
        }
        all
    });
}

/// Tells the daemon what is worth a look, for as long as both live.
pub async fn tell(watch: Arc<Watch>, daemon: Handle, settle: watch::Receiver<Duration>) {
    let mut is_watched = false;
    loop {
        let next = watch.next_at().map_or(TICK, |at| at.saturating_duration_since(Instant::now()).min(TICK));
        tokio::select! {
            () = watch.news() => {}
            () = tokio::time::sleep(next) => {}
        }
        let status = watch.status();
        if is_watched == status.is_polled() {
            is_watched = !status.is_polled();
            daemon.watched(is_watched).await;
        }
        if daemon.board().current().watch != status.lines {
            daemon.board().update(|state| state.watch.clone_from(&status.lines));
        }
        let running = daemon.board().current().running.as_ref().map(|running| running.what);
        if running.is_some_and(|what| what != "a scan") {
            // A file that is written again meanwhile waits again, if it is left here.
            tokio::time::sleep(MOMENT).await;
            continue;
        }
        let now = Instant::now();
        let mut hints = watch.ready(now);
        // Of what is not watched nobody tells that it is written still.
        hints.paths.retain(|path| {
            let waits = status.polls(path) && is_young(path, *settle.borrow());
            if waits {
                watch.note(Event::Written(path.clone()), now);
            }
            !waits
        });
        if hints.everything {
            daemon.scan().await;
        }
        if !hints.paths.is_empty() {
            daemon.changed(hints.paths).await;
        }
    }
}

/// Looks at all sources of the house beside the builds; a file that is being
/// written waits with those that the watch saw.
#[must_use]
pub fn scout(watch: &Arc<Watch>, house: watch::Receiver<Arc<House>>, settle: watch::Receiver<Duration>) -> Scout {
    let watch = Arc::clone(watch);
    Arc::new(move |stops: &AtomicBool| {
        let now_house = Arc::clone(&house.borrow());
        let scanned = match pipeline::scan(&now_house, stops) {
            Ok(scanned) => scanned?,
            Err(error) => {
                tracing::warn!("a scan could not compare with the store: {error}");
                return None;
            }
        };
        let settle = *settle.borrow();
        let (young, whole): (Vec<PathBuf>, Vec<PathBuf>) =
            scanned.paths.into_iter().partition(|path| is_young(path, settle));
        let now = Instant::now();
        for path in young {
            watch.note(Event::Written(path), now);
        }
        Some(Scanned { paths: whole, ..scanned })
    })
}

/// Whether a file was written so lately that more may follow.
fn is_young(path: &Path, settle: Duration) -> bool {
    let modified = std::fs::metadata(path).and_then(|meta| meta.modified());
    // A time ahead of the clock tells nothing.
    modified.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age < settle))
}
