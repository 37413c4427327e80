//! One row for each article: its ledger line, how it stands, and its card.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::{Database, StoreError, Writing};
use crate::article::{ArticleId, Origin};
use crate::desk::Record;
use crate::store::lines;

/// What is remembered of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArticle {
    /// Where it comes from.
    pub origin: Origin,
    /// How it stands.
    pub standing: StoredStanding,
    /// When time alone changes that.
    pub due: Option<DateTime<Utc>>,
    /// A hash of the address that it has, or that another one has.
    pub address: Option<u64>,
    /// What the ledger remembers of it.
    pub record: Option<Record>,
    /// What feeds ask of it, as the feed's room writes it.
    pub card: Option<Vec<u8>>,
    /// Why it is held, or cannot be taken.
    pub remark: Option<StoredRemark>,
    /// A hash of the id that its source says.
    pub said: Option<u64>,
}

/// Why an article is held, or cannot be taken. No word of the article is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredRemark {
    /// The line of its file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What is wrong, or what it waits for.
    pub what: String,
    /// How to mend it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub help: String,
}

/// What is to be remembered of one article.
#[derive(Debug, Clone)]
pub struct ArticleRow<'a> {
    /// Where it comes from.
    pub origin: &'a Origin,
    /// How it stands.
    pub standing: StoredStanding,
    /// When time alone changes that.
    pub due: Option<DateTime<Utc>>,
    /// A hash of the address that it has, or that another one has.
    pub address: Option<u64>,
    /// Its id, or the one that it wants and another one has.
    pub id: Option<&'a ArticleId>,
    /// A hash of the id that its source says.
    pub said: Option<u64>,
    /// When it left the feeds, and the paths of those that may tell of it.
    pub left: Option<(DateTime<Utc>, &'a [String])>,
    /// Its ledger line; see [`line_of`].
    pub line: Option<String>,
    /// What feeds ask of it.
    pub card: Option<Vec<u8>>,
    /// Why it is held, or cannot be taken.
    pub remark: Option<StoredRemark>,
}

/// The ledger line of an article.
#[must_use]
pub fn line_of(origin: &Origin, record: &Record) -> String {
    lines::of_article(origin, record)
}

/// How an article stood after the last run. The numbers are promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum StoredStanding {
    /// May stand in feeds.
    Live = 0,
    /// Waits for a person.
    Held = 1,
    /// Waits for its time.
    Embargoed = 2,
    /// A draft.
    Draft = 3,
    /// Taken out, or expired.
    Out = 4,
    /// Cannot be taken.
    Refused = 5,
    /// Nothing is where it was.
    Absent = 6,
}

const STANDINGS: [StoredStanding; 7] = {
    use StoredStanding::{Absent, Draft, Embargoed, Held, Live, Out, Refused};
    [Live, Held, Embargoed, Draft, Out, Refused, Absent]
};

/// The number under which an article stands: a hash of its source and key.
#[must_use]
pub fn place_of(origin: &Origin) -> i64 {
    let mut hash = Xxh3::new();
    hash.update(origin.source.as_bytes());
    hash.update(&[0]);
    hash.update(origin.key.as_bytes());
    hash.digest().cast_signed()
}

fn hash_of(id: &ArticleId) -> i64 {
    xxhash_rust::xxh3::xxh3_64(id.as_str().as_bytes()).cast_signed()
}

const COLUMNS: &str = "source, key, standing, due, address, line, card, remark, said";

