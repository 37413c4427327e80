//! `mod_syndication` (<https://web.resource.org/rss/1.0/modules/syndication/>): how often
//! a feed changes.

use super::value::{self, W3CDTF};
use super::{FEEDS, Vocabulary};
use crate::validate::judge::{number, text};
use crate::validate::rules::extension as rules;
use crate::validate::value::token;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

pub(super) static SY: Vocabulary = Vocabulary::new(&[(
    FEEDS,
    &[
        Child::once(Ns::Sy, "updatePeriod", &PERIOD),
        Child::once(Ns::Sy, "updateFrequency", &FREQUENCY),
        Child::once(Ns::Sy, "updateBase", &W3CDTF),
    ],
)]);

static PERIOD: Element = value::text(&[value::words, period]);
static FREQUENCY: Element = value::text(&[value::words, number::positive, text::nonblank]);

fn period<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !token::is_update_period(frame.value()) {
        walk.value(frame, &rules::UPDATE_PERIOD, &[frame.value()]);
    }
}
