//! Conversations Network: ratings of recorded talks.

use super::value::{self, COUNT, FLOAT, ISO8601, POSITIVE};
use super::{ENTRIES, Vocabulary};
use crate::validate::walk::{Child, Element};
use crate::validate::xml::Ns;

const N: Ns = Ns::Conversations;

pub(super) static CONVERSATIONS: Vocabulary = Vocabulary::new(&[(
    ENTRIES,
    &[
        Child::once(N, "introMilliseconds", &COUNT),
        Child::once(N, "image", &IMAGE),
        Child::once(N, "ratingAverage", &FLOAT),
        Child::once(N, "ratingCount", &COUNT),
        Child::once(N, "ratingIndividual", &POSITIVE),
        Child::once(N, "ratingTimestamp", &ISO8601),
    ],
)]);

static IMAGE: Element = value::text(&[value::words, value::http]);
