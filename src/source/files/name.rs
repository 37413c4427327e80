//! What a file's name and folders tell: date, slug, language, section.

use chrono::NaiveDate;

use super::date::day_of;
use crate::xml::LangTag;

/// What the key of a file tells.
#[derive(Debug, PartialEq)]
pub(super) struct Name<'a> {
    /// The day in its name, such as `2024-12-10-how-we.md`.
    pub(super) day: Option<NaiveDate>,
    /// The day that its folders name (`2024/12/10/`).
    pub(super) folder_day: Option<NaiveDate>,
    /// Its name without date, language and extension; for `index.md` its
    /// folder's. Empty when nothing is left.
    pub(super) slug: &'a str,
    /// The language in its name, as in `story.fr.md` (Hugo).
    pub(super) language: Option<LangTag>,
    /// The first folder that is no date.
    pub(super) section: Option<&'a str>,
}

impl<'a> Name<'a> {
    /// Takes apart the path of a file below its source.
    pub(super) fn of(path: &'a str) -> Self {
        let mut folders: Vec<&str> = path.split('/').collect();
        let file = folders.pop().unwrap_or_default();
        let mut stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let mut language = None;
        if let Some((before, tag)) = stem.rsplit_once('.')
            && looks_like_language(tag)
        {
            language = LangTag::parse(tag);
            stem = before;
        }
        if stem == "index" {
            stem = folders.pop().unwrap_or_default();
            // A folder that is only a date names no story.
            if stem.bytes().all(|byte| byte.is_ascii_digit()) {
                folders.push(stem);
                stem = "";
            }
        }
        let (day, slug) = match dated(stem) {
            Some((day, slug)) => (Some(day), slug),
            None => (None, stem),
        };
        let section = folders.iter().copied().find(|folder| !is_date_part(folder));
        Self { day, folder_day: day_in(folders.iter().copied()), slug, language, section }
    }
}

/// The first three parts in a row that name a day: `2024`, `12`, `10`.
pub(super) fn day_in<'a>(parts: impl Iterator<Item = &'a str>) -> Option<NaiveDate> {
    let parts: Vec<&str> = parts.collect();
    let in_folders = parts.windows(3).find_map(|parts| day_of(parts[0], parts[1], parts[2]));
    in_folders.or_else(|| parts.iter().find_map(|part| dated(part).map(|(day, _)| day)))
}

/// A day at the beginning of a name, and what follows it.
fn dated(stem: &str) -> Option<(NaiveDate, &str)> {
    let separator = match stem.as_bytes().get(4)? {
        separator @ (b'-' | b'_' | b'.') => char::from(*separator),
        _ => return compact(stem),
    };
    let mut parts = stem.splitn(3, separator);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let day = day_of(year, month, &rest[..end])?;
    Some((day, after(&rest[end..])?))
}

/// `20241210-how-we`.
fn compact(stem: &str) -> Option<(NaiveDate, &str)> {
    let digits = stem.get(..8)?;
    let day = day_of(digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?)?;
    let rest = &stem[8..];
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((day, after(rest)?))
}

fn after(rest: &str) -> Option<&str> {
    if rest.is_empty() {
        return Some("");
    }
    rest.strip_prefix(['-', '_', '.', ' ', 'T'])
}

fn is_date_part(folder: &str) -> bool {
    folder.bytes().all(|byte| byte.is_ascii_digit()) || dated(folder).is_some_and(|(_, rest)| rest.is_empty()) || {
        // `2024-12`
        folder.len() <= 7 && folder.split_once('-').is_some_and(|(year, month)| day_of(year, month, "1").is_some())
    }
}

/// Two letters, or two letters and a region: longer ones are words.
fn looks_like_language(tag: &str) -> bool {
    let (language, region) = tag.split_once(['-', '_']).unwrap_or((tag, ""));
    language.len() == 2
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && (region.is_empty() || (2..=4).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str) -> (String, String, String, String) {
        let name = Name::of(path);
        let day = name.day.or(name.folder_day).map(|day| day.to_string()).unwrap_or_default();
        let language = name.language.map(|language| language.to_string()).unwrap_or_default();
        (day, name.slug.to_owned(), language, name.section.unwrap_or_default().to_owned())
    }

    fn row(day: &str, slug: &str, language: &str, section: &str) -> (String, String, String, String) {
        (day.into(), slug.into(), language.into(), section.into())
    }

    #[test]
    fn names_and_folders_tell_what_generators_take_from_them() {
        assert_eq!(told("2024-12-10-how-we.md"), row("2024-12-10", "how-we", "", ""));
        assert_eq!(told("2024-12-5-18f-project.md"), row("2024-12-05", "18f-project", "", ""));
        assert_eq!(told("world/2024/12/10/how-we.fr.md"), row("2024-12-10", "how-we", "fr", "world"));
        assert_eq!(told("2024/12/10/index.md"), row("2024-12-10", "", "", ""));
        assert_eq!(told("world/2024-12-10-bridge/index.md"), row("2024-12-10", "bridge", "", "world"));
        assert_eq!(told("bridge/index.md"), row("", "bridge", "", ""));
        assert_eq!(told("2024-12/story.v2.md"), row("", "story.v2", "", ""));
        assert_eq!(told("20241210-how.txt"), row("2024-12-10", "how", "", ""));
        assert_eq!(told("2024-99-10-x.md"), row("", "2024-99-10-x", "", ""));
        assert_eq!(told("über/日本.md"), row("", "日本", "", "über"));
    }
}