impl Database {
    /// The article at a place in a source.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article(&self, origin: &Origin) -> Result<Option<StoredArticle>, StoreError> {
        Ok(self.article_at(place_of(origin))?.filter(|article| article.origin == *origin))
    }

    /// The article under a number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_at(&self, place: i64) -> Result<Option<StoredArticle>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM article WHERE place = ?1");
        let raw = self.ask(|connection| connection.prepare_cached(&sql)?.query_row([place], raw).optional())?;
        raw.map(|raw| self.whole(raw)).transpose()
    }

    /// The articles that have, or want, an address.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn at_address(&self, address: u64) -> Result<Vec<StoredArticle>, StoreError> {
        self.articles("address = ?1", params![address.cast_signed()])
    }

    /// The articles that have, or want, an id; perhaps some others too.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn with_id(&self, id: &ArticleId) -> Result<Vec<StoredArticle>, StoreError> {
        self.articles("id = ?1", params![hash_of(id)])
    }

    /// Shows the ledger line of each article, with the article's number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn each_line(&self, mut show: impl FnMut(i64, &str)) -> Result<(), StoreError> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT place, line FROM article WHERE line IS NOT NULL")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                show(row.get(0)?, row.get_ref(1)?.as_str()?);
            }
            Ok(())
        })
    }

    /// The ledger line of the article under a number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn line_at(&self, place: i64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT line FROM article WHERE place = ?1";
        let line: Option<Option<String>> =
            self.ask(|connection| connection.prepare_cached(sql)?.query_row([place], |row| row.get(0)).optional())?;
        Ok(line.flatten())
    }

    /// Whether no article is remembered.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM article)";
        self.ask(|connection| connection.query_row(sql, [], |row| row.get(0)))
    }

    /// The articles of which their sources say an id with that hash.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn saying(&self, said: u64) -> Result<Vec<StoredArticle>, StoreError> {
        self.articles("said = ?1", params![said.cast_signed()])
    }

    /// The articles of which the feed at `path` may tell that they left it: those
    /// that left at `since` or later, and in any case the last one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn departed(&self, path: &str, since: DateTime<Utc>) -> Result<Vec<StoredArticle>, StoreError> {
        let condition = "place IN (SELECT place FROM departed WHERE feed = ?1 AND left >= ?2 UNION ALL \
                         SELECT place FROM (SELECT place FROM departed WHERE feed = ?1 ORDER BY left DESC LIMIT 1))";
        self.articles(condition, params![path, since.timestamp()])
    }

    /// The articles that time alone changes until `now`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn due(&self, now: DateTime<Utc>) -> Result<Vec<StoredArticle>, StoreError> {
        self.articles("due <= ?1", params![now.timestamp()])
    }

    /// The articles that stand so; of all but the live ones this is cheap.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn standing(&self, standing: StoredStanding) -> Result<Vec<StoredArticle>, StoreError> {
        let condition = format!("standing <> 0 AND standing = {}", standing as u8);
        self.articles(if standing == StoredStanding::Live { "standing = 0" } else { &condition }, params![])
    }

    /// At most `most` of the articles that stand so; cheap where [`Database::standing`] is.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn some_standing(&self, standing: StoredStanding, most: usize) -> Result<Vec<StoredArticle>, StoreError> {
        let number = standing as u8;
        let some = format!("SELECT place FROM article WHERE standing <> 0 AND standing = {number} LIMIT {most}");
        self.articles(&format!("place IN ({some})"), params![])
    }

    fn articles(&self, condition: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<StoredArticle>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM article WHERE {condition}");
        let rows: Vec<Raw> =
            self.ask(|connection| connection.prepare_cached(&sql)?.query_map(values, raw)?.collect())?;
        let mut rows: Vec<StoredArticle> = rows.into_iter().map(|raw| self.whole(raw)).collect::<Result<_, _>>()?;
        // Not by the database, which would take the index of places for it, and read all.
        rows.sort_by_cached_key(|row| place_of(&row.origin));
        Ok(rows)
    }

    /// When time alone next changes an article.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_due(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT min(due) FROM article WHERE due IS NOT NULL";
        let due: Option<i64> =
            self.ask(|connection| connection.prepare_cached(sql)?.query_row([], |row| row.get(0)))?;
        Ok(due.and_then(|due| DateTime::from_timestamp(due, 0)))
    }

    fn whole(&self, raw: Raw) -> Result<StoredArticle, StoreError> {
        let damaged = |what: &str| StoreError::damaged(&self.path, what);
        let record = match raw.line {
            None => None,
            Some(line) => Some(lines::article(&line).ok_or_else(|| damaged("an article's ledger line is broken"))?.1),
        };
        let standing = STANDINGS.get(usize::from(raw.standing)).copied();
        Ok(StoredArticle {
            origin: Origin::new(raw.source, raw.key),
            standing: standing.ok_or_else(|| damaged("an article stands in an unknown way"))?,
            due: raw.due.and_then(|due| DateTime::from_timestamp(due, 0)),
            address: raw.address.map(i64::cast_unsigned),
            record,
            card: raw.card,
            // One that cannot be read is as none: the next reading tells it anew.
            said: raw.said.map(i64::cast_unsigned),
            remark: raw.remark.and_then(|text| serde_json::from_str(&text).ok()),
        })
    }
}

