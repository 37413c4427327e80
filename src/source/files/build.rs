//! Keys and words → the article.

use chrono_tz::Tz;

use super::address;
use super::fault::{Fault, Part};
use super::field::{Field, Fields};
use super::media::{self, Disk};
use super::name::Name;
use super::settings::Settings;
use super::terms::{Parted, Terms};
use super::value::Given;
use super::{date, said_id, standing};
use crate::article::{Article, Body, Link, MediaKind, Origin, Term, slugify};
use crate::xml::{Direction, LangTag, XmlText};

/// What is known around the article that is being read.
pub(super) struct Context<'a> {
    pub(super) settings: &'a Settings,
    /// What the file's name and folders tell.
    pub(super) name: Name<'a>,
    pub(super) disk: &'a Disk,
    /// What was repaired or left out.
    pub(super) notices: Vec<Fault>,
}

/// An article before its keys are understood.
pub(super) struct Draft {
    pub(super) origin: Origin,
    pub(super) fields: Fields,
    pub(super) body: Body,
    /// The headline and dek that the words themselves give.
    pub(super) headline: Option<XmlText>,
    pub(super) dek: Option<XmlText>,
    /// Whether the file's name says nothing about this article: its slug comes
    /// from the headline.
    pub(super) nameless: bool,
    /// The word of its opening lines that holds it.
    pub(super) hold: Option<&'static str>,
}

impl Context<'_> {
    pub(super) fn zone(&self) -> Option<Tz> {
        self.settings.site.time_zone
    }
}

/// Builds the article.
///
/// # Errors
/// With the first thing that cannot be understood.
pub(super) fn build(draft: Draft, context: &mut Context<'_>) -> Result<Article, Fault> {
    let Draft { origin, mut fields, body, headline, dek, nameless, hold } = draft;
    let settings = context.settings;
    let headline = headline_of(&mut fields, headline, context)?;
    let mut article = Article::new(origin, headline, body, Link::Pattern(settings.pattern.clone()));
    summaries(&mut fields, dek, &mut article)?;
    slug(&mut fields, nameless, &mut article, context)?;
    let permalink = fields.take(Field::Permalink);
    dates(&mut fields, &mut article, context)?;
    standing::read(&mut fields, hold, &mut article, context)?;
    if let Some(given) = &permalink
        && given.node.value == crate::tree::Value::Bool(false)
        && article.status == crate::article::Status::Live
    {
        article.status = crate::article::Status::Held("it says that it has no page of its own".to_owned());
    }
    file_date(permalink.as_ref(), &mut article, context)?;
    article.authors = match fields.take(Field::Authors) {
        Some(given) => settings.authors.byline(&given, &settings.site.url)?,
        None => settings.byline.clone(),
    };
    sections_and_tags(&mut fields, &mut article, context)?;
    language(&mut fields, &mut article, context)?;
    all_media(&mut fields, &mut article, context)?;
    for given in fields.take_all(Field::Aliases) {
        for node in given.items() {
            article.aliases.extend(given.line_of(node)?.map(String::from));
        }
    }
    article.weight = fields.take(Field::Weight).map(|given| given.integer()).transpose()?;
    article.link = address::link(permalink.as_ref(), &article, context)?;
    article.said_id = said_id::in_map(&fields.extra);
    article.extra = std::mem::take(&mut fields.extra);
    Ok(article)
}

fn headline_of(fields: &mut Fields, from_words: Option<XmlText>, context: &mut Context<'_>) -> Result<XmlText, Fault> {
    if let Some(given) = fields.take(Field::Headline)
        && let Some(line) = given.line()?
        && let Some(headline) = without_inline_tags(line)
    {
        return Ok(headline);
    }
    if let Some(headline) = from_words {
        return Ok(headline);
    }
    // Jekyll gives a post without a title the words of its file's name.
    if context.name.day.is_some()
        && let Some(headline) = XmlText::line(&context.name.slug.replace(['-', '_'], " "))
    {
        context.notices.push(Fault::nowhere(
            "it has no headline, so the words of its file's name stand for one",
            "write a `title`",
        ));
        let mut letters = headline.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        return Ok(XmlText::new(&format!("{first}{}", letters.as_str())));
    }
    Err(Fault::new(Part::File(0), 0, "it has no headline", "give it a `title` in front matter"))
}

/// A headline is plain text; where one holds whole inline elements of HTML, they
/// go and their words stay. A lone `<b>` is a word of the headline.
fn without_inline_tags(line: XmlText) -> Option<XmlText> {
    const INLINE: [&str; 14] =
        ["a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"];
    if !line.contains("</") {
        return Some(line);
    }
    let mut text = line.to_string();
    for name in INLINE {
        let close = format!("</{name}>");
        while let Some(end) = text.find(&close) {
            let open = text[..end].rmatch_indices('<').map(|(at, _)| at).find(|at| {
                let rest = &text[at + 1..end];
                rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ']) && rest.contains('>'))
            });
            let Some(open) = open else { break };
            let inner = open + text[open..].find('>')? + 1;
            text = format!("{}{}{}", &text[..open], &text[inner..end], &text[end + close.len()..]);
        }
    }
    XmlText::line(&text)
}

fn summaries(fields: &mut Fields, dek: Option<XmlText>, article: &mut Article) -> Result<(), Fault> {
    let mut line = |field| fields.take(field).map(|given| given.line()).transpose().map(Option::flatten);
    let (given_dek, summary, mut excerpt) = (line(Field::Dek)?, line(Field::Summary)?, line(Field::Excerpt)?);
    article.dek = given_dek.or(dek).or_else(|| excerpt.take());
    article.summary = summary.or(excerpt);
    Ok(())
}

