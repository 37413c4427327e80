//! Reading a file of the ledger: a block at a time, each block's lines on all
//! cores. Nothing of the file is kept but what its lines say, and its print.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::LedgerError;
use super::by_hand::ByHand;
use super::print::{Print, Printing};
use super::wire::{ArticleLine, FeedLine, HeadLine, Sources, VERSION};
use crate::article::Origin;
use crate::desk::Record;
use crate::feed::FeedRecord;

const RESTORE: &str = "restore the file from version control";

/// A larger file is refused: a million articles take some 400 MB.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;

/// So much is read at once; no line is longer.
const BLOCK: usize = 8 * 1024 * 1024;

/// Lines of so many bytes are parsed in one go.
const CHUNK: usize = 256 * 1024;

/// What a part of a file says, in its order.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) articles: Vec<(Origin, Record)>,
    pub(super) feeds: Vec<FeedRecord>,
    pub(super) by_hand: ByHand,
}

/// What is wrong with a line, and how to mend it.
type Wrong = (String, &'static str);

/// Reads a file; `take` gets its parts in order. Returns the print of its bytes.
///
/// # Errors
/// When it cannot be read, or a line is not a ledger's.
pub(super) fn file(path: &Path, mut take: impl FnMut(Part)) -> Result<Print, LedgerError> {
    let cannot = |error| LedgerError::Read(path.to_owned(), error);
    let mut file = File::open(path).map_err(cannot)?;
    let length = file.metadata().map_err(cannot)?.len();
    if length > LARGEST {
        return Err(cannot(io::Error::other(format!("it is larger than {LARGEST} bytes"))));
    }
    let mut printing = Printing::default();
    // One byte more than it should have, so that its end is seen at once.
    let mut buffer = vec![0; usize::try_from(length + 1).unwrap_or(BLOCK).min(BLOCK)];
    let (mut filled, mut lines) = (0, 0);
    loop {
        let read = fill(&mut file, &mut buffer[filled..]).map_err(cannot)?;
        printing.see(&buffer[filled..filled + read]);
        filled += read;
        let is_last = filled < buffer.len();
        let whole = if is_last { Some(filled) } else { memchr::memrchr(b'\n', &buffer[..filled]).map(|end| end + 1) };
        let Some(whole) = whole else {
            if buffer.len() < BLOCK {
                // It grew since its length was asked.
                buffer.resize(BLOCK, 0);
                continue;
            }
            let (what, help) = (format!("the line is longer than {BLOCK} bytes"), RESTORE);
            return Err(LedgerError::Line { path: path.to_owned(), line: lines + 1, what, help });
        };
        lines += block(path, &buffer[..whole], lines, &mut take)?;
        if is_last {
            return Ok(printing.print());
        }
        buffer.copy_within(whole..filled, 0);
        filled -= whole;
    }
}

/// Reads lines that are in memory; `take` gets their parts in order.
///
/// # Errors
/// When a line is not a ledger's; it is told as one of `path`.
pub(super) fn lines(path: &Path, bytes: &[u8], mut take: impl FnMut(Part)) -> Result<(), LedgerError> {
    block(path, bytes, 0, &mut take).map(drop)
}

/// Reads until the buffer is full or nothing is left.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Reads whole lines of which `before` went before; returns how many these are.
fn block(path: &Path, bytes: &[u8], before: usize, take: &mut impl FnMut(Part)) -> Result<usize, LedgerError> {
    let mut chunks = Vec::with_capacity(bytes.len() / CHUNK + 1);
    let mut rest = bytes;
    while !rest.is_empty() {
        let from = CHUNK.min(rest.len());
        let end = memchr::memchr(b'\n', &rest[from..]).map_or(rest.len(), |at| from + at + 1);
        let (chunk, after) = rest.split_at(end);
        chunks.push(chunk);
        rest = after;
    }
    let parts: Vec<_> = chunks.par_iter().enumerate().map(|(at, chunk)| part(chunk, before == 0 && at == 0)).collect();
    let mut lines = before;
    for (part, chunk) in parts.into_iter().zip(chunks) {
        let part = part.map_err(|(at, (what, help))| {
            let line = lines + at + 1;
            LedgerError::Line { path: path.to_owned(), line, what, help }
        })?;
        lines += memchr::memchr_iter(b'\n', chunk).count();
        take(part);
    }
    Ok(lines - before)
}

/// Parses lines; an error comes with the number of lines before its own.
fn part(chunk: &[u8], is_first: bool) -> Result<Part, (usize, Wrong)> {
    let mut part = Part { articles: Vec::with_capacity(chunk.len() / 300), ..Part::default() };
    let mut sources = Sources::default();
    let mut from = 0;
    let mut number = 0;
    while from < chunk.len() {
        let end = memchr::memchr(b'\n', &chunk[from..]).map_or(chunk.len(), |at| from + at);
        let line = chunk[from..end].trim_ascii();
        if !line.is_empty() {
            part.take(line, is_first && number == 0, &mut sources).map_err(|wrong| (number, wrong))?;
        }
        from = end + 1;
        number += 1;
    }
    Ok(part)
}

impl Part {
    fn take(&mut self, line: &[u8], is_first: bool, sources: &mut Sources) -> Result<(), Wrong> {
        if [&b"<<<<<<<"[..], b"=======", b">>>>>>>", b"|||||||"].iter().any(|mark| line.starts_with(mark)) {
            let help = "keep the lines of both sides and take out the marks: two lines about one article are merged";
            return Err(("a merge left its marks here".to_owned(), help));
        }
        if line.starts_with(b"{\"feedroom_ledger\"") {
            let head: HeadLine =
                serde_json::from_slice(line).map_err(|error| not("the first line of a ledger", &error))?;
            if head.feedroom_ledger > VERSION {
                let what = format!("the ledger is of version {}, this feedroom writes {VERSION}", head.feedroom_ledger);
                return Err((what, "run the newer feedroom that wrote it"));
            }
        } else if is_first {
            return Err(("this is not the first line of a ledger".to_owned(), RESTORE));
        } else if ByHand::owns(line) {
            self.by_hand.take(line, sources).map_err(|what| (what, RESTORE))?;
        } else if line.starts_with(b"{\"feed\"") {
            let line: FeedLine<'_> = serde_json::from_slice(line).map_err(|error| not("a feed's line", &error))?;
            self.feeds.push(line.into_record());
        } else {
            let line: ArticleLine<'_> =
                serde_json::from_slice(line).map_err(|error| not("an article's line", &error))?;
            self.articles.push(line.into_record(sources).map_err(|what| (what.to_owned(), RESTORE))?);
        }
        Ok(())
    }
}

pub(super) fn not(what: &str, error: &serde_json::Error) -> Wrong {
    (format!("this is not {what} ({})", plain(error)), RESTORE)
}

/// serde's sentence without its place: every line is a document to it.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of several blocks and chunks is what its lines are, one by one.
    #[test]
    fn a_line_is_numbered_right_wherever_it_stands_in_a_large_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        let feed = |number: usize| {
            let name = "x".repeat(number % 700);
            format!(
                "{{\"feed\":\"{number:06}\",\"definition\":\"all\",\"name\":\"x{name}\",\"id\":\"tag:x\",\"began\":\"2026-01-01T00:00:00Z\"}}\n"
            )
        };
        let mut text = "{\"feedroom_ledger\":1}\n\n".to_owned();
        text.extend((0..40_000).map(feed));
        assert!(text.len() > 2 * BLOCK);
        std::fs::write(&path, &text).unwrap();
        let mut feeds = Vec::new();
        let print = file(&path, |part| feeds.extend(part.feeds)).unwrap();
        assert_eq!(print.length, text.len() as u64);
        assert!(feeds.iter().enumerate().all(|(at, feed)| feed.path == format!("{at:06}")) && feeds.len() == 40_000);
        for number in [1, 900, 25_000, 39_999] {
            let broken = text.replace(&format!("{{\"feed\":\"{number:06}\""), "{\"feet\":\"x\"");
            std::fs::write(&path, broken).unwrap();
            let error = file(&path, |_| {}).unwrap_err().to_string();
            assert!(error.contains(&format!("ledger.jsonl:{}: this is not an article's", number + 3)), "{error}");
        }
        std::fs::write(&path, format!("{{\"feedroom_ledger\":1}}\n{}", "x".repeat(BLOCK + 1))).unwrap();
        assert!(file(&path, |_| {}).unwrap_err().to_string().contains("ledger.jsonl:2: the line is longer"));
    }
}
