//! `hubs`: endpoints that tell of news at once.

use super::judge::Judge;
use super::member::{Kind, Member, Object, object, objects};
use super::tree::Node;
use super::{address, text};

static HUB: Object = Object {
    name: "the hub",
    members: &[Member::must("type", Kind::Text, text::nonblank), Member::must("url", Kind::Text, address::url)],
};

pub(super) fn hubs<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    objects(judge, node, name, |judge, hub| object(judge, hub, &HUB));
}
