//! The ledger's files written from the database, line by line: of an archive that
//! is larger than memory should be.

use std::collections::BTreeMap;
use std::io::Write as _;

use chrono::DateTime;

use super::ledger::{head, line};
use super::place::Sheet;
use super::recall::RecallError;
use super::wire::{FeedLine, Key};
use super::write::{self, Rewrite};
use super::{Database, LedgerError, Place, Prints};
use crate::feed::FeedRecord;

/// Lines that are held at once, but for those of one second.
const LINES: usize = 8_192;

impl Database {
    /// Writes the ledger's files with the articles that the database remembers and
    /// these feeds, each file whole or not at all; one that is as it `was` is not
    /// touched. Returns what they hold. Memory holds 16 bytes an article.
    ///
    /// # Errors
    /// When the database cannot be read, or a file cannot be written.
    pub fn write_ledger<'f>(
        &self,
        place: &Place,
        feeds: impl Iterator<Item = &'f FeedRecord>,
        was: Option<&Prints>,
    ) -> Result<Prints, RecallError> {
        write::sweep(place, &place.list()?.unfinished);
        let mut prints = was.cloned().unwrap_or_default();
        let mut beginning = head();
        feeds.for_each(|record| line(&mut beginning, &FeedLine::of(record)));
        beginning.extend_from_slice(self.by_hand()?.as_bytes());
        let first = if matches!(place, Place::File(_)) { Sheet::Whole } else { Sheet::Feeds };
        let mut sheets: BTreeMap<Sheet, Vec<(i64, i64)>> = BTreeMap::from([(first, Vec::new())]);
        self.each_line(|number, text| {
            if let Some(Key::Article(published, _)) = Key::of_line(text.as_bytes()) {
                let at = DateTime::from_timestamp(published, 0).unwrap_or_default();
                sheets.entry(place.sheet_of(at)).or_default().push((published, number));
            }
        })?;
        let mut files = Vec::new();
        for (sheet, mut articles) in sheets {
            articles.sort_unstable();
            let begin = if sheet == first { std::mem::take(&mut beginning) } else { head() };
            let file = self.sheet(place, sheet, &begin, &articles)?;
            files.push((place.name_of(sheet), file));
        }
        let gone: Vec<String> =
            prints.0.keys().filter(|name| !files.iter().any(|(known, _)| known == *name)).cloned().collect();
        let changed = files.into_iter().filter(|(name, file)| prints.0.get(name) != Some(&file.print()));
        let changed: Vec<Rewrite> = changed.map(|(_, file)| file).collect();
        write::put(place, changed, &gone, &[], &mut prints)?;
        Ok(prints)
    }

    fn sheet(
        &self,
        place: &Place,
        sheet: Sheet,
        begin: &[u8],
        articles: &[(i64, i64)],
    ) -> Result<Rewrite, RecallError> {
        let name = place.name_of(sheet);
        let cannot = |error| LedgerError::Write(place.file(&name), error);
        let mut file = Rewrite::begin(place, name.clone())?;
        file.write_all(begin).map_err(cannot)?;
        let mut from = 0;
        while from < articles.len() {
            let mut to = (from + LINES).min(articles.len());
            // Those of one second are ordered by their places.
            while to < articles.len() && articles[to].0 == articles[to - 1].0 {
                to += 1;
            }
            let mut lines = Vec::with_capacity(to - from);
            for (_, number) in &articles[from..to] {
                let text = self.line_at(*number)?;
                lines.extend(text.and_then(|text| Some((Key::of_line(text.as_bytes())?, text))));
            }
            lines.sort_by(|a, b| a.0.cmp(&b.0));
            for (_, text) in lines {
                file.write_all(text.as_bytes()).and_then(|()| file.write_all(b"\n")).map_err(cannot)?;
            }
            from = to;
        }
        Ok(file)
    }
}
