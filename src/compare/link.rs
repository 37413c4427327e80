//! Which addresses name the same page, whoever wrote them down.

use url::Url;

/// An address without what differs between two that name one page: its scheme,
/// `www.`, a slash at its end, its fragment, and the `utm_` parameters that
/// count where readers come from. `None` where it is not of the web.
#[must_use]
pub fn page(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path().trim_end_matches('/');
    let query: Vec<&str> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("utm_"))
        .collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Some(format!("{host}{port}{path}{query}"))
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn one_page_has_one_key() {
        let key = page("https://daily.example/a/");
        for same in [
            "http://daily.example/a",
            "https://www.Daily.example/a/#comments",
            " http://daily.example:80/a/?utm_source=rss&utm_medium=feed ",
        ] {
            assert_eq!(page(same), key, "{same}");
        }
        for other in ["https://daily.example/b/", "https://daily.example/a/?p=1", "https://m.daily.example/a/"] {
            assert_ne!(page(other), key, "{other}");
        }
        assert_eq!(page("tag:daily.example,2026:a"), None);
        assert_eq!(page("/a/"), None);
    }
}
