//! Bodies as a feed carries them.

use proptest::prelude::*;

use super::{cut, first_paragraph, render};
use crate::article::{Body, Markup};
use crate::xml::AbsoluteUrl;

fn rendered(markup: Markup, text: &str) -> super::Rendered {
    let page = AbsoluteUrl::parse("https://daily.example/world/story/").unwrap();
    render(&Body::new(markup, text), &page, "ab12")
}

fn html(text: &str) -> String {
    rendered(Markup::Html, text).html
}

fn markdown(text: &str) -> String {
    rendered(Markup::Markdown, text).html
}

#[test]
fn markdown_is_html_with_absolute_addresses() {
    assert_eq!(
        markdown("# A\n\nOne *two* [three](/x) ![four](y.jpg \"five\") <https://z.example/> <desk@daily.example>\n"),
        "<h1>A</h1>\n<p>One <em>two</em> <a href=\"https://daily.example/x\">three</a> <img src=\"https://daily.example/world/story/y.jpg\" alt=\"four\" title=\"five\" /> <a href=\"https://z.example/\">https://z.example/</a> <a href=\"mailto:desk@daily.example\">desk@daily.example</a></p>\n"
    );
    assert_eq!(markdown("~~a~~ & b < c\n"), "<p><del>a</del> &amp; b &lt; c</p>\n");
    let table = markdown("|a|b|\n|:-:|--|\n|1|2|\n");
    assert!(table.contains("<th>a</th>") && table.contains("<td>2</td>") && !table.contains("style"), "{table}");
}

#[test]
fn footnotes_are_this_storys_own() {
    let html = markdown("One[^a].\n\n[^a]: A *note*.\n");
    assert!(
        html.contains("<a href=\"https://daily.example/world/story/#fn-ab12-1\" id=\"fnref-ab12-1\">1</a>"),
        "{html}"
    );
    assert!(html.contains("<div id=\"fn-ab12-1\">") && html.contains("<em>note</em>"), "{html}");
    let raw = markdown("One[^a] <b>raw</b>.\n\n[^a]: A note.\n");
    assert!(raw.contains("id=\"fn-ab12-1\""), "through the sanitiser too: {raw}");
}

#[test]
fn what_acts_is_gone_however_it_hides() {
    let attacks = [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"javascript:alert(1)\">",
        "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
        "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<style>@import 'x'</style>",
        "<p style=\"background:url(javascript:x)\">x</p>",
        "<form action=x><input onfocus=alert(1) autofocus><button formaction=javascript:x>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
        "<a href=data:text/html,x>x</a>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<img srcset=\"javascript:alert(1) 1x, x.jpg 2x\">",
        "<video poster=javascript:alert(1)></video>",
        "<base href=//evil.example/>",
        "<x onclick=alert(1)>y</x>",
        "<a href=x\" onmouseover=\"alert(1)>y</a>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<p =onclick=alert(1) onclick=alert(1)>",
    ];
    for attack in attacks {
        for html in [html(attack), markdown(attack), markdown(&format!("text {attack} text"))] {
            let lower = html.to_lowercase();
            // Escaped text and quoted values may say anything; names may not, nor where values point.
            let tags: Vec<&str> = lower.split('<').skip(1).filter_map(|tag| tag.split('>').next()).collect();
            let names: String = tags.iter().flat_map(|tag| tag.split('"').step_by(2)).collect::<Vec<_>>().join(" ");
            for bad in [
                "script",
                "onerror",
                "onclick",
                "onfocus",
                "onmouseover",
                "style",
                "srcdoc",
                "formaction",
                "svg",
                "form",
            ] {
                assert!(!names.contains(bad), "{attack}\n{html}");
            }
            for bad in ["=\"javascript:", "=\"data:text", "evil.example"] {
                assert!(!lower.contains(bad), "{attack}\n{html}");
            }
        }
    }
    assert_eq!(markdown("[x](javascript:alert(1))\n"), "<p>x</p>\n");
    assert_eq!(markdown("![*x* y](data:image/svg+xml,z)\n"), "<p><em>x</em> y</p>\n");
}

