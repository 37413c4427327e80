//! Schemes, and whether IANA knows them.

/// Where a scheme stands in IANA's registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Registration {
    /// It is permanent, or was.
    Permanent,
    /// Somebody has asked for it: `feed`, `magnet`.
    Provisional,
    /// Nobody has: `javascript`.
    Unknown,
}

/// Lines of names, each of `permanent` or `provisional` standing.
static SCHEMES: &str = include_str!("schemes.txt");

/// The standing of a scheme, in any case.
pub(crate) fn registration(scheme: &str) -> Registration {
    // What feeds are full of.
    if matches!(scheme, "https" | "http" | "mailto" | "tag" | "urn" | "ftp") {
        return Registration::Permanent;
    }
    let mut standing = Registration::Unknown;
    for line in SCHEMES.lines().filter(|line| !line.starts_with('#')) {
        match line {
            "[permanent]" => standing = Registration::Permanent,
            "[provisional]" => standing = Registration::Provisional,
            _ if line.split(' ').any(|known| known.eq_ignore_ascii_case(scheme)) => return standing,
            _ => {}
        }
    }
    Registration::Unknown
}
