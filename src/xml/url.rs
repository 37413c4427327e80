//! `AbsoluteUrl`: an address that can stand in a feed.

use std::fmt;

use url::Url;

/// An absolute `http` or `https` URL with a host and without credentials, in
/// the form the WHATWG URL standard serialises it (percent-encoded, host in
/// ASCII). Two that are equal name the same page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AbsoluteUrl(Box<str>);

/// Why a text is not an [`AbsoluteUrl`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// It holds a user name or a password.
    #[error("it holds a user name or a password")]
    Credentials,
    /// It cannot be parsed, or it is relative where nothing is known to join it to.
    #[error("it is not an absolute URL ({0})")]
    Form(String),
    /// Its scheme is neither `http` nor `https`.
    #[error("its scheme is `{0}`, not http or https")]
    Scheme(String),
}

impl AbsoluteUrl {
    /// Parses an absolute URL.
    ///
    /// # Errors
    /// When it is relative, of another scheme than `http(s)`, or holds credentials.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let url = Url::parse(text.trim()).map_err(|error| UrlError::Form(error.to_string()))?;
        Self::from_url(&url)
    }

    /// Joins `reference` (absolute, protocol-relative, path-absolute or
    /// relative) to this URL (RFC 3986, section 5).
    ///
    /// # Errors
    /// As [`AbsoluteUrl::parse`], of the result.
    pub fn join(&self, reference: &str) -> Result<Self, UrlError> {
        let reference = reference.trim();
        if let Some(joined) = self.join_plain(reference) {
            return Ok(Self(joined.into()));
        }
        let url = self.to_url().join(reference).map_err(|error| UrlError::Form(error.to_string()))?;
        Self::from_url(&url)
    }

    /// Joins a path that stands in a URL as it is written, which most are, without
    /// taking anything apart; `None` where it may not be one.
    pub(crate) fn join_plain(&self, reference: &str) -> Option<String> {
        let end = memchr::memchr2(b'?', b'#', self.0.as_bytes()).unwrap_or(self.0.len());
        let base = &self.0[..end];
        let (path, folder) = match reference.strip_prefix('/') {
            Some(path) => {
                let host = base.find("://")? + 3;
                (path, host + base[host..].find('/')?)
            }
            None => (reference.strip_prefix("./").unwrap_or(reference), base.rfind('/')?),
        };
        let mut before = b'/';
        for byte in path.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => {}
                // After a slash a dot may mean a folder, and another slash a host.
                b'.' | b'/' if before != b'/' => {}
                _ => return None,
            }
            before = byte;
        }
        (!reference.is_empty()).then(|| [&base[..=folder], path].concat())
    }

    fn from_url(url: &Url) -> Result<Self, UrlError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(UrlError::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UrlError::Credentials);
        }
        Ok(Self(url.as_str().into()))
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same URL, taken apart.
    ///
    /// # Panics
    /// Never: the text was serialised from a `Url`, and serialisation parses back.
    #[must_use]
    pub fn to_url(&self) -> Url {
        Url::parse(&self.0).expect("serialised from a Url")
    }

    /// The host, in ASCII.
    #[must_use]
    pub fn host(&self) -> String {
        self.to_url().host_str().unwrap_or_default().to_owned()
    }

    /// The path, percent-encoded, with its leading slash.
    #[must_use]
    pub fn path(&self) -> String {
        self.to_url().path().to_owned()
    }

    /// This URL with a path that ends in a slash, so that relative references
    /// go below it: what people mean by a site's or a folder's address.
    #[must_use]
    pub fn as_folder(&self) -> Self {
        let mut url = self.to_url();
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        url.set_query(None);
        url.set_fragment(None);
        Self(url.as_str().into())
    }
}

impl fmt::Display for AbsoluteUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_web_addresses_without_secrets_pass() {
        assert!(AbsoluteUrl::parse("https://daily.example/a").is_ok());
        assert_eq!(AbsoluteUrl::parse("javascript:alert(1)"), Err(UrlError::Scheme("javascript".into())));
        assert_eq!(AbsoluteUrl::parse("https://me:pw@daily.example/"), Err(UrlError::Credentials));
        assert!(matches!(AbsoluteUrl::parse("/a/b"), Err(UrlError::Form(_))));
    }

    #[test]
    fn references_join_as_a_browser_joins_them() {
        let base = AbsoluteUrl::parse("https://daily.example/world/story/").unwrap();
        let joined = |r| base.join(r).unwrap().as_str().to_owned();
        assert_eq!(joined("photo 1.jpg"), "https://daily.example/world/story/photo%201.jpg");
        assert_eq!(joined("/img/a.jpg"), "https://daily.example/img/a.jpg");
        assert_eq!(joined("//cdn.example/a"), "https://cdn.example/a");
        assert_eq!(joined("../b"), "https://daily.example/world/b");
    }

    proptest! {
        #[test]
        fn plain_paths_join_as_all_references_do(
            base in "https?://[a-z]{1,3}(:8080)?/([a-z.]{0,3}/){0,2}[a-z]{0,2}(\\?[a-z/]{0,3})?(#[a-z/]{0,3})?",
            reference in "(\\./)?[a-zA-Z0-9./_~:%?# -]{0,8}",
        ) {
            let base = AbsoluteUrl::parse(&base).unwrap();
            if let Some(joined) = base.join_plain(&reference) {
                prop_assert_eq!(joined, base.to_url().join(&reference).unwrap().to_string());
            }
        }
    }

    #[test]
    fn a_folder_ends_in_a_slash() {
        let url = AbsoluteUrl::parse("https://daily.example/news?x#y").unwrap();
        assert_eq!(url.as_folder().as_str(), "https://daily.example/news/");
    }
}
