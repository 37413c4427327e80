//! What README and `docs/` say is true. `FEEDROOM_BLESS=1 cargo test` writes
//! the generated pages anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use feedroom::config::{Key, Need};
use feedroom::validate::{Example, FAMILIES, In, Rule};
use feedroom::{config, daemon, desk, feed, http, notify, publish, source, store, validate};

use crate::util::{Newsroom, run_in};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a tracked file, or, where it is to be written anew, `made`.
fn same_as_tracked(name: &str, made: &str) {
    let path = root().join(name);
    if std::env::var_os("FEEDROOM_BLESS").is_some() {
        fs::write(&path, made).unwrap();
    }
    let tracked = fs::read_to_string(&path).unwrap_or_default();
    assert!(tracked == made, "{name} is not what the code says: run FEEDROOM_BLESS=1 cargo test, and read the change");
}

fn table(page: &mut String, title: &str, about: &str, keys: &[Key]) {
    writeln!(page, "\n## {title}\n\n{about}\n\n| key | value | default | |\n|---|---|---|---|").unwrap();
    for key in keys {
        let default = match key.need {
            Need::Required => "**required**",
            Need::Default(default) => default,
        };
        writeln!(page, "| `{}` | {} | {default} | {} |", key.name, key.kind, key.doc).unwrap();
    }
}

#[test]
fn the_config_reference_lists_every_key() {
    let mut page = String::from(
        "# Config\n\nEvery key of `config.toml`. The page is made from the code that reads them. An unknown key is an error that names the nearest known one; paths are relative to the config file.\n",
    );
    table(&mut page, "[site]", "The newsroom. Required.", config::SITE_KEYS);
    for kind in source::KINDS {
        let title = format!("[[source]], kind = \"{}\"", kind.name);
        table(&mut page, &title, "Where articles come from; at least one.", kind.keys);
    }
    table(&mut page, "[[feed]]", "A feed, or with `each` a family of feeds; at least one.", feed::KEYS);
    table(
        &mut page,
        "[feed.select]",
        "Which articles a feed is about: `select = { section = \"World\", not = { sponsored = true } }`. Names are compared without regard to case.",
        feed::SELECT_KEYS,
    );
    table(
        &mut page,
        "[feed.guard]",
        "How much of a feed may change at once: `guard = { lose = 0.8 }`. A feed of which more would change is frozen: its last good documents stay, less what must go, `build` exits with 1 and says why, until the cause is gone or `feedroom build --accept FEED` says that it is meant. Items that must go or have expired, and those that a window, a lower limit or newer items push out, are no loss. A feed takes from the `guard` of `[feed_defaults]` what its own does not say; `guard = false` turns it off.",
        feed::GUARD_KEYS,
    );
    page.push_str("\n## [feed_defaults]\n\nThe keys of `[[feed]]` but `path`, `urls` and `each`: what a feed does not say itself.\n");
    table(&mut page, "[output]", "Where feeds are written.", publish::KEYS);
    table(
        &mut page,
        "[revisions]",
        "Which changes of a story readers are told of again; see [updates.md](updates.md).",
        desk::KEYS,
    );
    table(&mut page, "[schedule]", "When `feedroom serve` builds.", daemon::KEYS);
    table(&mut page, "[server]", "Where `feedroom serve` answers.", http::KEYS);
    table(&mut page, "[store]", "What is remembered.", store::KEYS);
    table(&mut page, "[notify]", "Who is told of changes. Nobody, until somebody is named.", notify::KEYS);
    let about = "How feeds are judged by `feedroom validate`, for which a file with this section alone is enough; see [validate.md](validate.md).";
    table(&mut page, "[validate]", about, validate::KEYS);
    same_as_tracked("docs/config.md", &page);
}

/// An example in a fence; what stands around it is left out, and so are long runs of letters.
fn example(page: &mut String, name: &str, example: &Example) {
    let text = match (example.0, example.1.split('|').collect::<Vec<_>>().as_slice()) {
        (In::Repeated, [before, count, after]) => format!("{before}… ({count} letters){after}"),
        _ => example.1.to_owned(),
    };
    if text.is_empty() {
        return;
    }
    let language = if text.trim_start().starts_with(['{', '"']) { "json" } else { "xml" };
    writeln!(page, "\n{name}:\n\n```{language}\n{}\n```", text.trim_end()).unwrap();
}

fn entry(page: &mut String, rule: &Rule) {
    writeln!(page, "\n### {}\n", rule.id).unwrap();
    let w3c = rule.w3c.map(|name| format!(", the W3C's `{name}`")).unwrap_or_default();
    let spec = if rule.spec.is_empty() { String::new() } else { format!("; [specification]({})", rule.spec) };
    writeln!(page, "{}{w3c}{spec}. It says: {}.", rule.level, rule.says.replace("{}", "…")).unwrap();
    if !rule.help.is_empty() {
        writeln!(page, "\n{}", rule.help).unwrap();
    }
    example(page, "Bad", &rule.bad);
    example(page, "Good", &rule.good);
}

