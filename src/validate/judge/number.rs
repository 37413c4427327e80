//! Numbers, and words that stand for yes and no.

use crate::validate::rules::value as rules;
use crate::validate::value::number::{self, IntegerFault};
use crate::validate::value::token;
use crate::validate::walk::{Frame, Walk};
use crate::validate::xml::Attribute;

/// A whole number above zero.
pub(crate) fn positive<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match number::positive(frame.value()) {
        Ok(_) => {}
        Err(IntegerFault::Overflow) => walk.value(frame, &rules::OVERFLOW, &[frame.tag.name, frame.value()]),
        Err(_) => walk.value(frame, &rules::POSITIVE, &[frame.tag.name, frame.value()]),
    }
}

/// A whole number, zero or above.
pub(crate) fn non_negative<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if number::non_negative(frame.value()).is_err() {
        walk.value(frame, &rules::NON_NEGATIVE, &[frame.tag.name, frame.value()]);
    }
}

/// As [`positive`], in an attribute.
pub(crate) fn positive_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    if number::positive(&attribute.value).is_err() {
        walk.attribute(frame, attribute, &rules::POSITIVE, &[attribute.name, &attribute.value]);
    }
}

/// As [`non_negative`], in an attribute.
pub(crate) fn non_negative_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    if number::non_negative(&attribute.value).is_err() {
        walk.attribute(frame, attribute, &rules::NON_NEGATIVE, &[attribute.name, &attribute.value]);
    }
}

/// A latitude in degrees.
pub(crate) fn latitude<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if number::latitude(frame.value()).is_none() {
        walk.value(frame, &rules::LATITUDE, &[frame.value()]);
    }
}

/// A longitude in degrees.
pub(crate) fn longitude<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if number::longitude(frame.value()).is_none() {
        walk.value(frame, &rules::LONGITUDE, &[frame.value()]);
    }
}

/// `yes` or `no`.
pub(crate) fn yes_no<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if token::yes_no(frame.value()).is_none() {
        walk.value(frame, &rules::YES_NO, &[frame.tag.name, frame.value()]);
    }
}

/// `true` or `false`.
pub(crate) fn true_false<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if token::true_false(frame.value()).is_none() {
        walk.value(frame, &rules::TRUE_FALSE, &[frame.tag.name, frame.value()]);
    }
}
