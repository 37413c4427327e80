//! Apple's categories (<https://podcasters.apple.com/support/1691-apple-podcasts-categories>),
//! and those of before August 2019.

use super::{I, begin};
use crate::validate::rules::{itunes as rules, structure};
use crate::validate::walk::{Child, Element, Frame, Walk};

/// `itunes:category`, which may hold another.
pub(super) static CATEGORY: Element =
    Element::of(&[Child::many(I, "category", &SUBCATEGORY)]).attributes(&["text"]).begin(begin).checks(&[category]);
static SUBCATEGORY: Element = Element::of(&[]).attributes(&["text"]).checks(&[subcategory]);

type Categories = &'static [(&'static str, &'static [&'static str])];

const CATEGORIES: Categories = &[
    ("Arts", &["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"]),
    ("Business", &["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"]),
    ("Comedy", &["Comedy Interviews", "Improv", "Stand-Up"]),
    ("Education", &["Courses", "How To", "Language Learning", "Self-Improvement"]),
    ("Fiction", &["Comedy Fiction", "Drama", "Science Fiction"]),
    ("Government", &[]),
    ("Health & Fitness", &["Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"]),
    ("History", &[]),
    ("Kids & Family", &["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"]),
    (
        "Leisure",
        &["Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"],
    ),
    ("Music", &["Music Commentary", "Music History", "Music Interviews"]),
    (
        "News",
        &[
            "Business News",
            "Daily News",
            "Entertainment News",
            "News Commentary",
            "Politics",
            "Sports News",
            "Tech News",
        ],
    ),
    (
        "Religion & Spirituality",
        &["Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"],
    ),
    (
        "Science",
        &[
            "Astronomy",
            "Chemistry",
            "Earth Sciences",
            "Life Sciences",
            "Mathematics",
            "Natural Sciences",
            "Nature",
            "Physics",
            "Social Sciences",
        ],
    ),
    ("Society & Culture", &["Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"]),
    (
        "Sports",
        &[
            "Baseball",
            "Basketball",
            "Cricket",
            "Fantasy Sports",
            "Football",
            "Golf",
            "Hockey",
            "Rugby",
            "Running",
            "Soccer",
            "Swimming",
            "Tennis",
            "Volleyball",
            "Wilderness",
            "Wrestling",
        ],
    ),
    ("TV & Film", &["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"]),
    ("Technology", &[]),
    ("True Crime", &[]),
];

const OLD: Categories = &[
    ("Arts", &["Literature"]),
    (
        "Arts & Entertainment",
        &[
            "Architecture",
            "Design",
            "Entertainment",
            "Games",
            "Performing Arts",
            "Photography",
            "Poetry",
            "Science Fiction",
        ],
    ),
    ("Audio Blogs", &[]),
    ("Business", &["Careers", "Finance", "Investing", "Management & Marketing", "News", "Shopping"]),
    ("Comedy", &[]),
    ("Education", &["Education Technology", "Higher Education", "K-12", "Language Courses", "Training"]),
    ("Family", &[]),
    ("Food", &[]),
    ("Games & Hobbies", &["Automotive", "Aviation", "Hobbies", "Other Games", "Video Games"]),
    ("Government & Organizations", &["Local", "National", "Non-Profit", "Regional"]),
    (
        "Health",
        &[
            "Alternative Health",
            "Diet & Nutrition",
            "Fitness",
            "Fitness & Nutrition",
            "Relationships",
            "Self-Help",
            "Sexuality",
        ],
    ),
    (
        "International",
        &[
            "Australian",
            "Belgian",
            "Brazilian",
            "Canadian",
            "Chinese",
            "Dutch",
            "French",
            "German",
            "Hebrew",
            "Italian",
            "Japanese",
            "Norwegian",
            "Polish",
            "Portuguese",
            "Spanish",
            "Swedish",
        ],
    ),
    ("Movies & Television", &[]),
    ("News & Politics", &[]),
    ("Politics", &[]),
    ("Public Radio", &[]),
    ("Religion & Spirituality", &["New Age", "Other", "Philosophy"]),
    ("Science & Medicine", &["Medicine", "Natural Sciences", "Social Sciences"]),
    ("Society & Culture", &["History"]),
    ("Sports & Recreation", &["Amateur", "College & High School", "Outdoor", "Professional"]),
    ("Talk Radio", &[]),
    (
        "Technology",
        &[
            "Computers",
            "Developers",
            "Gadgets",
            "Information Technology",
            "News",
            "Operating Systems",
            "Podcasting",
            "Smart Phones",
            "Software How-To",
            "Tech News",
            "Text/Speech",
        ],
    ),
    ("Transportation", &["Automotive", "Aviation", "Bicycles", "Commuting"]),
    ("Travel", &[]),
];

fn within(categories: Categories, name: &str) -> Option<&'static [&'static str]> {
    categories.iter().find(|(category, _)| *category == name).map(|(_, within)| *within)
}

fn category<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    judge(walk, frame, |name| within(CATEGORIES, name).is_some(), |name| within(OLD, name).is_some());
}

/// What stands in a category that says nothing is not judged.
fn subcategory<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let Some(above) = walk.top().and_then(|parent| parent.attr("text")).map(ToOwned::to_owned) else { return };
    if above.is_empty() {
        return;
    }
    let holds = |categories, name: &str| within(categories, &above).is_some_and(|within| within.contains(&name));
    judge(walk, frame, |name| holds(CATEGORIES, name), |name| holds(OLD, name));
}

fn judge<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, is_new: impl Fn(&str) -> bool, is_old: impl Fn(&str) -> bool) {
    let Some(name) = frame.attribute("text") else {
        walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["text", frame.tag.name]);
        return;
    };
    if is_new(&name.value) {
        return;
    }
    let rule = if is_old(&name.value) { &rules::OLD_CATEGORY } else { &rules::CATEGORY };
    walk.attribute(frame, name, rule, &[&name.value]);
}
