//! Plain-text copy as reporters file it.

/// Copy, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Copy<'a> {
    /// The first line.
    pub(super) headline: &'a str,
    /// The other lines above the first blank one, as one.
    pub(super) dek: Option<String>,
    /// The paragraphs, parted by an empty line.
    pub(super) body: String,
    /// The line of the text, from 1, on which the body begins.
    pub(super) body_line: u32,
    /// The word that holds it, where its opening lines say one.
    pub(super) hold: Option<&'static str>,
}

/// A longer line is a whole paragraph, in characters: nobody wraps copy so wide.
const WRAPPED_WITHIN: usize = 100;
/// How many lines with words count as opening lines.
const OPENING_LINES: usize = 5;

/// Takes copy apart; `None` when there is no line with words in it.
pub(super) fn take_apart(text: &str) -> Option<Copy<'_>> {
    let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
    let first = lines.iter().position(|line| !line.is_empty())?;
    // The end mark may stand below any line, but it is no story by itself.
    if let Some(last) = lines.iter().rposition(|line| !line.is_empty()).filter(|last| *last > first)
        && is_end_mark(lines[last])
    {
        lines.truncate(last);
    }
    let blank = lines[first..].iter().position(|line| line.is_empty()).map_or(lines.len(), |at| first + at);
    let dek = lines[first + 1..blank].join(" ");
    let words = &lines[blank..];
    let skipped = words.iter().take_while(|line| line.is_empty()).count();
    Some(Copy {
        headline: lines[first],
        dek: (!dek.is_empty()).then_some(dek),
        body: paragraphs(&words[skipped..]),
        body_line: u32::try_from(blank + skipped + 1).unwrap_or(u32::MAX),
        hold: lines.iter().filter(|line| !line.is_empty()).take(OPENING_LINES).find_map(|line| hold_word(line)),
    })
}

/// A line is a paragraph, unless the copy is hard-wrapped: blank lines stand
/// inside it and no line is long.
fn paragraphs(lines: &[&str]) -> String {
    let words = || lines.iter().filter(|line| !line.is_empty());
    let trimmed = lines.iter().rposition(|line| !line.is_empty()).map_or(&lines[..0], |last| &lines[..=last]);
    let wrapped =
        trimmed.iter().any(|line| line.is_empty()) && words().all(|line| line.chars().count() <= WRAPPED_WITHIN);
    let mut out = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    let mut begins = true;
    for line in lines {
        if line.is_empty() {
            begins = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if wrapped && !begins { " " } else { "\n\n" });
        }
        out.push_str(line);
        begins = !wrapped;
    }
    out
}

/// `-30-`, `—30—`, `###`: the wire's end of a story.
fn is_end_mark(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '(' | ')'));
    let hashes = line.chars().filter(|c| !c.is_whitespace());
    bare == "30" && line != "30" || line.len() >= 3 && hashes.clone().count() >= 3 && hashes.clone().all(|c| c == '#')
}

/// EMBARGO, HOLD or KILL in capitals. Deep in a long line it is a word of the story.
fn hold_word(line: &str) -> Option<&'static str> {
    let limit = if line.chars().count() > WRAPPED_WITHIN { 3 } else { usize::MAX };
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(limit).find_map(|word| match word {
        "EMBARGO" | "EMBARGOED" => Some("EMBARGO"),
        "HOLD" => Some("HOLD"),
        "KILL" => Some("KILL"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(text: &str) -> Copy<'_> {
        take_apart(text).unwrap()
    }

    #[test]
    fn the_first_line_is_the_headline_and_each_line_a_paragraph() {
        let story = copy("Ferry “back” in service\n\nThe ferry ran again.\nIt’s late — as ever.");
        assert_eq!((story.headline, story.dek), ("Ferry “back” in service", None));
        assert_eq!(story.body, "The ferry ran again.\n\nIt’s late — as ever.");
        assert_eq!(story.body_line, 3);
    }

    #[test]
    fn lines_above_the_blank_one_are_the_dek() {
        let story = copy("Headline\nA dek\nin two lines\n\nBody.\n");
        assert_eq!(story.dek.as_deref(), Some("A dek in two lines"));
    }

    #[test]
    fn wrapped_copy_is_joined_and_unwrapped_copy_is_not() {
        assert_eq!(copy("H\n\none\ntwo\n\nthree\nfour\n\n-30-\n").body, "one two\n\nthree four");
        let long = "x".repeat(101);
        let text = format!("H\n\none\ntwo\n\n{long}\nfour");
        assert_eq!(copy(&text).body, format!("one\n\ntwo\n\n{long}\n\nfour"));
    }

    #[test]
    fn end_marks_go_and_numbers_stay() {
        assert_eq!(copy("H\n\nEnd.\n\n###\n").body, "End.");
        assert_eq!(copy("H\n\nEnd.\n— 30 —").body, "End.");
        let close = copy("H\nText right below.\n-30-\n\n");
        assert_eq!((close.dek.as_deref(), close.body.as_str()), (Some("Text right below."), ""));
        assert_eq!(copy("H\n###").dek, None);
        assert_eq!(copy("-30-").headline, "-30-");
        assert_eq!(copy("H\n\nThe winning number is\n30").body, "The winning number is\n\n30");
    }

    #[test]
    fn copy_that_says_hold_is_held() {
        assert_eq!(copy("EMBARGOED UNTIL 6PM\nMayor resigns\n\nText").hold, Some("EMBARGO"));
        assert_eq!(copy("Mayor resigns\n\n**HOLD FOR RELEASE**\n\nText").hold, Some("HOLD"));
        assert_eq!(copy("Investors hold on\n\nThey kill time.").hold, None);
        let deep = format!("Headline\n\n{} the sign said HOLD", "word ".repeat(30));
        assert_eq!(copy(&deep).hold, None);
    }

    #[test]
    fn a_headline_alone_is_a_story_and_nothing_is_none() {
        assert_eq!(copy("Only a headline").body, "");
        assert_eq!(take_apart(" \n\n"), None);
    }
}
