//! Relative references, joined with where they stand.

use std::borrow::Cow;

use super::parts::{Parts, scheme, split};

/// What `reference` means in a document at `base` (RFC 3986, section 5.2).
///
/// Without a base, or with a scheme of its own, it means itself.
pub(crate) fn resolve<'a>(base: &str, reference: &'a str) -> Cow<'a, str> {
    if base.is_empty() || scheme(reference).is_some() {
        return Cow::Borrowed(reference);
    }
    let (base, own) = (split(base), split(reference));
    let mut path = String::new();
    let parts = match own {
        Parts { authority: Some(_), .. } => {
            without_dots(own.path, &mut path);
            Parts { scheme: base.scheme, ..own }
        }
        Parts { path: "", .. } => {
            path.push_str(base.path);
            Parts { query: own.query.or(base.query), fragment: own.fragment, ..base }
        }
        _ => {
            if own.path.starts_with('/') {
                without_dots(own.path, &mut path);
            } else {
                without_dots(&merge(&base, own.path), &mut path);
            }
            Parts { query: own.query, fragment: own.fragment, ..base }
        }
    };
    Cow::Owned(join(&Parts { path: &path, ..parts }))
}

/// RFC 3986, section 5.2.3.
fn merge(base: &Parts<'_>, path: &str) -> String {
    if base.authority.is_some() && base.path.is_empty() {
        return format!("/{path}");
    }
    let folder = base.path.rfind('/').map_or("", |slash| &base.path[..=slash]);
    format!("{folder}{path}")
}

/// Appends `path` without the segments `.` and `..` (RFC 3986, section 5.2.4).
pub(super) fn without_dots(path: &str, out: &mut String) {
    let mut segments = path.split('/').peekable();
    if path.starts_with('/') {
        segments.next();
        out.push('/');
    }
    let root = out.len();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." => {}
            ".." => {
                // To just after the slash before the segment that goes.
                if out.len() > root {
                    let kept = out[root..out.len() - 1].rfind('/').map_or(root, |slash| root + slash + 1);
                    out.truncate(kept);
                }
            }
            _ => {
                out.push_str(segment);
                if !last {
                    out.push('/');
                }
            }
        }
    }
}

/// RFC 3986, section 5.3.
pub(super) fn join(parts: &Parts<'_>) -> String {
    let mut out = String::with_capacity(parts.path.len() + 64);
    if let Some(scheme) = parts.scheme {
        out.push_str(scheme);
        out.push(':');
    }
    if let Some(authority) = parts.authority {
        out.push_str("//");
        out.push_str(authority);
    }
    out.push_str(parts.path);
    if let Some(query) = parts.query {
        out.push('?');
        out.push_str(query);
    }
    if let Some(fragment) = parts.fragment {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 3986, section 5.4.
    #[test]
    fn references_are_resolved_as_the_standard_does() {
        for (reference, whole) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("g;x", "http://a/b/c/g;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/../x", "http://a/b/c/g#s/../x"),
        ] {
            assert_eq!(resolve("http://a/b/c/d;p?q", reference), whole, "{reference}");
        }
        assert_eq!(resolve("http://a", "b"), "http://a/b");
        assert_eq!(resolve("", "b"), "b");
        assert_eq!(resolve("a/b", "../../c"), "c");
    }

    proptest! {
        #[test]
        fn absolute_references_are_joined_as_the_url_crate_does(reference in "[./a-c?]{0,12}") {
            let base = url::Url::parse("http://a/b/c/d?q").expect("a URL");
            if let Ok(joined) = base.join(&reference) && !reference.contains("//") {
                prop_assert_eq!(joined.as_str(), resolve(base.as_str(), &reference));
            }
        }
    }
}
