//! Findings about the attributes of an outline that is open, where all it says
//! stands; HTML and dates stand in attributes nowhere else.

use std::ops::Range;

use crate::validate::html;
use crate::validate::judge::text;
use crate::validate::rule::Rule;
use crate::validate::rules::{date as date_rules, text as text_rules};
use crate::validate::value::date::{self, Age, Fault822};
use crate::validate::walk::Walk;
use crate::validate::xml::{Attribute, source_offset};

/// Notes a finding about an attribute of the innermost open element.
pub(super) fn note<'a>(walk: &mut Walk<'a>, attribute: &Attribute<'a>, rule: &'static Rule, words: &[&str]) {
    let span = if attribute.raw.is_empty() { attribute.at..attribute.raw.end + 1 } else { attribute.raw.clone() };
    let element = walk.top().map_or(attribute.at, |frame| frame.tag.at);
    walk.note(rule, span, element, Some(attribute.name), words);
}

/// A finding about some bytes of an attribute's value.
fn within<'a>(
    walk: &mut Walk<'a>,
    attribute: &Attribute<'a>,
    rule: &'static Rule,
    range: Range<usize>,
    words: &[&str],
) {
    let raw = &walk.source[attribute.raw.clone()];
    let start = attribute.raw.start + source_offset(raw, range.start);
    let end = attribute.raw.start + source_offset(raw, range.end);
    let element = walk.top().map_or(attribute.at, |frame| frame.tag.at);
    walk.note(rule, start..end.max(start), element, Some(attribute.name), words);
}

/// HTML, escaped.
pub(super) fn html<'a>(walk: &mut Walk<'a>, attribute: &Attribute<'a>) {
    for found in text::html_faults(&mut walk.html, &attribute.value, true) {
        within(walk, attribute, found.rule, found.range, &[&found.word, attribute.name]);
    }
}

/// Characters that come of a wrong encoding.
pub(super) fn bad_characters<'a>(walk: &mut Walk<'a>, attribute: &Attribute<'a>) {
    if attribute.value.is_ascii() {
        return;
    }
    let mut found = None;
    html::bad_characters(&attribute.value, &mut |c, range| {
        found.get_or_insert((c, range));
    });
    if let Some((c, range)) = found {
        let code = format!("U+{:04X}", u32::from(c));
        within(walk, attribute, &text_rules::BAD_CHARACTER, range, &[&code, attribute.name]);
    }
}

/// A date of RFC 822.
pub(super) fn rfc822<'a>(walk: &mut Walk<'a>, attribute: &Attribute<'a>) {
    let text = &*attribute.value;
    match date::rfc822(text, walk.context.now) {
        Ok(found) if found.lax.is_some() => note(walk, attribute, &date_rules::OLD_FORM, &[text]),
        Ok(found) if found.age != Age::Plausible => note(walk, attribute, &date_rules::IMPLAUSIBLE, &[text]),
        Ok(_) => {}
        Err(Fault822::Weekday { right, .. }) => {
            note(walk, attribute, &date_rules::WEEKDAY, &[text, &right.to_string()]);
        }
        Err(_) => note(walk, attribute, &date_rules::RFC822, &[attribute.name, text]),
    }
}
