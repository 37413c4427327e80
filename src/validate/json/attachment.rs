//! `attachments`: files that belong to an item.

use super::judge::Judge;
use super::member::{Kind, Member, Object, object, objects};
use super::tree::Node;
use super::{address, number, text};
use crate::validate::judge::reader::contradicts;
use crate::validate::rules::{reader, value as value_rules};
use crate::validate::value::mime;

static ATTACHMENT: Object = Object {
    name: "the attachment",
    members: &[
        Member::may("duration_in_seconds", Kind::Number, number::amount),
        Member::must("mime_type", Kind::Text, media_type),
        Member::may("size_in_bytes", Kind::Number, number::amount),
        Member::may("title", Kind::Text, text::plain),
        Member::must("url", Kind::Text, address::url),
    ],
};

pub(super) fn attachments<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    objects(judge, node, name, |judge, attachment| {
        object(judge, attachment, &ATTACHMENT);
        contradiction(judge, attachment);
    });
}

fn media_type<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    let text = node.text().unwrap_or_default();
    if mime::media_type(text).is_none_or(|found| found.is_range()) {
        judge.value(node, &value_rules::MIME, &[name, text]);
    }
}

fn contradiction<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>) {
    let (Some(url), Some(found)) = (node.text_of("url"), node.member("mime_type")) else { return };
    let said = found.text().unwrap_or_default();
    if contradicts(url, said) {
        judge.value(found, &reader::ENCLOSURE_TYPE, &[said, url]);
    }
}
