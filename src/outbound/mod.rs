//! The one HTTP client for all that goes out: bounded, polite, and closed to
//! private addresses that nobody named.
//!
//! [`Client`] sends, and fetches documents (`fetch`); `address` says which addresses are private; `resolver`
//! turns names into addresses that may be connected to; [`OutboundError`] says
//! in a sentence what went wrong.

mod address;
mod client;
mod error;
mod fetch;
mod resolver;

pub use client::{Client, Response, Settings};
pub use error::{OutboundError, shown};
pub use fetch::Fetched;
