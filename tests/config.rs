//! A wrong config is told by place and mend, and nothing is written.

use crate::util::{Newsroom, PLAIN, run_in};

#[track_caller]
fn refused(config: &str, words: &[&str]) {
    let newsroom = Newsroom::new(config);
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    let ran = newsroom.run(&["build"]);
    assert_eq!(ran.status, 2, "{}{}", ran.stdout, ran.stderr);
    for words in words {
        assert!(ran.stderr.contains(words), "`{words}` is not said:\n{}", ran.stderr);
    }
    assert!(!newsroom.exists("feeds"));
}

#[test]
fn a_misspelt_key_is_shown_with_the_nearest() {
    refused(
        &PLAIN.replace("permalink", "permalnik"),
        &["config.toml:8:1", "permalnik = ", "^^^^^^^^^", "did you mean `permalink`?"],
    );
    refused(&PLAIN.replace("content = \"full\"", "contents = \"full\""), &["did you mean `content`?"]);
    refused(&PLAIN.replace("[store]", "[stores]"), &["did you mean [store]?"]);
}

#[test]
fn a_wrong_value_is_shown_with_what_to_write() {
    refused(&PLAIN.replace("\"full\"", "\"ful\""), &["did you mean \"full\"?"]);
    refused(&PLAIN.replace("kind = \"files\"", "kind = \"file\""), &["did you mean \"files\"?"]);
    refused(&PLAIN.replace("{slug}", "{slugg}"), &["{slugg}"]);
    refused(&format!("{PLAIN}[schedule]\nbuild = \"0 0 30 2 *\"\n"), &["[schedule]"]);
    refused(&format!("{PLAIN}[server]\nlisten = \"everywhere\"\n"), &["listen"]);
    refused(&format!("{PLAIN}[notify]\nwebsub = [\"hub\"]\n"), &["websub"]);
}

#[test]
fn two_feeds_or_sources_cannot_be_one() {
    refused(&format!("{PLAIN}[[feed]]\npath = \"All\"\n"), &["two feeds have the path", "\"all\"", "\"All\""]);
    refused(&format!("{PLAIN}[[feed]]\npath = \"b\"\nurls = {{ rss = \"/all.rss\" }}\n"), &["would be one file"]);
    refused(
        &PLAIN.replace("[feed_defaults]", "[[source]]\nkind = \"files\"\npath = \"articles\"\n[feed_defaults]"),
        &["two sources have the name"],
    );
}

#[test]
fn a_config_that_is_not_there_says_how_to_begin() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["build"], &[]).fails(2, "feedroom init");
}

#[test]
fn a_folder_that_does_not_exist_is_an_outage() {
    let newsroom = Newsroom::new(&PLAIN.replace("path = \"articles\"", "path = \"artikles\""));
    newsroom.run(&["build"]).fails(2, "artikles");
}

#[test]
fn an_unknown_command_or_flag_is_status_2() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["bulid"], &[]).fails(2, "build");
    run_in(folder.path(), &["--at", "tomorrow", "build"], &[]).fails(2, "2026-01-31T09:00:00Z");
}

#[test]
fn a_config_that_is_not_utf_8_is_told_as_such() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.write("config.toml", b"[site]\ntitle = \"Caf\xe9\"\n");
    let ran = newsroom.run(&["check"]).fails(2, "config.toml is not UTF-8");
    assert!(!ran.stderr.contains("feedroom init"), "{}", ran.stderr);
}
