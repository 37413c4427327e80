//! What is answered: to people, programs and GitHub.

use super::*;

#[test]
fn a_good_feed_passes() {
    let folder = Folder::new(&[("good.rss", GOOD.as_bytes())]);
    let ran = folder.validate(&["good.rss"]).succeeds();
    assert_eq!(ran.stdout, "1 document: 1 valid, 0 errors, 0 warnings\n");
    folder.validate(&["--verbose", "good.rss"]).succeeds().says("good.rss: RSS 2.0, valid");
    folder.validate(&["--base", "https://daily.example/good.rss", "--deny", "warnings", "good.rss"]).succeeds();
    assert_eq!(folder.validate(&["--quiet", "good.rss"]).succeeds().stdout, "");
}

#[test]
fn a_fault_is_shown_with_its_line_and_a_caret() {
    let folder = Folder::new(&[("date.rss", bad_date().as_bytes())]);
    let ran = folder.validate(&["date.rss"]);
    let shown = [
        "date.rss: RSS 2.0, 1 error\n",
        "error[date-rfc822]: ",
        "--> date.rss:13:10\n",
        "13 | <pubDate>yesterday</pubDate>\n",
        "   |          ^^^^^^^^^\n",
        "1 document: 0 valid, 1 error, 0 warnings\n",
    ];
    let mut rest = &*ran.stdout;
    for part in shown {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("`{part}` is not shown:\n{}", ran.stdout)).1;
    }
    assert!(!ran.stdout.contains(":::") && !ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
}

#[test]
fn no_colour_and_no_control_reaches_what_is_not_a_terminal() {
    let hostile = bad_date().replace("yesterday", "\u{9b}31m\u{202e}yesterday");
    let folder = Folder::new(&[("date.rss", hostile.as_bytes())]);
    let output = Command::new(env!("CARGO_BIN_EXE_feedroom"))
        .current_dir(folder.path())
        .args(["validate", "date.rss"])
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("error[date-rfc822]"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{text:?}");
}

#[test]
fn json_holds_what_it_promises() {
    let folder = Folder::new(&[("date.rss", bad_date().as_bytes()), ("good.rss", GOOD.as_bytes())]);
    let ran = folder.validate(&["--format", "json", "date.rss", "good.rss"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(
        lines[0].starts_with(
            r#"{"document":"date.rss","kind":"rss","version":"2.0","valid":false,"findings":[{"rule":"date-rfc822","w3c":"InvalidRFC2822Date","level":"error","line":13,"column":10,"path":"/rss/channel/item/pubDate","message":""#
        ),
        "{}",
        lines[0]
    );
    assert!(lines[0].contains(r#","help":""#));
    assert_eq!(lines[1], r#"{"document":"good.rss","kind":"rss","version":"2.0","valid":true,"findings":[]}"#);
    let ran = folder.json(&["--allow", "date-rfc822", "date.rss"]);
    assert_eq!((&ran[0]["valid"], rules(&ran[0]).len()), (&Value::Bool(true), 0));
    // A rule that the W3C has not is without its name.
    let without = folder.json(&["--base", "https://daily.example/", "date.rss"]);
    assert!(
        without[0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|finding| !finding["w3c"].is_null() || finding.as_object().unwrap().get("w3c").is_none())
    );
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = Folder::new(&[("a.rss", bad_dates(2_000).as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_feedroom"))
        .current_dir(folder.path())
        .args(["validate", "--format", "json", "a.rss"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &*output.stderr), (Some(1), &b""[..]));
}

#[test]
fn what_repeats_is_folded_with_a_count() {
    let folder = Folder::new(&[("a.rss", bad_dates(40).as_bytes())]);
    let ran = folder.validate(&["a.rss"]);
    assert_eq!(ran.stdout.matches("error[date-rfc822]").count(), 1, "{}", ran.stdout);
    let ran = ran
        .says("a.rss: RSS 2.0, 40 errors")
        .says("--> a.rss:20:10")
        .says("also at 27:10, 34:10, 41:10, 48:10, 55:10 and 34 more");
    ran.says("1 document: 0 valid, 40 errors");
    assert_eq!(rules(&folder.json(&["a.rss"])[0]).len(), 40);
}

#[test]
fn different_words_of_one_rule_are_told_apart() {
    let text = bad_dates(3).replacen("yesterday", "today", 1);
    let folder = Folder::new(&[("a.rss", text.as_bytes())]);
    let ran = folder
        .validate(&["a.rss"])
        .says("20 | <pubDate>today</pubDate>")
        .says("note: at 27:10: ")
        .says("also at 34:10");
    assert!(ran.stdout.contains("yesterday"), "{}", ran.stdout);
}

#[test]
fn a_line_without_end_is_shown_around_the_caret() {
    let long = "wörds ".repeat(50_000);
    let text =
        bad_date().replace('\n', " ").replace("Words.", &long).replace("<title>One", &format!("<title>One {long}"));
    let folder = Folder::new(&[("a.rss", text.as_bytes())]);
    let ran = folder.validate(&["a.rss"]);
    let column = 1 + text.split_once("yesterday").unwrap().0.chars().count();
    let ran = ran.says(&format!("--> a.rss:1:{column}\n")).says("<pubDate>yesterday</pubDate>");
    assert!(ran.stdout.lines().all(|line| line.chars().count() < 400), "{}", ran.stdout);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let at = lines.iter().position(|line| line.contains("^^^^^^^^^")).unwrap();
    let caret = lines[at].chars().position(|c| c == '^').unwrap();
    assert!(lines[at - 1].chars().skip(caret).collect::<String>().starts_with("yesterday"), "{}", ran.stdout);
}

#[test]
fn github_gets_annotations() {
    let folder = Folder::new(&[("public/a,b.rss", bad_dates(40).as_bytes())]);
    let ran = folder.validate(&["--format", "github", "public"]);
    assert_eq!(ran.status, 1);
    let line = ran.stdout.lines().next().unwrap();
    assert!(line.starts_with("::error file=public/a%2Cb.rss,line=20,col=10,title=date-rfc822::"), "{line}");
    assert!(line.contains("%0Aalso at 27:10"), "{line}");
    ran.says("1 document: 0 valid");
    let workspace = folder.path().canonicalize().unwrap();
    let here = workspace.join("public");
    let ran =
        run_in(&here, &["validate", "--format", "github", "."], &[("GITHUB_WORKSPACE", workspace.to_str().unwrap())]);
    ran.says("::error file=public/a%2Cb.rss,");
    assert!(piped(bad_date().as_bytes(), &["--format", "github", "-"]).stdout.starts_with("::error line=13,"));
    run_in(folder.path(), &["--format", "github", "rules"], &[]).fails(2, "`validate` alone");
}
