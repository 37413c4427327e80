//! From names to addresses that may be connected to. The addresses that are
//! judged here are the ones that the client connects to: nothing resolves twice.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Host;

use super::OutboundError;
use super::address::not_public;
use crate::xml::AbsoluteUrl;

/// The hosts that the config names: they alone may have private addresses.
#[derive(Debug, Clone, Default)]
pub(super) struct Named(Arc<BTreeSet<String>>);

impl Named {
    pub(super) fn new(hosts: impl IntoIterator<Item = String>) -> Self {
        Self(Arc::new(hosts.into_iter().map(|host| host.to_ascii_lowercase()).collect()))
    }

    fn has(&self, host: &str) -> bool {
        self.0.contains(&host.to_ascii_lowercase())
    }

    /// Judges a URL whose host is an address: no resolver is ever asked for it.
    ///
    /// # Errors
    /// When the address is not public and nobody named it.
    pub(super) fn check_literal(&self, url: &AbsoluteUrl) -> Result<(), OutboundError> {
        let parts = url.to_url();
        let address = match parts.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            _ => return Ok(()),
        };
        let host = url.host();
        match not_public(address) {
            Some(kind) if !self.has(&host) => Err(OutboundError::NotPublic { host, kind }),
            _ => Ok(()),
        }
    }

    /// The addresses among `found` that may be connected to.
    fn admit(&self, host: &str, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, OutboundError> {
        if self.has(host) {
            return Ok(found);
        }
        // One private address among public ones is how rebinding begins: none is used then.
        match found.iter().find_map(|address| not_public(address.ip())) {
            Some(kind) => Err(OutboundError::NotPublic { host: host.to_owned(), kind }),
            None => Ok(found),
        }
    }
}

impl Resolve for Named {
    fn resolve(&self, name: Name) -> Resolving {
        let named = self.clone();
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0))
                .await
                .map_err(|error| OutboundError::Name { host: host.clone(), why: error.to_string() })?
                .collect();
            if found.is_empty() {
                return Err(OutboundError::Name { host, why: "it has no address".to_owned() }.into());
            }
            let addresses: Addrs = Box::new(named.admit(&host, found)?.into_iter());
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(texts: &[&str]) -> Vec<SocketAddr> {
        texts.iter().map(|text| SocketAddr::new(text.parse().unwrap(), 0)).collect()
    }

    #[test]
    fn one_private_address_spoils_a_name_that_nobody_named() {
        let named = Named::new(["Hub.example".to_owned()]);
        let mixed = addresses(&["8.8.8.8", "10.0.0.1"]);
        assert!(named.admit("other.example", mixed.clone()).is_err());
        assert_eq!(named.admit("hub.example", mixed.clone()), Ok(mixed));
        assert!(named.admit("other.example", addresses(&["8.8.8.8"])).is_ok());
    }

    #[test]
    fn addresses_in_urls_are_judged_however_they_are_written() {
        let named = Named::default();
        for url in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::ffff:7f00:1]:80/",
            "http://169.254.169.254/latest/",
        ] {
            assert!(named.check_literal(&AbsoluteUrl::parse(url).unwrap()).is_err(), "{url}");
        }
        let url = AbsoluteUrl::parse("http://127.0.0.1:9/").unwrap();
        assert_eq!(Named::new(["127.0.0.1".to_owned()]).check_literal(&url), Ok(()));
    }
}
