//! `TrackBack`: where to tell of a reply, and what was told.

use super::value;
use super::{ENTRIES, Vocabulary};
use crate::validate::judge::text;
use crate::validate::walk::{Child, Element};
use crate::validate::xml::Ns;

pub(super) static TRACKBACK: Vocabulary = Vocabulary::new(&[(
    ENTRIES,
    &[Child::once(Ns::Trackback, "ping", &ADDRESS), Child::many(Ns::Trackback, "about", &ADDRESS)],
)]);

static ADDRESS: Element = value::text(&[text::bad_characters, value::resource_or_address]);
