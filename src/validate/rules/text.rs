//! Rules: text, plain and marked up.

use crate::validate::rule::rules;

rules! {
    "text", "Text, plain and marked up.";

    BLANK "text-blank" Warning w3c "NotBlank"
        "`{}` in `{}` is empty"
        "Fill it, or leave it out where it may be missing."
        "https://www.rssboard.org/rss-profile#element-channel-item-title"
        bad RssItem "<title></title><description>Two boats were lost.</description>"
        good RssItem "<title>Fire at the harbour</title><description>Two boats were lost.</description>"

    BLANK_ATTRIBUTE "attribute-blank" Warning w3c "AttrNotBlank"
        "the attribute `{}` of `{}` is empty"
        "Fill it, or leave it out where it may be missing."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.5"
        bad AtomEntry r#"<link href="https://example.com/1" title=""/>"#
        good AtomEntry r#"<link href="https://example.com/1"/>"#

    SPACE "text-space" Error w3c "UnexpectedWhitespace"
        "`{}` begins or ends with white space, which counts as part of it"
        "Write the value directly behind the start tag and end it before the end tag, on one line."
        "https://www.rfc-editor.org/rfc/rfc4287#section-2"
        bad AtomEntry "<id> tag:example.com,2026:1 </id>"
        good AtomEntry "<id>tag:example.com,2026:1</id>"

    BAD_CHARACTER "text-bad-character" Warning w3c "BadCharacters"
        "the character {} in `{}` shows that text was read in the wrong encoding"
        "Look where the text was stored or converted as Windows-1252 or Latin-1, and read it there in its own encoding."
        "https://www.w3.org/TR/xml/#charsets"
        bad RssItem "<title>The mayor&#x92;s house</title>"
        good RssItem "<title>The mayor&#x2019;s house</title>"

    HTML_IN_PLAIN "text-html" Warning w3c "ContainsHTML"
        "`{}` should be plain text, and holds HTML: {}"
        "Take the tags out, and write characters themselves instead of references such as `&amp;eacute;`."
        "https://www.rssboard.org/rss-profile#data-types-characterdata"
        bad RssItem "<title>&lt;b&gt;Fire&lt;/b&gt; at the harbour</title>"
        good RssItem "<title>Fire at the harbour</title>"

    MARKUP_IN_PLAIN "text-markup" Warning w3c "CharacterData"
        "`{}` holds what looks like a tag, which some readers show and others drop: {}"
        "Take the tag out; where `<` is meant to be seen, write it as `&#x3C;`."
        "https://www.rssboard.org/rss-profile#data-types-characterdata"
        bad RssItem "<title>How to use &lt;table></title>"
        good RssItem "<title>How to use &#x3C;table></title>"

    UNDECLARED_HTML "text-html-undeclared" Warning w3c "ContainsUndeclaredHTML"
        "`{}` says that it is plain text, and holds HTML: {}"
        "Write `type=\"html\"` on it, or take the HTML out."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1"
        bad AtomEntry "<summary>&lt;b&gt;Two boats&lt;/b&gt; were lost.</summary>"
        good AtomEntry r#"<summary type="html">&lt;b&gt;Two boats&lt;/b&gt; were lost.</summary>"#

    NOT_INLINE "text-not-inline" Warning w3c "NotInline"
        "`{}` says that it is XHTML, and holds escaped HTML: {}"
        "Write `type=\"html\"` for escaped HTML, or put the elements into a `<div xmlns=\"http://www.w3.org/1999/xhtml\">` unescaped."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3"
        bad AtomEntry r#"<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">&lt;b&gt;Two boats&lt;/b&gt; were lost.</div></summary>"#
        good AtomEntry r#"<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b>Two boats</b> were lost.</div></summary>"#

    HTML_FRAGMENT "text-html-fragment" Warning w3c "HtmlFragment"
        "content of the type `{}` must be a whole document"
        "Write `type=\"html\"` or `type=\"xhtml\"` for a piece of a page."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.1"
        bad AtomEntry r#"<content type="text/html">&lt;p&gt;Two boats were lost.&lt;/p&gt;</content>"#
        good AtomEntry r#"<content type="html">&lt;p&gt;Two boats were lost.&lt;/p&gt;</content>"#

    ESCAPED "text-not-escaped" Error w3c "NotEscaped"
        "`{}` says that it is escaped, and holds elements"
        "Escape `<` as `&lt;` and write `type=\"html\"` in place of Atom 0.3's `mode`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.2"
        bad AtomEntry r#"<content type="text/html" mode="escaped"><p>Two boats were lost.</p></content>"#
        good AtomEntry r#"<content type="html">&lt;p&gt;Two boats were lost.&lt;/p&gt;</content>"#
}
