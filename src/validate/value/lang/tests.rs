use super::*;
use std::collections::BTreeSet;

#[test]
fn the_w3c_asks_for_the_first_subtag() {
    for text in
        ["en", "en-us", "EN-US", "UND", "epo", "ger", "deu", "fil", "en-nowhere", "x-martian", "i-klingon", "qaa"]
    {
        assert!(is_iso639(text), "{text}");
    }
    for text in
        ["", "English", "en_us", "klingon", "unknown", "insert language here", "xx", "qzz", "-en", "e", "x-", "x"]
    {
        assert!(!is_iso639(text), "{text}");
    }
}

#[test]
fn tags_are_judged_subtag_by_subtag() {
    for text in [
        "en",
        "en-US",
        "de-CH-1996",
        "zh-Hant-TW",
        "zh-yue-HK",
        "sr-Latn",
        "es-419",
        "sl-rozaj-biske",
        "i-default",
        "x-martian",
        "en-x-newsroom",
        "de-DE-u-co-phonebk",
        "en-a-bbb-x-a-ccc",
        "ja-Latn-hepburn",
        "nb",
        "qaa-Qaaa-QM",
        "en-GB-oxendict",
        "cmn-Hans-CN",
    ] {
        assert_eq!(check(text), Ok(()), "{text}");
    }
    for (text, fault) in [
        ("", LangFault::Form),
        ("en_us", LangFault::Form),
        ("en-", LangFault::Form),
        ("en-toolongsubtag", LangFault::Form),
        ("de-419-DE", LangFault::Form),
        ("en-a-bbb-a-ccc", LangFault::Form),
        ("en-u", LangFault::Form),
        ("en-x", LangFault::Form),
        ("x", LangFault::Form),
        ("12", LangFault::Form),
        ("English", LangFault::Language),
        ("xx", LangFault::Language),
        ("xx-US", LangFault::Language),
        ("en-yue", LangFault::Extlang),
        ("en-Abcd", LangFault::Script),
        ("en-XX", LangFault::Region),
        ("en-UK", LangFault::Region),
        ("en-999", LangFault::Region),
        ("en-martian", LangFault::Variant),
        ("iw", LangFault::Deprecated { preferred: "he" }),
        ("i-klingon", LangFault::Deprecated { preferred: "tlh" }),
        ("no-BOK", LangFault::Deprecated { preferred: "nb" }),
        ("de-DD", LangFault::Deprecated { preferred: "DE" }),
        ("eng-US", LangFault::Long { preferred: "en" }),
        ("ger", LangFault::Long { preferred: "de" }),
    ] {
        let expected = if text == "en-XX" { Ok(()) } else { Err(fault) };
        assert_eq!(check(text), expected, "{text}");
    }
}

#[test]
fn countries_are_those_of_today() {
    for text in ["US", "au", "GB", "SS"] {
        assert!(is_country(text), "{text}");
    }
    for text in ["", "XX", "UK", "USA", "DD", "EU", "ZZ", "é"] {
        assert!(!is_country(text), "{text}");
    }
}

/// Remakes `subtags.txt` from npm's `language-subtag-registry` (`REGISTRY`, its
/// `data/json/registry.json`) and Debian's iso-codes (`ISO639`, its `iso_639-2.json`;
/// `ISO3166`, its `iso_3166-1.json`).
#[test]
#[ignore = "writes into the source"]
fn remake() {
    let read = |name: &str| -> &'static serde_json::Value {
        let text = std::fs::read_to_string(std::env::var(name).expect(name)).expect(name);
        Box::leak(Box::new(serde_json::from_str(&text).expect(name)))
    };
    let (registry, iso639, iso3166) = (read("REGISTRY"), read("ISO639"), read("ISO3166"));
    let records = registry.as_array().expect("a list of records");
    let of = |kind: &str| -> Vec<(&'static str, &'static serde_json::Value)> {
        let code = |record: &serde_json::Value| {
            record["Type"] == kind && !record["Subtag"].as_str().is_some_and(|code| code.contains(".."))
        };
        let name =
            |record: &'static serde_json::Value| record["Subtag"].as_str().or(record["Tag"].as_str()).expect("a name");
        records.iter().filter(|record| code(record)).map(|record| (name(record), record)).collect()
    };
    let mut out = std::fs::read_to_string("src/validate/value/lang/subtags.txt").unwrap_or_default();
    let header = out.find("\n\n").expect("the header stays") + 1;
    out.truncate(header);
    let mut section = |heading: &str, words: BTreeSet<String>| {
        out.push_str(&format!("\n[{heading}]\n"));
        let mut width = 0;
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                out.push(if width + word.len() > 110 { '\n' } else { ' ' });
                width = if width + word.len() > 110 { 0 } else { width + 1 };
            }
            out.push_str(word);
            width += word.len();
        }
        out.push('\n');
    };
    let plain = |kind: &str, length: usize, upper: bool| {
        let codes = of(kind).into_iter().filter(|(code, _)| length == 0 || code.len() == length);
        codes.map(|(code, _)| if upper { code.to_uppercase() } else { code.to_lowercase() }).collect::<BTreeSet<_>>()
    };
    let preferred = |kind: &str| {
        let codes = of(kind)
            .into_iter()
            .filter_map(|(code, record)| Some(format!("{code}={}", record["Preferred-Value"].as_str()?)));
        codes.collect::<BTreeSet<_>>()
    };
    section("language-2", plain("language", 2, false));
    section("language-3", plain("language", 3, false));
    section("script", plain("script", 4, false));
    section("region-2", plain("region", 2, true));
    section("region-3", plain("region", 3, true));
    let countries = iso3166["3166-1"].as_array().expect("countries");
    let is_country = |code: &String| countries.iter().any(|country| country["alpha_2"] == code.as_str());
    section("no-country", plain("region", 2, true).into_iter().filter(|code| !is_country(code)).collect());
    section("variant", plain("variant", 0, false));
    let extended = |(code, record): (&str, &serde_json::Value)| {
        format!("{code}={}", record["Prefix"][0].as_str().expect("a prefix"))
    };
    section("extlang", of("extlang").into_iter().map(extended).collect());
    section("preferred", &preferred("language") | &preferred("variant"));
    section("preferred-region", preferred("region"));
    let codes = iso639["639-2"].as_array().expect("languages");
    let short = codes.iter().filter_map(|code| Some((code, code["alpha_2"].as_str()?))).flat_map(|(code, short)| {
        let long = ["alpha_3", "bibliographic"].into_iter().filter_map(|key| code[key].as_str());
        long.map(move |long| format!("{long}={short}"))
    });
    section("short", short.collect());
    let whole = of("grandfathered")
        .into_iter()
        .chain(of("redundant"))
        .filter(|(_, record)| record["Type"] == "grandfathered" || record["Preferred-Value"].is_string());
    section(
        "whole",
        whole
            .map(|(tag, record)| format!("{tag}={}", record["Preferred-Value"].as_str().unwrap_or_default()))
            .collect(),
    );
    std::fs::write("src/validate/value/lang/subtags.txt", out).expect("written");
}
