//! Rules: HTML in content.

use crate::validate::rule::rules;

rules! {
    "html", "HTML in content.";

    FLAW "html-flaw" Warning w3c "NotHtml"
        "HTML that parsers stumble over: {}"
        "Mend it where it was written, or let a library parse and write it: what one reader guesses right, another drops."
        "https://html.spec.whatwg.org/multipage/parsing.html#parse-errors"
        bad RssItem "<description>&lt;p>Two &lt;b>boats were lost.&lt;/p></description>"
        good RssItem "<description>&lt;p>Two &lt;b>boats&lt;/b> were lost.&lt;/p></description>"

    UNKNOWN_TAG "html-tag-unknown" Warning w3c "NotHtml"
        "there is no HTML element `{}`"
        "Write an element that HTML has, in small letters; where a `<` is to be seen, escape it once more."
        "https://html.spec.whatwg.org/multipage/indices.html#elements-3"
        bad RssItem "<description>&lt;headline>Fire&lt;/headline></description>"
        good RssItem "<description>&lt;h2>Fire&lt;/h2></description>"

    UNKNOWN_TAG_IN_BROKEN "html-tag-unknown-later" Warning
        "there is no HTML element `{}`, and the HTML has other faults"
        "Write an element that HTML has, in small letters; where a `<` is to be seen, escape it once more."
        "https://html.spec.whatwg.org/multipage/indices.html#elements-3"
        bad RssItem "<description>&lt;headline>Fire&lt;/headline> at the &lt;b>harbour</description>"
        good RssItem "<description>&lt;h2>Fire&lt;/h2> at the &lt;b>harbour&lt;/b></description>"

    DANGEROUS_TAG "html-tag-dangerous" Warning w3c "SecurityRisk"
        "readers drop the element `{}`: it is not among those that they let pass"
        "Leave it out, and link to the page that has it: readers show neither scripts nor forms nor embedded pages."
        "https://www.rfc-editor.org/rfc/rfc4287#section-8.1"
        bad RssItem r#"<description>&lt;iframe src="https://example.com/map">&lt;/iframe></description>"#
        good RssItem r#"<description>&lt;a href="https://example.com/map">The map&lt;/a></description>"#

    DANGEROUS_TAG_IN_BROKEN "html-tag-dangerous-later" Warning
        "readers drop the element `{}`: it is not among those that they let pass, and the HTML has other faults"
        "Leave it out, and link to the page that has it: readers show neither scripts nor forms nor embedded pages."
        "https://www.rfc-editor.org/rfc/rfc4287#section-8.1"
        bad RssItem r#"<description>&lt;iframe src="https://example.com/map">&lt;/iframe> of the &lt;b>harbour</description>"#
        good RssItem r#"<description>&lt;a href="https://example.com/map">The map&lt;/a> of the &lt;b>harbour&lt;/b></description>"#

    DANGEROUS_ATTRIBUTE "html-attribute-dangerous" Warning w3c "SecurityRiskAttr"
        "readers drop the attribute `{}`: it is not among those that they let pass"
        "Leave it out: scripts do not run in readers, and attributes that HTML does not have are of no use there."
        "https://www.rfc-editor.org/rfc/rfc4287#section-8.1"
        bad RssItem r#"<description>&lt;p onclick="open()">Two boats were lost.&lt;/p></description>"#
        good RssItem "<description>&lt;p>Two boats were lost.&lt;/p></description>"

    DANGEROUS_ATTRIBUTE_IN_BROKEN "html-attribute-dangerous-later" Warning
        "readers drop the attribute `{}`: it is not among those that they let pass, and the HTML has other faults"
        "Leave it out: scripts do not run in readers, and attributes that HTML does not have are of no use there."
        "https://www.rfc-editor.org/rfc/rfc4287#section-8.1"
        bad RssItem r#"<description>&lt;p onclick="open()">Two &lt;b>boats were lost.&lt;/p></description>"#
        good RssItem "<description>&lt;p>Two &lt;b>boats&lt;/b> were lost.&lt;/p></description>"

    DANGEROUS_STYLE "html-style-dangerous" Warning w3c "DangerousStyleAttr"
        "readers drop the style `{}`: it is not among those that they let pass"
        "Leave the style out: a feed's words have to read well without it."
        "https://www.rfc-editor.org/rfc/rfc4287#section-8.1"
        bad RssItem r#"<description>&lt;p style="position: fixed">Two boats were lost.&lt;/p></description>"#
        good RssItem "<description>&lt;p>Two boats were lost.&lt;/p></description>"

    DANGEROUS_STYLE_IN_BROKEN "html-style-dangerous-later" Warning
        "readers drop the style `{}`: it is not among those that they let pass, and the HTML has other faults"
        "Leave the style out: a feed's words have to read well without it."
        "https://www.rfc-editor.org/rfc/rfc4287#section-8.1"
        bad RssItem r#"<description>&lt;p style="position: fixed">Two &lt;b>boats were lost.&lt;/p></description>"#
        good RssItem "<description>&lt;p>Two &lt;b>boats&lt;/b> were lost.&lt;/p></description>"

    RELATIVE_REFERENCE "html-relative-reference" Warning w3c "ContainsRelRef"
        "`{}` is a relative address, which leads nowhere in a reader"
        "Write the whole address, from `https://` on."
        "https://www.rssboard.org/rss-profile#element-channel-item-description"
        bad RssItem r#"<description>&lt;a href="/map">The map&lt;/a></description>"#
        good RssItem r#"<description>&lt;a href="https://example.com/map">The map&lt;/a></description>"#

    RELATIVE_URL "html-relative-url" Warning
        "`{}` is a relative address, which many readers resolve wrongly"
        "Write the whole address, from `https://` on."
        "https://www.rfc-editor.org/rfc/rfc3986#section-5.1"
        bad RssItem r#"<description>&lt;video controls poster="/boats.jpg">&lt;/video></description>"#
        good RssItem r#"<description>&lt;video controls poster="https://example.com/boats.jpg">&lt;/video></description>"#

    MIXED_CONTENT "html-mixed-content" Warning
        "`{}` is loaded without encryption: browsers block or rewrite that on secure pages"
        "Serve the file over TLS and write its address with `https:`."
        "https://www.w3.org/TR/mixed-content/"
        bad RssItem r#"<description>&lt;img src="http://example.com/boats.jpg" alt="Boats"></description>"#
        good RssItem r#"<description>&lt;img src="https://example.com/boats.jpg" alt="Boats"></description>"#

    TRACKING_PIXEL "html-tracking-pixel" Info
        "`{}` is a picture that serves to count readers"
        "Leave it out of feeds: many readers block it, and it costs your readers' trust."
        "https://www.w3.org/TR/privacy-principles/"
        bad RssItem r#"<description>Two boats were lost.&lt;img src="https://example.com/hit" width="1" height="1" alt=""></description>"#
        good RssItem "<description>Two boats were lost.</description>"

    TRACKING_PARAMETER "html-tracking-parameter" Info
        "the parameter `{}` in an address serves to follow readers"
        "Take it out of links in feeds: the page is the same without it, and caches then know it as one."
        "https://www.w3.org/TR/privacy-principles/"
        bad RssItem r#"<description>&lt;a href="https://example.com/map?utm_source=rss">The map&lt;/a></description>"#
        good RssItem r#"<description>&lt;a href="https://example.com/map">The map&lt;/a></description>"#

    SCRIPT_URL "html-script-url" Warning
        "`{}` is a script in place of an address"
        "Link to a page that does the same: no reader runs scripts."
        "https://www.rfc-editor.org/rfc/rfc4287#section-8.1"
        bad RssItem r#"<description>&lt;a href="javascript:map()">The map&lt;/a></description>"#
        good RssItem r#"<description>&lt;a href="https://example.com/map">The map&lt;/a></description>"#

    DATA_URL "html-data-url" Info
        "a file stands in the HTML itself, which makes the feed large and which many readers drop: {}"
        "Put the file on your server and write its address."
        "https://www.rfc-editor.org/rfc/rfc2397#section-2"
        bad RssItem r#"<description>&lt;img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="Boats"></description>"#
        good RssItem r#"<description>&lt;img src="https://example.com/boats.gif" alt="Boats"></description>"#

    PRIVATE_HOST "html-private-host" Warning
        "`{}` cannot be reached from outside"
        "Write the address of the public site in place of the one of the CMS or the test server."
        "https://www.rfc-editor.org/rfc/rfc6761#section-6.3"
        bad RssItem r#"<description>&lt;a href="https://localhost:3000/map">The map&lt;/a></description>"#
        good RssItem r#"<description>&lt;a href="https://example.com/map">The map&lt;/a></description>"#

    DOUBLE_ESCAPED "html-double-escaped" Warning
        "`{}` is escaped twice: readers show the escape"
        "Escape once: find the two steps that both do it, and take it out of one."
        "https://html.spec.whatwg.org/multipage/syntax.html#character-references"
        bad RssItem "<description>Fish &amp;amp;amp; chips</description>"
        good RssItem "<description>Fish &amp;amp; chips</description>"

    TOO_DEEP "html-too-deep" Warning
        "HTML is nested more than 256 deep"
        "Take the needless elements out; an editor that was pasted into often piles them up."
        "https://html.spec.whatwg.org/multipage/syntax.html#elements-2"
        bad Times r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><item><description>|300|&lt;div>|Fire|300|&lt;/div>|</description></item></channel></rss>"#
        good Times r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><item><description>|3|&lt;div>|Fire|3|&lt;/div>|</description></item></channel></rss>"#
}
