//! `feedroom article`: what has become of articles, and a person's hand.

mod list;
mod options;
mod sheet;

pub use options::{ArticleCommand, Correct, Hand, List, Show, Word};

use super::entrust::entrust;
use super::{Args, Exit};
use crate::control::{Act, Article, Work};
use crate::pipeline::RunError;

pub(super) fn run(args: &Args, command: &ArticleCommand) -> Result<Exit, RunError> {
    let act = |act, hand| entrust(args, Work::Article(article(act, hand)));
    match command {
        ArticleCommand::List(options) => list::list(args, options),
        ArticleCommand::Show(options) => list::show(args, options),
        ArticleCommand::Release(hand) => act(Act::Release, hand),
        ArticleCommand::Kill(hand) => act(Act::Kill, hand),
        ArticleCommand::Withhold(hand) => act(Act::Withhold, hand),
        ArticleCommand::Restore(hand) => act(Act::Restore, hand),
        ArticleCommand::Correct(options) => act(Act::Correct(options.note.clone()), &options.hand),
        ArticleCommand::Pin(hand) => act(Act::Pin, hand),
        ArticleCommand::Unpin(hand) => act(Act::Unpin, hand),
        ArticleCommand::Touch(hand) => act(Act::Touch, hand),
        ArticleCommand::Erase(hand) => act(Act::Erase, hand),
    }
}

fn article(act: Act, hand: &Hand) -> Article {
    Article {
        act,
        names: hand.names.clone(),
        reason: hand.reason.clone(),
        notice: hand.notice.clone(),
        ahead: hand.ahead,
        no_notify: hand.no_notify,
    }
}
