//! JSON files: one article, or several in an array.

use std::borrow::Cow;
use std::collections::HashSet;

use sha2::{Digest as _, Sha256};

use super::build::{Context, Draft, build};
use super::fault::{Fault, Part};
use super::field::{Field, Fields, Sheet};
use super::name::Name;
use super::read::{Outcome, resolved, sidecar_sheet};
use super::value::{Given, text_of};
use crate::article::{Body, Markup, Origin};
use crate::tree::{self, Map, Node, Value};

/// At most this many articles in one file.
const MOST: usize = 100_000;

/// Reads an object, an array of objects, or an object with `articles`.
pub(super) fn read(text: &str, sidecar: &str, origin: &Origin, context: &mut Context<'_>, outcome: &mut Outcome) {
    let file_fault =
        |fault: Fault, outcome: &mut Outcome| outcome.refused.push(fault.remark(origin.clone(), text, sidecar));
    let node = match tree::parse_json(text) {
        Ok(node) => node,
        Err(error) => {
            let fault =
                Fault::new(Part::File(0), error.at, format!("it is not JSON: {}", error.message), "correct that line");
            return file_fault(fault, outcome);
        }
    };
    let at = node.at;
    let items = match node.value {
        Value::List(items) => items,
        Value::Map(mut map) => match map.0.iter().position(|entry| entry.key == "articles") {
            Some(position) if matches!(map.0[position].node.value, Value::List(_)) => {
                match map.0.swap_remove(position).node.value {
                    Value::List(items) => items,
                    _ => Vec::new(),
                }
            }
            _ => {
                let node = Node { at, value: Value::Map(map) };
                return one(node, text, sidecar, origin.clone(), false, context, outcome);
            }
        },
        other => {
            let what = format!("it holds {}, not an article", other.kind());
            return file_fault(Fault::new(Part::File(0), at, what, "write an object or an array of objects"), outcome);
        }
    };
    if items.len() > MOST {
        let what = format!("it holds more than {MOST} articles");
        return file_fault(Fault::new(Part::File(0), at, what, "split it into several files"), outcome);
    }
    let mut seen = HashSet::new();
    for (index, item) in items.into_iter().enumerate() {
        // What has nothing to be told by is refused: its place serves for that.
        let (key, what) =
            item.as_map().and_then(|map| key_of(map, context)).unwrap_or_else(|| (index.to_string(), "place"));
        let own = Origin::new(origin.source.clone(), format!("{}#{key}", origin.key));
        if seen.insert(key) {
            one(item, text, sidecar, own, true, context, outcome);
        } else {
            let what = format!("another article of this file has its {what}");
            let fault = Fault::new(Part::File(0), item.at, what, "give each its own `id`");
            outcome.refused.push(fault.remark(own, text, sidecar));
        }
    }
}

/// What tells an article from the others of its file, and what that is: never
/// its place, which is another one as soon as a story is put before it. Keys
/// stand in ledgers, so the way they are made never changes.
fn key_of(map: &Map, context: &Context<'_>) -> Option<(String, &'static str)> {
    let said = |text: Option<Cow<'_, str>>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(id) = said(["id", "uuid", "guid"].iter().find_map(|key| text_of(map.get(key)?))) {
        return Some((id, "id"));
    }
    let field = |field: Field| field.in_map(map, &context.settings.fields);
    let text = |name: Field| said(field(name).and_then(|node| node.as_str()).map(Cow::Borrowed));
    if let Some(url) = text(Field::Permalink) {
        return Some((format!("url:{url}"), "address"));
    }
    if let Some(slug) = text(Field::Slug) {
        return Some((format!("slug:{slug}"), "slug"));
    }
    let headline = said(field(Field::Headline).and_then(text_of))?;
    let date = [Field::PublishDate, Field::Date, Field::Published].into_iter().find_map(|name| text_of(field(name)?));
    let mut hash = Sha256::new();
    hash.update(headline);
    hash.update([0]);
    hash.update(said(date).unwrap_or_default());
    let hex: String = hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    Some((format!("story:{hex}"), "headline and date"))
}

