//! `[server]`: where it listens.

use std::net::SocketAddr;

use crate::config::{ConfigError, Key, Section};

/// The keys of `[server]`.
pub const KEYS: &[Key] = &[
    Key::new(
        "listen",
        "an address and a port",
        "\"127.0.0.1:8080\"",
        "Where `feedroom serve` listens. The default is for this machine alone; a proxy in front brings TLS and the world.",
    ),
    Key::new(
        "operator",
        "an address and a port",
        "none",
        "Where `feedroom serve` answers `/status` and `/health`, such as `\"127.0.0.1:9090\"`: an address of this machine alone. [More](daemon.md#status).",
    ),
];

/// `[server]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Host and port to listen at, as the system takes them: `127.0.0.1:8080`,
    /// `[::1]:8080`, `localhost:8080`.
    pub listen: String,
    /// Where the operator's questions are answered: an address of this machine
    /// alone, or `localhost` and a port.
    pub operator: Option<String>,
}

/// Reads `[server]`.
///
/// # Errors
/// For an unknown key, a `listen` that is not a host and a port, or an `operator`
/// that others can reach.
pub fn read(section: &Section) -> Result<Server, ConfigError> {
    section.expect_keys(&[KEYS])?;
    let listen = section.string("listen")?.unwrap_or("127.0.0.1:8080").trim();
    if !is_host_and_port(listen) {
        let what = "`listen` of [server] is not a host and a port";
        return Err(section.error(
            "listen",
            what,
            "write it like \"127.0.0.1:8080\", \"[::]:8080\" or \"localhost:8080\"",
        ));
    }
    let operator = section.string("operator")?.map(str::trim);
    if operator.is_some_and(|address| !is_for_this_machine(address)) {
        let what = "`operator` of [server] is not an address of this machine alone, and a port";
        let help = "write it like \"127.0.0.1:9090\"; who watches from afar asks through a proxy or a tunnel";
        return Err(section.error("operator", what, help));
    }
    Ok(Server { listen: listen.to_owned(), operator: operator.map(str::to_owned) })
}

fn is_for_this_machine(text: &str) -> bool {
    let address = text.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback());
    address || text.strip_prefix("localhost:").is_some_and(|port| port.parse::<u16>().is_ok())
}

fn is_host_and_port(text: &str) -> bool {
    if text.parse::<SocketAddr>().is_ok() {
        return true;
    }
    let Some((host, port)) = text.rsplit_once(':') else { return false };
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    // All digits and dots is an address with a slip in it, not a name.
    let address = host.chars().all(|c| c.is_ascii_digit() || c == '.');
    !address && host.chars().all(name) && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_the_operators() {
        for good in ["127.0.0.1:9090", "[::1]:0", "localhost:9090"] {
            assert!(is_for_this_machine(good), "{good}");
        }
        for bad in ["0.0.0.0:9090", "10.0.0.1:9090", "[::]:9090", "127.0.0.1", "localhost", "localhost.evil.example:1"]
        {
            assert!(!is_for_this_machine(bad), "{bad}");
        }
    }

    #[test]
    fn hosts_and_ports_pass_and_slips_do_not() {
        for good in ["127.0.0.1:8080", "[::1]:80", "localhost:8080", "0.0.0.0:0"] {
            assert!(is_host_and_port(good), "{good}");
        }
        for bad in ["8080", "127.0.0.1", "127.0.0.1:99999", "127.0.0:80", ":8080", "http://localhost:8080", "a b:1"] {
            assert!(!is_host_and_port(bad), "{bad}");
        }
    }
}
