//! The ledger: read before a run, written after it, made to be committed.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::by_hand::ByHand;
use super::wire::{ArticleLine, FeedLine, HeadLine, Sources, VERSION};
use super::{LedgerError, merge};
use crate::article::Origin;
use crate::desk::{Ahead, DecisionStatus, Erased, Memory, Record};
use crate::feed::{FeedRecord, Index};

const RESTORE: &str = "restore the file from version control";

/// A larger ledger is refused: a million articles take some 400 MB.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;

/// All that is remembered.
#[derive(Debug, Default)]
pub struct Ledger {
    articles: HashMap<Origin, Record>,
    feeds: BTreeMap<String, FeedRecord>,
    by_hand: ByHand,
    /// Where it lies, if it outlives the run.
    path: Option<PathBuf>,
    /// The bytes it was read from.
    was: Vec<u8>,
}

impl Ledger {
    /// A memory that ends with the run.
    #[must_use]
    pub fn forgetful() -> Self {
        Self::default()
    }

    /// Reads the ledger at `path`; one that is not there yet is empty.
    ///
    /// # Errors
    /// When it cannot be read, or a line is not a ledger's: then nothing may be published.
    pub fn load(path: &Path) -> Result<Self, LedgerError> {
        let was = match std::fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(LedgerError::Read(path.to_owned(), error)),
            Ok(meta) if meta.len() > LARGEST => {
                let error = std::io::Error::other(format!("it is larger than {LARGEST} bytes"));
                return Err(LedgerError::Read(path.to_owned(), error));
            }
            Ok(_) => std::fs::read(path).map_err(|error| LedgerError::Read(path.to_owned(), error))?,
        };
        let mut ledger = Self::parse(path, &was)?;
        ledger.path = Some(path.to_owned());
        ledger.was = was;
        Ok(ledger)
    }

    fn parse(path: &Path, bytes: &[u8]) -> Result<Self, LedgerError> {
        let mut ledger = Self::default();
        let mut sources = Sources::default();
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            ledger.take(line, at == 0, &mut sources).map_err(|(what, help)| LedgerError::Line {
                path: path.to_owned(),
                line: at + 1,
                what,
                help,
            })?;
        }
        ledger.by_hand.settle(&mut ledger.articles);
        Ok(ledger)
    }

    fn take(&mut self, line: &[u8], first: bool, sources: &mut Sources) -> Result<(), (String, &'static str)> {
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
        } else if first {
            return Err(("this is not the first line of a ledger".to_owned(), RESTORE));
        } else if ByHand::owns(line) {
            self.by_hand.take(line, sources).map_err(|what| (what, RESTORE))?;
        } else if line.starts_with(b"{\"feed\"") {
            let line: FeedLine<'_> = serde_json::from_slice(line).map_err(|error| not("a feed's line", &error))?;
            let record = line.into_record();
            let earlier = self.feeds.get(&record.path).is_some_and(|known| known.began <= record.began);
            if !earlier {
                self.feeds.insert(record.path.clone(), record);
            }
        } else {
            let line: ArticleLine<'_> =
                serde_json::from_slice(line).map_err(|error| not("an article's line", &error))?;
            let (origin, mut record) = line.into_record(sources).map_err(|what| (what.to_owned(), RESTORE))?;
            if let Some(known) = self.articles.remove(&origin) {
                record = merge::records(known, record);
            }
            self.articles.insert(origin, record);
        }
        Ok(())
    }

    /// Whether a file was there when it was loaded.
    #[must_use]
    pub fn existed(&self) -> bool {
        !self.was.is_empty()
    }

    /// How many articles it remembers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether it remembers no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Learns what a run decided: void places first, then new lines.
    pub fn learn(&mut self, moved: &[Origin], articles: Vec<(Origin, Record)>, feeds: Vec<FeedRecord>) {
        for origin in moved {
            self.articles.remove(origin);
        }
        self.articles.extend(articles);
        self.by_hand.settle(&mut self.articles);
        self.feeds.extend(feeds.into_iter().map(|record| (record.path.clone(), record)));
    }

    /// Learns decisions about articles that were never out; `moved` places are void.
    pub fn learn_ahead(&mut self, moved: &[Origin], ahead: Vec<(Origin, Ahead)>) {
        self.by_hand.learn(moved, ahead);
    }

    /// Writes it where it lies, whole or not at all; untouched when nothing
    /// changed. Returns whether it was written.
    ///
    /// # Errors
    /// When it cannot be written: then the old file is still there.
    pub fn save(&mut self) -> Result<bool, LedgerError> {
        let Some(path) = self.path.clone() else { return Ok(false) };
        let bytes = self.to_bytes();
        if bytes == self.was {
            return Ok(false);
        }
        write_whole(&path, &bytes).map_err(|error| LedgerError::Write(path, error))?;
        self.was = bytes;
        Ok(true)
    }

    /// Its lines: the head, feeds by path, articles by first publication, so
    /// that a new article is a new line near the end.
    fn to_bytes(&self) -> Vec<u8> {
        let mut articles: Vec<_> = self.articles.iter().collect();
        articles.sort_by(|a, b| (a.1.published, a.0).cmp(&(b.1.published, b.0)));
        let mut bytes = Vec::with_capacity(128 + articles.len() * 360);
        line(&mut bytes, &HeadLine { feedroom_ledger: VERSION });
        for record in self.feeds.values() {
            line(&mut bytes, &FeedLine::of(record));
        }
        self.by_hand.write(&mut bytes);
        for (origin, record) in articles {
            line(&mut bytes, &ArticleLine::of(origin, record));
        }
        bytes
    }
}

pub(super) fn line<T: serde::Serialize>(bytes: &mut Vec<u8>, value: &T) {
    // Writing to memory cannot fail, and all keys are texts.
    serde_json::to_writer(&mut *bytes, value).expect("plain data of texts and numbers");
    bytes.push(b'\n');
}

pub(super) fn not(what: &str, error: &serde_json::Error) -> (String, &'static str) {
    (format!("this is not {what} ({})", plain(error)), RESTORE)
}

/// serde's sentence without its place: every line is a document to it.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.feedroom-new"));
    let written = (|| {
        let mut file = std::fs::File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    written?;
    std::fs::File::open(folder)?.sync_all()
}

impl Memory for Ledger {
    fn record(&self, origin: &Origin) -> Option<&Record> {
        self.articles.get(origin)
    }

    fn of_source<'a>(&'a self, source: &str) -> Vec<(&'a Origin, &'a Record)> {
        self.articles.iter().filter(|(origin, _)| &*origin.source == source).collect()
    }

    fn lasts(&self) -> bool {
        self.path.is_some()
    }

    fn taken_out(&self) -> Vec<(&Origin, &Record)> {
        let status = |record: &Record| record.decision.as_ref().and_then(|decision| decision.status);
        let is_out = |record: &Record| status(record).is_some_and(DecisionStatus::takes_out);
        self.articles.iter().filter(|(_, record)| is_out(record)).collect()
    }

    fn ahead(&self, origin: &Origin) -> Option<&Ahead> {
        self.by_hand.ahead(origin)
    }

    fn all_ahead(&self) -> Vec<(&Origin, &Ahead)> {
        self.by_hand.all_ahead()
    }

    fn erased(&self, origin: &Origin) -> Option<&Erased> {
        self.by_hand.erased(origin)
    }

    fn all_erased(&self) -> &[Erased] {
        self.by_hand.all_erased()
    }
}

impl Index for Ledger {
    fn feeds<'a>(&'a self) -> Box<dyn Iterator<Item = &'a FeedRecord> + 'a> {
        Box::new(self.feeds.values())
    }
}
