//! Google Base (<https://base.google.com/ns/1.0>): what an item offers. The W3C
//! knows its words of 2006, and so does this; their values are judged where that
//! says more than that there is text.

use super::value::{self, ADDRESS, COUNT, ISO8601, PLAIN, POSITIVE, WORDS};
use super::{ENTRIES, Vocabulary};
use crate::validate::judge::{date, number};
use crate::validate::rules::{date as date_rules, extension as rules, value as value_rules};
use crate::validate::value::date as dates;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const N: Ns = Ns::G;

macro_rules! once {
    ($($name:literal $element:expr;)*) => { &[$(Child::once(N, $name, $element)),*] };
}

pub(super) static G: Vocabulary = Vocabulary::new(&[
    (
        ENTRIES,
        &[
            Child::many(N, "image_link", &ADDRESS),
            Child::many(N, "label", &LABEL),
            Child::many(N, "payment_accepted", &WORDS),
        ],
    ),
    (
        ENTRIES,
        once! {
            "actor" &PLAIN; "age" &COUNT; "agent" &PLAIN; "area" &PLAIN; "apparel_type" &PLAIN; "artist" &PLAIN;
            "author" &PLAIN; "bathrooms" &COUNT; "bedrooms" &COUNT; "brand" &PLAIN; "calories" &MEASURE;
            "cholesterol" &MEASURE; "color" &PLAIN; "cooking_time" &MEASURE; "condition" &PLAIN; "course" &PLAIN;
            "course_date_range" &RANGE; "course_number" &PLAIN; "course_times" &PLAIN; "cuisine" &PLAIN;
            "currency" &WORDS; "delivery_notes" &PLAIN; "delivery_radius" &AMOUNT; "education" &PLAIN;
            "employer" &PLAIN; "ethnicity" &PLAIN; "event_date_range" &RANGE; "expiration_date" &DAY;
            "expiration_date_time" &ISO8601; "fiber" &MEASURE; "from_location" &WORDS; "gender" &WORDS;
            "hoa_dues" &MEASURE; "format" &PLAIN; "id" &PLAIN; "immigration_status" &PLAIN; "interested_in" &PLAIN;
            "isbn" &PLAIN; "job_function" &PLAIN; "job_industry" &PLAIN; "job_type" &PLAIN; "listing_type" &TRUE_FALSE;
            "location" &WORDS; "main_ingredient" &PLAIN; "make" &PLAIN; "manufacturer" &PLAIN;
            "manufacturer_id" &PLAIN; "marital_status" &WORDS; "meal_type" &PLAIN; "megapixels" &AMOUNT;
            "memory" &AMOUNT; "mileage" &WORDS; "model" &PLAIN; "model_number" &PLAIN;
            "name_of_item_being_reviewed" &PLAIN; "news_source" &PLAIN; "occupation" &PLAIN; "payment_notes" &PLAIN;
            "pages" &POSITIVE; "pickup" &TRUE_FALSE; "preparation_time" &AMOUNT; "price" &AMOUNT; "price_type" &WORDS;
            "processor_speed" &AMOUNT; "product_type" &PLAIN; "property_type" &PLAIN; "protein" &AMOUNT;
            "publication_name" &PLAIN; "publication_volume" &PLAIN; "publish_date" &DAY; "quantity" &COUNT;
            "rating" &WORDS; "review_type" &PLAIN; "reviewer_type" &WORDS; "salary" &MEASURE; "salary_type" &WORDS;
            "saturated_fat" &MEASURE; "school_district" &PLAIN; "service_type" &PLAIN; "servings" &MEASURE;
            "sexual_orientation" &PLAIN; "size" &PLAIN; "shipping" &SHIPPING; "sodium" &MEASURE; "subject" &PLAIN;
            "subject_area" &PLAIN; "tax_percent" &PERCENT; "tax_region" &PLAIN; "to_location" &WORDS;
            "total_carbs" &MEASURE; "total_fat" &MEASURE; "travel_date_range" &RANGE; "university" &PLAIN; "upc" &PLAIN;
            "url_of_item_being_reviewed" &ADDRESS; "vehicle_type" &PLAIN; "vin" &PLAIN; "weight" &AMOUNT; "year" &WORDS;
        },
    ),
]);

static LABEL: Element = value::text(&[value::words]);
static MEASURE: Element = value::text(&[value::words, measure]);
static AMOUNT: Element = value::text(&[value::words, amount]);
static DAY: Element = value::text(&[value::words, day]);
static PERCENT: Element = value::text(&[value::words, percent]);
static TRUE_FALSE: Element = value::text(&[value::words, number::true_false]);
static RANGE: Element = Element::of(&[Child::once(N, "start", &ISO8601), Child::once(N, "end", &ISO8601)]);
static SHIPPING: Element = Element::of(&[
    Child::once(N, "service", &WORDS),
    Child::once(N, "country", &WORDS),
    Child::once(N, "price", &AMOUNT),
]);

fn measure<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !frame.value().starts_with(|c: char| c.is_ascii_digit()) {
        walk.value(frame, &value_rules::FLOAT, &[frame.tag.name, frame.value()]);
    }
}

/// A number and a unit: `9.95 usd`.
fn amount<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start();
    let number = text[..text.len() - unit.len()].trim_end();
    let is_unit = unit.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_unit || crate::validate::value::number::unsigned_decimal(number).is_none() {
        walk.value(frame, &rules::DECIMAL, &[frame.tag.name, text]);
    }
}

fn day<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Err(fault) = dates::iso8601(frame.value(), walk.context.now) {
        walk.value(frame, &date_rules::ISO8601, &[frame.tag.name, frame.value(), date::why(fault)]);
    } else if dates::iso8601_date(frame.value(), walk.context.now).is_err() {
        walk.value(frame, &rules::ISO8601_DATE, &[frame.tag.name, frame.value()]);
    }
}

fn percent<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let number = crate::validate::value::number::float(frame.value());
    if !number.is_some_and(|number| (0.0..=100.0).contains(&number)) {
        walk.value(frame, &value_rules::PERCENTAGE, &[frame.value()]);
    }
}
