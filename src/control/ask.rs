//! The command's side: one request, one answer.

use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::UnixStream;

use super::socket::{connect, holder, is_absent};
use super::{AskError, Call, Frame, LONGEST_ANSWER, Output, Request, Step, VERSION};

/// Without a line of a daemon that works: it says one every two seconds.
const SILENCE: Duration = Duration::from_secs(30);

/// Which daemon listens at `path`, as ` (process 1234)`; `None` where none does.
#[must_use]
pub fn who_serves(path: &Path) -> Option<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    runtime.block_on(async { connect(path).await.ok().map(|stream| holder(&stream)) })
}

/// Asks the daemon that listens at `path`, and tells `show` how far it is;
/// `None` where none does.
///
/// # Errors
/// When the socket is another user's, or the daemon does not answer to the end:
/// then nobody knows here whether it was done.
pub fn ask(path: &Path, request: &Request, show: &mut dyn FnMut(&Step)) -> Result<Option<Output>, AskError> {
    let fault = |why| AskError::Socket { path: path.to_owned(), why };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(fault)?;
    runtime.block_on(async {
        let stream = match connect(path).await {
            Ok(stream) => stream,
            Err(why) if is_absent(&why) => return Ok(None),
            Err(why) if why.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(AskError::Denied(path.to_owned()));
            }
            Err(why) => return Err(fault(why)),
        };
        let call = Call { version: VERSION, request: request.clone() };
        let lost = |why: String| AskError::Lost { path: path.to_owned(), why };
        talk(stream, &call, show).await.map(Some).map_err(lost)
    })
}

async fn talk(stream: UnixStream, call: &Call, show: &mut dyn FnMut(&Step)) -> Result<Output, String> {
    let say = |error: std::io::Error| error.to_string();
    let (reader, mut writer) = stream.into_split();
    let mut line = serde_json::to_vec(call).map_err(|error| error.to_string())?;
    line.push(b'\n');
    // A daemon that has answered already (a request too long, too many at once) reads no further.
    let sent = tokio::time::timeout(SILENCE, writer.write_all(&line)).await;
    let mut reader = BufReader::new(reader);
    let mut text = Vec::new();
    loop {
        text.clear();
        let mut bounded = (&mut reader).take(LONGEST_ANSWER);
        let read = tokio::time::timeout(SILENCE, bounded.read_until(b'\n', &mut text)).await;
        let read = read.map_err(|_| format!("it said nothing for {} s", SILENCE.as_secs()))?;
        if read.map_err(say)? == 0 || text.last() != Some(&b'\n') {
            return match sent {
                Ok(Err(error)) => Err(say(error)),
                _ if text.len() as u64 == LONGEST_ANSWER => Err(format!("its answer is over {LONGEST_ANSWER} bytes")),
                _ => Err("the connection ended".to_owned()),
            };
        }
        match serde_json::from_slice(&text)
            .map_err(|error| format!("it said what this version does not know: {error}"))?
        {
            Frame::Working(step) => show(&step),
            Frame::Answer(output) => return Ok(output),
        }
    }
}
