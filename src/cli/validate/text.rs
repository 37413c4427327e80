//! What people read: the lines of the document, with a caret under what is
//! wrong. Text of a document is shown on one line, cut, and without controls.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::fold::Fold;
use crate::cli::print;
use crate::validate::{Level, Report};

/// A longer message is cut; JSON has the whole.
const LONGEST: usize = 300;

/// How it looks on this terminal.
pub(super) struct Look {
    renderer: Renderer,
    colour: bool,
    width: usize,
}

impl Look {
    pub(super) fn new(colour: bool, width: usize) -> Self {
        let width = width.clamp(40, 200);
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(width), colour, width }
    }

    /// What a document is and how many findings it has, as a line.
    pub(super) fn heading(&self, name: &str, report: &Report) -> String {
        let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
        let (errors, warnings) = (count(Level::Error), count(Level::Warning));
        let mut line = format!("{}: {}", plain(name), kind(report));
        if errors == 0 {
            line.push_str(", valid");
        }
        for (count, what) in [(errors, "error"), (warnings, "warning")].into_iter().filter(|(count, _)| *count > 0) {
            line.push_str(&format!(", {}", print::count(count, what)));
        }
        if self.colour { format!("\x1b[1m{line}\x1b[0m\n") } else { format!("{line}\n") }
    }

    /// A document's findings, below its heading. `text` is the decoded document.
    pub(super) fn document(&self, name: &str, heading: &str, folds: &[Fold<'_>], text: &str) -> String {
        let mut out = format!("{heading}\n");
        for fold in folds {
            out.push_str(&self.fold(name, fold, text));
            out.push_str("\n\n");
        }
        out
    }

    fn fold(&self, name: &str, fold: &Fold<'_>, text: &str) -> String {
        let level = match fold.level {
            Level::Error => Shown::ERROR,
            Level::Warning => Shown::WARNING,
            Level::Info => Shown::INFO,
        };
        let (line, column) = (fold.first.line as usize, fold.first.column as usize);
        let title = level.primary_title(one_line(&fold.first.message)).id(fold.rule.id);
        let origin = Origin::path(harmless(name)).line(line).char_column(column);
        let mut group = Group::with_title(title).element(origin);
        let source = Line::of(text, &fold.first.span, self.width);
        if !source.text.is_empty() {
            let snippet = Snippet::source(&source.text).line_start(line);
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(source.span)));
        }
        for also in fold.also() {
            group = group.element(Shown::NOTE.message(plain(&also)));
        }
        if !fold.rule.help.is_empty() {
            group = group.element(Shown::HELP.message(fold.rule.help));
        }
        let shown = self.renderer.render(&[group]);
        if source.text.is_empty() {
            return shown;
        }
        // Behind title and place, a bar and `:::` announce a source of no name: it is the same one.
        let lines = shown.split('\n').enumerate().filter(|(number, _)| *number != 3);
        lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    }
}

/// A line of the document, or so much of it as stands around what is marked.
struct Line {
    text: String,
    /// What is marked of it, in bytes.
    span: Range<usize>,
}

impl Line {
    /// The line in which `span` begins, with at most `width` characters on each
    /// side of that; no more of the document is looked at.
    fn of(text: &str, span: &Range<usize>, width: usize) -> Self {
        let mut start = span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let is_end = |c: &char| matches!(c, '\n' | '\r');
        let before: usize =
            text[..start].chars().rev().take_while(|c| !is_end(c)).take(width).map(char::len_utf8).sum();
        let after: usize = text[start..].chars().take_while(|c| !is_end(c)).take(width).map(char::len_utf8).sum();
        let (from, to) = (start - before, start + after);
        let mut end = span.end.clamp(start, to);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let is_cut_before = text[..from].chars().next_back().is_some_and(|c| !is_end(&c));
        let is_cut_after = text[to..].chars().next().is_some_and(|c| !is_end(&c));
        let mark = |is_cut| if is_cut { "…" } else { "" };
        let left = format!("{}{}", mark(is_cut_before), harmless(&text[from..start]));
        let marked = harmless(&text[start..end]);
        let right = format!("{}{}", harmless(&text[end..to]), mark(is_cut_after));
        Self { span: left.len()..left.len() + marked.len(), text: format!("{left}{marked}{right}") }
    }
}

/// The line under all.
pub(super) fn summary(documents: usize, valid: usize, levels: [usize; 3], unread: usize, verbose: bool) -> String {
    let [infos, warnings, errors] = levels;
    let mut line = format!(
        "{}: {valid} valid, {}, {}",
        print::count(documents, "document"),
        print::count(errors, "error"),
        print::count(warnings, "warning")
    );
    if infos > 0 {
        line.push_str(&format!(
            ", {}{}",
            print::count(infos, "info"),
            if verbose { "" } else { " (--verbose shows them)" }
        ));
    }
    if unread > 0 {
        line.push_str(&format!("; {unread} could not be read"));
    }
    line.push('\n');
    line
}

fn kind(report: &Report) -> String {
    use crate::validate::Kind;
    let name = match report.kind {
        Kind::Rss => "RSS",
        Kind::Atom => "Atom",
        Kind::Rdf => "RSS (RDF)",
        Kind::Json => "JSON Feed",
        Kind::Sitemap => "sitemap",
        Kind::Opml => "OPML",
        Kind::App => "AtomPub",
        Kind::Unknown => "unknown kind of document",
    };
    format!("{name} {}", one_line(&report.version)).trim_end().to_owned()
}

/// Text of a document on one line, cut where it is too long.
pub(super) fn one_line(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", harmless(&text[..end])),
        None => harmless(text),
    }
}

/// Text with controls shown in place of working on the terminal.
pub(super) fn plain(text: &str) -> String {
    normalize_untrusted_str(&harmless(text))
}

/// Text without the controls that the renderer lets pass: ends of lines, and
/// U+0080 to U+009F, of which some terminals take one for an escape.
fn harmless(text: &str) -> String {
    let shown = |c| match c {
        '\n' | '\r' => ' ',
        '\u{80}'..='\u{9f}' => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_around_the_mark() {
        let text = format!("<a>\r\n{}é<b>{}\r<c>", "x".repeat(1_000), "y".repeat(1_000));
        let at = text.find("<b>").unwrap();
        let line = Line::of(&text, &(at..at + 3), 10);
        assert_eq!(line.text, "…xxxxxxxxxé<b>yyyyyyy…");
        assert_eq!(&line.text[line.span], "<b>");
        let line = Line::of(&text, &(text.len() - 3..text.len() + 9), 10);
        assert_eq!((&*line.text, line.span), ("<c>", 0..3));
        assert_eq!(Line::of("", &(0..1), 10).text, "");
    }
}
