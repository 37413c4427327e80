//! Dates in the forms of RFC 822, RFC 3339 and W3C-DTF.

use chrono::{DateTime, Utc};

use crate::validate::rules::date as rules;
use crate::validate::value::date::{self, Age, Fault822, IsoDate, IsoFault};
use crate::validate::walk::{Frame, Walk};
use crate::validate::xml::Attribute;

/// A date of RFC 822, as RSS 0.9x and 2.0 have it.
pub(crate) fn rfc822<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    match date::rfc822(text, walk.context.now) {
        Ok(found) => {
            if found.lax.is_some() {
                walk.value(frame, &rules::OLD_FORM, &[text]);
            } else {
                age(walk, frame, found.age);
            }
        }
        Err(Fault822::Weekday { right, .. }) => {
            walk.value(frame, &rules::WEEKDAY, &[text, &right.to_string()]);
        }
        Err(_) => walk.value(frame, &rules::RFC822, &[frame.tag.name, text]),
    }
}

fn age<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, age: Age) {
    match age {
        Age::Plausible => {}
        Age::Old | Age::Future => walk.value(frame, &rules::IMPLAUSIBLE, &[frame.value()]),
    }
}

/// A date of RFC 3339, as Atom has it.
pub(crate) fn rfc3339<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match date::rfc3339(frame.value(), walk.context.now) {
        Ok(found) => age(walk, frame, found.age),
        Err(fault) => walk.value(frame, &rules::RFC3339, &[frame.tag.name, frame.value(), why(fault)]),
    }
}

/// As [`rfc3339`], in an attribute.
pub(crate) fn rfc3339_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    if let Err(fault) = date::rfc3339(&attribute.value, walk.context.now) {
        walk.attribute(frame, attribute, &rules::RFC3339, &[attribute.name, &attribute.value, why(fault)]);
    }
}

/// A date of W3C-DTF, as Dublin Core has it.
pub(crate) fn w3cdtf<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match date::w3cdtf(frame.value(), walk.context.now) {
        Ok(found) => age(walk, frame, found.age),
        Err(fault) => walk.value(frame, &rules::W3CDTF, &[frame.tag.name, frame.value(), why(fault)]),
    }
}

/// Why a text is no date of RFC 3339 or W3C-DTF, as half a sentence.
pub(crate) fn why(fault: IsoFault) -> &'static str {
    match fault {
        IsoFault::Form => "it is not of the form 2026-01-31T09:00:00Z",
        IsoFault::NoZone => "its time zone is missing",
        IsoFault::LowerCase => "`T` and `Z` must be capitals",
        IsoFault::NoSuchDay => "there is no such day",
        IsoFault::NoSuchTime => "there is no such time",
    }
}

/// The time of a date of RFC 822, whatever else is wrong with it.
pub(crate) fn seconds_822(text: &str, now: DateTime<Utc>) -> Option<i64> {
    match date::rfc822(text, now) {
        Ok(found) => Some(found.at.timestamp()),
        Err(Fault822::Weekday { at, .. }) => Some(at.timestamp()),
        Err(_) => None,
    }
}

/// The time of a date of RFC 3339 or W3C-DTF.
pub(crate) fn seconds_3339(text: &str) -> Option<i64> {
    date::w3cdtf(text, DateTime::UNIX_EPOCH).ok().map(|IsoDate { at, .. }| at.timestamp())
}
