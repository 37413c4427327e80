//! Microsoft's Simple List Extensions: a feed that is a list.

use super::value::WORDS;
use super::{FEEDS, Vocabulary};
use crate::validate::walk::{Child, Element};
use crate::validate::xml::Ns;

pub(super) static CF: Vocabulary =
    Vocabulary::new(&[(FEEDS, &[Child::many(Ns::Cf, "treatAs", &WORDS), Child::many(Ns::Cf, "listinfo", &LIST_INFO)])]);

static LIST_INFO: Element = Element::of(&[Child::many(Ns::Cf, "sort", &SORT), Child::many(Ns::Cf, "group", &GROUP)]);
static SORT: Element = Element::of(&[]).attributes(&["ns", "element", "label", "data-type", "default"]);
static GROUP: Element = Element::of(&[]).attributes(&["ns", "element", "label"]);
