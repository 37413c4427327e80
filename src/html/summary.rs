//! Plain text for summaries: the first paragraph, and a cut that ends well.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::lexer::{self, Piece};
use super::plain::escape_into;
use super::{markdown, sanitise};
use crate::article::{Body, Markup};

/// So much of a body is looked at for its first paragraph, in bytes.
const LOOKED_AT: usize = 64 * 1024;

/// The first paragraph of a body as plain text on one line, where it has one;
/// for summaries. Nothing after it is looked at.
#[must_use]
pub fn first_paragraph(body: &Body) -> Option<String> {
    let mut end = body.text.len().min(LOOKED_AT);
    while !body.text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &body.text[..end];
    match body.markup {
        Markup::Plain => {
            let paragraph = text.trim_start().split("\n\n").next()?;
            one_line(paragraph)
        }
        Markup::Markdown => of_markdown(text),
        Markup::Html => of_html(beginning(&body.text, LOOKED_AT)),
    }
}

/// At most `limit` bytes of a fragment, not cut inside a tag.
fn beginning(html: &str, limit: usize) -> &str {
    if html.len() <= limit {
        return html;
    }
    let mut end = limit;
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let head = &html[..end];
    match head.rfind('<') {
        Some(open) if !head[open..].contains('>') => &head[..open],
        _ => head,
    }
}

fn one_line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The first paragraph with words; one in a list or a quotation only where
/// there is no other.
fn of_markdown(text: &str) -> Option<String> {
    let (mut current, mut fallback) = (String::new(), None);
    let (mut nested, mut images, mut in_paragraph, mut raw) = (0usize, 0usize, false, String::new());
    // Whether `current` is HTML, since a tag stands in it.
    let mut tags = false;
    for event in Parser::new_ext(text, markdown::options()) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item) => {
                (in_paragraph, tags) = (true, false);
                current.clear();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                in_paragraph = false;
                if std::mem::take(&mut tags) {
                    current = sanitise::text_of(&current);
                }
                if let Some(line) = one_line(&current) {
                    if nested == 0 {
                        return Some(line);
                    }
                    fallback.get_or_insert(line);
                }
                current.clear();
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => nested += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => nested -= 1,
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text) | Event::Code(text) if in_paragraph && images == 0 => {
                if tags {
                    escape_into(&mut current, &text);
                } else {
                    current.push_str(&text);
                }
            }
            // Tags inside a paragraph, and perhaps what they hold, are no words of it.
            Event::InlineHtml(tag) if in_paragraph => {
                if !std::mem::replace(&mut tags, true) {
                    let text = std::mem::take(&mut current);
                    escape_into(&mut current, &text);
                }
                current.push_str(&tag);
            }
            Event::SoftBreak | Event::HardBreak => current.push(' '),
            Event::Html(html) => raw.push_str(&html),
            _ => {}
        }
    }
    fallback.or_else(|| of_html(&raw))
}

/// The text of the first `p` with words, else that of the whole.
fn of_html(html: &str) -> Option<String> {
    let mut rest = html;
    while let Some(piece) = lexer::next(&mut rest) {
        match piece {
            Piece::Start(tag) if sanitise::is_beside_the_words(&tag.name) => {
                rest = lexer::after(tag.rest, &tag.name);
            }
            Piece::Start(tag) if tag.name == "p" => {
                if let Some(line) = one_line(&sanitise::text_of(&tag.rest[..paragraph_end(tag.rest)])) {
                    return Some(line);
                }
            }
            _ => {}
        }
    }
    // Without a paragraph the first words have to do; not more than any summary takes.
    one_line(&sanitise::text_of(beginning(html, 4096)))
}

/// Where a paragraph ends: at its end tag, or where the next one begins.
fn paragraph_end(html: &str) -> usize {
    let ends = |at: &usize| {
        let tag = &html.as_bytes()[at + 1..];
        let tag = tag.strip_prefix(b"/").unwrap_or(tag);
        let after = tag.get(1).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        tag.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'p')) && after
    };
    memchr::memchr_iter(b'<', html.as_bytes()).find(ends).unwrap_or(html.len())
}

/// Plain text of at most `limit` characters: cut at the end of a sentence where
/// one ends in the second half, else at a word with `…`.
#[must_use]
pub fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = &text[..end];
    let half = head.char_indices().nth(limit / 2).map_or(0, |(at, _)| at);
    if let Some(sentence) = last_sentence(head, &text[end..]).filter(|at| *at > half) {
        return head[..sentence].trim_end().to_owned();
    }
    // One place is the ellipsis's.
    let room = head.char_indices().last().map_or(0, |(at, _)| at);
    let at_space = if text[room..].starts_with(char::is_whitespace) {
        Some(room)
    } else {
        head[..room].rfind(char::is_whitespace)
    };
    let word = at_space.filter(|at| *at > half).unwrap_or_else(|| whole_character(head, room));
    let kept = head[..word].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-(".contains(c));
    format!("{kept}…")
}

/// Where the last whole sentence of `head` ends.
fn last_sentence(head: &str, after: &str) -> Option<usize> {
    let mut best = None;
    for (at, c) in head.char_indices() {
        let end = at + c.len_utf8();
        match c {
            '。' | '！' | '？' | '؟' | '۔' | '।' => best = Some(end),
            '.' | '!' | '?' | '…' => {
                let mut end = end;
                let mut rest = &head[end..];
                while let Some(close) = rest.chars().next().filter(|c| "”’\"')»]".contains(*c)) {
                    end += close.len_utf8();
                    rest = &head[end..];
                }
                let next = if rest.is_empty() { after } else { rest };
                if next.is_empty() || next.starts_with(char::is_whitespace) {
                    best = Some(end);
                }
            }
            _ => {}
        }
    }
    best
}

/// The nearest place at or before `at` that parts no character from its marks.
fn whole_character(text: &str, mut at: usize) -> usize {
    let joins = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20d0}'..='\u{20ff}');
    while at > 0 && (text[at..].starts_with(joins) || text[..at].ends_with('\u{200d}')) {
        at = text[..at].char_indices().last().map_or(0, |(before, _)| before);
    }
    at
}
