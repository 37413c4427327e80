//! What front matter says about an article's standing: whether it may go out,
//! to whom, and from when until when. Of two things said, the more cautious holds.

use chrono::{DateTime, Utc};

use super::build::Context;
use super::fault::Fault;
use super::field::{Field, Fields};
use super::value::{Given, flag_of, text_of};
use crate::article::{Access, Article, Correction, Status};
use crate::config::nearest;
use crate::tree::{Node, Value};
use crate::xml::XmlText;

/// Fills in all that this file owns.
pub(super) fn read(
    fields: &mut Fields,
    hold: Option<&'static str>,
    article: &mut Article,
    context: &mut Context<'_>,
) -> Result<(), Fault> {
    let said = fields.take(Field::Status).map(|given| status(&given)).transpose()?;
    let mut drafted = false;
    for given in fields.take_all(Field::Draft) {
        drafted |= given.flag()?;
    }
    if let Some(given) = fields.take(Field::Published) {
        match flag_of(&given.node) {
            Some(published) => drafted |= !published,
            // Hugo's other name for `publishDate`, which is stronger than `date`.
            None => article.published = Some(given.date(context.zone())?),
        }
    }
    let open_embargo = embargo(fields, article, context)?;
    article.status = match said {
        Some(status) if !matches!(status, Status::Live | Status::Held(_)) => status,
        _ if drafted => Status::Draft,
        _ if open_embargo => Status::Embargoed,
        Some(status) => status,
        None => match hold {
            Some(word) => Status::Held(format!("its opening lines say {word}")),
            None if context.settings.held => {
                Status::Held("its source holds stories until they say `status = \"live\"`".to_owned())
            }
            None => Status::Live,
        },
    };
    article.expiry = fields.take(Field::Expiry).map(|given| given.date(context.zone())).transpose()?;
    article.access = access(fields)?;
    for given in fields.take_all(Field::Syndicate) {
        article.syndicate &= given.flag()?;
    }
    for given in fields.take_all(Field::Sponsored) {
        article.sponsored |= given.flag()?;
    }
    for given in fields.take_all(Field::Pinned) {
        // `featured` is a picture or a list on some sites.
        article.pinned |= flag_of(&given.node).unwrap_or_default();
    }
    article.significant = significant(fields, context);
    if let Some(given) = fields.take(Field::Corrections) {
        article.corrections = corrections(&given, context)?;
    }
    Ok(())
}

/// Whether this version is a significant update, where front matter says so: of
/// two things said, readers are told again by neither.
fn significant(fields: &mut Fields, context: &mut Context<'_>) -> Option<bool> {
    let mut said = None;
    for field in [Field::Significant, Field::Minor] {
        for given in fields.take_all(field) {
            let Some(flag) = flag_of(&given.node) else {
                // Other programs may use these words for something of their own.
                context.notices.push(given.fault("is not true or false, so the rules decide", "write true or false"));
                continue;
            };
            // `minor: false` says no more than that the rules hold.
            said = match (field, flag) {
                (Field::Significant, true) => said.or(Some(true)),
                (Field::Significant, false) | (Field::Minor, true) => Some(false),
                _ => said,
            };
        }
    }
    said
}

const STATUSES: &[(&str, Status)] = &[
    ("live", Status::Live),
    ("published", Status::Live),
    ("publish", Status::Live),
    ("usable", Status::Live),
    ("draft", Status::Draft),
    ("pending", Status::Draft),
    ("unpublished", Status::Draft),
    ("withheld", Status::Withheld),
    ("withdrawn", Status::Withdrawn),
    ("retracted", Status::Withdrawn),
    ("canceled", Status::Withdrawn),
    ("cancelled", Status::Withdrawn),
    ("killed", Status::Killed),
    ("kill", Status::Killed),
];

fn status(given: &Given) -> Result<Status, Fault> {
    let text = given.text()?.trim().to_ascii_lowercase();
    if matches!(text.as_str(), "held" | "hold") {
        return Ok(Status::Held("its own status says so".to_owned()));
    }
    match STATUSES.iter().find(|(word, _)| *word == text) {
        Some((_, status)) => Ok(status.clone()),
        None => Err(given.fault(
            "is not a standing that is known",
            one_of(&text, &["live", "draft", "held", "withheld", "withdrawn", "killed"]),
        )),
    }
}

fn one_of(text: &str, words: &[&str]) -> String {
    match nearest(text, words.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("write one of {}", words.join(", ")),
    }
}

/// Sets the latest embargo that is named; true when one has no end.
fn embargo(fields: &mut Fields, article: &mut Article, context: &Context<'_>) -> Result<bool, Fault> {
    let mut open = false;
    for given in fields.take_all(Field::Embargo) {
        let until: Option<DateTime<Utc>> = match flag_of(&given.node) {
            Some(flag) => {
                open |= flag;
                None
            }
            None => Some(given.date(context.zone())?),
        };
        article.embargo = article.embargo.max(until);
    }
    Ok(open && article.embargo.is_none())
}

fn access(fields: &mut Fields) -> Result<Access, Fault> {
    let mut restricted = false;
    for given in fields.take_all(Field::Access) {
        restricted |= match given.text()?.trim().to_ascii_lowercase().as_str() {
            "open" | "public" | "free" | "everyone" | "all" => false,
            "subscribers" | "subscriber" | "members" | "member" | "paid" | "premium" | "tiers" => true,
            text => return Err(given.fault("is not an access that is known", one_of(text, &["open", "subscribers"]))),
        };
    }
    for given in fields.take_all(Field::Restricted) {
        restricted |= given.flag()?;
    }
    Ok(if restricted { Access::Subscribers } else { Access::Open })
}

/// A text, a list of texts, or tables of `note` and `date`; oldest first.
fn corrections(given: &Given, context: &Context<'_>) -> Result<Vec<Correction>, Fault> {
    let mut corrections = Vec::new();
    for node in given.items() {
        corrections.extend(correction(given, node, context)?);
    }
    // Those without a date stay where they were written.
    if corrections.iter().all(|correction: &Correction| correction.at.is_some()) {
        corrections.sort_by_key(|correction| correction.at);
    }
    Ok(corrections)
}

fn correction(given: &Given, node: &Node, context: &Context<'_>) -> Result<Option<Correction>, Fault> {
    let Value::Map(map) = &node.value else {
        // `correction: false`
        if matches!(node.value, Value::Bool(_)) {
            return Ok(None);
        }
        return Ok(given.line_of(node)?.map(|note| Correction { note, at: None }));
    };
    let words = ["note", "text", "description", "body"].iter().find_map(|key| XmlText::line(&text_of(map.get(key)?)?));
    let Some(words) = words else {
        return Err(given.fault_at(node.at, "has no `note`", "write what was wrong and what is right"));
    };
    let date = ["date", "at", "published"].iter().find_map(|key| map.get(key));
    let at = date.map(|node| given.date_of(node, context.zone())).transpose()?;
    Ok(Some(Correction { note: words, at }))
}
