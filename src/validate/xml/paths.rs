//! Where elements are, as `XPath`s: worked out in a pass of its own, over those few
//! documents that have findings.

use std::collections::HashMap;

use super::{Event, Limits, Scanner};
use crate::validate::finding::Finding;

/// A path for each finding, such as `/rss/channel/item[3]/pubDate` or
/// `/feed/link/@href`.
pub(crate) fn paths(text: &str, body: usize, findings: &[Finding]) -> Vec<String> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|at| findings[*at].element);
    let mut paths = vec![String::from("/"); findings.len()];
    let mut wanted = order.into_iter().peekable();
    let mut scanner = Scanner::new(text, body, Limits::default());
    let mut open: Vec<Step<'_>> = vec![Step { name: "", index: 0, children: HashMap::new() }];
    // Whether a name needs its index is known when its parent ends; names that
    // repeat are told from the others by a look ahead that is made once.
    let repeats = Repeats::of(text, body);
    while wanted.peek().is_some() {
        let Ok(event) = scanner.next() else { break };
        match event {
            Event::Start(tag) => {
                let index = open.last_mut().map_or(1, |parent| {
                    let count = parent.children.entry(tag.name).or_insert(0);
                    *count += 1;
                    *count
                });
                open.push(Step { name: tag.name, index, children: HashMap::new() });
                while let Some(at) = wanted.peek().copied().filter(|at| findings[*at].element <= tag.at) {
                    wanted.next();
                    if findings[at].element == tag.at {
                        paths[at] = path(&open, &repeats);
                        if let Some(attribute) = &findings[at].attribute {
                            paths[at].push_str("/@");
                            paths[at].extend(attribute.chars().take(60));
                        }
                    }
                }
            }
            Event::End => {
                open.pop();
            }
            Event::Finished => break,
            _ => {}
        }
    }
    paths
}

struct Step<'a> {
    name: &'a str,
    index: u32,
    children: HashMap<&'a str, u32>,
}

/// Which names stand more than once in one parent, anywhere in the document.
struct Repeats<'a>(std::collections::HashSet<&'a str>);

impl<'a> Repeats<'a> {
    fn of(text: &'a str, body: usize) -> Self {
        let mut repeats = std::collections::HashSet::new();
        let mut open: Vec<std::collections::HashSet<&str>> = vec![std::collections::HashSet::new()];
        let mut scanner = Scanner::new(text, body, Limits::default());
        while let Ok(event) = scanner.next() {
            match event {
                Event::Start(tag) => {
                    if open.last_mut().is_some_and(|parent| !parent.insert(tag.name)) {
                        repeats.insert(tag.name);
                    }
                    open.push(std::collections::HashSet::new());
                }
                Event::End => {
                    open.pop();
                }
                Event::Finished => break,
                _ => {}
            }
        }
        Self(repeats)
    }
}

fn path(open: &[Step<'_>], repeats: &Repeats<'_>) -> String {
    /// So many steps of a path are written; a deeper one is a hostile one.
    const MOST: usize = 40;
    /// Characters of a name.
    const LONGEST: usize = 60;
    let mut path = String::new();
    for step in open.iter().skip(1).take(MOST) {
        path.push('/');
        path.extend(step.name.chars().take(LONGEST));
        if step.index > 1 || repeats.0.contains(step.name) {
            path.push_str(&format!("[{}]", step.index));
        }
    }
    if path.is_empty() {
        path.push('/');
    }
    path
}
