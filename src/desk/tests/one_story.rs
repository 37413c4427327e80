//! One story in two sources.

use super::*;

fn wired(source: &str, key: &str, headline: &str, said: Option<&str>, time: &str) -> Article {
    let mut article = dated(key, headline, &words(1, 50), at(time));
    article.origin = Origin::new(source, key);
    article.slug = format!("{source}-{key}");
    article.said_id = said.map(Into::into);
    article
}

fn places(decided: &Decided) -> Vec<String> {
    let mut places: Vec<String> = decided.live.iter().map(|live| live.article.origin.to_string()).collect();
    places.sort();
    places
}

#[test]
fn of_one_id_the_published_one_stands_then_the_earlier_then_the_first_in_the_config() {
    let now = at("02-01T12:00");
    let one = |source: &str, time: &str| wired(source, "a", "One", Some("urn:x:1"), time);
    // `b` stands before `a` in the config.
    let told = |b: &str, a: &str| places(&Paper::new().run(vec![one("b", b), one("a", a)], now));
    assert_eq!(told("01-01T09:00", "01-01T09:00"), ["b: a"]);
    assert_eq!(told("01-01T09:00", "01-01T08:00"), ["a: a"]);
    let paper = Paper::new();
    paper.run(vec![one("b", "01-01T09:00")], now);
    let decided = paper.run(vec![one("b", "01-01T09:00"), one("a", "01-01T08:00")], now);
    assert_eq!(places(&decided), ["b: a"]);
    assert_eq!(decided.refused[0].what, "the id that it says is that of b: a");
}

#[test]
fn two_files_of_one_source_keep_their_places_apart_whatever_id_they_say() {
    let one = |source: &str, key: &str, time: &str| wired(source, key, key, Some("urn:x:1"), time);
    let all = vec![one("a", "1", "01-01T09:00"), one("a", "2", "01-01T09:00"), one("b", "3", "01-01T08:00")];
    let decided = Paper::new().run(all.clone(), at("02-01T12:00"));
    assert_eq!(places(&decided), ["b: 3"]);
    let decided = Paper::new().run(all[..2].to_vec(), at("02-01T12:00"));
    assert_eq!(places(&decided), ["a: 1", "a: 2"]);
}

#[test]
fn the_same_words_are_told_unless_both_say_ids() {
    let run = |a: Option<&str>, b: Option<&str>| {
        let [a, b] = [("a", a), ("b", b)].map(|(source, said)| wired(source, "x", "One", said, "01-01T09:00"));
        let decided = Paper::new().run(vec![a, b], at("02-01T12:00"));
        assert_eq!(decided.live.len(), 2);
        decided.alike.len()
    };
    assert_eq!(run(None, None), 1);
    assert_eq!(run(Some("1"), None), 1);
    assert_eq!(run(Some("1"), Some("2")), 0);
}
