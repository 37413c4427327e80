//! `media:restriction`: where an object may be shown.

use super::super::value;
use crate::validate::judge::uri;
use crate::validate::rules::{media as rules, value as value_rules};
use crate::validate::walk::{Element, Frame, Walk};

/// `media:restriction`.
pub(super) static RESTRICTION: Element =
    value::text(&[value::words, restriction]).attributes(&["relationship", "type"]);

/// The countries of ISO 3166, two letters each, and those that it once had.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
    ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO \
    IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK \
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR \
    PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK \
    TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

fn restriction<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(relationship) = value::required_filled(walk, frame, "relationship")
        && !matches!(&*relationship.value, "allow" | "deny")
    {
        walk.attribute(frame, relationship, &rules::RESTRICTION_REL, &[&relationship.value]);
    }
    let text = frame.value();
    let Some(kind) = value::filled(frame, "type") else {
        if !matches!(text, "" | "all" | "none") {
            walk.value(frame, &rules::RESTRICTION, &[text]);
        }
        return;
    };
    match &*kind.value {
        "country" => {
            for country in text.split(' ').filter(|country| !is_country(country)) {
                walk.value(frame, &value_rules::COUNTRY, &[country]);
            }
        }
        "uri" => uri::full(walk, frame),
        // Version 1.5 has it, and the W3C not yet.
        "sharing" => {}
        other => walk.attribute(frame, kind, &rules::RESTRICTION_TYPE, &[other]),
    }
}

/// Whether a text is a country's code, in any case.
pub(super) fn is_country(text: &str) -> bool {
    text.len() == 2 && COUNTRIES.split_ascii_whitespace().any(|country| country.eq_ignore_ascii_case(text))
}
