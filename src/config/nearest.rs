//! "Did you mean": the nearest known name.

/// The name among `known` that is nearest to `name`, if one is near enough to
/// be a slip of the hand (a third of its letters, at least one).
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit || candidate.contains(name) && name.len() > 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The names among `known` that are nearest to `name`, at most `most` of them,
/// where they are near enough, and none is twice as far as the nearest.
pub fn nearest_few<'a>(name: &str, known: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit || candidate.contains(name) && name.len() > 2)
        .collect();
    near.sort_unstable();
    near.dedup();
    let farthest = near.first().map_or(0, |(distance, _)| 2 * distance);
    near.into_iter().filter(|(distance, _)| *distance <= farthest).take(most).map(|(_, candidate)| candidate).collect()
}

/// Edits (insert, delete, replace, swap of neighbours) from `a` to `b`.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let known = ["title", "formats", "limit", "max_bytes"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("format", known), Some("formats"));
        assert_eq!(nearest("maxbytes", known), Some("max_bytes"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest_few("ab-3.md", ["ab-1.md", "ab-2.md", "abcde.md"], 5), ["ab-1.md", "ab-2.md"]);
    }
}
