//! `cloud`: where readers register to be told of changes.

use crate::validate::rules::{structure, value as value_rules};
use crate::validate::value::number;
use crate::validate::walk::{Element, Frame, Walk};

/// `cloud`.
pub(super) static CLOUD: Element =
    Element::of(&[]).attributes(&["domain", "port", "path", "registerProcedure", "protocol"]).checks(&[end]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["domain", "path", "port", "registerProcedure", "protocol"] {
        let Some(attribute) = frame.attribute(name) else {
            walk.tag(frame, &structure::MISSING_ATTRIBUTE, &[name, "cloud"]);
            continue;
        };
        if name == "port" && number::positive(&attribute.value).is_err() {
            walk.attribute(frame, attribute, &value_rules::INTEGER_ATTRIBUTE, &["port", &attribute.value]);
        }
    }
}
