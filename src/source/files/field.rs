//! Which key of front matter means what: the conventions of Hugo, Jekyll, Zola
//! and Eleventy, and the newsroom's own names before them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fault::Part;
use super::value::Given;
use crate::tree::{Entry, Map, Node, Value};

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident: $($name:literal)*;)*) => {
        /// What a key can mean. Where a site may say one thing under several
        /// names at once, each name of it counts ([`Field::many`]).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Field { $($(#[$doc])* $field,)* }

        /// Each field with its names, in lower case without `_` and `-`, the
        /// strongest first.
        const NAMES: &[(Field, &[&str])] = &[$((Field::$field, &[$($name),*]),)*];
    };
}

fields! {
    /// The headline.
    Headline: "title" "headline";
    /// The line under it.
    Dek: "dek" "standfirst" "subtitle" "subheadline" "deck" "description";
    /// A summary beside the dek.
    Summary: "summary";
    /// Dek or summary, whichever is missing.
    Excerpt: "excerpt" "abstract" "lead";
    /// The words (in JSON).
    Body: "body" "content" "bodyhtml" "contenthtml" "html" "bodymarkdown" "markdown" "bodytext" "contenttext" "plaintext";
    /// How they are marked up (in JSON).
    Markup: "markup" "bodymarkup" "format";
    /// The byline.
    Authors: "authors" "author" "byline";
    /// The part of the paper.
    Section: "sections" "section";
    /// More parts of it; a text is several words (Jekyll).
    Categories: "categories" "category";
    /// What it is about.
    Tags: "tags" "tag" "topics" "keywords";
    /// The language.
    Language: "language" "lang" "locale" "inlanguage";
    /// The direction of the text.
    Direction: "direction" "dir" "textdirection";
    /// The date.
    Date: "date" "datepublished" "firstpublished";
    /// The date of publication, where a site tells it from the date.
    PublishDate: "publishdate" "publisheddate" "publishedat" "publishedon" "publicationdate" "pubdate";
    /// A date (Hugo) or whether it is published (Jekyll).
    Published: "published";
    /// The last change.
    Updated: "updated" "lastmod" "lastmodifiedat" "lastmodified" "lastupdated" "updatedat" "datemodified" "modified" "modifiedat" "updateddate" "modifieddate";
    /// Not before.
    Embargo: "embargo" "embargoed" "embargoeduntil" "embargountil";
    /// Not after.
    Expiry: "expiry" "expirydate" "expires" "expirationdate" "unpublishdate";
    /// Not finished.
    Draft: "draft" "isdraft" "eleventyexcludefromcollections";
    /// Its standing.
    Status: "status" "pubstatus";
    /// Whether this version of the words is a significant update.
    Significant: "significant";
    /// Whether it is none.
    Minor: "minor";
    /// What was corrected.
    Corrections: "corrections" "correction";
    /// Its address.
    Permalink: "permalink" "url" "path" "canonicalurl";
    /// Its earlier addresses.
    Aliases: "aliases" "alias" "redirectfrom";
    /// The lead image.
    Image: "image" "images" "leadimage" "featuredimage" "featureimage" "featuredimg" "coverimage" "cover" "heroimage" "hero" "thumbnail" "ogimage";
    /// What the image shows.
    ImageAlt: "imagealt" "featureimagealt" "coveralt" "alttext";
    /// The text under it.
    ImageCaption: "imagecaption" "imagefigcaption" "featureimagecaption" "figcaption";
    /// Whose work it is.
    ImageCredit: "imagecredit" "photocredit";
    /// What its owner permits.
    ImageRights: "imagerights";
    /// All kinds of media.
    Media: "media";
    /// Sound.
    Audio: "audio";
    /// Film.
    Video: "video" "videos";
    /// Who may read it.
    Access: "access" "visibility";
    /// Not for everybody.
    Restricted: "membersonly" "subscribersonly" "premium" "paywall" "paywalled" "paid";
    /// May partners have it.
    Syndicate: "syndicate";
    /// Somebody paid for it.
    Sponsored: "sponsored" "advertorial" "paidcontent";
    /// At the head of its feeds.
    Pinned: "pinned" "sticky" "featured";
    /// Low comes first.
    Weight: "weight";
    /// The name in the address.
    Slug: "slug";
}

