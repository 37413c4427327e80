//! Connections: taken from a socket that the caller owns, bounded in number,
//! size and time, and let go in peace when the caller says stop.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::answer::Answer;
use super::idle::Idle;
use super::service::Service;
use super::view::About;
use crate::publish::Newsstand;

/// Connections at once; more wait in the system's queue.
const MOST_CONNECTIONS: usize = 1_024;
/// Until a request's head is there, from the first byte or the last answer on.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// Without a byte either way.
const IDLE: Duration = Duration::from_secs(30);
/// Bytes of a request's head.
const LARGEST_HEAD: usize = 32 * 1024;
/// Requests at once on one HTTP/2 connection.
const MOST_STREAMS: u32 = 64;
/// Before another try when the system has no more file descriptors.
const BREATH: Duration = Duration::from_millis(100);

/// How serving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// Every request that had begun was answered.
    Clean,
    /// After the grace some connections were still busy, and were cut.
    Cut {
        /// How many.
        connections: usize,
    },
}

/// Serves what hangs on the newsstand, over HTTP/1.0, 1.1 and 2 (without TLS),
/// until `stop` resolves; then answers what has begun, for at most `grace`.
/// Before the first catalogue hangs there, every feed answers 503.
pub async fn serve(
    listener: TcpListener,
    newsstand: Arc<Newsstand>,
    about: watch::Receiver<About>,
    stop: impl Future<Output = ()>,
    grace: Duration,
) -> Stopped {
    run(listener, Arc::new(Service::new(newsstand, about)), MOST_CONNECTIONS, stop, grace).await
}

/// What answers requests.
pub(super) trait Answers: Send + Sync + 'static {
    /// The answer to a request, whose body is not looked at.
    fn answer(&self, request: &Parts) -> impl Future<Output = Answer> + Send;
}

/// Answers what comes to `listener`, on at most `most` connections at once, until
/// `stop` resolves; then what has begun, for at most `grace`.
pub(super) async fn run<S: Answers>(
    listener: TcpListener,
    service: Arc<S>,
    most: usize,
    stop: impl Future<Output = ()>,
    grace: Duration,
) -> Stopped {
    let builder = builder();
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(most));
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, place) = tokio::select! {
            biased;
            () = &mut stop => break,
            // Reaped as they end, so that the set holds the living only.
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            next = next(&listener, &places) => next,
        };
        let service = Arc::clone(&service);
        let handler = service_fn(move |request: Request<Incoming>| {
            let service = Arc::clone(&service);
            async move {
                let (parts, _) = request.into_parts();
                let answer = service.answer(&parts).await;
                tracing::debug!(method = %parts.method, path = parts.uri.path(), status = answer.status().as_u16());
                Ok::<_, Infallible>(answer)
            }
        });
        let stream = TokioIo::new(Idle::new(stream, IDLE));
        let connection = graceful.watch(builder.serve_connection(stream, handler).into_owned());
        connections.spawn(async move {
            // A client that went away, or was too slow, is no event for the newsroom.
            if let Err(error) = connection.await {
                tracing::trace!(%error, "connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(grace, graceful.shutdown()).await.is_ok() {
        return Stopped::Clean;
    }
    while connections.try_join_next().is_some() {}
    Stopped::Cut { connections: connections.len() }
}

/// The next connection, once there is a place for it.
async fn next(listener: &TcpListener, places: &Arc<Semaphore>) -> (TcpStream, impl Drop + Send + 'static) {
    loop {
        let Ok(place) = Arc::clone(places).acquire_owned().await else {
            // The semaphore is never closed.
            std::future::pending::<()>().await;
            continue;
        };
        match listener.accept().await {
            Ok((stream, _)) => {
                // Answers are written whole; waiting to fill packets only delays them.
                let _ = stream.set_nodelay(true);
                return (stream, place);
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

fn builder() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN).max_buf_size(LARGEST_HEAD);
    builder.http2().timer(TokioTimer::new()).max_concurrent_streams(MOST_STREAMS);
    builder
}

#[cfg(test)]
mod tests;
