//! `media:credit`: who made an object.

use super::super::value;
use crate::validate::judge::uri;
use crate::validate::rules::media as rules;
use crate::validate::walk::{Element, Frame, Walk};

/// `media:credit`.
pub(super) static CREDIT: Element = value::text(&[value::words, credit]).attributes(&["role", "scheme"]);

/// The roles of the European Broadcasting Union (`urn:ebu`), and those that feeds
/// have made of its composite ones.
const ROLES: &[&str] = &[
    "actor",
    "adaptor",
    "anchor person",
    "animal trainer",
    "animator",
    "announcer",
    "armourer",
    "art director",
    "artist",
    "artist/performer",
    "assistant camera",
    "assistant chief lighting technician",
    "assistant director",
    "assistant producer",
    "assistant visual editor",
    "author",
    "broadcast assistant",
    "broadcast journalist",
    "camera operator",
    "carpenter",
    "casting",
    "causeur",
    "chief lighting technician",
    "choir",
    "choreographer",
    "clapper loader",
    "commentary or commentator",
    "commissioning broadcaster",
    "composer",
    "computer programmer",
    "conductor",
    "consultant",
    "continuity checker",
    "correspondent",
    "costume designer",
    "dancer",
    "dialogue coach",
    "director",
    "director of photography",
    "distribution company",
    "draughtsman",
    "dresser",
    "dubber",
    "editor",
    "editor/producer",
    "ensemble",
    "executive producer",
    "expert",
    "fight director",
    "floor manager",
    "focus puller",
    "foley artist",
    "foley editor",
    "foley mixer",
    "graphic assistant",
    "graphic designer",
    "greensman",
    "grip",
    "hairdresser",
    "illustrator",
    "interviewed guest",
    "interviewer",
    "key character",
    "key grip",
    "key talents",
    "leadman",
    "librettist",
    "lighting director",
    "lighting technician",
    "location manager",
    "lyricist",
    "make up artist",
    "manufacturer",
    "matte artist",
    "music arranger",
    "music group",
    "musician",
    "news reader",
    "orchestra",
    "participant",
    "performer",
    "photographer",
    "post",
    "producer",
    "production assistant",
    "production company",
    "production department",
    "production manager",
    "production secretary",
    "programme production researcher",
    "programme proposal",
    "property manager",
    "publishing company",
    "puppeteer",
    "pyrotechnician",
    "reporter",
    "rigger",
    "runner",
    "scenario",
    "scenic operative",
    "script supervisor",
    "second assistant camera",
    "second assistant director",
    "second unit director",
    "set designer",
    "set dresser",
    "sign language",
    "singer",
    "sound designer",
    "sound mixer",
    "sound recordist",
    "special effects",
    "stunts",
    "subtitles",
    "technical director",
    "term",
    "translation",
    "transportation manager",
    "treatment",
    "treatment proposal",
    "treatment/programme proposal",
    "vision mixer",
    "visual editor",
    "visual effects",
    "wardrobe",
    "witness",
];

fn credit<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let scheme = value::filled(frame, "scheme").filter(|scheme| scheme.value != "urn:ebu");
    if let Some(role) = value::filled(frame, "role") {
        let is_role = match scheme {
            None => ROLES.binary_search(&&*role.value).is_ok(),
            Some(_) => !role.value.contains(char::is_uppercase),
        };
        if !is_role {
            walk.attribute(frame, role, &rules::CREDIT_ROLE, &[&role.value]);
        }
    }
    if let Some(scheme) = scheme {
        uri::full_attribute(walk, frame, scheme);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn roles_stand_in_order() {
        assert!(super::ROLES.is_sorted());
    }
}