/// The model's names, as they stand in `fields = { … }` of a source.
pub(super) const MODEL: &[(&str, Field)] = &[
    ("headline", Field::Headline),
    ("dek", Field::Dek),
    ("summary", Field::Summary),
    ("body", Field::Body),
    ("authors", Field::Authors),
    ("sections", Field::Section),
    ("tags", Field::Tags),
    ("language", Field::Language),
    ("direction", Field::Direction),
    ("published", Field::PublishDate),
    ("updated", Field::Updated),
    ("embargo", Field::Embargo),
    ("expiry", Field::Expiry),
    ("status", Field::Status),
    ("significant", Field::Significant),
    ("minor", Field::Minor),
    ("corrections", Field::Corrections),
    ("permalink", Field::Permalink),
    ("aliases", Field::Aliases),
    ("image", Field::Image),
    ("media", Field::Media),
    ("audio", Field::Audio),
    ("video", Field::Video),
    ("access", Field::Access),
    ("syndicate", Field::Syndicate),
    ("sponsored", Field::Sponsored),
    ("pinned", Field::Pinned),
    ("weight", Field::Weight),
    ("slug", Field::Slug),
];

/// Tables of front matter whose keys count as if they stood at the top: Hugo's
/// `params`, Zola's `extra` and `taxonomies`.
const CONTAINERS: [&str; 3] = ["params", "extra", "taxonomies"];

/// The longest known name.
const LONGEST: usize = 32;

static LOOKUP: LazyLock<HashMap<&'static [u8], (Field, u32)>> = LazyLock::new(|| {
    let ranked = |(field, names): &(Field, &'static [&'static str])| {
        let field = *field;
        names.iter().zip(0..).map(move |(name, rank)| (name.as_bytes(), (field, rank))).collect::<Vec<_>>()
    };
    NAMES.iter().flat_map(ranked).collect()
});

impl Field {
    /// Whether every name of it counts, not only the strongest: what is said
    /// for caution must not be lost because something else is said too.
    fn many(self) -> bool {
        matches!(
            self,
            Self::Tags
                | Self::Embargo
                | Self::Draft
                | Self::Access
                | Self::Restricted
                | Self::Syndicate
                | Self::Sponsored
                | Self::Pinned
                | Self::Significant
                | Self::Minor
                | Self::Aliases
        )
    }

    /// What `map` says of the field, under one of the newsroom's names (`own`)
    /// or the strongest of those that are known.
    pub(super) fn in_map<'m>(self, map: &'m Map, own: &[(Self, Vec<String>)]) -> Option<&'m Node> {
        let paths = own.iter().filter(|(field, _)| *field == self).flat_map(|(_, paths)| paths);
        let named = paths.filter_map(|path| map.at_path(path));
        let rank = |key: &str| Self::of_key(key).filter(|(field, _)| *field == self).map(|(_, rank)| rank);
        let known = || {
            let ranked = map.0.iter().filter_map(|entry| Some((rank(&entry.key)?, &entry.node)));
            ranked.min_by_key(|(rank, _)| *rank).map(|(_, node)| node)
        };
        named.into_iter().next().or_else(known)
    }

    fn of_key(key: &str) -> Option<(Self, u32)> {
        let mut buffer = [0; LONGEST];
        let mut length = 0;
        for byte in key.bytes().filter(|byte| !matches!(byte, b'_' | b'-')) {
            *buffer.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        }
        LOOKUP.get(&buffer[..length]).copied()
    }
}

/// Keys and values from one text.
pub(super) struct Sheet {
    pub(super) part: Part,
    pub(super) map: Map,
}

/// What was found of each field, and what the model has no field for.
pub(super) struct Fields {
    given: Vec<(u32, Given)>,
    /// The rest, in the order it was written.
    pub(super) extra: Map,
}

impl Fields {
    /// Sorts the keys of `sheets`, the strongest first, into fields. `own` are
    /// the newsroom's names. `with_body` says whether the words may stand under
    /// a key, as they do in JSON.
    pub(super) fn gather(sheets: Vec<Sheet>, own: &[(Field, Vec<String>)], with_body: bool) -> Self {
        let mut fields = Self { given: Vec::with_capacity(16), extra: Map::default() };
        for (sheet, base) in sheets.into_iter().zip((0..).step_by(1_000)) {
            let Sheet { part, mut map } = sheet;
            for (field, paths) in own.iter().filter(|(field, _)| with_body || !field.is_body()) {
                for (path, rank) in paths.iter().zip(0..) {
                    if let Some(entry) = remove(&mut map, path) {
                        fields.offer(*field, base + rank, entry, part);
                    }
                }
            }
            fields.sort_in(map, base + 100, part, with_body);
        }
        fields
    }

