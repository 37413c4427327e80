//! What is let pass, by flags and by config; the list of rules.

use super::*;

#[test]
fn levels_are_as_flags_say() {
    let folder = Folder::new(&[("date.rss", bad_date().as_bytes())]);
    folder
        .validate(&["--allow", "date-rfc822", "date.rss"])
        .succeeds()
        .says("1 document: 1 valid, 0 errors, 0 warnings");
    folder.validate(&["--level", "date-rfc822=warning", "date.rss"]).succeeds().says("warning[date-rfc822]");
    let denied = folder.validate(&["--level", "date-rfc822=warning", "--deny", "warnings", "date.rss"]);
    assert_eq!(denied.status, 1);
    denied.says("1 document: 1 valid, 0 errors, 1 warning");
    let ran = folder.validate(&["--level", "date-rfc822=info", "date.rss"]).succeeds();
    assert_eq!(ran.stdout, "1 document: 1 valid, 0 errors, 0 warnings, 1 info (--verbose shows them)\n");
    folder.validate(&["--level", "date-rfc822=info", "--verbose", "date.rss"]).succeeds().says("info[date-rfc822]");
    folder.validate(&["--allow", "date-rfc82", "date.rss"]).fails(2, "did you mean `date-rfc822`?");
    folder.validate(&["--allow", "InvalidRFC2822Date", "date.rss"]).fails(2, "`date-rfc822`");
    folder.validate(&["--level", "date-rfc822=eror", "date.rss"]).fails(2, "error, warning or info");
    folder.validate(&["--level", "nothing-like-it=error", "date.rss"]).fails(2, "feedroom rules");
    folder.validate(&["--deny", "errors", "date.rss"]).fails(2, "warnings");
}

#[test]
fn config_says_the_same_and_flags_win() {
    let folder = Folder::new(&[("date.rss", bad_date().as_bytes())]);
    folder.write("config.toml", "[validate]\nallow = [\"date-rfc822\"]\n");
    folder.validate(&["date.rss"]).succeeds();
    assert_eq!(folder.validate(&["--level", "date-rfc822=error", "date.rss"]).status, 1);
    folder.write("config.toml", "[validate]\nlevels = { date-rfc822 = \"warning\" }\ndeny = \"warnings\"\n");
    folder.validate(&["date.rss"]).says("warning[date-rfc822]").fails(1, "");
    folder.validate(&["--allow", "date-rfc822", "date.rss"]).succeeds();
    folder.write("config.toml", "[validate]\nallow = [\n  \"date-rfc82\",\n]\n");
    folder.validate(&["date.rss"]).fails(2, "config.toml:3:3");
    // What Zola and Hugo call so is theirs.
    folder.write("config.toml", "base_url = \"https://daily.example/\"\n[markdown]\nhighlight_code = true\n");
    folder.validate(&["date.rss"]).fails(1, "");
    folder.validate(&["--config", "config.toml", "date.rss"]).fails(2, "has no [validate]");
    folder.validate(&["--config", "other.toml", "date.rss"]).fails(2, "other.toml cannot be read");
}

#[test]
fn every_command_looks_at_the_settings() {
    let newsroom = Newsroom::new(&format!("{PLAIN}[validate]\nallow = [\"no-rule-of-this-name\"]\n"));
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.run(&["build"]).fails(2, "there is no rule `no-rule-of-this-name`");
}

#[test]
fn rules_are_listed_and_explained() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run_in(folder.path(), arguments, &[]);
    run(&["rules"]).succeeds().says("\ndate: ").says("  date-rfc822 ").says("W3C: InvalidRFC2822Date");
    run(&["rules", "date-rfc822"]).succeeds().says("date-rfc822: error\n").says("InvalidRFC2822Date");
    run(&["rules", "InvalidRFC2822Date"]).succeeds().says("date-rfc822: error\n");
    run(&["rules", "date-rfc82"]).fails(2, "did you mean `date-rfc822`?");
    let all: Vec<Value> = serde_json::from_str(&run(&["--format", "json", "rules"]).succeeds().stdout).unwrap();
    assert!(all.len() > 300);
    for member in ["id", "family", "level", "says", "help", "spec", "bad", "good"] {
        assert!(all.iter().all(|rule| rule[member].is_string()), "{member}");
    }
}
