//! `guid`: what an item is known by.

use super::item::kept;
use crate::validate::rules::{rss as rules, value as value_rules};
use crate::validate::value::uri::Need;
use crate::validate::walk::{Element, Frame, Walk};

/// `guid`.
pub(super) static GUID: Element = Element::text(&[end]).attributes(&["isPermaLink"]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let value = frame.value();
    crate::validate::judge::text::nonblank(walk, frame);
    let mut is_permalink = true;
    if let Some(attribute) = frame.attribute("isPermaLink") {
        is_permalink = attribute.value == "true";
        if !matches!(&*attribute.value, "true" | "false") {
            walk.attribute(frame, attribute, &value_rules::BOOLEAN_ATTRIBUTE, &["isPermaLink", &attribute.value]);
        }
    }
    if is_permalink {
        let lower = value.to_ascii_lowercase();
        if lower.starts_with("tag:") || lower.starts_with("urn:uuid:") {
            walk.value(frame, &rules::GUID_NO_PERMALINK, &[value]);
        } else {
            crate::validate::judge::uri::element(walk, frame, Need::Uri, &rules::GUID_NOT_HTTP);
        }
    } else if value.len() < 9 && !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        walk.value(frame, &rules::GUID_NOT_UNIQUE, &[value]);
    }
    kept(walk, frame, |entry, value, span| {
        entry.is_permalink = is_permalink;
        if !value.is_empty() {
            entry.id = Some((value, span));
        }
    });
}
