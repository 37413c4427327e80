//! A story that left → the element `at:deleted-entry` (RFC 6721, section 3).

use chrono::SecondsFormat;
use quick_xml::escape::escape;

use super::super::namespace::TOMBSTONES;
use crate::feed::Departed;

/// The element, with the prefix that it is always written with.
pub(super) const NAME: &str = "at:deleted-entry";

/// The element, with the public notice as its comment.
pub(super) fn of(departed: &Departed) -> Vec<u8> {
    let (id, when) = (escape(departed.id.as_str()), departed.at.to_rfc3339_opts(SecondsFormat::Secs, true));
    let begin = format!("<{NAME} xmlns:at=\"{TOMBSTONES}\" ref=\"{id}\" when=\"{when}\"");
    let element = match &departed.notice {
        Some(notice) => format!("{begin}><at:comment>{}</at:comment></{NAME}>", escape(&**notice)),
        None => format!("{begin}/>"),
    };
    element.into_bytes()
}
