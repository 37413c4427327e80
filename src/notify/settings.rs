//! `[notify]`: which targets there are, and how long they may take.

use std::sync::Arc;
use std::time::Duration;

use super::{Notifier, weblog_ping, websub};
use crate::config::{ConfigError, Key, Section, Site};
use crate::xml::AbsoluteUrl;

/// A kind of target: its key in `[notify]`, which lists addresses.
pub(super) struct Protocol {
    pub(super) key: Key,
    pub(super) make: fn(AbsoluteUrl, &Site) -> Arc<dyn Notifier>,
    /// Whether feeds name its addresses as their hubs.
    pub(super) is_hub: bool,
}

/// Every protocol, in the order in which targets are numbered.
const PROTOCOLS: &[Protocol] = &[websub::PROTOCOL, weblog_ping::PROTOCOL];

const GENERAL: [Key; 2] = [
    Key::new("timeout", "a duration", "\"10s\"", "The longest that one request to a target may take."),
    Key::new(
        "deadline",
        "a duration",
        "\"60s\"",
        "The longest that all pings of one run may take together; what is not told by then is reported.",
    ),
];

/// The keys of `[notify]`.
pub const KEYS: &[Key] = &{
    let mut keys = [GENERAL[0]; PROTOCOLS.len() + GENERAL.len()];
    let mut i = 0;
    while i < keys.len() {
        keys[i] = if i < PROTOCOLS.len() { PROTOCOLS[i].key } else { GENERAL[i - PROTOCOLS.len()] };
        i += 1;
    }
    keys
};

/// Targets of one kind; nobody has more.
const MOST_TARGETS: usize = 32;

/// Who is told, and how long that may take.
#[derive(Clone)]
pub struct Notify {
    /// The targets; a debt names one by its place here.
    pub targets: Vec<Arc<dyn Notifier>>,
    /// The WebSub hubs that feeds name.
    pub hubs: Vec<AbsoluteUrl>,
    /// The hosts of all targets: the config names them, so they may be private.
    pub hosts: Vec<String>,
    /// The longest that one request may take.
    pub timeout: Duration,
    /// The longest that all pings of one run may take.
    pub deadline: Duration,
}

impl std::fmt::Debug for Notify {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let targets: Vec<String> = self.targets.iter().map(|target| target.describe()).collect();
        f.debug_struct("Notify")
            .field("targets", &targets)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// Reads `[notify]`. Without targets in it nobody is told of anything.
///
/// # Errors
/// For an unknown key, an address that is none or stands twice, more than 32
/// addresses under a key, or a time limit of nothing.
pub fn read(section: &Section, site: &Site) -> Result<Notify, ConfigError> {
    section.expect_keys(&[KEYS])?;
    let mut notify = Notify {
        targets: Vec::new(),
        hubs: Vec::new(),
        hosts: Vec::new(),
        timeout: limit(section, "timeout", 10)?,
        deadline: limit(section, "deadline", 60)?,
    };
    for protocol in PROTOCOLS {
        for url in addresses(section, protocol.key.name)? {
            notify.hosts.push(url.host());
            if protocol.is_hub {
                notify.hubs.push(url.clone());
            }
            notify.targets.push((protocol.make)(url, site));
        }
    }
    notify.hosts.sort_unstable();
    notify.hosts.dedup();
    Ok(notify)
}

fn limit(section: &Section, key: &str, seconds: u64) -> Result<Duration, ConfigError> {
    let limit = section.duration(key)?.unwrap_or(Duration::from_secs(seconds));
    if limit.is_zero() {
        let what = format!("`{key}` of [notify] leaves no time for anything");
        return Err(section.error(key, what, format!("write at least \"1s\", or leave it out for \"{seconds}s\"")));
    }
    Ok(limit)
}

fn addresses(section: &Section, key: &str) -> Result<Vec<AbsoluteUrl>, ConfigError> {
    let texts = section.strings(key)?.unwrap_or_default();
    if texts.len() > MOST_TARGETS {
        let what = format!("`{key}` of [notify] names more than {MOST_TARGETS} addresses");
        return Err(section.error(key, what, "leave out those that nobody needs"));
    }
    let mut found: Vec<AbsoluteUrl> = Vec::with_capacity(texts.len());
    for text in texts {
        let url = AbsoluteUrl::parse(text).map_err(|error| {
            let what = format!("`{key}` of [notify] names something that is not a web address: {error}");
            section.error(key, what, "write it in full, such as \"https://hub.example/\"")
        })?;
        if found.contains(&url) {
            let what = format!("`{key}` of [notify] names one address twice");
            return Err(section.error(key, what, "leave one of them out"));
        }
        found.push(url);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;

    fn notify(lines: &str) -> Result<Notify, String> {
        let text = format!(
            "[site]\ntitle = \"T\"\nurl = \"https://t.example\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n\
             [[feed]]\npath = \"all\"\n[notify]\n{lines}"
        );
        let config = Config::parse(Path::new("config.toml"), text).unwrap();
        read(&config.notify, &config.site).map_err(|error| error.to_string())
    }

    #[test]
    fn targets_are_numbered_as_they_are_written() {
        let notify =
            notify("weblog_ping = \"http://rpc.example/RPC2\"\nwebsub = [\"https://a.example/?k=s3cret\"]\n").unwrap();
        let names: Vec<String> = notify.targets.iter().map(|target| target.describe()).collect();
        assert_eq!(names, ["WebSub hub https://a.example/", "weblogUpdates.ping http://rpc.example/RPC2"]);
        assert_eq!(notify.hubs.len(), 1);
        assert_eq!(notify.hosts, ["a.example", "rpc.example"]);
        assert_eq!(notify.timeout, Duration::from_secs(10));
    }

    #[test]
    fn without_targets_nobody_is_told() {
        let notify = notify("").unwrap();
        assert!(notify.targets.is_empty() && notify.hubs.is_empty());
    }

    #[test]
    fn faults_name_their_place() {
        assert!(notify("websubs = []\n").unwrap_err().contains("did you mean `websub`?"));
        assert!(notify("websub = [\"hub.example\"]\n").unwrap_err().starts_with("config.toml:10:"));
        assert!(notify("websub = [\"https://h.example\", \"https://h.example/\"]\n").unwrap_err().contains("twice"));
        assert!(notify("timeout = \"0s\"\n").unwrap_err().contains("no time"));
    }
}
