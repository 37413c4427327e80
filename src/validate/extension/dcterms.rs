//! Dublin Core's terms (<https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>).

use super::value::{self, RESOURCE, W3CDTF, WORDS};
use super::{EVERYWHERE, Vocabulary};
use crate::validate::judge::{date, number, text};
use crate::validate::rules::extension as rules;
use crate::validate::walk::{Child, Content, Element, FOREIGN, Frame, Walk};
use crate::validate::xml::Ns;

const D: Ns = Ns::DcTerms;

pub(super) static DCTERMS: Vocabulary = Vocabulary::new(&[(
    EVERYWHERE,
    &[
        Child::once(D, "modified", &W3CDTF),
        Child::once(D, "created", &W3CDTF),
        Child::once(D, "issued", &W3CDTF),
        Child::many(D, "valid", &VALID),
        Child::many(D, "available", &FOREIGN),
        Child::many(D, "alternative", &WORDS),
        Child::once(D, "abstract", &WORDS),
        Child::once(D, "tableOfContents", &RESOURCE),
        Child::once(D, "dateAccepted", &WORDS),
        Child::once(D, "dateCopyrighted", &WORDS),
        Child::once(D, "dateSubmitted", &WORDS),
        Child::once(D, "extent", &EXTENT),
        Child::many(D, "isVersionOf", &RESOURCE),
        Child::many(D, "hasVersion", &RESOURCE),
        Child::many(D, "isReplacedBy", &RESOURCE),
        Child::many(D, "replaces", &RESOURCE),
        Child::many(D, "isRequiredBy", &RESOURCE),
        Child::many(D, "requires", &RESOURCE),
        Child::many(D, "isPartOf", &RESOURCE),
        Child::many(D, "hasPart", &RESOURCE),
        Child::many(D, "isReferencedBy", &RESOURCE),
        Child::many(D, "references", &RESOURCE),
        Child::many(D, "isFormatOf", &RESOURCE),
        Child::many(D, "hasFormat", &RESOURCE),
        Child::many(D, "conformsTo", &RESOURCE),
        Child::many(D, "spatial", &FOREIGN),
        Child::many(D, "temporal", &FOREIGN),
        Child::many(D, "audience", &WORDS),
        Child::once(D, "mediator", &WORDS),
        Child::many(D, "accessRights", &FOREIGN),
        Child::many(D, "accrualMethod", &FOREIGN),
        Child::many(D, "accrualPeriodicity", &FOREIGN),
        Child::many(D, "accrualPolicy", &FOREIGN),
        Child::many(D, "bibliographicCitation", &FOREIGN),
        Child::many(D, "educationLevel", &FOREIGN),
        Child::many(D, "instructionalMethod", &FOREIGN),
        Child::many(D, "license", &FOREIGN),
        Child::many(D, "provenance", &FOREIGN),
        Child::many(D, "rightsHolder", &FOREIGN),
    ],
)]);

static EXTENT: Element = value::text(&[value::words, number::positive, text::nonblank]);
static VALID: Element = Element::content(Content::Anything).begin(listen).checks(&[valid]);

/// To hear the text of an element that may hold anything.
fn listen(walk: &mut Walk<'_>) {
    if let Some(frame) = walk.top_mut() {
        frame.content = Content::Mixed;
    }
}

/// A period in DCMI's own form (`start=…; end=…;`), or a date.
fn valid<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    let component = |part: &'static str| {
        let components = text.split(';').filter_map(|component| component.split_once('='));
        components.into_iter().find(|(name, _)| name.trim() == part).map(|(_, value)| value.trim())
    };
    let end = component("end").and_then(date::seconds_3339);
    if end.is_some_and(|end| end < walk.context.now.timestamp()) {
        walk.value(frame, &rules::EXPIRED, &[text]);
    }
}
