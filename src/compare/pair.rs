//! Which items of two documents are the same story.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::TimeDelta;

use super::{Item, page, title_key};

/// What told that two items are one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The id that a reader remembers.
    Id,
    /// The page.
    Link,
    /// The headline, and a date within a day.
    TitleAndDate,
}

/// The items of two documents, by their places in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs {
    /// The same story in both: old place, new place.
    pub both: Vec<(usize, usize, By)>,
    /// In the old one alone.
    pub gone: Vec<usize>,
    /// In the new one alone.
    pub added: Vec<usize>,
}

/// Finds the pairs: by id, else by page, else by headline and date. Where
/// several would fit, none but the same id is taken.
#[must_use]
pub fn pairs(old: &[Item], new: &[Item]) -> Pairs {
    let mut pairing = Pairing { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    // Two items of one id are one to a reader: the first stands for both.
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for (at, item) in new.iter().enumerate().rev() {
        by_id.extend(item.remembered().map(|id| (id, at)));
    }
    for (at, item) in old.iter().enumerate() {
        if let Some(found) = item.remembered().and_then(|id| by_id.remove(id)) {
            pairing.pair(at, found, By::Id);
        }
    }
    pairing.single(old, new, By::Link, |item| page(item.link.as_deref()?), |_, _| true);
    let near = |old: &Item, new: &Item| match (old.date(), new.date()) {
        (Some(old), Some(new)) => (old - new).abs() <= TimeDelta::days(1),
        (None, None) => true,
        _ => false,
    };
    pairing.single(old, new, By::TitleAndDate, |item| item.title.as_deref().map(title_key), near);
    let free = |of: &[Option<(usize, By)>]| (0..of.len()).filter(|at| of[*at].is_none()).collect();
    Pairs {
        gone: free(&pairing.of_old),
        added: free(&pairing.of_new),
        both: pairing.of_old.iter().enumerate().filter_map(|(at, of)| of.map(|(new, by)| (at, new, by))).collect(),
    }
}

struct Pairing {
    of_old: Vec<Option<(usize, By)>>,
    of_new: Vec<Option<(usize, By)>>,
}

impl Pairing {
    fn pair(&mut self, old: usize, new: usize, by: By) {
        self.of_old[old] = Some((new, by));
        self.of_new[new] = Some((old, by));
    }

    /// Pairs items that are still single and share a key that no other has.
    fn single<K: Hash + Eq>(
        &mut self,
        old: &[Item],
        new: &[Item],
        by: By,
        key: impl Fn(&Item) -> Option<K>,
        fits: impl Fn(&Item, &Item) -> bool,
    ) {
        let mut keys: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for at in (0..old.len()).filter(|at| self.of_old[*at].is_none()) {
            if let Some(key) = key(&old[at]) {
                keys.entry(key).or_default().0.push(at);
            }
        }
        for at in (0..new.len()).filter(|at| self.of_new[*at].is_none()) {
            if let Some(key) = key(&new[at]) {
                keys.entry(key).or_default().1.push(at);
            }
        }
        for (olds, news) in keys.into_values() {
            if let ([old_at], [new_at]) = (&*olds, &*news)
                && fits(&old[*old_at], &new[*new_at])
            {
                self.pair(*old_at, *new_at, by);
            }
        }
    }
}
