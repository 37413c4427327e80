//! People and their mail addresses.

use crate::validate::rules::person as rules;
use crate::validate::value::mail::{self, Contact, Host};
use crate::validate::walk::{Frame, Walk};

/// A bare address, as Atom has it.
pub(crate) fn address<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match mail::addr_spec(frame.value()) {
        Some(host) => known(walk, frame, host),
        None => walk.value(frame, &rules::ADDRESS, &[frame.value()]),
    }
}

/// An address with the name of its owner, as RSS has it.
pub(crate) fn contact<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match mail::contact(frame.value()) {
        Some((contact, host)) => {
            match contact {
                Contact::Named => {}
                Contact::Bare => walk.value(frame, &rules::NO_NAME, &[frame.value()]),
                Contact::Jumbled => walk.value(frame, &rules::FORM, &[frame.value()]),
            }
            known(walk, frame, host);
        }
        None => walk.value(frame, &rules::CONTACT, &[frame.tag.name, frame.value()]),
    }
}

/// A name, which holds no address.
pub(crate) fn no_address<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if mail::contains_email(frame.value()) {
        walk.value(frame, &rules::CONTAINS, &[frame.tag.name, frame.value()]);
    }
}

/// An address in any form.
pub(crate) fn email<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match mail::email(frame.value()) {
        Some(host) => known(walk, frame, host),
        None => walk.value(frame, &rules::CONTACT, &[frame.tag.name, frame.value()]),
    }
}

fn known<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, host: Host) {
    if host == Host::Unknown {
        walk.value(frame, &rules::HOST, &[frame.value()]);
    }
}
