//! Languages.

use crate::validate::rules::lang as rules;
use crate::validate::value::lang::{self, LangFault};
use crate::validate::walk::{Frame, Walk};
use crate::validate::xml::Attribute;

/// An element that names a language.
pub(crate) fn element<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some((rule, words)) = judge(frame.value()) {
        walk.value(frame, rule, &[frame.value(), &words]);
    }
}

/// An attribute that names a language.
pub(crate) fn attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    if let Some((rule, words)) = judge(attribute.value.trim()) {
        walk.attribute(frame, attribute, rule, &[&attribute.value, &words]);
    }
}

/// What is wrong with the tag of a language: the rule, and why.
pub(crate) fn judge(text: &str) -> Option<(&'static crate::validate::rule::Rule, String)> {
    if !lang::is_iso639(text) {
        return Some((&rules::LANGUAGE, String::new()));
    }
    let words = match lang::check(text) {
        Ok(()) => return None,
        Err(LangFault::Deprecated { preferred } | LangFault::Long { preferred }) => {
            format!("`{preferred}` is the tag for it today")
        }
        Err(LangFault::Form) => "it is not of the form `en-GB`".to_owned(),
        Err(LangFault::Language) => "there is no such language".to_owned(),
        Err(LangFault::Extlang) => "there is no such extended language".to_owned(),
        Err(LangFault::Script) => "there is no such script".to_owned(),
        Err(LangFault::Region) => "there is no such region".to_owned(),
        Err(LangFault::Variant) => "there is no such variant".to_owned(),
    };
    Some((&rules::SUBTAG, words))
}
