//! Mail addresses, and people written with them.

mod address;

use super::uri;

pub(crate) use address::{Host, addr_spec};

/// As [`addr_spec`], and a name may go before or after: `Jane <jane@example.com>`,
/// `jane@example.com (Jane)`.
pub(crate) fn email(text: &str) -> Option<Host> {
    if let Some(host) = addr_spec(text) {
        return Some(host);
    }
    let text = text.trim();
    let address = match (text.strip_suffix('>'), text.strip_suffix(')')) {
        (Some(rest), _) => rest.rsplit_once('<')?.1,
        (_, Some(rest)) => rest.split_once('(')?.0.trim_end(),
        _ => text,
    };
    addr_spec(address)
}

/// How a person is written in RSS's `author`, `managingEditor` and `webMaster`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contact {
    /// As they should be: `jane@example.com (Jane)`.
    Named,
    /// With an address and no name.
    Bare,
    /// With an address somewhere among other words.
    Jumbled,
}

/// How the person is written that `text` names, and the kind of their host; `None`
/// where no address stands outside parentheses.
pub(crate) fn contact(text: &str) -> Option<(Contact, Host)> {
    let unescaped;
    let text = match uri::scheme(text) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto") => {
            let address = text.get("mailto:".len()..)?.split('?').next()?;
            unescaped = unescape(address)?;
            unescaped.as_str()
        }
        _ => text,
    };
    if let Some(host) = addr_spec(text) {
        return Some((Contact::Bare, host));
    }
    if let Some((address, name)) = text.split_once(" (")
        && let Some(host) = addr_spec(address)
        && let Some(name) = name.strip_suffix(')')
        && !name.trim().is_empty()
    {
        return Some((Contact::Named, host));
    }
    // Words in parentheses are comments: no address is looked for there.
    let mut depth = 0usize;
    let mut words = text.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0 || matches!(c, ')' | ',' | ';' | '<' | '>' | '"' | ':') || c.is_whitespace()
    });
    words.find_map(addr_spec).map(|host| (Contact::Jumbled, host))
}

/// Whether an address stands in angle brackets somewhere in `text`.
pub(crate) fn contains_email(text: &str) -> bool {
    let mut rest = text;
    while let Some(open) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[open + 1..];
        let Some(end) = memchr::memchr2(b'<', b'>', rest.as_bytes()) else { return false };
        if rest.as_bytes()[end] == b'>' && addr_spec(&rest[..end]) == Some(Host::Known) {
            return true;
        }
        rest = &rest[end..];
    }
    false
}

/// Text with its percent escapes undone.
fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if let Some(octet) = uri::octet(rest) {
            bytes.push(octet);
            rest = &rest[3..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_go_with_an_address_where_mail_has_it() {
        assert_eq!(email("Jane Doe <jane@example.com>"), Some(Host::Known));
        assert_eq!(email("jane@example.com (Jane)"), Some(Host::Known));
        assert_eq!(email("me"), None);
        assert_eq!(email("invalid@example.com (Bob), extra"), None);
    }

    #[test]
    fn a_person_of_rss_is_an_address_with_a_name_after_it() {
        let how = |text| contact(text).map(|(contact, _)| contact);
        assert_eq!(how("me@example.com (Mark Pilgrim)"), Some(Contact::Named));
        assert_eq!(how("user@example.com"), Some(Contact::Bare));
        for text in [
            "John Smith, jsmith@example.org",
            "John Smith <jsmith@example.org>",
            "jsmith@example.org John Smith",
            "jsmith@example.org(John)",
            "mailto:John%20Smith%20%3Cjsmith%40example%2Eorg%3E?subject=some%20feedback",
        ] {
            assert_eq!(how(text), Some(Contact::Jumbled), "{text}");
        }
        for text in
            ["", "Mark Pilgrim", "Me (me@example.com)", "John Smith (mailto:jsmith@example.org)", "me at example.com"]
        {
            assert_eq!(how(text), None, "{text}");
        }
        assert_eq!(contact("me@localhost (Me)"), Some((Contact::Named, Host::Unknown)));
    }

    #[test]
    fn addresses_are_found_in_a_name() {
        assert!(contains_email("Jane <jane@example.com>"));
        assert!(contains_email("a < b <jane@example.com>"));
        assert!(!contains_email("jane@example.com"));
        assert!(!contains_email("<b>bold</b> <<"));
    }
}
