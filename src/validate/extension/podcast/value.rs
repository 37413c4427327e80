//! `podcast:value`: whom listeners pay.

use super::check::{among, must_have, number};
use super::{P, open, open_of};
use crate::validate::rules::podcast as rules;
use crate::validate::walk::{Child, Element, Frame, Walk};

/// `podcast:value`.
pub(super) static VALUE: Element =
    open_of(&[Child::many(P, "valueRecipient", &RECIPIENT), Child::many(P, "valueTimeSplit", &TIME_SPLIT)])
        .attributes(&["type", "method", "suggested"])
        .checks(&[value]);
static RECIPIENT: Element =
    open(&[recipient]).attributes(&["name", "customKey", "customValue", "type", "address", "split", "fee"]);
static TIME_SPLIT: Element =
    open_of(&[Child::many(P, "valueRecipient", &RECIPIENT), Child::many(P, "remoteItem", &super::show::REMOTE_ITEM)])
        .attributes(&["startTime", "duration", "remoteStartTime", "remotePercentage"])
        .checks(&[time_split]);

fn value<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["type", "method"]);
    number(walk, frame, "suggested");
    if walk.seen_in(frame, P, "valueRecipient") == 0 {
        walk.tag(frame, &rules::NO_RECIPIENT, &[]);
    }
}

fn recipient<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["type", "address", "split"]);
    number(walk, frame, "split");
    among(walk, frame, "fee", &["true", "false"]);
}

fn time_split<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["startTime", "duration"]);
    for name in ["startTime", "duration", "remoteStartTime", "remotePercentage"] {
        number(walk, frame, name);
    }
}
