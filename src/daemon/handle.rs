//! How the rest of the process speaks to the daemon.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::{Board, Floor, Haste, Order, Schedule};
use crate::pipeline::RunError;

/// Messages that wait for the loop, which takes each in a moment. Whoever sends
/// more waits.
pub(super) const MOST_MESSAGES: usize = 256;

/// What the loop is told.
#[derive(Debug)]
pub(super) enum Message {
    Order(Order),
    Changed(Vec<PathBuf>),
    Scan,
    Watched(bool),
    Reschedule(Schedule),
    ConfirmClock(oneshot::Sender<bool>),
}

/// A daemon that runs, or has ended: then what is sent goes nowhere, and no
/// reply comes.
#[derive(Debug, Clone)]
pub struct Handle {
    pub(super) inbox: mpsc::Sender<Message>,
    pub(super) board: Arc<Board>,
}

impl Handle {
    /// The daemon's state, readable without waiting.
    #[must_use]
    pub fn board(&self) -> &Arc<Board> {
        &self.board
    }

    /// Gives an order; its reply comes to the receiver that was made with it.
    pub async fn order(&self, order: Order) {
        self.send(Message::Order(order)).await;
    }

    /// Has something done where the press is, and waits for the reply; `None`
    /// where the daemon stopped before that, or the work panicked.
    pub async fn ask<T: Send + 'static>(
        &self,
        haste: Haste,
        work: impl FnMut(&mut Floor<'_>) -> Result<T, RunError> + Send + 'static,
    ) -> Option<Result<T, RunError>> {
        let (order, answer) = Order::new(haste, work);
        self.order(order).await;
        answer.await.ok()
    }

    /// Says that something lies, or no longer lies, at these paths.
    pub async fn changed(&self, paths: Vec<PathBuf>) {
        self.send(Message::Changed(paths)).await;
    }

    /// Says that something changed, and nobody knows what.
    pub async fn scan(&self) {
        self.send(Message::Scan).await;
    }

    /// Says whether every change is told: else scans are made more often.
    pub async fn watched(&self, is_watched: bool) {
        self.send(Message::Watched(is_watched)).await;
    }

    /// Goes by another schedule from now on.
    pub async fn reschedule(&self, schedule: Schedule) {
        self.send(Message::Reschedule(schedule)).await;
    }

    /// A person says that the wall clock is right; whether that was in doubt.
    /// `None` where the daemon has stopped.
    pub async fn confirm_clock(&self) -> Option<bool> {
        let (reply, answer) = oneshot::channel();
        self.send(Message::ConfirmClock(reply)).await;
        answer.await.ok()
    }

    async fn send(&self, message: Message) {
        // The loop has ended: nobody is there to mind.
        let _ = self.inbox.send(message).await;
    }
}