struct Raw {
    source: String,
    key: String,
    standing: u8,
    due: Option<i64>,
    address: Option<i64>,
    line: Option<String>,
    card: Option<Vec<u8>>,
    remark: Option<String>,
    said: Option<i64>,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        source: row.get(0)?,
        key: row.get(1)?,
        standing: row.get(2)?,
        due: row.get(3)?,
        address: row.get(4)?,
        line: row.get(5)?,
        card: row.get(6)?,
        remark: row.get(7)?,
        said: row.get(8)?,
    })
}

impl Writing<'_> {
    /// Forgets all articles, and their indices until [`Writing::index_articles`]:
    /// many rows are indexed at once in a third of the time.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_articles(&self) -> Result<(), StoreError> {
        let drop_all = super::schema::INDICES.iter().map(|(name, _)| format!("DROP INDEX {name};")).collect::<String>();
        self.put(|sql| sql.execute_batch(&format!("{drop_all} DELETE FROM article; DELETE FROM departed")))
    }

    /// Indexes all articles again.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn index_articles(&self) -> Result<(), StoreError> {
        let make = super::schema::INDICES.iter().map(|(name, on)| format!("CREATE INDEX {name} ON article {on};"));
        self.put(|sql| sql.execute_batch(&make.collect::<String>()))
    }

    /// Remembers an article.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_article(&self, article: &ArticleRow<'_>) -> Result<(), StoreError> {
        let ArticleRow { origin, standing, due, address, id, said, left, line, card, remark } = article;
        // Plain texts, which always serialise.
        let remark = remark.as_ref().map(|remark| serde_json::to_string(remark).unwrap_or_default());
        let place = place_of(origin);
        self.put(|sql: &Connection| {
            if let Some((at, feeds)) = left {
                let mut statement = sql.prepare_cached("INSERT OR REPLACE INTO departed VALUES (?1, ?2, ?3)")?;
                for feed in *feeds {
                    statement.execute(params![feed, at.timestamp(), place])?;
                }
            }
            sql.prepare_cached(
                "INSERT OR REPLACE INTO article \
                 (place, source, key, standing, due, address, id, left, line, card, remark, said) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                place,
                &*origin.source,
                &*origin.key,
                *standing as u8,
                due.map(|due| due.timestamp()),
                address.map(u64::cast_signed),
                id.map(hash_of),
                left.map(|(at, _)| at.timestamp()),
                line,
                card,
                remark,
                said.map(u64::cast_signed),
            ])
        })
        .map(drop)
    }

    /// Changes what the ledger says of an article, and nothing else; `feeds` are the
    /// paths of those that may tell that it left.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn amend_article(&self, origin: &Origin, record: &Record, feeds: &[String]) -> Result<(), StoreError> {
        let place = place_of(origin);
        let left = record.left.as_ref().map(|left| left.at.timestamp());
        self.put(|sql| {
            sql.prepare_cached("DELETE FROM departed WHERE place = ?1")?.execute([place])?;
            for feed in feeds {
                sql.prepare_cached("INSERT OR REPLACE INTO departed VALUES (?1, ?2, ?3)")?
                    .execute(params![feed, left, place])?;
            }
            let sql = &mut sql.prepare_cached("UPDATE article SET line = ?2, left = ?3 WHERE place = ?1")?;
            sql.execute(params![place, line_of(origin, record), left])
        })
        .map(drop)
    }

    /// Forgets what stood at a place in a source.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_article(&self, origin: &Origin) -> Result<(), StoreError> {
        let place = place_of(origin);
        self.put(|sql| {
            sql.prepare_cached("DELETE FROM departed WHERE place = ?1")?.execute([place])?;
            sql.prepare_cached("DELETE FROM article WHERE place = ?1")?.execute([place])
        })
        .map(drop)
    }
}
