use super::*;
use proptest::prelude::*;

fn uri(text: &str) -> Result<Option<UriNote>, UriFault> {
    check(text, Need::Uri)
}

#[test]
fn links_of_rss_are_whole_and_in_ascii() {
    for text in [
        "http://www.wired.com/news/school/0,1383,54916,00.html",
        "https://user@example.com:8080/a;b=c/?q=1&r=(2)!*'#top",
        "ftp://example.com/",
        "mailto:me@example.com",
        "http://[FEDC:BA98:7654:3210:FEDC:BA98:7654:3210]/tests/",
        "http://example.com?q",
        "data:,x",
    ] {
        assert_eq!(uri(text), Ok(None), "{text}");
    }
    for text in ["", "example.com", "purl.org/rss/2.0/#item", "/images", "//example.com/", "é"] {
        assert_eq!(uri(text), Err(UriFault::NoScheme), "{text}");
    }
    for text in ["http:/example.com", "http:example.com", "HTTP://", "http:///path", "ftp:x"] {
        assert_eq!(uri(text), Err(UriFault::NoHost), "{text}");
    }
    assert_eq!(uri("mailto:"), Err(UriFault::Empty));
    assert_eq!(uri("http://www.詹姆斯.com/"), Err(UriFault::NotAscii { at: 11 }));
}

#[test]
fn characters_that_no_address_has_are_pointed_at() {
    let char = |char, at| Err(UriFault::Char { char, at });
    assert_eq!(uri("insert value here"), char(' ', 6));
    assert_eq!(uri("  http://example.org/  "), char(' ', 0));
    assert_eq!(uri("http://xml.com/\t"), char('\t', 15));
    assert_eq!(uri("foo urn:a-b:1"), char(' ', 3));
    assert_eq!(uri("http://example.com/{id}"), char('{', 19));
    assert_eq!(uri("http://example.com/?a[]=1"), char('[', 21));
    assert_eq!(uri("http://é/<"), char('<', 10));
    assert_eq!(check("http://example.com/a\u{A0}b", Need::Iri), char('\u{A0}', 20));
    assert_eq!(check("/a\u{202E}b", Need::IriReference), char('\u{202E}', 2));
}

#[test]
fn links_of_atom_may_be_relative_and_have_letters() {
    for text in ["", "#a", "?a", "../a/b", "//example.com", "http://www.詹姆斯.com/é?ü#ñ", "reluri"] {
        assert_eq!(check(text, Need::IriReference), Ok(None), "{text}");
    }
    assert_eq!(check("http:/a", Need::IriReference), Err(UriFault::NoHost));
    assert_eq!(check("é", Need::Reference), Err(UriFault::NotAscii { at: 0 }));
    assert_eq!(check("é", Need::Iri), Err(UriFault::NoScheme));
    assert_eq!(check("http://詹姆斯.com/", Need::Iri), Ok(None));
}

#[test]
fn what_is_doubtful_is_noted() {
    for (text, note) in [
        ("javascript:alert('foo')", UriNote::Scheme),
        ("feed://example.com/index.xml", UriNote::Scheme),
        ("http://example.com/100%", UriNote::Escape(22)),
        ("http://example.com/%zz", UriNote::Escape(19)),
        ("http://example.com/#a#b", UriNote::Hash(21)),
        ("https:/example.com", UriNote::Host),
        ("https://", UriNote::Host),
        ("http://?q", UriNote::Host),
        ("http://:80/", UriNote::Host),
        ("http://[::g]/", UriNote::Host),
        ("http://example.com:http/", UriNote::Port),
        ("http://example.com:65536/", UriNote::Port),
    ] {
        assert_eq!(uri(text), Ok(Some(note)), "{text}");
    }
    assert_eq!(registration("Feed"), Registration::Provisional);
    assert_eq!(registration("GOPHER"), Registration::Permanent);
    assert_eq!(registration("[permanent]"), Registration::Unknown);
    assert_eq!(registration(""), Registration::Unknown);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "([a-z]{0,3}:)?[-/:@.?#%\\[\\]a-cA-F0-9é \u{a0}]{0,30}", base in "(http://)?[-/:@.?#%\\[\\]a-c]{0,12}") {
        for need in [Need::Reference, Need::Uri, Need::IriReference, Need::Iri] {
            let _ = check(&text, need);
        }
        let _ = (host(&text), extension(&text), resolve(&base, &text), check(&format!("urn:{text}"), Need::Iri));
    }
}