    fn sort_in(&mut self, map: Map, base: u32, part: Part, with_body: bool) {
        for mut entry in map.0 {
            if let Value::Map(inner) = &mut entry.node.value
                && CONTAINERS.contains(&entry.key.as_str())
            {
                for nested in std::mem::take(&mut inner.0) {
                    match Field::of_key(&nested.key).filter(|(field, _)| with_body || !field.is_body()) {
                        Some((field, rank)) => self.offer(field, base + 100 + rank, nested, part),
                        None => inner.0.push(nested),
                    }
                }
                if !inner.0.is_empty() {
                    self.keep(entry);
                }
                continue;
            }
            match Field::of_key(&entry.key).filter(|(field, _)| with_body || !field.is_body()) {
                Some((field, rank)) => self.offer(field, base + rank, entry, part),
                None => self.keep(entry),
            }
        }
    }

    fn offer(&mut self, field: Field, rank: u32, entry: Entry, part: Part) {
        let mut given = Given { field, key: entry.key, at: entry.at, node: entry.node, part };
        if given.is_blank() {
            return;
        }
        let rival = self.given.iter_mut().find(|(_, other)| other.field == field);
        match rival {
            Some((stronger, other)) if !field.many() => {
                if rank < *stronger {
                    *stronger = rank;
                    std::mem::swap(other, &mut given);
                }
                self.keep(Entry { key: given.key, at: given.at, node: given.node });
            }
            _ => self.given.push((rank, given)),
        }
    }

    fn keep(&mut self, entry: Entry) {
        if self.extra.get(&entry.key).is_none() {
            self.extra.0.push(entry);
        }
    }

    /// Whether something was given for `field`.
    pub(super) fn has(&self, field: Field) -> bool {
        self.given.iter().any(|(_, given)| given.field == field)
    }

    /// Takes what was given for `field`.
    pub(super) fn take(&mut self, field: Field) -> Option<Given> {
        let at = self.given.iter().position(|(_, given)| given.field == field)?;
        Some(self.given.swap_remove(at).1)
    }

    /// Takes everything that was given for `field`, in the order of the names.
    pub(super) fn take_all(&mut self, field: Field) -> Vec<Given> {
        let mut all: Vec<(u32, Given)> = Vec::new();
        while let Some(at) = self.given.iter().position(|(_, given)| given.field == field) {
            all.push(self.given.swap_remove(at));
        }
        all.sort_by_key(|(rank, _)| *rank);
        all.into_iter().map(|(_, given)| given).collect()
    }
}

impl Field {
    fn is_body(self) -> bool {
        matches!(self, Self::Body | Self::Markup)
    }
}

/// Takes the entry at a path such as `extra.team` out of `map`.
fn remove(map: &mut Map, path: &str) -> Option<Entry> {
    if let Some(at) = map.0.iter().position(|entry| entry.key == path) {
        return Some(map.0.remove(at));
    }
    let (head, rest) = path.split_once('.')?;
    let at = map.0.iter().position(|entry| entry.key == head)?;
    let Value::Map(inner) = &mut map.0[at].node.value else { return None };
    let found = remove(inner, rest)?;
    if inner.0.is_empty() {
        map.0.remove(at);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gather(toml: &str, own: &[(Field, Vec<String>)]) -> Fields {
        let map = crate::tree::parse_toml(toml).unwrap();
        Fields::gather(vec![Sheet { part: Part::File(0), map }], own, false)
    }

    #[test]
    fn the_newsrooms_names_come_first_and_nothing_is_lost() {
        let own = [(Field::Headline, vec!["kop".to_owned(), "extra.kop".to_owned()])];
        let mut fields = gather("title = \"t\"\nlayout = \"post\"\n[extra]\nkop = \"k\"\nteam = \"x\"\n", &own);
        assert_eq!(fields.take(Field::Headline).unwrap().node.as_str(), Some("k"));
        let extra: Vec<_> = fields.extra.0.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(extra, ["title", "layout", "extra"]);
        assert!(fields.extra.at_path("extra.team").is_some());
    }

    #[test]
    fn spelling_does_not_matter_and_tables_of_generators_are_open() {
        let mut fields =
            gather("lastMod = 1\nexpiry_date = 2\n[params]\nAuthor = \"a\"\n[taxonomies]\ntags = [\"b\"]\n", &[]);
        for field in [Field::Updated, Field::Expiry, Field::Authors, Field::Tags] {
            assert!(fields.take(field).is_some(), "{field:?}");
        }
        assert!(fields.extra.0.is_empty());
    }

    #[test]
    fn caution_is_never_outranked() {
        let mut fields = gather("access = \"open\"\nvisibility = \"members\"\npremium = false\npaywall = true\n", &[]);
        assert_eq!(fields.take_all(Field::Access).len(), 2);
        assert_eq!(fields.take_all(Field::Restricted).len(), 2);
    }

    #[test]
    fn every_name_can_be_looked_up() {
        for (field, names) in NAMES {
            for name in *names {
                assert_eq!(Field::of_key(name).map(|(found, _)| found), Some(*field), "{name}");
            }
        }
    }
}
