//! Every rule has its texts, and its examples show what it says.

use std::collections::HashSet;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::{FAMILIES, all};
use crate::validate::rule::{Example, Rule};
use crate::validate::{Context, Report, validate};

/// The time at which the examples are judged.
fn now() -> DateTime<Utc> {
    "2026-02-01T00:00:00Z".parse().expect("a date")
}

fn judge(example: &Example) -> Report {
    validate(&example.bytes(), &Context { base: example.base(), now: now() })
}

/// Fails with all that `complain` says of any rule.
fn each(complain: impl Fn(&Rule) -> Option<String>) {
    let complaints: Vec<String> =
        all().filter_map(|rule| complain(rule).map(|words| format!("{}: {words}", rule.id))).collect();
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn ids_are_unique_and_in_kebab_case() {
    let mut seen = HashSet::new();
    let twice: Vec<&str> = all().map(|rule| rule.id).filter(|id| !seen.insert(*id)).collect();
    assert!(twice.is_empty(), "these stand twice: {twice:?}");
    each(|rule| {
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        (!rule.id.split('-').all(is_word)).then(|| "is not in kebab case".to_owned())
    });
}

#[test]
fn families_stand_in_alphabetical_order_and_have_rules() {
    assert!(FAMILIES.is_sorted_by(|one, other| one.name < other.name));
    assert!(FAMILIES.iter().all(|family| !family.rules.is_empty() && family.about.ends_with('.')));
}

#[test]
fn every_rule_says_what_is_wrong_and_how_to_mend_it() {
    each(|rule| {
        let mut complaint = String::new();
        let mut demand = |holds: bool, words: &str| {
            if !holds {
                let _ = write!(complaint, "{words}; ");
            }
        };
        demand(!rule.says.trim().is_empty(), "it says nothing");
        demand(!rule.says.ends_with('.'), "what it says ends with a full stop");
        demand(rule.help.ends_with('.'), "its help does not end with a full stop");
        demand(rule.help.starts_with(char::is_uppercase), "its help does not begin with a capital");
        demand(rule.spec.starts_with("https://") || rule.spec.starts_with("http://"), "its spec is no link");
        demand(!rule.spec.contains(char::is_whitespace), "its spec is no address");
        (!complaint.is_empty()).then_some(complaint)
    });
}

#[test]
fn bad_examples_break_their_rule_and_good_ones_do_not() {
    each(|rule| {
        let breaks = |report: &Report| report.findings.iter().any(|finding| std::ptr::eq(finding.rule, rule));
        let told = |report: &Report| {
            let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.id).collect();
            found.join(", ")
        };
        let (bad, good) = (judge(&rule.bad), judge(&rule.good));
        match (breaks(&bad), breaks(&good)) {
            (true, false) => None,
            (false, _) => Some(format!("its bad example does not break it, but: {}", told(&bad))),
            (true, true) => Some(format!("its good example breaks it, with: {}", told(&good))),
        }
    });
}

#[test]
fn messages_have_all_their_words() {
    each(|rule| {
        let report = judge(&rule.bad);
        let finding = report.findings.iter().find(|finding| std::ptr::eq(finding.rule, rule))?;
        let message = &finding.message;
        let lacks = message.contains("{}") || message.contains("``") || message.ends_with([' ', ':']);
        lacks.then(|| format!("its message lacks words: {message}"))
    });
}
