//! What the daemon answers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What a command prints, and how it ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Output {
    /// For stdout.
    pub stdout: String,
    /// For stderr, printed first.
    pub stderr: String,
    /// The exit status.
    pub exit: u8,
}

impl Output {
    /// The command could not be done: a sentence for stderr, exit status 2.
    #[must_use]
    pub fn fault(sentence: &str) -> Self {
        Self { stderr: format!("error: {sentence}\n"), exit: 2, ..Self::default() }
    }
}

/// How far the work is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Step {
    /// What is being done; empty before it begins.
    pub phase: String,
    /// How much of it is done.
    pub done: usize,
    /// Of how much; 0 where nobody knows.
    pub of: usize,
}

/// One line of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// It is being done: said every two seconds at least, so that the client knows
    /// that the daemon lives.
    Working(Step),
    /// It is done: the last line.
    Answer(Output),
}

/// Why the daemon gave no answer. It may have done what was asked of it.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// Another user's daemon listens there.
    #[error("the daemon's socket {} belongs to another user", .0.display())]
    Denied(PathBuf),
    /// Nobody knows whether a daemon listens there.
    #[error("the daemon's socket {} cannot be asked: {why}", .path.display())]
    Socket {
        /// The socket.
        path: PathBuf,
        /// Why not.
        why: std::io::Error,
    },
    /// The daemon ended, or hangs.
    #[error("the daemon at {} did not answer to the end: {why}", .path.display())]
    Lost {
        /// Its socket.
        path: PathBuf,
        /// What happened.
        why: String,
    },
}

impl AskError {
    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Denied(_) => "run the command as that user, or as root",
            Self::Socket { .. } => "mend that, or stop the daemon and run the command again",
            Self::Lost { .. } => {
                "it may have done it or not: look with `feedroom article show` or `feedroom status`, and start the daemon again if it is gone"
            }
        }
    }
}
