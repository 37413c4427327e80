//! Raw HTML → what a feed may carry.
//!
//! A first pass repairs what readers could not show (lazy images, embeds) and
//! makes every address absolute; then `ammonia` keeps what is on the list and
//! nothing else. Safety rests on the second alone.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::address::Page;
use super::lexer::{self, Piece, StartTag};
use super::media::Repair;
use super::{LARGEST, Rendered};

/// Tags may be nested so deep. The sanitiser's parser takes quadratic time in it.
const DEEPEST: usize = 256;
/// Formatting tags that are open at a block's begin are opened again by the
/// parser in each block; so many in all.
const MOST_REOPENED: usize = 100_000;

/// Sanitises a fragment; `notices` already has what was noticed before.
pub(super) fn render(html: &str, page: &Page<'_>, mut notices: Vec<String>) -> Rendered {
    let repaired = if html.len() > LARGEST { None } else { repair(html, page, &mut notices) };
    let Some(repaired) = repaired else {
        notices.push(format!(
            "the markup is nested more than {DEEPEST} deep or the text is longer than {LARGEST} bytes: only its words were kept"
        ));
        return Rendered { html: words(html), notices };
    };
    Rendered { html: SANITISER.clean(&repaired).to_string(), notices }
}

/// The first pass; `None` where the tags are nested too deep.
fn repair(html: &str, page: &Page<'_>, notices: &mut Vec<String>) -> Option<String> {
    let mut repair = Repair::new(page, html.len());
    let (mut depth, mut formatting, mut reopened) = (0usize, 0usize, 0usize);
    let mut rest = html;
    while let Some(piece) = lexer::next(&mut rest) {
        match piece {
            Piece::Text(text) => repair.text(text),
            Piece::Start(tag) => {
                if is_formatting(&tag.name) {
                    formatting += 1;
                } else {
                    reopened += formatting;
                }
                depth += usize::from(!is_flat(&tag.name));
                if depth > DEEPEST || reopened > MOST_REOPENED {
                    return None;
                }
                if let Some(after) = repair.start(&tag) {
                    rest = after;
                    depth = depth.saturating_sub(1);
                }
            }
            Piece::End(name) => {
                formatting = formatting.saturating_sub(usize::from(is_formatting(&name)));
                depth = depth.saturating_sub(usize::from(!is_flat(&name)));
                repair.end(&name);
            }
        }
    }
    notices.extend(repair.notices().map(str::to_owned));
    Some(repair.html)
}

/// Elements that never hold others of their kind: void ones, and those whose
/// end a new one implies.
fn is_flat(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
            | "param"
            | "p"
            | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
            | "rt"
            | "rp"
            | "rb"
    )
}

/// The formatting elements of HTML's parser (HTML Living Standard, 13.2.4.3).
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

/// The words alone, in paragraphs.
fn words(html: &str) -> String {
    let mut out = String::from("<p>");
    let mut rest = html;
    while let Some(piece) = lexer::next(&mut rest) {
        match piece {
            Piece::Text(text) => out.push_str(&text.replace('<', "&lt;").replace('>', "&gt;")),
            Piece::Start(tag) if is_beside_the_words(&tag.name) => rest = lexer::after(tag.rest, &tag.name),
            Piece::Start(tag) if matches!(tag.name.as_str(), "p" | "br" | "li" | "h1" | "h2" | "h3" | "blockquote") => {
                if !out.ends_with("<p>") {
                    out.push_str("</p>\n<p>");
                }
            }
            Piece::Start(_) | Piece::End(_) => {}
        }
    }
    out.push_str("</p>\n");
    out
}

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = "a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del \
        details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p \
        picture pre q rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead \
        time tr track u ul var video wbr"
        .split_whitespace()
        .collect();
    let list = |names: &'static str| names.split_whitespace().collect::<HashSet<&str>>();
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", list("href hreflang rel type")),
        ("audio", list("src controls preload")),
        ("bdo", list("dir")),
        ("blockquote", list("cite")),
        ("code", list("class")),
        ("col", list("span")),
        ("colgroup", list("span")),
        ("del", list("cite datetime")),
        ("details", list("open")),
        ("img", list("src srcset sizes alt width height")),
        ("ins", list("cite datetime")),
        ("ol", list("start reversed type")),
        ("q", list("cite")),
        ("source", list("src srcset sizes type media")),
        ("td", list("colspan rowspan headers")),
        ("th", list("colspan rowspan headers scope")),
        ("time", list("datetime")),
        ("track", list("src kind srclang label")),
        ("video", list("src poster controls preload width height")),
    ]);
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .clean_content_tags(list("script style svg math template textarea select title head noembed noframes"))
        .generic_attributes(list("lang dir title id"))
        .tag_attributes(attributes)
        .url_schemes(list("http https mailto tel data"))
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| keep(element, attribute, value).then_some(Cow::Borrowed(value)));
    builder
});

/// Whether an attribute's value may stay: what the sanitiser's own lists cannot say.
fn keep(element: &str, attribute: &str, value: &str) -> bool {
    let data = value.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    match attribute {
        // Ids of footnotes, which carry the story's own prefix.
        "id" => value.starts_with("fn-") || value.starts_with("fnref-"),
        "class" => value.starts_with("language-"),
        "srcset" => {
            value.split(", ").all(|candidate| candidate.starts_with("https://") || candidate.starts_with("http://"))
        }
        "src" if element == "img" => !data || value.starts_with("data:image/"),
        "href" | "src" | "cite" | "poster" => !data,
        _ => true,
    }
}

/// Elements whose text is none of the story's: code, drawings, controls, and
/// what stands in for players.
pub(super) fn is_beside_the_words(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "svg"
            | "math"
            | "template"
            | "textarea"
            | "select"
            | "option"
            | "title"
            | "head"
            | "iframe"
            | "object"
            | "canvas"
            | "audio"
            | "video"
            | "noembed"
            | "noframes"
    )
}

/// Elements that part words, as inline ones do not.
fn parts_words(name: &str) -> bool {
    matches!(
        name,
        "p" | "br"
            | "hr"
            | "div"
            | "li"
            | "ul"
            | "ol"
            | "dt"
            | "dd"
            | "td"
            | "th"
            | "tr"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "pre"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}

/// The text of a fragment, with every character reference resolved.
pub(super) fn text_of(html: &str) -> String {
    static NO_TAGS: LazyLock<Builder<'static>> = LazyLock::new(Builder::empty);
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(piece) = lexer::next(&mut rest) {
        match piece {
            // What is no tag here must be none for the parser either.
            Piece::Text(words) => text.push_str(&words.replace('<', "&lt;")),
            Piece::Start(tag) if is_beside_the_words(&tag.name) => rest = lexer::after(tag.rest, &tag.name),
            Piece::Start(StartTag { name, .. }) | Piece::End(name) if parts_words(&name) => text.push(' '),
            Piece::Start(_) | Piece::End(_) => {}
        }
    }
    if !text.contains('&') {
        return text;
    }
    // Only five references are left in what has no tags.
    lexer::decode(&NO_TAGS.clean(&text).to_string())
}