#[test]
fn the_reference_of_rules_lists_every_rule() {
    let count = validate::rules().count();
    let mut page = format!(
        "# Rules\n\nWhat `feedroom validate` asks of feeds: {count} rules. The page is made from the registry that it uses; `feedroom rules` shows the same in a terminal. [validate.md](validate.md) says how to let a rule pass or to change its level.\n\n| family | rules | |\n|---|---|---|\n"
    );
    for family in FAMILIES {
        writeln!(page, "| [{0}](#{0}) | {1} | {2} |", family.name, family.rules.len(), family.about).unwrap();
    }
    for family in FAMILIES {
        writeln!(page, "\n## {}\n\n{}", family.name, family.about).unwrap();
        family.rules.iter().for_each(|rule| entry(&mut page, rule));
    }
    same_as_tracked("docs/rules.md", &page);
}

/// A page with what stands in its first fence of `language` replaced.
fn with_block(page: &str, language: &str, text: &str) -> String {
    let (before, rest) = page.split_once(&format!("```{language}\n")).unwrap();
    let (_, after) = rest.split_once("```").unwrap();
    format!("{before}```{language}\n{}\n```{after}", text.trim_end())
}

#[test]
fn the_answers_in_the_validators_page_are_true() {
    let page = fs::read_to_string(root().join("docs/validate.md")).unwrap();
    let feed = page.split("```xml\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("news.rss"), feed).unwrap();
    let run =
        |format| run_in(folder.path(), &["validate", "--format", format, "news.rss"], &[("GITHUB_WORKSPACE", "")]);
    let (text, github) = (run("text"), run("github"));
    assert_eq!(text.status, 1, "{}", text.stderr);
    let mut made = with_block(&page, "text", &format!("$ feedroom validate news.rss\n{}", text.stdout));
    made = with_block(&made, "json", &run("json").stdout);
    made = with_block(&made, "github", &github.stdout);
    same_as_tracked("docs/validate.md", &made);
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let workflow = readme.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(page.contains(workflow), "README shows another workflow");
    let config = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    fs::write(folder.path().join("config.toml"), config).unwrap();
    run("text").fails(1, "");
}

#[test]
fn readmes_workflow_judges_a_site() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let workflow = readme.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let command = workflow.lines().find_map(|line| line.trim().strip_prefix("- run: feedroom ")).unwrap();
    let arguments: Vec<&str> = command.split_whitespace().collect();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("public")).unwrap();
    for file in ["feeds/all.rss", "feeds/all.atom", "feeds/all.json"] {
        fs::copy(root().join(file), folder.path().join("public").join(Path::new(file).file_name().unwrap())).unwrap();
    }
    run_in(folder.path(), &arguments, &[]).succeeds().says("3 documents: 3 valid");
    fs::write(folder.path().join("public/broken.xml"), "<rss version=\"2.0\">").unwrap();
    run_in(folder.path(), &arguments, &[]).fails(1, "").says("::error file=public/broken.xml,line=1,");
}

#[test]
fn readmes_config_is_a_config() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let config = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let newsroom = Newsroom::with_config(config);
    newsroom.write(
        "articles/news/harbour-opens.md",
        "---\ntitle: The harbour opens & the ferry is late\ndate: 2026-01-31T09:00:00Z\n---\nIt is.\n",
    );
    newsroom.build();
    let feed = newsroom.read("feeds/section/news.rss");
    for line in readme.split("```xml\n").nth(1).unwrap().lines().take_while(|line| *line != "…") {
        assert!(feed.replace("><", ">\n<").contains(line.trim_start_matches("<item>")), "{line}\n{feed}");
    }
}

#[test]
fn readme_names_every_command_and_no_other() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let help = run_in(root(), &["--help"], &[]).succeeds().stdout;
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut listed: Vec<&str> =
        commands.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    let mut told: Vec<&str> =
        readme.lines().filter_map(|line| line.strip_prefix("| `feedroom ")?.split('`').next()).collect();
    listed.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, listed);
}

#[test]
fn what_init_writes_builds_at_once() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init"], &[]).succeeds();
    run_in(folder.path(), &["build"], &[]).succeeds().says("1 article read: 1 taken");
    assert!(folder.path().join("feeds/all.rss").exists() && folder.path().join("feeds/section/news.json").exists());
    run_in(folder.path(), &["init"], &[]).fails(2, "is there already");
}
