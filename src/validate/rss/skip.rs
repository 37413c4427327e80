//! `skipHours` and `skipDays`: when a channel is not read.

use crate::validate::rules::{rss as rules, structure};
use crate::validate::value::token::{self, Hour};
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

/// `skipHours`.
pub(super) static SKIP_HOURS: Element =
    Element::of(&[Child::many(Ns::None, "hour", &HOUR)]).begin(begin).checks(&[hours]);
/// `skipDays`.
pub(super) static SKIP_DAYS: Element = Element::of(&[Child::many(Ns::None, "day", &DAY)]).begin(begin).checks(&[days]);

static HOUR: Element = Element::text(&[hour]);
static DAY: Element = Element::text(&[day]);

fn begin(walk: &mut Walk<'_>) {
    walk.facts.repeated.clear();
}

fn hour<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match token::hour(frame.value()) {
        Some(Hour::At(_)) => {}
        Some(Hour::Midnight) => walk.value(frame, &rules::MIDNIGHT, &[]),
        None => walk.value(frame, &rules::HOUR, &[frame.value()]),
    }
    // 24 and 0 are one hour.
    let hour = if frame.value() == "24" { "0" } else { frame.value() };
    repeated(walk, frame, hour);
}

fn day<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if token::day(frame.value()).is_none() {
        walk.value(frame, &rules::DAY, &[frame.value()]);
    }
    repeated(walk, frame, frame.value());
}

fn repeated<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, value: &str) {
    if !walk.facts.repeated.insert(value.into()) {
        walk.value(frame, &structure::REPEATED_VALUE, &[frame.tag.name, frame.value()]);
    }
}

fn hours<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, Ns::None, "hour") == 0 {
        walk.tag(frame, &structure::MISSING, &["hour", frame.tag.name]);
    }
    if walk.seen_in(frame, Ns::None, "hour") > 24 {
        walk.tag(frame, &rules::HOURS, &[]);
    }
}

fn days<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, Ns::None, "day") == 0 {
        walk.tag(frame, &structure::MISSING, &["day", frame.tag.name]);
    }
    if walk.seen_in(frame, Ns::None, "day") > 7 {
        walk.tag(frame, &rules::DAYS, &[]);
    }
}