fn one(
    node: Node,
    text: &str,
    sidecar: &str,
    origin: Origin,
    nameless: bool,
    context: &mut Context<'_>,
    outcome: &mut Outcome,
) {
    let at = node.at;
    let article = match node.value {
        Value::Map(map) => draft(map, sidecar, origin.clone(), nameless, context).and_then(|draft| {
            let section = context.name.section;
            if nameless {
                // The file's name tells nothing about one of several articles.
                context.name = Name { section, ..Name::of("") };
            }
            build(draft, context)
        }),
        other => {
            Err(Fault::new(Part::File(0), at, format!("it is {}, not an article", other.kind()), "write an object"))
        }
    };
    for notice in context.notices.drain(..) {
        outcome.notices.push(notice.remark(origin.clone(), text, sidecar));
    }
    match article {
        Ok(article) => outcome.articles.push(article),
        Err(mut fault) => {
            // What has no place of its own stands where its article begins.
            if fault.part == Part::Nowhere || fault.part == Part::File(0) && fault.at == 0 {
                (fault.part, fault.at) = (Part::File(0), at);
            }
            outcome.refused.push(fault.remark(origin, text, sidecar));
        }
    }
}

fn draft(map: Map, sidecar: &str, origin: Origin, nameless: bool, context: &mut Context<'_>) -> Result<Draft, Fault> {
    let mut sheets: Vec<Sheet> = if nameless { Vec::new() } else { sidecar_sheet(sidecar)?.into_iter().collect() };
    sheets.push(Sheet { part: Part::File(0), map });
    let mut fields = Fields::gather(sheets, &context.settings.fields, true);
    let markup = fields.take(Field::Markup);
    let body = match fields.take(Field::Body) {
        Some(given) => body(&given, markup.as_ref(), context)?,
        None => Body::new(Markup::Plain, ""),
    };
    Ok(Draft { origin, fields, body, headline: None, dek: None, nameless, hold: None })
}

/// The words: marked up as `markup` says, or the key's own name; else HTML where
/// they begin with a tag, and Markdown otherwise.
fn body(given: &Given, markup: Option<&Given>, context: &mut Context<'_>) -> Result<Body, Fault> {
    let key = given.key.to_ascii_lowercase();
    let words = match &given.node.value {
        // A list of paragraphs.
        Value::List(items) => {
            let lines: Option<Vec<Cow<'_, str>>> = items.iter().map(text_of).collect();
            lines.ok_or_else(|| given.fault("is not a text", "write the words as one text"))?.join("\n\n")
        }
        _ => given.text()?,
    };
    let words = if words.contains('\r') { words.replace("\r\n", "\n").replace('\r', "\n") } else { words };
    let said = markup.map(|markup| Ok((markup, markup.text()?.trim().to_ascii_lowercase()))).transpose()?;
    let markup = match said.as_ref().map(|(given, word)| (given, word.as_str())) {
        Some((_, "markdown" | "md" | "commonmark")) => Markup::Markdown,
        Some((_, "html" | "xhtml")) => Markup::Html,
        Some((_, "plain" | "text")) => Markup::Plain,
        Some((given, _)) => return Err(given.fault("is not a markup", "write html, markdown or plain")),
        None if key.contains("html") => Markup::Html,
        None if key.contains("markdown") => Markup::Markdown,
        None if key.contains("text") => Markup::Plain,
        None if words.trim_start().starts_with('<') => Markup::Html,
        None => Markup::Markdown,
    };
    if markup == Markup::Plain {
        return Ok(Body::new(markup, words));
    }
    let told = context.notices.len();
    let words = resolved(&words, markup, given.part, context);
    // A place inside a JSON text is told as that of the text.
    for notice in &mut context.notices[told..] {
        notice.at = given.node.at;
    }
    Ok(Body::new(markup, words))
}
