//! `feedroom article`: what has become of articles, and a person's hand.

mod act;
mod list;
mod options;
mod sheet;

pub use options::{ArticleCommand, Correct, Hand, List, Show, Word};

use super::{Args, Exit};
use crate::config::ConfigError;
use crate::desk::Action;
use crate::pipeline::RunError;
use crate::xml::XmlText;

pub(super) fn run(args: &Args, command: &ArticleCommand) -> Result<Exit, RunError> {
    let act = |action, hand| act::run(args, &action, hand);
    match command {
        ArticleCommand::List(options) => list::list(args, options),
        ArticleCommand::Show(options) => list::show(args, options),
        ArticleCommand::Release(hand) => act(Action::Release, hand),
        ArticleCommand::Kill(hand) => act(Action::Kill, hand),
        ArticleCommand::Withhold(hand) => act(Action::Withhold, hand),
        ArticleCommand::Restore(hand) => act(Action::Restore, hand),
        ArticleCommand::Correct(options) => act(Action::Correct(line("--note", &options.note)?), &options.hand),
        ArticleCommand::Pin(hand) => act(Action::Pin(true), hand),
        ArticleCommand::Unpin(hand) => act(Action::Pin(false), hand),
        ArticleCommand::Touch(hand) => act(Action::Touch, hand),
        ArticleCommand::Erase(hand) => act(Action::Erase, hand),
    }
}

/// So many bytes a person may write to readers or into the journal at once.
const LONGEST: usize = 4_000;

/// A text that readers will see, on one line.
fn line(option: &str, text: &str) -> Result<XmlText, RunError> {
    bounded(option, text)?;
    let fault = || ConfigError::nowhere(format!("{option} is empty"), "write a sentence there");
    Ok(XmlText::line(text).ok_or_else(fault)?)
}

fn bounded(option: &str, text: &str) -> Result<(), RunError> {
    if text.len() > LONGEST {
        let what = format!("{option} is longer than {LONGEST} bytes");
        return Err(ConfigError::nowhere(what, "say it in fewer words").into());
    }
    Ok(())
}
