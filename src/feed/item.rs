//! One article as one feed profile shows it, before any format.

use chrono::{DateTime, Utc};

use super::{Content, Definition};
use crate::article::{Access, LiveArticle, Media, MediaKind, Term};
use crate::config::Site;
use crate::html;
use crate::xml::{AbsoluteUrl, Direction, LangTag, XmlText};

/// The longest summary, in characters: partners ask for 300 at least.
const SUMMARY: usize = 400;

/// An article as an item of feeds. Its bytes in a document depend on nothing else.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// The article: id, permalink, dates, headline, authors.
    pub article: &'a LiveArticle,
    /// Plain text, on one line.
    pub summary: Option<XmlText>,
    /// The whole story as feed HTML, where the profile gives it.
    pub content: Option<XmlText>,
    /// Sections, tags and marks such as a correction's, each name once.
    pub categories: Vec<Term>,
    /// The language of this item.
    pub language: &'a LangTag,
    /// The direction of this item's text.
    pub direction: Direction,
    /// Whether its HTML says its language and direction: that of the newsroom,
    /// written from left to right, is what readers take it for.
    pub marked: bool,
    /// Its media, the lead image first.
    pub media: Vec<ItemMedia<'a>>,
    /// The date of its last update, as the feed counts updates.
    pub updated: DateTime<Utc>,
}

/// A media file of an item, with its address.
#[derive(Debug, Clone)]
pub struct ItemMedia<'a> {
    /// What is known of it.
    pub media: &'a Media,
    /// Where it is.
    pub url: AbsoluteUrl,
}

impl<'a> Item<'a> {
    /// The item of an article with its summary only, as every feed may have it.
    #[must_use]
    pub fn of(article: &'a LiveArticle, site: &'a Site) -> Self {
        let (language, direction) = (article.language_or(&site.language), article.direction_or(&site.language));
        Self {
            summary: summary(article),
            content: None,
            categories: categories(article, site),
            language,
            direction,
            // A reader may take words from right to left the other way, whatever the feed says.
            marked: *language != site.language || direction != language.direction() || direction == Direction::Rtl,
            media: media(article),
            updated: article.updated,
            article,
        }
    }

    /// Marks its language where one of `definitions` could hold it and speaks
    /// another: a matter of config alone, so that its bytes stay the same.
    pub fn mark_for(&mut self, definitions: &[Definition]) {
        let foreign = |definition: &Definition| definition.language != *self.language;
        self.marked |= definitions.iter().any(|feed| foreign(feed) && feed.select.admits_language(self.language));
    }

    /// Adds the whole story, unless it is for subscribers: what they pay for
    /// never stands in an open feed. Returns what was dropped or repaired in it.
    pub fn add_content(&mut self, site: &Site) -> Vec<String> {
        let article = &self.article.article;
        if article.access == Access::Subscribers || article.body.is_empty() {
            return Vec::new();
        }
        let rendered = html::render(&article.body, &self.article.permalink, &prefix(self.article));
        let mut content = rendered.html;
        for correction in self.article.corrections() {
            content.push_str("<p><strong>");
            push_text(&mut content, &site.correction_label);
            content.push_str(":</strong> ");
            push_text(&mut content, &correction.note);
            content.push_str("</p>\n");
        }
        if self.marked {
            let (language, direction) = (self.language, self.direction.as_str());
            content = format!("<div lang=\"{language}\" dir=\"{direction}\">\n{content}</div>\n");
        }
        content.truncate(content.trim_end().len());
        self.content = Some(XmlText::from_string(content));
        rendered.notices
    }

    /// The item that a feed with `content` shows.
    #[must_use]
    pub fn with(mut self, content: Content, site: &Site) -> Self {
        if content == Content::Full {
            self.add_content(site);
        }
        self
    }
}

/// The dek, else the summary that the desk wrote, else the first paragraph. That
/// of a story for subscribers may be all that they pay for: it never stands in.
fn summary(article: &LiveArticle) -> Option<XmlText> {
    let article = &article.article;
    let text = match article.dek.as_ref().or(article.summary.as_ref()) {
        Some(text) => html::cut(text, SUMMARY),
        None if article.access == Access::Subscribers => return None,
        None => html::cut(&html::first_paragraph(&article.body)?, SUMMARY),
    };
    XmlText::line(&text)
}

/// All media, the lead image first; of a story for subscribers that image alone,
/// since sound and film may be the story.
fn media(article: &LiveArticle) -> Vec<ItemMedia<'_>> {
    let mut media = article.media().map(|(media, url)| ItemMedia { media, url });
    match article.article.access {
        Access::Open => media.collect(),
        Access::Subscribers => media.find(|media| media.media.kind == MediaKind::Image).into_iter().collect(),
    }
}

fn categories(article: &LiveArticle, site: &Site) -> Vec<Term> {
    let corrected = article.corrections().next().is_some();
    let article = &article.article;
    let mut categories: Vec<Term> = Vec::with_capacity(article.sections.len() + article.tags.len() + 1);
    let correction = corrected.then(|| Term::new(site.correction_label.clone()));
    for term in article.sections.iter().chain(&article.tags).chain(&correction) {
        if !categories.iter().any(|known| known.name == term.name && known.scheme == term.scheme) {
            categories.push(term.clone());
        }
    }
    categories
}

/// What sets the footnotes of one story apart from those of another.
fn prefix(article: &LiveArticle) -> String {
    let id = article.id.as_str();
    let tail: Vec<char> = id.chars().rev().filter(char::is_ascii_alphanumeric).take(8).collect();
    tail.into_iter().rev().collect()
}

fn push_text(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(c),
        }
    }
}
