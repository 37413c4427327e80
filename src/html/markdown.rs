//! CommonMark with tables, footnotes and strikethrough → HTML.
//!
//! The events are made safe as they pass; only a body that holds raw HTML goes
//! through the sanitiser as well.

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{Alignment, CowStr, Event, Options, Parser, Tag, TagEnd, html};

use super::address::{Page, Unusable, Use};
use super::plain::escape_into;
use super::{Rendered, sanitise};

/// The extensions that are on.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

/// Renders a Markdown body.
pub(super) fn render(text: &str, page: &Page<'_>, prefix: &str) -> Rendered {
    let mut safe = Safe::new(page, prefix);
    let mut output = String::with_capacity(text.len() + text.len() / 4);
    html::push_html(&mut output, Parser::new_ext(text, options()).filter_map(|event| safe.event(event)));
    let Safe { raw, notices, .. } = safe;
    let notices = notices.into_iter().map(str::to_owned).collect();
    if raw {
        return sanitise::render(&output, page, notices);
    }
    Rendered { html: output, notices }
}

/// What makes events safe.
struct Safe<'a> {
    page: &'a Page<'a>,
    prefix: &'a str,
    /// For each open link and image, whether it is kept.
    open: Vec<bool>,
    footnotes: HashMap<String, usize>,
    /// Whether raw HTML was seen.
    raw: bool,
    notices: Vec<&'static str>,
}

impl<'a> Safe<'a> {
    fn new(page: &'a Page<'a>, prefix: &'a str) -> Self {
        Self { page, prefix, open: Vec::new(), footnotes: HashMap::new(), raw: false, notices: Vec::new() }
    }

    fn event<'e>(&mut self, event: Event<'e>) -> Option<Event<'e>> {
        Some(match event {
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let mail = link_type == pulldown_cmark::LinkType::Email;
                let reference = if mail { CowStr::from(format!("mailto:{dest_url}")) } else { dest_url };
                let dest_url = self.reference(reference, Use::Link)?;
                let link_type = if mail { pulldown_cmark::LinkType::Autolink } else { link_type };
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let dest_url = self.reference(dest_url, Use::Image)?;
                Event::Start(Tag::Image { link_type, dest_url, title, id })
            }
            Event::End(TagEnd::Link | TagEnd::Image) if self.open.pop() == Some(false) => return None,
            // Alignment would be written as a style.
            Event::Start(Tag::Table(columns)) => Event::Start(Tag::Table(vec![Alignment::None; columns.len()])),
            Event::FootnoteReference(name) => {
                let number = self.footnote(&name);
                let (page, prefix) = (self.page.as_str(), self.prefix);
                let mut html = String::from("<sup><a href=\"");
                escape_into(&mut html, page);
                html.push_str(&format!("#fn-{prefix}-{number}\" id=\"fnref-{prefix}-{number}\">{number}</a></sup>"));
                Event::InlineHtml(html.into())
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let number = self.footnote(&name);
                Event::Html(format!("<div id=\"fn-{}-{number}\">\n<sup>{number}</sup>\n", self.prefix).into())
            }
            Event::End(TagEnd::FootnoteDefinition) => Event::Html("</div>\n".into()),
            Event::Html(html) => {
                self.raw = true;
                Event::Html(html)
            }
            Event::InlineHtml(html) => {
                self.raw = true;
                Event::InlineHtml(html)
            }
            event => event,
        })
    }

    /// The absolute address; where there is none the tag is left out, and its text stays.
    fn reference<'e>(&mut self, reference: CowStr<'e>, used: Use) -> Option<CowStr<'e>> {
        let absolute = match self.page.absolute(&reference, used) {
            Ok(Cow::Borrowed(_)) => None,
            Ok(Cow::Owned(absolute)) => Some(absolute),
            Err(why) => {
                self.open.push(false);
                self.notices.push(notice(why, used));
                return None;
            }
        };
        self.open.push(true);
        Some(absolute.map_or(reference, CowStr::from))
    }

    fn footnote(&mut self, name: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(name.to_owned()).or_insert(next)
    }
}

/// What is told of a reference that was left out.
pub(super) fn notice(why: Unusable, used: Use) -> &'static str {
    match (why, used) {
        (Unusable::LongData, _) => "an image that stands in the text as data of more than 4 KB was left out",
        (Unusable::Address, Use::Image) => "an image whose address cannot be used was left out",
        (Unusable::Address, Use::Link) => "a link whose address cannot be used was taken off; its text stays",
    }
}
