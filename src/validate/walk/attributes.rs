//! Attributes that any element may have, and those that none expects.

use super::{Content, Frame, Place, Walk};
use crate::validate::rules::{structure, uri as uri_rules};
use crate::validate::value::uri::{self, Need};
use crate::validate::xml::Ns;

impl<'a> Walk<'a> {
    /// `xml:base` and `xml:lang`.
    pub(super) fn xml_attributes(&mut self, frame: &mut Frame<'a>) {
        let attributes = std::mem::take(&mut frame.attributes);
        for attribute in attributes.iter().filter(|attribute| attribute.ns == Ns::Xml) {
            match attribute.local {
                "lang" => {
                    frame.lang = true;
                    if !attribute.value.is_empty() {
                        crate::validate::judge::lang::attribute(self, frame, attribute);
                    }
                }
                "base" => {
                    crate::validate::judge::uri::attribute_of(
                        self,
                        frame,
                        attribute,
                        Need::IriReference,
                        &uri_rules::IN_ATTRIBUTE,
                    );
                    frame.base = Some(uri::resolve(self.base(), &attribute.value).into_owned());
                }
                _ => {}
            }
        }
        frame.attributes = attributes;
    }

    /// Attributes that nobody expects.
    pub(super) fn expect_attributes(&mut self, frame: &Frame<'a>) {
        if matches!(frame.content, Content::Xhtml | Content::HtmlElements)
            || frame.element.place == Place::Open
            || std::ptr::eq(frame.element, &raw const super::FOREIGN)
        {
            return;
        }
        for attribute in &frame.attributes {
            let expected = match attribute.ns {
                Ns::None => frame.element.attributes.contains(&attribute.local),
                Ns::Xml => true,
                ns => frame.element.foreign_attributes.contains(&(ns, attribute.local)),
            };
            if expected {
                continue;
            }
            let words = [attribute.name, frame.tag.name];
            if attribute.ns == Ns::Unknown {
                if self.is_rss2() && frame.tag.ns == Ns::None {
                    self.attribute(frame, attribute, &structure::EXTENSION_ATTRIBUTE, &words);
                }
            } else {
                self.attribute(frame, attribute, &structure::UNEXPECTED_ATTRIBUTE, &words);
            }
        }
    }
}
