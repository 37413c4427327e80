//! Feed history (RFC 5005): whether a feed is complete, or an archive. What that
//! demands of its links is judged with Atom's feed.

use super::value::FLAG;
use super::{FEEDS, Vocabulary};
use crate::validate::walk::Child;
use crate::validate::xml::Ns;

pub(super) static FH: Vocabulary =
    Vocabulary::new(&[(FEEDS, &[Child::many(Ns::Fh, "archive", &FLAG), Child::many(Ns::Fh, "complete", &FLAG)])]);