fn slug(fields: &mut Fields, nameless: bool, article: &mut Article, context: &Context<'_>) -> Result<(), Fault> {
    let given = fields.take(Field::Slug).map(|given| given.text()).transpose()?;
    let usable = |text: &str| {
        let text = text.trim().trim_matches('/');
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        if !text.is_empty() && text.bytes().all(safe) && !text.bytes().all(|byte| byte == b'.') {
            text.to_owned()
        } else {
            slugify(text)
        }
    };
    let named = || if nameless { String::new() } else { usable(context.name.slug) };
    let slug = given.as_deref().map(usable).filter(|slug| !slug.is_empty());
    if let Some(slug) = slug.or_else(|| Some(named()).filter(|slug| !slug.is_empty())) {
        article.slug = slug;
    }
    if article.slug.is_empty() {
        return Err(Fault::nowhere(
            "no slug can be made from its name or headline",
            "give it a `slug` of letters, digits and hyphens",
        ));
    }
    Ok(())
}

fn dates(fields: &mut Fields, article: &mut Article, context: &Context<'_>) -> Result<(), Fault> {
    let zone = context.zone();
    let publish = fields.take(Field::PublishDate).map(|given| given.date(zone)).transpose()?;
    let date = fields.take(Field::Date).map(|given| given.date(zone)).transpose()?;
    article.published = publish.or(date);
    article.updated = fields.take(Field::Updated).map(|given| given.date(zone)).transpose()?;
    Ok(())
}

/// The date of the file's name, of its folders, or of its own address, where
/// the keys name none.
fn file_date(permalink: Option<&Given>, article: &mut Article, context: &Context<'_>) -> Result<(), Fault> {
    if article.published.is_some() {
        return Ok(());
    }
    let named = context.name.day.or(context.name.folder_day);
    let day = named.or_else(|| permalink.and_then(address::day_of));
    if let Some(day) = day {
        let published = date::start_of_day(day, context.zone()).map_err(|fault| {
            let (what, help) = fault.words();
            Fault::nowhere(format!("its name or address: {what}"), help)
        })?;
        article.published = Some(published);
    } else if context.settings.refuse_undated && article.status != crate::article::Status::Draft {
        return Err(Fault::nowhere("it has no date", "write a `date`, or set `undated = \"first-seen\"`"));
    }
    Ok(())
}

fn sections_and_tags(fields: &mut Fields, article: &mut Article, context: &Context<'_>) -> Result<(), Fault> {
    let (mut sections, mut tags) = (Terms::default(), Terms::default());
    if let Some(given) = fields.take(Field::Section) {
        sections.add(&given, Parted::Never)?;
    }
    if let Some(given) = fields.take(Field::Categories) {
        sections.add(&given, Parted::Spaces)?;
    }
    article.sections = sections.into_vec();
    if article.sections.is_empty() {
        let folder = context.name.section.and_then(XmlText::line).map(Term::new);
        article.sections.extend(folder.or_else(|| context.settings.section.clone()));
    }
    for given in fields.take_all(Field::Tags) {
        tags.add(&given, Parted::Commas)?;
    }
    article.tags = tags.into_vec();
    Ok(())
}

fn language(fields: &mut Fields, article: &mut Article, context: &mut Context<'_>) -> Result<(), Fault> {
    if let Some(given) = fields.take(Field::Language) {
        article.language = LangTag::parse(&given.text()?);
        if article.language.is_none() {
            context.notices.push(given.fault(
                "is not a language tag, so the newsroom's language stands",
                "write a tag such as en, en-GB or ar (BCP 47)",
            ));
        }
    }
    if article.language.is_none() {
        article.language = context.name.language.take().or_else(|| context.settings.language.clone());
    }
    if let Some(given) = fields.take(Field::Direction) {
        article.direction = match given.text()?.trim().to_ascii_lowercase().as_str() {
            "ltr" => Some(Direction::Ltr),
            "rtl" => Some(Direction::Rtl),
            "auto" => None,
            _ => return Err(given.fault("is not a direction", "write ltr or rtl")),
        };
    }
    Ok(())
}

fn all_media(fields: &mut Fields, article: &mut Article, context: &mut Context<'_>) -> Result<(), Fault> {
    let kinds = [
        (Field::Image, Some(MediaKind::Image)),
        (Field::Media, None),
        (Field::Audio, Some(MediaKind::Audio)),
        (Field::Video, Some(MediaKind::Video)),
    ];
    for (field, kind) in kinds {
        if let Some(given) = fields.take(field) {
            for media in media::read(&given, kind, context)? {
                if !article.media.iter().any(|other| other.location == media.location) {
                    article.media.push(media);
                }
            }
        }
    }
    // Keys beside the image's own tell about the lead image.
    let mut line = |field| fields.take(field).map(|given| given.line()).transpose().map(Option::flatten);
    let (alt, caption) = (line(Field::ImageAlt)?, line(Field::ImageCaption)?);
    let (credit, rights) = (line(Field::ImageCredit)?, line(Field::ImageRights)?);
    if let Some(lead) = article.media.first_mut().filter(|media| media.kind == MediaKind::Image) {
        lead.alt = lead.alt.take().or(alt);
        lead.caption = lead.caption.take().or(caption);
        lead.credit = lead.credit.take().or(credit);
        lead.rights = lead.rights.take().or(rights);
    }
    Ok(())
}
