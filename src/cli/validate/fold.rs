//! A rule that is broken at every item is told once, with the places.

use crate::validate::{Finding, Level, Rule};

/// So many other sentences of one rule are told.
const TOLD: usize = 2;
/// So many more places are named.
const NAMED: usize = 5;

/// What one rule found in one document.
pub(super) struct Fold<'a> {
    pub(super) rule: &'static Rule,
    pub(super) level: Level,
    /// The one that is shown.
    pub(super) first: &'a Finding,
    /// Those that say something else, the first of each.
    told: Vec<&'a Finding>,
    /// The others.
    rest: Vec<&'a Finding>,
}

/// Findings by rule: the gravest first, then as they stand in the document.
pub(super) fn folds<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<Fold<'a>> {
    let mut folds: Vec<Fold<'a>> = Vec::new();
    for finding in findings {
        let (rule, level) = (finding.rule, finding.level);
        let Some(fold) = folds.iter_mut().find(|fold| fold.rule.id == rule.id) else {
            folds.push(Fold { rule, level, first: finding, told: Vec::new(), rest: Vec::new() });
            continue;
        };
        let is_said = fold.first.message == finding.message || fold.told.iter().any(|t| t.message == finding.message);
        let told = !is_said && fold.told.len() < TOLD;
        if told { fold.told.push(finding) } else { fold.rest.push(finding) }
    }
    folds.sort_by_key(|fold| std::cmp::Reverse(fold.level));
    folds
}

impl Fold<'_> {
    /// Where else the rule is broken, in sentences.
    pub(super) fn also(&self) -> Vec<String> {
        let place = |finding: &&Finding| format!("{}:{}", finding.line, finding.column);
        let mut also: Vec<String> = self
            .told
            .iter()
            .map(|other| format!("at {}: {}", place(other), super::text::one_line(&other.message)))
            .collect();
        let places = self.rest.iter().take(NAMED).map(place).collect::<Vec<_>>().join(", ");
        match self.rest.len() {
            0 => {}
            1..=NAMED => also.push(format!("also at {places}")),
            many => also.push(format!("also at {places} and {} more", many - NAMED)),
        }
        also
    }
}
