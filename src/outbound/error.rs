//! What can go wrong on the way out, in sentences that hold no secret.

use std::error::Error;
use std::io;
use std::time::Duration;

use crate::xml::AbsoluteUrl;

/// Why a request brought no answer. No sentence holds the query of a URL,
/// where keys and tokens stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OutboundError {
    /// The host is, or its name leads to, an address that is not public.
    #[error("{host} is {kind}, and requests go there only where the config names the host")]
    NotPublic {
        /// The host as the URL has it.
        host: String,
        /// What its address is.
        kind: &'static str,
    },
    /// The name leads to no address.
    #[error("the name {host} cannot be resolved ({why})")]
    Name {
        /// The host.
        host: String,
        /// What the system said.
        why: String,
    },
    /// Nobody took the connection.
    #[error("no connection to {host} ({why})")]
    Connect {
        /// The host.
        host: String,
        /// What the system said.
        why: String,
    },
    /// The machine has no certificate authorities, so no certificate can be checked.
    #[error(
        "this machine has no certificate authorities to check {host} with; install them (the package is mostly called ca-certificates)"
    )]
    NoAuthorities {
        /// The host.
        host: String,
    },
    /// The host's certificate, or its way of encrypting, is not accepted.
    #[error("no secure connection to {host} ({why})")]
    Tls {
        /// The host.
        host: String,
        /// What is wrong with it.
        why: String,
    },
    /// It took longer than the limit.
    #[error("{host} gave no {what} within {} s", limit.as_secs_f32())]
    Timeout {
        /// The host.
        host: String,
        /// What was awaited.
        what: &'static str,
        /// The limit.
        limit: Duration,
    },
    /// The body is longer than the limit.
    #[error("the answer of {host} is longer than {limit} bytes")]
    TooLong {
        /// The host.
        host: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// The connection broke, or what came over it was not HTTP.
    #[error("the answer of {host} broke off ({why})")]
    Broken {
        /// The host.
        host: String,
        /// What was wrong with it.
        why: String,
    },
    /// The answer is no document.
    #[error("{host} answers {status}")]
    Status {
        /// The host.
        host: String,
        /// The status code and its name.
        status: String,
    },
    /// One redirect led to another for too long.
    #[error("more than {most} redirects, the last one to {url}")]
    Redirects {
        /// Where the last one led, without its query.
        url: String,
        /// How many are followed.
        most: usize,
    },
    /// The client could not be made.
    #[error("the HTTP client cannot be set up ({why})")]
    Setup {
        /// What is wrong.
        why: String,
    },
}

impl OutboundError {
    /// Whether another request to the same host would fare the same just now.
    #[must_use]
    pub fn is_of_the_host(&self) -> bool {
        !matches!(self, Self::TooLong { .. } | Self::Broken { .. } | Self::Status { .. } | Self::Redirects { .. })
    }

    /// What `reqwest` says, in our words.
    pub(super) fn from_reqwest(host: &str, limit: Duration, error: &reqwest::Error) -> Self {
        let host = host.to_owned();
        let causes = causes(error);
        for cause in &causes {
            if let Some(own) = cause.downcast_ref::<Self>() {
                return own.clone();
            }
            if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
                return Self::Tls { host, why: why_not_secure(tls) };
            }
        }
        if error.is_timeout() {
            let what = if error.is_connect() { "connection" } else { "answer" };
            return Self::Timeout { host, what, limit };
        }
        // The innermost cause says it shortest, and knows nothing of the URL.
        let why = causes.last().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        if error.is_connect() { Self::Connect { host, why } } else { Self::Broken { host, why } }
    }
}

/// What is wrong with a host's certificate, for the faults that people meet.
fn why_not_secure(error: &rustls::Error) -> String {
    use rustls::CertificateError as Fault;
    let rustls::Error::InvalidCertificate(fault) = error else { return error.to_string() };
    match fault {
        Fault::Expired | Fault::ExpiredContext { .. } => "its certificate has expired".to_owned(),
        Fault::NotValidYet | Fault::NotValidYetContext { .. } => "its certificate is not valid yet".to_owned(),
        Fault::Revoked => "its certificate was revoked".to_owned(),
        Fault::NotValidForName | Fault::NotValidForNameContext { .. } => {
            "its certificate is for another name".to_owned()
        }
        Fault::UnknownIssuer => "its certificate is from no authority that this machine trusts".to_owned(),
        other => format!("its certificate is not accepted: {other}"),
    }
}

/// The causes of `error`, outermost first, without itself. An `io::Error` passes
/// over the error inside it when asked for its source; it is named here too.
fn causes(error: &reqwest::Error) -> Vec<&(dyn Error + 'static)> {
    let mut found: Vec<&(dyn Error + 'static)> = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next
        && found.len() < 16
    {
        found.push(cause);
        let inside = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => cause.source(),
        };
    }
    found
}

/// A URL as it may be shown: without its query and fragment, where keys and
/// tokens stand.
#[must_use]
pub fn shown(url: &AbsoluteUrl) -> String {
    let mut url = url.to_url();
    url.set_query(None);
    url.set_fragment(None);
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_url_holds_no_token() {
        let url = AbsoluteUrl::parse("https://hub.example/publish?key=s3cret#s3cret").unwrap();
        assert_eq!(shown(&url), "https://hub.example/publish");
    }
}
