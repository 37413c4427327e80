//! `[site]`: what every room needs to know of the newsroom.

use std::time::Duration;

use chrono_tz::Tz;

use super::{ConfigError, Key, Section};
use crate::xml::{AbsoluteUrl, LangTag, XmlText};

/// The keys of `[site]`.
pub const KEYS: &[Key] = &[
    Key::required("title", "text", "The newsroom's name, as readers know it."),
    Key::required("url", "a URL", "The site's home page. Permalinks, ids and relative references start from it."),
    Key::new(
        "description",
        "text",
        "the title",
        "One sentence about the newsroom; the description of feeds that have none.",
    ),
    Key::new("language", "a language tag", "\"en\"", "The language of articles and feeds that name none (BCP 47)."),
    Key::new(
        "time_zone",
        "a time zone",
        "none",
        "The newsroom's zone (IANA name), for dates that are written without one. Without it such a date is an error.",
    ),
    Key::new("rights", "text", "none", "The copyright line of every feed."),
    Key::new(
        "correction_label",
        "text",
        "\"Correction\"",
        "What a correction is called in the newsroom's language: it stands before the note and as a category.",
    ),
    Key::new(
        "markers",
        "a duration",
        "\"31d\"",
        "How long feeds tell of a story that left them, at least 31 days: a tombstone in Atom, and a notice where a feed has `notices`.",
    ),
    Key::new(
        "withdrawn_notice",
        "text",
        "\"This story has been withdrawn.\"",
        "What stands in place of a story that was killed, withheld or withdrawn, in feeds that have `notices`.",
    ),
    Key::new("image", "a URL", "none", "A picture that stands for the newsroom, at least 144 pixels wide."),
    Key::new("icon", "a URL", "none", "A small square picture (a favicon) for readers' lists."),
];

/// The newsroom.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name.
    pub title: XmlText,
    /// Its home page, ending in a slash.
    pub url: AbsoluteUrl,
    /// One sentence about it.
    pub description: XmlText,
    /// The language of articles that name none.
    pub language: LangTag,
    /// Its time zone, where config names one.
    pub time_zone: Option<Tz>,
    /// The copyright line.
    pub rights: Option<XmlText>,
    /// What a correction is called.
    pub correction_label: XmlText,
    /// How long feeds tell of a story that left them.
    pub markers: Duration,
    /// What stands in place of a story that was taken back.
    pub withdrawn_notice: XmlText,
    /// A picture that stands for it.
    pub image: Option<AbsoluteUrl>,
    /// A small square picture.
    pub icon: Option<AbsoluteUrl>,
}

impl Site {
    pub(super) fn read(section: &Section) -> Result<Self, ConfigError> {
        section.expect_keys(&[KEYS])?;
        section.required_string("title")?;
        let title = section.line("title")?.ok_or_else(|| section.missing("title", "text"))?;
        let url = section.url("url")?.ok_or_else(|| section.missing("url", "a URL"))?.as_folder();
        let time_zone = match section.string("time_zone")? {
            None => None,
            Some(name) => Some(name.parse::<Tz>().map_err(|_| {
                let what = format!("`time_zone` of [site]: \"{name}\" is not a time zone");
                section.error("time_zone", what, zone_help(name))
            })?),
        };
        let english = || LangTag::parse("en").ok_or_else(|| section.missing("language", "a language tag"));
        Ok(Self {
            description: section.line("description")?.unwrap_or_else(|| title.clone()),
            title,
            url,
            language: section.language("language")?.map_or_else(english, Ok)?,
            time_zone,
            rights: section.line("rights")?,
            correction_label: section.line("correction_label")?.unwrap_or_else(|| XmlText::new("Correction")),
            markers: markers(section)?,
            withdrawn_notice: section
                .line("withdrawn_notice")?
                .unwrap_or_else(|| XmlText::new("This story has been withdrawn.")),
            image: section.url("image")?,
            icon: section.url("icon")?,
        })
    }

    /// The zone in which dates are shown: the newsroom's, else UTC.
    #[must_use]
    pub fn zone_or_utc(&self) -> Tz {
        self.time_zone.unwrap_or(Tz::UTC)
    }
}

/// Readers that poll seldom, and leases of hubs, last so long.
const SHORTEST: Duration = Duration::from_hours(31 * 24);

fn markers(section: &Section) -> Result<Duration, ConfigError> {
    let markers = section.duration("markers")?.unwrap_or(SHORTEST);
    if markers >= SHORTEST {
        return Ok(markers);
    }
    let help = "write \"31d\" or longer: a reader that polls seldom must still learn that a story is gone";
    Err(section.error("markers", "`markers` of [site] is shorter than 31 days", help))
}

fn zone_help(name: &str) -> String {
    match super::nearest(name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "write an IANA name such as \"Europe/Berlin\" or \"America/New_York\"".to_owned(),
    }
}
