//! The one HTTP client for all that goes out: bounded, polite, and closed to
//! private addresses that nobody named.

/// TBD
#[derive(Debug, Clone)]
pub struct Client;
