//! What README and `docs/` say is true. `FEEDROOM_BLESS=1 cargo test` writes
//! the generated pages anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use feedroom::config::{Key, Need};
use feedroom::{config, daemon, feed, http, notify, publish, source, store};

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
    page.push_str("\n## [feed_defaults]\n\nThe keys of `[[feed]]` but `path`, `urls` and `each`: what a feed does not say itself.\n");
    table(&mut page, "[output]", "Where feeds are written.", publish::KEYS);
    table(&mut page, "[schedule]", "When `feedroom serve` builds.", daemon::KEYS);
    table(&mut page, "[server]", "Where `feedroom serve` answers.", http::KEYS);
    table(&mut page, "[store]", "What is remembered.", store::KEYS);
    table(&mut page, "[notify]", "Who is told of changes. Nobody, until somebody is named.", notify::KEYS);
    same_as_tracked("docs/config.md", &page);
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