#[test]
fn lazy_images_are_repaired() {
    let page = "https://daily.example/world/story";
    assert_eq!(
        html(
            "<img src=\"data:image/gif;base64,R0\" data-src=\"a.jpg\" loading=lazy alt='A &amp; B'><noscript><img src=a.jpg></noscript>"
        ),
        format!("<img src=\"{page}/a.jpg\" alt=\"A &amp; B\">")
    );
    assert_eq!(
        html("<img srcset=\"a.jpg 300w, /b,c.jpg 600w,d.jpg\" sizes=50vw>"),
        format!(
            "<img src=\"{page}/a.jpg\" srcset=\"{page}/a.jpg 300w, https://daily.example/b%2Cc.jpg 600w, {page}/d.jpg\" sizes=\"50vw\">"
        )
    );
    assert_eq!(html("<img src=count.gif width=1 height=1>"), "");
    let large = format!("<p>a<img src=\"data:image/png;base64,{}\"></p>", "A".repeat(5000));
    let rendered = rendered(Markup::Html, &large);
    assert_eq!(rendered.html, "<p>a</p>");
    assert!(rendered.notices[0].contains("4 KB"));
}

#[test]
fn embeds_become_links() {
    let rendered = rendered(
        Markup::Html,
        "<p>a</p><iframe src=\"//video.example/embed/1?a=1&amp;b=2\" title=\"The <harbour>\">old</iframe><p>b</p>",
    );
    assert_eq!(
        rendered.html,
        "<p>a</p><p><a href=\"https://video.example/embed/1?a=1&amp;b=2\">The &lt;harbour&gt;</a></p><p>b</p>"
    );
    assert_eq!(rendered.notices.len(), 1);
}

#[test]
fn media_and_structure_stay() {
    let kept = "<figure><img src=\"https://a.example/b.jpg\" alt=\"c\"><figcaption>d</figcaption></figure><video src=\"https://a.example/v.mp4\" poster=\"https://a.example/p.jpg\" controls=\"\"></video><table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table><p lang=\"ar\" dir=\"rtl\">مرحبا</p><ruby>漢<rt>kan</rt></ruby>";
    assert_eq!(html(kept), kept);
}

#[test]
fn plain_text_keeps_every_character() {
    let text = "“Two” – it's <b> & 'one'\n\nsecond\nline";
    assert_eq!(
        rendered(Markup::Plain, text).html,
        "<p>“Two” – it's &lt;b&gt; &amp; 'one'</p>\n<p>second<br>\nline</p>\n"
    );
}

