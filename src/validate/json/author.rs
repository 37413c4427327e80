//! Authors: of 1.0, one object; of 1.1, a list of them.

use super::judge::Judge;
use super::member::{Kind, Member, Object, object, objects};
use super::tree::Node;
use super::{address, text};
use crate::validate::rules::json as rules;

static AUTHOR: Object = Object {
    name: "the author",
    members: &[
        Member::may("avatar", Kind::Text, address::url),
        Member::may("name", Kind::Text, text::words),
        Member::may("url", Kind::Text, address::url),
    ],
};

/// `authors`.
pub(super) fn authors<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    objects(judge, node, name, |judge, author| one(judge, author, name));
}

/// `author`.
pub(super) fn one<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, _: &'static str) {
    object(judge, node, &AUTHOR);
    if !["name", "url", "avatar"].iter().any(|name| node.member(name).is_some()) {
        judge.whole(node, &rules::AUTHOR_EMPTY, &[]);
    }
}

/// Since 1.1 `authors` is what readers look for.
pub(super) fn deprecated<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>) {
    if judge.is_first_version() || node.member("authors").is_some() {
        return;
    }
    if let Some(found) = node.members().iter().find(|member| member.key == "author") {
        judge.key(found, &rules::AUTHOR_DEPRECATED, &[]);
    }
}
