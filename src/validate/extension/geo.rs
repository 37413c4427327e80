//! Places on the earth: W3C's `geo`, `geourl`, `icbm`, and `GeoRSS` simple and in GML
//! (<https://docs.ogc.org/cs/17-002r1/17-002r1.html>).

use super::value::{self, DECIMAL, FLOAT, INTEGER, WORDS};
use super::{EVERYWHERE, Vocabulary};
use crate::validate::judge::number;
use crate::validate::rules::{geo as rules, value as value_rules};
use crate::validate::value::number::{CoordFault, coordinates, unsigned_decimal};
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const R: Ns = Ns::GeoRss;
const M: Ns = Ns::Gml;

pub(super) static GEO: Vocabulary = Vocabulary::new(&[(
    EVERYWHERE,
    &[
        Child::many(Ns::Geo, "lat", &LATITUDE),
        Child::many(Ns::Geo, "long", &LONGITUDE),
        Child::many(Ns::Geo, "alt", &DECIMAL),
        Child::many(Ns::Geo, "Point", &POINT),
    ],
)]);

pub(super) static GEOURL: Vocabulary = Vocabulary::new(&[(
    EVERYWHERE,
    &[Child::many(Ns::GeoUrl, "latitude", &LATITUDE), Child::many(Ns::GeoUrl, "longitude", &LONGITUDE)],
)]);

pub(super) static ICBM: Vocabulary = Vocabulary::new(&[(
    EVERYWHERE,
    &[Child::many(Ns::Icbm, "latitude", &LATITUDE), Child::many(Ns::Icbm, "longitude", &LONGITUDE)],
)]);

pub(super) static GEORSS: Vocabulary = Vocabulary::new(&[(
    EVERYWHERE,
    &[
        Child::many(R, "point", &POSITION),
        Child::many(R, "line", &LINE),
        Child::many(R, "polygon", &POLYGON),
        Child::many(R, "box", &BOX),
        Child::many(R, "where", &WHERE),
        Child::many(R, "featureTypeTag", &WORDS),
        Child::many(R, "featuretypetag", &WORDS),
        Child::many(R, "relationshipTag", &WORDS),
        Child::many(R, "relationshiptag", &WORDS),
        Child::many(R, "featureName", &WORDS),
        Child::many(R, "featurename", &WORDS),
        Child::many(R, "elev", &DECIMAL),
        Child::many(R, "floor", &INTEGER),
        Child::many(R, "radius", &FLOAT),
    ],
)]);

static LATITUDE: Element = value::text(&[value::words, number::latitude]);
static LONGITUDE: Element = value::text(&[value::words, number::longitude]);
static POINT: Element =
    Element::of(&[Child::many(Ns::Geo, "lat", &LATITUDE), Child::many(Ns::Geo, "long", &LONGITUDE)]).checks(&[point]);

static POSITION: Element = value::text(&[value::words, position]);
static LINE: Element = value::text(&[value::words, line]);
static POLYGON: Element = value::text(&[value::words, polygon]);
static BOX: Element = value::text(&[value::words, line]);

static WHERE: Element = Element::of(&[
    Child::many(M, "Point", &GML_POINT),
    Child::many(M, "LineString", &GML_LINE),
    Child::many(M, "Polygon", &GML_POLYGON),
    Child::many(M, "Envelope", &GML_ENVELOPE),
]);
const REFERENCE_SYSTEM: &[&str] = &["srsName"];
static GML_POINT: Element = Element::of(&[Child::many(M, "pos", &POSITION)]).attributes(REFERENCE_SYSTEM);
static GML_LINE: Element = Element::of(&[Child::many(M, "posList", &LINE)]).attributes(REFERENCE_SYSTEM);
static GML_POLYGON: Element = Element::of(&[Child::many(M, "exterior", &GML_EXTERIOR)]).attributes(REFERENCE_SYSTEM);
static GML_EXTERIOR: Element = Element::of(&[Child::many(M, "LinearRing", &GML_RING)]);
static GML_RING: Element = Element::of(&[Child::many(M, "posList", &POLYGON)]).attributes(REFERENCE_SYSTEM);
static GML_ENVELOPE: Element =
    Element::of(&[Child::many(M, "lowerCorner", &POSITION), Child::many(M, "upperCorner", &POSITION)])
        .attributes(REFERENCE_SYSTEM);

fn point<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    value::must_have(walk, frame, Ns::Geo, "lat");
    value::must_have(walk, frame, Ns::Geo, "long");
}

/// A number as coordinates have it: no exponent.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix(['+', '-']).unwrap_or(word);
    unsigned_decimal(digits).is_some()
}

/// A latitude and a longitude.
fn position<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    let words: Vec<&str> = text.split([' ', ',']).collect();
    if words.len() != 2 || !words.iter().all(|word| is_number(word)) {
        walk.value(frame, &value_rules::COORD, &[text]);
        return;
    }
    if text.contains(',') {
        walk.value(frame, &value_rules::COORD_COMMA, &[text]);
    }
    on_earth(walk, frame, &words.join(" "));
}

/// Two places or more. Between them there are spaces alone: with commas, nobody can
/// tell where one ends.
fn line<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    let count = text.split_ascii_whitespace().filter(|word| is_number(word)).count();
    if count < 3 || count % 2 == 1 || count != text.split_ascii_whitespace().count() {
        walk.value(frame, &rules::COORDINATES, &[text]);
    } else {
        on_earth(walk, frame, text);
    }
}

/// Four places or more, the last of which is the first.
fn polygon<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    line(walk, frame);
    if frame.value().contains(',') {
        return;
    }
    let words: Vec<&str> = frame.value().split_ascii_whitespace().collect();
    if words.len() < 8 || words.first_chunk::<2>() != words.last_chunk::<2>() {
        walk.value(frame, &rules::OPEN_POLYGON, &[]);
    }
}

fn on_earth<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, places: &str) {
    // GML may use other systems than degrees.
    let other = frame.tag.ns == Ns::Gml;
    if !other && matches!(coordinates(places), Err(CoordFault::Latitude | CoordFault::Longitude)) {
        walk.value(frame, &rules::OFF_EARTH, &[frame.value()]);
    }
}