#[test]
fn hostile_nesting_ends_soon_and_keeps_the_words() {
    let deep = format!("{}words{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let rendered = rendered(Markup::Html, &deep);
    assert!(rendered.html.contains("words") && !rendered.html.contains("<div"));
    assert!(rendered.notices[0].contains("256"));
    let formatting: String = (0..200).map(|n| format!("<font size={n}>")).collect();
    assert!(html(&format!("{formatting}{}", "<p>x".repeat(100_000))).len() < 2_000_000);
    markdown(&">".repeat(50_000));
    markdown(&"[".repeat(50_000));
    markdown(&"* ".repeat(20_000));
    assert!(html(&"<p>flat".repeat(10_000)).len() > 100_000, "many paragraphs are not deep");
}

#[test]
fn a_summary_is_plain_text_whatever_tags_stand_in_it() {
    let first = |markup, text: &str| first_paragraph(&Body::new(markup, text)).unwrap_or_default();
    let html = |text: &str| first(Markup::Html, text);
    assert_eq!(html("<p><img data-src=\"/a.jpg\"><noscript><img src=\"/a.jpg\"></noscript></p>"), "");
    assert_eq!(html("<p>Inline <noscript>NS <b>x</b></noscript> text</p>"), "Inline NS x text");
    assert_eq!(html("<p>A <textarea>t</textarea><select><option>o</select><option>p</option>b</p>"), "A b");
    assert_eq!(html(&format!("{}<p>Deep <b>words</b></p>", "<div>".repeat(300))), "Deep words");
    assert_eq!(html(&format!("<p>{}Deep", "<i>".repeat(300))), "Deep");
    assert_eq!(html("<p>1 < 2 <<i>b> &lt;b&gt; &amp;lt; &eacute;</p>"), "1 < 2 <b> <b> &lt; é");
    assert_eq!(html("<p>One<P>Two"), "One");
    let markdown = |text: &str| first(Markup::Markdown, text);
    assert_eq!(markdown("Hi <script>alert(1)</script> there"), "Hi there");
    assert_eq!(markdown("A < b & <b>c &amp; d</b><br>e `<i>`"), "A < b & c & d e <i>");
    assert_eq!(markdown("<noscript><img src=x></noscript>\n\nWords.\n"), "Words.");
    let open = "<p a>".repeat(13_000);
    let began = std::time::Instant::now();
    assert_eq!(html(&open), "");
    assert!(began.elapsed().as_secs() < 2, "{:?}", began.elapsed());
}

#[test]
fn the_first_paragraph_is_the_first_words_of_the_story() {
    let first = |markup, text: &str| first_paragraph(&Body::new(markup, text));
    let of = |text: &str| first(Markup::Markdown, text).unwrap_or_default();
    assert_eq!(
        of("# Head\n\n![pic](x.jpg)\n\nOne *two*\n[three](y) & `four`.[^1]\n\nNext.\n\n[^1]: note"),
        "One two three & four."
    );
    assert_eq!(of("> quoted\n\nTold.\n"), "Told.");
    assert_eq!(of("> quoted\n"), "quoted");
    assert_eq!(of("- a\n- b\n"), "a");
    assert_eq!(of("<p class=x>Raw &eacute; <b>html</b></p>\n"), "Raw é html");
    assert_eq!(first(Markup::Html, "<h1>H</h1><p> </p><p>One&nbsp;&amp; <i>two</i></p>").as_deref(), Some("One & two"));
    assert_eq!(first(Markup::Html, "no paragraph<br>at all").as_deref(), Some("no paragraph at all"));
    assert_eq!(first(Markup::Plain, "One\ntwo\n\nthree").as_deref(), Some("One two"));
    assert_eq!(first(Markup::Markdown, "![only](x.jpg)"), None);
}

#[test]
fn a_cut_ends_at_a_sentence_or_a_word() {
    assert_eq!(cut("Short.", 10), "Short.");
    assert_eq!(cut("One two three. Four five six.", 20), "One two three.");
    assert_eq!(cut("One two three four five six", 12), "One two…");
    assert_eq!(cut("It cost £3.50 and then more, she said", 16), "It cost £3.50…");
    assert_eq!(cut("“He left.” Then nothing was heard", 18), "“He left.”");
    assert_eq!(cut("港は開いた。船は遅れている。誰も知らない", 15), "港は開いた。船は遅れている。");
    assert_eq!(cut(&"字".repeat(30), 10), format!("{}…", "字".repeat(9)));
    assert_eq!(cut("aaaaaaa👩\u{200d}👩\u{200d}👧bbbb", 10), "aaaaaaa…");
}

proptest! {
    #[test]
    fn no_text_panics_or_leaves_a_relative_address(text in "(<[a-z]{1,6}( (src|href|srcset|poster|data-src)=['\"]?[^<>]{0,12}['\"]?){0,3}>|</[a-z]{1,4}>|[\\[\\]()!<>&*_`~|\\-#\n a-z'\"]|\\PC){0,60}") {
        for markup in [Markup::Html, Markup::Markdown, Markup::Plain] {
            let html = rendered(markup, &text).html;
            let _ = first_paragraph(&Body::new(markup, text.as_str()));
            let _ = cut(&text, 20);
            for tag in html.split('<').skip(1).filter_map(|tag| tag.split('>').next()) {
                for attribute in [" href=\"", " src=\"", " poster=\"", " srcset=\""] {
                    if let Some((_, value)) = tag.split_once(attribute) {
                        prop_assert!(["https://", "http://", "mailto:", "tel:", "data:image/"].iter().any(|scheme| value.starts_with(scheme)), "{} -> {}", text, html);
                    }
                }
            }
        }
    }
}
