//! A few lines of the ledger changed, without reading the others: a run that
//! knows what it changes, and that nobody else wrote to the files, need not hold
//! all that is remembered.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::ledger::{head, line};
use super::place::Sheet;
use super::print::{Print, Printing};
use super::wire::{ArticleLine, FeedLine, Key};
use super::write::{self, Rewrite};
use super::{Ledger, LedgerError, Place, Prints};
use crate::article::Origin;
use crate::desk::Record;
use crate::feed::FeedRecord;

/// What becomes of the line of one article.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The article's place in its source.
    pub origin: &'a Origin,
    /// The record that stands there, if any.
    pub old: Option<&'a Record>,
    /// The one that is to stand there; without one the line goes.
    pub new: Option<&'a Record>,
}

/// All that changes in a run, each article and each feed once.
#[derive(Debug, Clone, Default)]
pub struct Patch<'a> {
    /// Articles.
    pub articles: Vec<Change<'a>>,
    /// Feeds: the record that stands there, if any, and the new one.
    pub feeds: Vec<(Option<&'a FeedRecord>, &'a FeedRecord)>,
    /// All that was decided by hand, as lines: those that stand there, and the new ones.
    pub by_hand: Option<(&'a str, &'a str)>,
}

/// What becomes of one line of a file.
struct Edit {
    key: Key,
    old: Option<Vec<u8>>,
    new: Option<Vec<u8>>,
}

impl Patch<'_> {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.feeds.is_empty() && self.by_hand.is_none()
    }

    /// Brings the ledger up to date, with the same bytes as [`Ledger::save`] would
    /// write. `was` is what it was when it was last written; where it is not that
    /// any more, or a line is not where it should be, all of it is read, merged
    /// and written. Returns what it is now.
    ///
    /// # Errors
    /// When it cannot be read or written, or is no ledger any more.
    pub fn remember(&self, place: &Place, was: &Prints) -> Result<Prints, LedgerError> {
        if let Some(prints) = self.splice(place, was)? {
            return Ok(prints);
        }
        let mut ledger = Ledger::read(place)?;
        ledger.take_by_hand(self.by_hand.map(|(_, new)| new).unwrap_or_default());
        let gone: Vec<Origin> =
            self.articles.iter().filter(|change| change.new.is_none()).map(|change| change.origin.clone()).collect();
        let new = self.articles.iter().filter_map(|change| Some((change.origin.clone(), change.new?.clone())));
        ledger.learn(&gone, new.collect(), self.feeds.iter().map(|(_, new)| (*new).clone()).collect());
        ledger.save()?;
        Ok(ledger.prints().clone())
    }

    /// Changes the lines where they stand; `None`, and nothing is changed, where
    /// the files are not as they should be.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn splice(&self, place: &Place, was: &Prints) -> Result<Option<Prints>, LedgerError> {
        let listed = place.list()?;
        if was.0.is_empty() || !listed.names.iter().eq(was.0.keys()) {
            return Ok(None);
        }
        write::sweep(place, &listed.unfinished);
        let (mut files, mut gone) = (Vec::new(), Vec::new());
        for (sheet, mut edits) in self.edits(place) {
            edits.sort_by(|a, b| a.key.cmp(&b.key));
            if edits.windows(2).any(|pair| pair[0].key == pair[1].key) {
                return Ok(None);
            }
            let name = place.name_of(sheet);
            let Some(file) = rewrite(place, &name, was.0.get(&name).copied(), &edits)? else { return Ok(None) };
            let is_empty = matches!(sheet, Sheet::Month(..)) && file.print() == print_of(&head());
            if is_empty { gone.push(name) } else { files.push(file) }
        }
        let mut prints = was.clone();
        write::put(place, files, &gone, &self.moving(place), &mut prints)?;
        Ok(Some(prints))
    }

    fn edits(&self, place: &Place) -> BTreeMap<Sheet, Vec<Edit>> {
        let mut edits: BTreeMap<Sheet, Vec<Edit>> = BTreeMap::new();
        let mut add = |sheet, key, old: Option<Vec<u8>>, new: Option<Vec<u8>>| {
            if old != new {
                edits.entry(sheet).or_default().push(Edit { key, old, new });
            }
        };
        for Change { origin, old, new } in &self.articles {
            let bytes = |record| bytes(&ArticleLine::of(origin, record));
            let (was, is) = (old.map(|old| Key::article(origin, old)), new.map(|new| Key::article(origin, new)));
            let sheet = |record: &Record| place.sheet_of(record.published);
            match (old, new) {
                (Some(old), Some(new)) if was == is => {
                    add(sheet(old), Key::article(origin, old), Some(bytes(old)), Some(bytes(new)));
                }
                _ => {
                    if let (Some(old), Some(key)) = (old, was) {
                        add(sheet(old), key, Some(bytes(old)), None);
                    }
                    if let (Some(new), Some(key)) = (new, is) {
                        add(sheet(new), key, None, Some(bytes(new)));
                    }
                }
            }
        }
        let sheet = if matches!(place, Place::File(_)) { Sheet::Whole } else { Sheet::Feeds };
        for (old, new) in &self.feeds {
            let bytes = |record| bytes(&FeedLine::of(record));
            add(sheet, Key::feed(new), old.map(bytes), Some(bytes(new)));
        }
        if let Some((old, new)) = self.by_hand {
            let lines = |text: &str| (!text.is_empty()).then(|| text.as_bytes().to_vec());
            add(sheet, Key::ByHand, lines(old), lines(new));
        }
        edits
    }

    /// The new lines, where some may stand in other files than the old ones.
    fn moving(&self, place: &Place) -> Vec<u8> {
        let sheet = |record: Option<&Record>| record.map(|record| place.sheet_of(record.published));
        let moves = |change: &Change<'_>| change.old.is_some() && sheet(change.old) != sheet(change.new);
        if !self.articles.iter().any(moves) {
            return Vec::new();
        }
        let mut lines = head();
        for change in &self.articles {
            if let Some(new) = change.new {
                line(&mut lines, &ArticleLine::of(change.origin, new));
            }
        }
        lines
    }
}

