//! `feedroom article list` and `show`: what has become of articles.

use serde::Serialize;

use super::sheet::Sheet;
use super::{List, Show};
use crate::cli::{Args, Exit, print};
use crate::config::ConfigError;
use crate::desk::State;
use crate::pipeline::{self, Dossier, RunError};

/// The list, for programs.
#[derive(Serialize)]
struct Answer<'a> {
    articles: Vec<Sheet<'a>>,
    /// How many wait for their time and are not told of.
    embargoed: usize,
}

pub(super) fn list(args: &Args, options: &List) -> Result<Exit, RunError> {
    let house = args.house()?;
    let all = pipeline::survey(&house, args.now())?.all(&house);
    let asked = |dossier: &&Dossier| {
        options.status.is_empty() || options.status.iter().any(|word| word.state() == dossier.state)
    };
    let (told, hushed): (Vec<&Dossier>, Vec<&Dossier>) =
        all.iter().filter(asked).partition(|dossier| options.show_embargoed || !dossier.hushed);
    let sheets: Vec<Sheet<'_>> = told.into_iter().map(Sheet::of).collect();
    if args.prints_json() {
        print::json(&Answer { articles: sheets, embargoed: hushed.len() });
        return Ok(Exit::Done);
    }
    let mut text: String = sheets.iter().map(Sheet::line).collect();
    if !hushed.is_empty() {
        let count = print::count(hushed.len(), "article");
        text.push_str(&format!("{count} waiting for their time: --show-embargoed tells which\n"));
    }
    print::out(&text);
    Ok(Exit::Done)
}

pub(super) fn show(args: &Args, options: &Show) -> Result<Exit, RunError> {
    let house = args.house()?;
    let folder = std::env::current_dir().unwrap_or_default();
    let dossier = pipeline::survey(&house, args.now())?.one(&house, &folder, &options.name)?;
    if dossier.hushed && !options.show_embargoed {
        let what = if dossier.state == State::Embargoed { "it waits for its time" } else { "it may wait for its time" };
        let what = format!("`{}`: {what}, so nothing is told of it", options.name);
        return Err(ConfigError::nowhere(what, "--show-embargoed tells it to you").into());
    }
    let sheet = Sheet::of(&dossier);
    if args.prints_json() {
        print::json(&sheet);
    } else {
        print::out(&sheet.text());
    }
    Ok(Exit::Done)
}
