//! The daemon's side: connections, bounded in number, size and time; each asks
//! one thing.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

use super::{Asked, Bound, Call, Frame, LONGEST_REQUEST, Output, Request, Step, VERSION, name_of};

/// Requests at once; who comes then is told to come again.
const MOST: usize = 16;
/// Until a request is there, and until a line of the answer is taken.
const WITHIN: Duration = Duration::from_secs(10);
/// Between two lines of an answer that is being worked at.
const BEAT: Duration = Duration::from_secs(2);
/// Between two lines that tell how far it is.
const PACE: Duration = Duration::from_millis(200);
/// Before another try when the system has no more file descriptors.
const BREATH: Duration = Duration::from_millis(100);

/// Answers requests with what `answer` makes of them, until `stop` resolves; then
/// waits until those that it has taken are answered, or it is dropped. What was
/// asked is done to its end, even if whoever asked goes away.
pub async fn serve<A, F>(bound: Bound, answer: A, stop: impl Future<Output = ()>)
where
    A: Fn(Asked) -> F + Send + Sync + 'static,
    F: Future<Output = Output> + Send + 'static,
{
    let (places, answer) = (Arc::new(Semaphore::new(MOST)), Arc::new(answer));
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let stream = tokio::select! {
            biased;
            () = &mut stop => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            taken = bound.listener.accept() => match taken {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "a command's connection could not be taken");
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
            },
        };
        match Arc::clone(&places).try_acquire_owned() {
            Ok(place) => {
                connections.spawn(converse(stream, place, Arc::clone(&answer)));
            }
            Err(_) => refuse(&stream),
        }
    }
    // Who comes from now on works on the store, once its locks are free.
    drop(bound);
    while connections.join_next().await.is_some() {}
}

/// Tells one who finds no place, without waiting for him.
fn refuse(stream: &UnixStream) {
    let output = Output::fault(&format!("the daemon has {MOST} commands at work; try again in a moment"));
    if let Ok(line) = line(&Frame::Answer(output)) {
        let _ = stream.try_write(&line);
    }
}

async fn converse<A, F>(stream: UnixStream, place: OwnedSemaphorePermit, answer: Arc<A>)
where
    A: Fn(Asked) -> F + Send + Sync + 'static,
    F: Future<Output = Output> + Send + 'static,
{
    let Ok(peer) = stream.peer_cred() else { return };
    let (reader, mut writer) = stream.into_split();
    let uid = peer.uid();
    let request = if uid == 0 || uid == rustix::process::geteuid().as_raw() {
        match tokio::time::timeout(WITHIN, read(reader)).await {
            Ok(Ok(Some(text))) => understand(&text),
            Ok(Ok(None) | Err(_)) => return,
            Err(_) => Err(format!("the request was not there within {} s", WITHIN.as_secs())),
        }
    } else {
        Err("the daemon takes commands of its own user and of root alone".to_owned())
    };
    let output = match request {
        Err(sentence) => Output::fault(&sentence),
        Ok(request) => {
            let (progress, mut steps) = watch::channel(Step::default());
            let asked = Asked { request, who: name_of(uid), progress };
            let mut working = tokio::spawn(async move {
                let output = answer(asked).await;
                drop(place);
                output
            });
            match watch_over(&mut working, &mut steps, &mut writer).await {
                Some(output) => output,
                None => return,
            }
        }
    };
    let _ = say(&mut writer, &Frame::Answer(output)).await;
}

/// Waits for an answer and tells how far it is; `None` when whoever asked went away.
async fn watch_over(
    working: &mut tokio::task::JoinHandle<Output>,
    steps: &mut watch::Receiver<Step>,
    writer: &mut OwnedWriteHalf,
) -> Option<Output> {
    let mut wait = PACE;
    loop {
        tokio::select! {
            biased;
            done = &mut *working => {
                // What a panic says may hold an article's words; the panic hook has told of it.
                return Some(done.unwrap_or_else(|_| Output::fault("the daemon failed at it; its log tells more")));
            }
            () = tokio::time::sleep(wait) => {}
        }
        let has_moved = steps.has_changed().unwrap_or(false);
        if has_moved || wait == BEAT {
            let step = steps.borrow_and_update().clone();
            say(writer, &Frame::Working(step)).await.ok()?;
        }
        wait = if has_moved { PACE } else { BEAT };
    }
}

/// The line of a request; `None` where nothing was asked, as by a second daemon
/// that only wants to know whether there is a first.
async fn read(reader: OwnedReadHalf) -> io::Result<Option<Vec<u8>>> {
    let mut text = Vec::new();
    let mut reader = BufReader::new(reader).take(LONGEST_REQUEST + 1);
    reader.read_until(b'\n', &mut text).await?;
    Ok((!text.is_empty()).then_some(text))
}

/// The version alone, which every version can read.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

fn understand(text: &[u8]) -> Result<Request, String> {
    if text.len() as u64 > LONGEST_REQUEST {
        return Err(format!("the request is longer than {LONGEST_REQUEST} bytes; name fewer articles at once"));
    }
    let broken = |why: serde_json::Error| format!("the request cannot be read: {why}");
    let version = serde_json::from_slice::<Versioned>(text).map_err(broken)?.version;
    if version != VERSION {
        let (daemon, program) =
            (env!("CARGO_PKG_VERSION"), "use the feedroom that runs it, or start it again with this one");
        return Err(format!("the daemon (feedroom {daemon}) speaks version {VERSION}, not {version}; {program}"));
    }
    serde_json::from_slice::<Call>(text).map(|call| call.request).map_err(broken)
}

fn line(frame: &Frame) -> serde_json::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(frame)?;
    line.push(b'\n');
    Ok(line)
}

async fn say(writer: &mut OwnedWriteHalf, frame: &Frame) -> io::Result<()> {
    let line = line(frame)?;
    tokio::time::timeout(WITHIN, writer.write_all(&line)).await?
}