fn bytes<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    line(&mut bytes, value);
    bytes
}

fn print_of(bytes: &[u8]) -> Print {
    let mut printing = Printing::default();
    printing.see(bytes);
    printing.print()
}

/// Writes a file anew with its edits beside the old one; `None` where that is not
/// what it `was`.
fn rewrite(place: &Place, name: &str, was: Option<Print>, edits: &[Edit]) -> Result<Option<Rewrite>, LedgerError> {
    let cannot_read = |error| LedgerError::Read(place.file(name), error);
    let cannot_write = |error| LedgerError::Write(place.file(name), error);
    let Some(was) = was else {
        let mut new = Rewrite::begin(place, name.to_owned())?;
        new.write_all(&head()).map_err(cannot_write)?;
        for edit in edits {
            let (None, Some(line)) = (&edit.old, &edit.new) else { return Ok(None) };
            new.write_all(line).map_err(cannot_write)?;
        }
        return Ok(Some(new));
    };
    let mut old = File::open(place.file(name)).map_err(cannot_read)?;
    if old.metadata().map_err(cannot_read)?.len() != was.length {
        return Ok(None);
    }
    let mut places = Vec::with_capacity(edits.len());
    for edit in edits {
        let Some(at) = find(&mut old, was.length, edit).map_err(cannot_read)? else { return Ok(None) };
        places.push(at);
    }
    let mut new = Rewrite::begin(place, name.to_owned())?;
    let mut copying = Copying { old, printing: Printing::default(), buffer: vec![0; 1 << 17], at: 0 };
    copying.old.rewind().map_err(cannot_read)?;
    for (at, edit) in places.into_iter().zip(edits) {
        if !copying.to(at, Some(&mut new)).map_err(cannot_write)? {
            return Ok(None);
        }
        let behind = at + edit.old.as_ref().map_or(0, |line| line.len() as u64);
        if !copying.to(behind, None).map_err(cannot_read)? {
            return Ok(None);
        }
        if let Some(line) = &edit.new {
            new.write_all(line).map_err(cannot_write)?;
        }
    }
    let is_whole = copying.to(was.length, Some(&mut new)).map_err(cannot_write)?;
    Ok((is_whole && copying.printing.print() == was).then_some(new))
}

/// The old file, read from its beginning to its end.
struct Copying {
    old: File,
    printing: Printing,
    buffer: Vec<u8>,
    at: u64,
}

impl Copying {
    /// Reads on to a place; whether the file reaches so far.
    fn to(&mut self, place: u64, mut out: Option<&mut Rewrite>) -> io::Result<bool> {
        while self.at < place {
            let most = usize::try_from(place - self.at).unwrap_or(usize::MAX).min(self.buffer.len());
            let bytes = match self.old.read(&mut self.buffer[..most]) {
                Ok(0) => return Ok(false),
                Ok(read) => &self.buffer[..read],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.printing.see(bytes);
            self.at += bytes.len() as u64;
            if let Some(out) = &mut out {
                out.write_all(bytes)?;
            }
        }
        Ok(self.at == place)
    }
}

/// Where an edit's line begins, or would; `None` where another stands there. The
/// lines of a file are in order, so a few looks find it.
fn find(file: &mut File, length: u64, edit: &Edit) -> io::Result<Option<u64>> {
    // Lines that begin before `low` come before it, those from `high` on do not.
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low + (high - low) / 2;
        let from = match line_end(file, middle)? {
            Some(end) if end < high => end,
            _ => low,
        };
        let line = line_at(file, from)?;
        let Some(key) = Key::of_line(&line) else { return Ok(None) };
        if key < edit.key {
            low = from + line.len() as u64;
        } else {
            high = from;
        }
    }
    let line = if low < length { line_at(file, low)? } else { Vec::new() };
    let fits = match &edit.old {
        // What was decided by hand may be many lines.
        Some(old) if edit.key == Key::ByHand => {
            let mut lines = vec![0; old.len()];
            file.seek(SeekFrom::Start(low))?;
            low + old.len() as u64 <= length && file.read_exact(&mut lines).is_ok() && lines == *old
        }
        Some(old) => line == *old,
        None => line.is_empty() || Key::of_line(&line).is_some_and(|key| key > edit.key),
    };
    Ok(fits.then_some(low))
}

/// Bytes that are looked at in one go: a few lines.
const LOOK: usize = 1024;

/// Where the line ends that the byte `at` stands in; `None` at the end of the file.
fn line_end(file: &mut File, mut at: u64) -> io::Result<Option<u64>> {
    file.seek(SeekFrom::Start(at))?;
    let mut buffer = [0; LOOK];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(None),
            read => match memchr::memchr(b'\n', &buffer[..read]) {
                Some(end) => return Ok(Some(at + end as u64 + 1)),
                None => at += read as u64,
            },
        }
    }
}

/// The line that begins `at`, with its end.
fn line_at(file: &mut File, at: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let (mut line, mut buffer) = (Vec::new(), [0; LOOK]);
    loop {
        let read = file.read(&mut buffer)?;
        if let Some(end) = memchr::memchr(b'\n', &buffer[..read]) {
            line.extend_from_slice(&buffer[..=end]);
            return Ok(line);
        }
        line.extend_from_slice(&buffer[..read]);
        if read == 0 {
            return Ok(line);
        }
    }
}

#[cfg(test)]
mod tests;
