//! What a scan tells of whole fragments.

use super::fault::Flaw;
use super::url::Url;
use super::{Fault, Scratch, scan};

fn faults(html: &str) -> Vec<Fault<'_>> {
    let mut faults = Vec::new();
    scan(html, &mut Scratch::default(), &mut |fault, range| {
        assert!(html.get(range).is_some());
        if !matches!(fault, Fault::Url(_)) {
            faults.push(fault);
        }
    });
    faults
}

fn flaws(html: &str) -> Vec<Flaw<'_>> {
    let flaw = |fault| if let Fault::Flaw(flaw) = fault { Some(flaw) } else { None };
    faults(html).into_iter().filter_map(flaw).collect()
}

fn urls(html: &str) -> Vec<&str> {
    let mut urls = Vec::new();
    scan(html, &mut Scratch::default(), &mut |fault, range| {
        if let Fault::Url(Url { value, .. }) = fault {
            assert_eq!(&html[range], value);
            urls.push(value);
        }
    });
    urls
}

#[test]
fn good_html_has_no_faults() {
    for html in [
        "",
        "Fish & chips, 1 > 2, &amp;, &eacute;, &#8217;",
        "<p>One<p>Two <b>bold</b><br><br/><hr>",
        "<ul><li>a<li>b<ul><li>c</ul></ul><dl><dt>t<dd>d</dl>",
        "<table><caption>c</caption><col><thead><tr><th>h<tbody><tr><td>1<td>2</table>",
        "<table><tr><td><p>x</table><p>y",
        "<P CLASS=x DATA-y='z'>x</P><!-- note --><!---->",
        "<select><option>a<option>b</select>",
        "<ruby>字<rp>(<rt>x<rp>)</ruby>",
        "<figure><img src=\"https://example.com/a.png\" alt=''><figcaption>x</figcaption></figure>",
        "<pre><code>&lt;p&gt; &amp;amp;</code></pre>",
        "<a href=\"https://example.com/?a=1&amp;b=2\">x</a>",
    ] {
        assert_eq!(faults(html), [], "{html}");
    }
}

#[test]
fn unsafe_elements_and_attributes_are_named_as_written() {
    assert_eq!(faults("<Script>if (a<b) {}</Script>"), [Fault::Dangerous("Script")]);
    assert_eq!(faults("<iframe></iframe><embed>"), [Fault::Dangerous("iframe"), Fault::Dangerous("embed")]);
    assert_eq!(faults("<bogus></bogus>"), [Fault::UnknownTag("bogus")]);
    assert_eq!(faults("<a onClick=x()>y</a>"), [Fault::DangerousAttribute("onClick")]);
    assert_eq!(faults("<p style='position:fixed'>"), [Fault::DangerousStyle("position")]);
    assert_eq!(faults("<p style='position&#58;fixed'>"), [Fault::DangerousStyle("position")]);
    assert_eq!(faults("<?import x>")[0], Fault::Import);
}

#[test]
fn elements_that_are_not_closed_or_cross_are_told_once() {
    assert_eq!(flaws("<b>x"), [Flaw::Unclosed("b")]);
    assert_eq!(flaws("x</b>"), [Flaw::StrayEnd("b")]);
    assert_eq!(flaws("<b><i>x</b></i>"), [Flaw::Crossed { open: "i", end: "b" }]);
    assert_eq!(flaws("<div><span>x</div>"), [Flaw::Crossed { open: "span", end: "div" }]);
    assert_eq!(flaws("<p><b>x<p>y"), [Flaw::Unclosed("b")]);
    assert_eq!(flaws("<p><div></div></p>"), [Flaw::StrayEnd("p")]);
    assert_eq!(flaws("<div/>"), [Flaw::SelfClosing("div"), Flaw::Unclosed("div")]);
    assert_eq!(flaws("<a>x<a>y</a>"), [Flaw::Misplaced("a")]);
    assert_eq!(flaws("<tr>"), [Flaw::Misplaced("tr")]);
    assert_eq!(flaws("<table><div></div></table>"), [Flaw::Misplaced("div")]);
    assert_eq!(flaws("<scriptingNews>"), [Flaw::Unclosed("scriptingNews")]);
    assert_eq!(flaws("<html><body>x</body></html>").len(), 3);
}

