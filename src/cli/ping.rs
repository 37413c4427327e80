//! `feedroom ping`: telling hubs and aggregators, now.

use std::collections::HashSet;

use serde::Serialize;

use super::{Args, Exit, print};
use crate::config::{ConfigError, nearest};
use crate::notify::{Debt, Delivery, Topic};
use crate::pipeline::{self, House, Report, RunError};
use crate::xml::{AbsoluteUrl, XmlText};

pub(super) fn run(args: &Args, feeds: &[String]) -> Result<Exit, RunError> {
    let house = args.house()?;
    if house.notify.targets.is_empty() {
        let help = "name a hub in [notify], such as websub = [\"https://hub.example/\"]";
        return Err(ConfigError::nowhere("nobody is to be told", help).into());
    }
    let report = pipeline::check(&house, args.now())?;
    if let Some(unknown) = feeds.iter().find(|name| !report.feeds.iter().any(|feed| feed.path == **name)) {
        let help = match nearest(unknown, report.feeds.iter().map(|feed| feed.path.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`feedroom feeds` lists them".to_owned(),
        };
        return Err(ConfigError::nowhere(format!("there is no feed `{unknown}`"), help).into());
    }
    let debts = debts(&house, &report, feeds);
    let all_told = deliver(args, &house, debts)?;
    Ok(Exit::of_findings(!all_told))
}

/// What would be owed if the named feeds, or all, had changed.
fn debts(house: &House, report: &Report, feeds: &[String]) -> Vec<Debt> {
    let mut debts = Vec::new();
    for target in 0..house.notify.targets.len() {
        for feed in report.feeds.iter().filter(|feed| feeds.is_empty() || feeds.contains(&feed.path)) {
            let urls = feed.documents.iter().filter_map(|document| AbsoluteUrl::parse(&document.url).ok());
            debts.extend(urls.map(|url| {
                let home = AbsoluteUrl::parse(&feed.home).unwrap_or_else(|_| house.site.url.clone());
                let title = XmlText::new(&feed.title);
                Debt { target, topic: Topic { feed: feed.path.clone(), title, url, home } }
            }));
        }
    }
    debts
}

/// What one target answered, for programs.
#[derive(Serialize)]
struct TargetAnswer {
    target: String,
    topic: String,
    told: bool,
    answer: String,
}

/// What each target was told of, with its answer: once for what it heard once.
pub(super) fn once_each(house: &House, deliveries: Vec<Delivery>) -> Vec<(AbsoluteUrl, Delivery)> {
    let mut heard = HashSet::new();
    deliveries
        .into_iter()
        .filter_map(|delivery| {
            let subject = house.notify.targets[delivery.debt.target].subject(&delivery.debt.topic).clone();
            heard.insert((delivery.debt.target, subject.to_string())).then_some((subject, delivery))
        })
        .collect()
}

/// Tells what is owed and prints each answer; whether all were told.
pub(super) fn deliver(args: &Args, house: &House, debts: Vec<Debt>) -> Result<bool, RunError> {
    let fault = |why: String| ConfigError::nowhere(format!("nobody can be told: {why}"), "`feedroom ping` tries again");
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| fault(error.to_string()))?;
    let so_far = pipeline::owed_so_far(house)?;
    let deliveries = runtime.block_on(house.tell(debts)).map_err(|error| fault(error.to_string()))?;
    pipeline::settle(house, &deliveries, so_far, args.now())?;
    let told: Vec<TargetAnswer> = once_each(house, deliveries)
        .iter()
        .map(|(topic, delivery)| TargetAnswer {
            target: house.notify.targets[delivery.debt.target].describe(),
            topic: topic.to_string(),
            told: delivery.answer.is_told(),
            answer: delivery.answer.to_string(),
        })
        .collect();
    if args.prints_json() {
        print::json(&told);
    } else {
        for told in told.iter().filter(|told| !args.quiet || !told.told) {
            let line = format!("{}: {}: {}\n", told.target, told.topic, told.answer);
            if told.told { print::out(&line) } else { eprint!("error: {line}") }
        }
    }
    Ok(told.iter().all(|told| told.told))
}
