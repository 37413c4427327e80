//! The local socket between commands and the daemon: where it is bound, what is
//! said over it, and who says it.
//!
//! One request to a connection: the client writes a line of JSON ([`Call`]), the
//! daemon answers with lines of JSON ([`Frame`]), of which the last holds what
//! the command prints. [`ask()`] is the command's side, [`serve()`] the daemon's,
//! over whatever it is given to answer with. What a request means is told
//! elsewhere.

#[cfg(unix)]
mod ask;
#[cfg(not(unix))]
mod nowhere;
mod output;
mod request;
#[cfg(unix)]
mod serve;
#[cfg(unix)]
mod socket;
mod user;

#[cfg(unix)]
pub use ask::{ask, who_serves};
#[cfg(not(unix))]
pub use nowhere::{ask, who_serves};
pub use output::{AskError, Frame, Output, Step};
pub use request::{Act, Article, Asked, Build, Call, Print, Request, VERSION, Work};
#[cfg(unix)]
pub use serve::serve;
#[cfg(unix)]
pub use socket::{BindError, Bound, is_free};
pub use user::{name_of, own_name};

/// Bytes of a request: some thousand names of articles.
const LONGEST_REQUEST: u64 = 1024 * 1024;
/// Bytes of one line of an answer: the report of a build with many thousand feeds.
const LONGEST_ANSWER: u64 = 64 * 1024 * 1024;

#[cfg(test)]
mod tests;