#[test]
fn what_is_no_tag_attribute_comment_or_reference_is_told() {
    assert_eq!(flaws("<a href=\"x"), [Flaw::UnendedTag]);
    assert_eq!(flaws("I <3 you"), [Flaw::BadTag]);
    assert_eq!(flaws("<p class=\"a\"id=\"b\">"), [Flaw::BadAttribute]);
    assert_eq!(flaws("<p title=a title=b>"), [Flaw::DuplicateAttribute("title")]);
    assert_eq!(flaws("<!-- a -- b -->"), [Flaw::Comment]);
    assert_eq!(flaws("<!DOCTYPE html>"), [Flaw::Declaration]);
    assert_eq!(flaws("AT&T, &nbsp and &bogus;"), ["&T", "&nbsp", "&bogus"].map(Flaw::Reference));
    assert_eq!(flaws("isn&#x92;t"), [Flaw::CharacterReference("&#x92;")]);
    assert_eq!(flaws("isn\u{92}t"), [Flaw::Character('\u{92}')]);
}

#[test]
fn the_first_flaw_is_where_a_strict_parser_stops() {
    let first = |html| scan(html, &mut Scratch::default(), &mut |_, _| {});
    assert_eq!(first("<p>fine"), None);
    assert_eq!(first("<bogus>x</bogus>"), None);
    assert_eq!(first("ab &x <b>"), Some(3));
    assert_eq!(first("ab </x> \u{1}"), Some(3));
}

#[test]
fn every_address_is_told_by_itself() {
    assert_eq!(
        urls(
            "<img src=' a.png ' srcset='b.png 1x, c.png 2x,d,e.png' longdesc=f><video poster=g><source src=h></video>"
        ),
        ["a.png", "b.png", "c.png", "d,e.png", "f", "g", "h"]
    );
    assert_eq!(urls("<a href=/x ping='y z'>t</a><q cite=w>q</q><object data=o></object>"), ["/x", "y", "z", "w", "o"]);
    assert_eq!(urls("<script src=s>'<img src=t>'</script><!-- <img src=u> -->"), ["s"]);
}

#[test]
fn addresses_that_harm_readers_are_told() {
    assert_eq!(faults("<img src='http://example.com/a.png'>"), [Fault::Insecure("http://example.com/a.png")]);
    assert_eq!(faults("<a href='http://example.com/'>x</a>"), []);
    assert_eq!(faults("<a href='&#106;avascript:x'>x</a>"), [Fault::ScriptUrl("&#106;avascript:x")]);
    assert_eq!(faults("<img src='data:image/png;base64,AA=='>"), [Fault::DataUrl("data:image/png;base64,AA==")]);
    assert_eq!(faults("<a href=https://cms.local/x>x</a>"), [Fault::PrivateHost("https://cms.local/x")]);
    assert_eq!(
        faults("<a href='/x?id=1&amp;utm_source=rss&amp;fbclid=y#utm_z'>x</a>"),
        [Fault::TrackingParameter("utm_source"), Fault::TrackingParameter("fbclid")]
    );
}

#[test]
fn pictures_that_cannot_be_seen_are_told() {
    for html in [
        "<img src='https://example.com/c' width=1 height='1'>",
        "<img src='https://example.com/c' style='width:1px;height:1px'>",
        "<img src='https://pixel.wp.com/c'>",
        "<img src='//www.facebook.com/tr?id=1'>",
    ] {
        assert!(matches!(faults(html)[..], [Fault::TrackingPixel(_)]), "{html}");
    }
    assert_eq!(faults("<img src='https://example.com/line.png' width=600 height=1>"), []);
}

#[test]
fn references_that_were_escaped_twice_are_told_outside_code() {
    assert_eq!(
        faults("a&amp;nbsp;b &amp;#8217; R&amp;D; &amp;"),
        ["&amp;nbsp;", "&amp;#8217;"].map(Fault::DoubleEscaped)
    );
    assert_eq!(faults("<a href='/?a&amp;amp;b'>x</a>"), [Fault::DoubleEscaped("&amp;amp;")]);
}

#[test]
fn hostile_input_is_scanned_to_its_end() {
    let deep = "<div>".repeat(100_000);
    assert_eq!(faults(&deep), [Fault::TooDeep]);
    for piece in ["<", "&", "<!--", "<table><tr><td>", "<a b='", "<script>", "</", "<svg><p>", "<select><table>", "é<ß"]
    {
        let html = piece.repeat(1_000);
        for end in 0..piece.len().min(8) {
            if let Some(html) = html.get(..html.len() - end) {
                faults(html);
            }
        }
    }
}
