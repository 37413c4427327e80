//! `feedroom rules`: the rules of the validator, or one of them in full.

use serde::Serialize;

use super::{Args, Exit, print};
use crate::config::ConfigError;
use crate::pipeline::RunError;
use crate::validate::{Example, FAMILIES, Family, In, Rule, UnknownRule, rules};

pub(super) fn run(args: &Args, name: Option<&str>) -> Result<Exit, RunError> {
    let wanted: Vec<&Rule> = match name {
        None => rules().collect(),
        Some(name) => rules().filter(|rule| rule.id == name || rule.w3c == Some(name)).collect(),
    };
    if let (Some(name), []) = (name, &*wanted) {
        let unknown = UnknownRule::new(name);
        return Err(ConfigError::nowhere(unknown.what, unknown.help).into());
    }
    if args.prints_json() {
        print::json(&wanted.iter().map(|rule| Answer::of(rule)).collect::<Vec<_>>());
    } else if name.is_some() {
        let texts: Vec<String> = wanted.iter().map(|rule| in_full(rule)).collect();
        print::out(&texts.join("\n"));
    } else {
        let texts: Vec<String> = FAMILIES.iter().map(|family| list(family)).collect();
        print::out(&texts.join("\n"));
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Answer {
    id: &'static str,
    family: &'static str,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    w3c: Option<&'static str>,
    says: String,
    help: &'static str,
    spec: &'static str,
    bad: String,
    good: String,
}

impl Answer {
    fn of(rule: &Rule) -> Self {
        Self {
            id: rule.id,
            family: family(rule).map_or("", |family| family.name),
            level: rule.level.name(),
            w3c: rule.w3c,
            says: says(rule),
            help: rule.help,
            spec: rule.spec,
            bad: rule.bad.document(),
            good: rule.good.document(),
        }
    }
}

fn family(rule: &Rule) -> Option<&'static Family> {
    FAMILIES.iter().copied().find(|family| family.rules.iter().any(|one| one.id == rule.id))
}

/// The rule's sentence, with a mark where words of the document stand.
fn says(rule: &Rule) -> String {
    rule.says.replace("{}", "…")
}

fn list(family: &Family) -> String {
    let mut text = format!("{}: {}\n", family.name, family.about);
    for rule in family.rules {
        let w3c = rule.w3c.map(|name| format!("  W3C: {name}")).unwrap_or_default();
        text.push_str(&format!("  {:<32} {}{w3c}\n      {}\n", rule.id, rule.level, says(rule)));
    }
    text
}

fn in_full(rule: &Rule) -> String {
    let mut text = format!("{}: {}\n\n", rule.id, rule.level);
    let lines = [
        ("What:", says(rule)),
        ("Mend:", rule.help.to_owned()),
        ("About:", family(rule).map_or("", |family| family.about).to_owned()),
        ("W3C:", rule.w3c.unwrap_or_default().to_owned()),
        ("Spec:", rule.spec.to_owned()),
    ];
    for (name, line) in lines.iter().filter(|(_, line)| !line.is_empty()) {
        text.push_str(&format!("{name:6} {line}\n"));
    }
    for (name, example) in [("Bad", &rule.bad), ("Good", &rule.good)] {
        let shown = example_text(example);
        if !shown.is_empty() {
            let lines: String = shown.lines().map(|line| format!("    {line}\n")).collect();
            text.push_str(&format!("\n{name}:\n\n{lines}"));
        }
    }
    text
}

/// An example as it is shown: what stands around it is left out, and so are long runs of letters.
fn example_text(example: &Example) -> String {
    match (example.0, example.1.split('|').collect::<Vec<_>>().as_slice()) {
        (In::Repeated, [before, count, after]) => format!("{before}… ({count} letters){after}"),
        _ => example.1.to_owned(),
    }
}
