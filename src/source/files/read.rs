//! One file → its articles. Pure, but for the looks at media that lie beside it.

use super::build::{Context, Draft, build};
use super::encoding::decode;
use super::fault::{Fault, Part};
use super::field::{Field, Fields, Sheet};
use super::media::Disk;
use super::name::Name;
use super::settings::Settings;
use super::{front, json, page, plain, template};
use crate::article::{Article, Body, Markup, Origin};
use crate::source::Remark;
use crate::tree;
use crate::xml::XmlText;

/// A file as it was found.
#[derive(Debug)]
pub struct File<'a> {
    /// Its path below the source, with `/`, in NFC.
    pub key: &'a str,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What its sidecar holds, where it has one.
    pub sidecar: Option<Vec<u8>>,
    /// Where media may be looked for.
    pub disk: &'a Disk,
}

/// What one file gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Its articles; more than one from JSON alone.
    pub articles: Vec<Article>,
    /// Those that could not be read, and why.
    pub refused: Vec<Remark>,
    /// What was repaired or left out.
    pub notices: Vec<Remark>,
}

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Markdown,
    Html,
    Json,
    Text,
}

impl Format {
    /// The format of a file of that name; `None` when it is no article.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        let is = |known: &[&str]| known.iter().any(|known| extension.eq_ignore_ascii_case(known));
        match () {
            () if stem.is_empty() => None,
            () if is(&["md", "markdown"]) => Some(Self::Markdown),
            () if is(&["html", "htm"]) => Some(Self::Html),
            () if is(&["json"]) => Some(Self::Json),
            () if is(&["txt"]) => Some(Self::Text),
            () => None,
        }
    }
}

/// Reads the articles of one file.
#[must_use]
pub fn read_article(file: File<'_>, settings: &Settings) -> Outcome {
    let origin = Origin::new(settings.name.clone(), file.key);
    let format = Format::of_name(file.key).unwrap_or(Format::Text);
    let mut outcome = Outcome::default();
    let text = match decode(file.bytes, settings.encoding, format == Format::Html) {
        Ok(text) => text,
        Err(fault) => {
            let help =
                "save the file as UTF-8, or name its encoding in the source, such as `encoding = \"windows-1252\"`";
            outcome.refused.push(Remark { origin, line: Some(fault.line), what: fault.what, help: help.to_owned() });
            return outcome;
        }
    };
    let sidecar = match file.sidecar.map(|bytes| decode(bytes, encoding_rs::UTF_8, false)).transpose() {
        Ok(sidecar) => sidecar.unwrap_or_default(),
        Err(fault) => {
            let what = format!("in its sidecar, line {}: {}", fault.line, fault.what);
            outcome.refused.push(Remark { origin, line: None, what, help: "save the sidecar as UTF-8".to_owned() });
            return outcome;
        }
    };
    let mut context = Context { settings, name: Name::of(file.key), disk: file.disk, notices: Vec::new() };
    if format == Format::Json {
        json::read(&text, &sidecar, &origin, &mut context, &mut outcome);
        return outcome;
    }
    let read =
        draft(format, &text, &sidecar, origin.clone(), &mut context).and_then(|draft| build(draft, &mut context));
    for notice in context.notices {
        outcome.notices.push(notice.remark(origin.clone(), &text, &sidecar));
    }
    match read {
        Ok(article) => outcome.articles.push(article),
        Err(fault) => outcome.refused.push(fault.remark(origin, &text, &sidecar)),
    }
    outcome
}

/// The keys of a sidecar; they are stronger than those of the file.
pub(super) fn sidecar_sheet(text: &str) -> Result<Option<Sheet>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let map = tree::parse_toml(text).map_err(|error| {
        Fault::new(Part::Sidecar, error.at, format!("it is not TOML: {}", error.message), "correct that line")
    })?;
    Ok(Some(Sheet { part: Part::Sidecar, map }))
}

fn draft(format: Format, text: &str, sidecar: &str, origin: Origin, context: &mut Context<'_>) -> Result<Draft, Fault> {
    let mut sheets: Vec<Sheet> = sidecar_sheet(sidecar)?.into_iter().collect();
    if format == Format::Text {
        return copy(text, sheets, origin, context);
    }
    let mut start = 0;
    if let Some(front) = front::split(text)? {
        start = front.body;
        sheets.push(Sheet { part: Part::File(front.base), map: front.map });
    }
    let mut words = start..text.len();
    let markup = if format == Format::Markdown { Markup::Markdown } else { Markup::Html };
    if markup == Markup::Html
        && let Some(page) = page::take_apart(&text[start..])
    {
        words = start + page.words.start..start + page.words.end;
        sheets.push(Sheet { part: Part::File(start), map: page.told });
    }
    let fields = Fields::gather(sheets, &context.settings.fields, false);
    let mut headline = None;
    if markup == Markup::Markdown && !fields.has(Field::Headline) {
        let (found, length) = first_heading(&text[words.clone()]);
        headline = found;
        words.start += length;
    }
    let body = body(text, words, markup, context);
    Ok(Draft { origin, fields, body, headline, dek: None, nameless: false, hold: None })
}

fn copy(text: &str, sheets: Vec<Sheet>, origin: Origin, context: &mut Context<'_>) -> Result<Draft, Fault> {
    let fields = Fields::gather(sheets, &context.settings.fields, false);
    let copy = plain::take_apart(text)
        .ok_or_else(|| Fault::nowhere("it is empty", "write the headline on its first line, or remove the file"))?;
    let body = Body { line: copy.body_line, ..Body::new(Markup::Plain, copy.body) };
    Ok(Draft {
        origin,
        fields,
        body,
        headline: XmlText::line(copy.headline),
        dek: copy.dek.as_deref().and_then(XmlText::line),
        nameless: true,
        hold: copy.hold,
    })
}

/// The words of a file, its templates resolved.
fn body(text: &str, words: std::ops::Range<usize>, markup: Markup, context: &mut Context<'_>) -> Body {
    let whole = &text[words.clone()];
    let start = words.start + whole.len() - whole.trim_start_matches('\n').len();
    let whole = &text[start..words.end];
    let line = tree::position(text, start).0;
    Body { line, ..Body::new(markup, resolved(whole, markup, Part::File(start), context)) }
}

/// Resolves the templates of a body and tells what was done.
pub(super) fn resolved(words: &str, markup: Markup, part: Part, context: &mut Context<'_>) -> Box<str> {
    let (settings, disk) = (context.settings, context.disk);
    let source_of = |written: &str| super::media::in_body(written, settings, disk);
    match template::resolve(words, markup, settings, &source_of) {
        None => words.into(),
        Some((words, done)) => {
            for done in done {
                let help = "nothing is to be done, if the story reads well without it";
                context.notices.push(Fault::new(part, done.at, done.what, help));
            }
            words.into()
        }
    }
}

/// The heading of the first level that a Markdown body begins with, and how
/// long it is.
fn first_heading(words: &str) -> (Option<XmlText>, usize) {
    let skipped = words.len() - words.trim_start_matches('\n').len();
    let line = words[skipped..].split('\n').next().unwrap_or_default();
    let heading = line.strip_prefix("# ").map(|heading| heading.trim().trim_end_matches('#').trim_end());
    match heading.and_then(XmlText::line) {
        Some(heading) => (Some(heading), skipped + line.len()),
        None => (None, 0),
    }
}
