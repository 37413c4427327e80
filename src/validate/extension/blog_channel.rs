//! `blogChannel`: what a weblog's author reads and recommends.

use super::value::ADDRESS;
use super::{FEEDS, Vocabulary};
use crate::validate::walk::Child;
use crate::validate::xml::Ns;

pub(super) static BLOG_CHANNEL: Vocabulary = Vocabulary::new(&[(
    FEEDS,
    &[
        Child::once(Ns::BlogChannel, "blogRoll", &ADDRESS),
        Child::once(Ns::BlogChannel, "mySubscriptions", &ADDRESS),
        Child::once(Ns::BlogChannel, "blink", &ADDRESS),
        Child::once(Ns::BlogChannel, "changes", &ADDRESS),
    ],
)]);
