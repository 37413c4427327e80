//! The tables, and how an older store becomes one of this version.

use rusqlite::Connection;

/// The version that this program writes.
pub(super) const VERSION: i64 = 2;

/// Why a store cannot be used.
#[derive(Debug)]
pub(super) enum Unfit {
    Sql(rusqlite::Error),
    Version(i64),
}

/// The indices of articles.
pub(super) const INDICES: &[(&str, &str)] = &[
    ("article_due", "(due) WHERE due IS NOT NULL"),
    ("article_address", "(address) WHERE address IS NOT NULL"),
    ("article_id", "(id) WHERE id IS NOT NULL"),
    ("article_left", "(left) WHERE left IS NOT NULL"),
    ("article_said", "(said) WHERE said IS NOT NULL"),
    ("article_standing", "(standing) WHERE standing <> 0"),
];

/// From each version to the next; the first makes an empty store.
const STEPS: &[&str] = &[
    "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row an article of which a source told, or which the ledger remembers.
CREATE TABLE article (
  place INTEGER PRIMARY KEY,  -- a hash of source and key
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  standing INTEGER NOT NULL,
  due INTEGER,                -- when time alone changes its standing, Unix seconds
  address INTEGER,            -- a hash of the address that it has, or wants
  id INTEGER,                 -- a hash of its id
  left INTEGER,               -- when it left the feeds, Unix seconds
  line TEXT,                  -- its ledger line
  card BLOB                   -- what feeds ask of it
);
CREATE INDEX article_due ON article (due) WHERE due IS NOT NULL;
CREATE INDEX article_address ON article (address) WHERE address IS NOT NULL;
CREATE INDEX article_id ON article (id) WHERE id IS NOT NULL;
CREATE INDEX article_left ON article (left) WHERE left IS NOT NULL;
CREATE INDEX article_standing ON article (standing) WHERE standing <> 0;

-- What the sources hold, in runs of neighbouring pieces.
CREATE TABLE piece (source TEXT NOT NULL, first TEXT NOT NULL, pieces BLOB NOT NULL, PRIMARY KEY (source, first))
  WITHOUT ROWID;

CREATE TABLE feed (
  definition TEXT NOT NULL,
  value TEXT NOT NULL,        -- empty where the definition is one feed
  line TEXT,                  -- its ledger line, once it has begun
  candidates BLOB NOT NULL,   -- places of articles, newest first
  complete INTEGER NOT NULL,  -- whether these are all that it may hold
  due INTEGER,                -- when time alone changes it, Unix seconds
  unsettled INTEGER NOT NULL, -- whether the next run looks at it in any case
  PRIMARY KEY (definition, value)
) WITHOUT ROWID;
CREATE INDEX feed_due ON feed (due) WHERE due IS NOT NULL;
CREATE INDEX feed_unsettled ON feed (unsettled) WHERE unsettled <> 0;

CREATE TABLE document (
  target TEXT PRIMARY KEY,    -- its path in the world
  definition TEXT NOT NULL,
  value TEXT NOT NULL,
  format TEXT NOT NULL,
  file TEXT,                  -- below the output directory
  facts TEXT NOT NULL,        -- what HTTP sends with it
  print BLOB NOT NULL,        -- what the file system said of it
  hash INTEGER NOT NULL,      -- of its bytes
  places BLOB NOT NULL,       -- where each item stands in it
  bytes BLOB                  -- where it has no file
) WITHOUT ROWID;
CREATE INDEX document_feed ON document (definition, value);

CREATE TABLE owed (
  id INTEGER PRIMARY KEY,
  target TEXT NOT NULL,
  topic TEXT NOT NULL,
  since INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  visible INTEGER NOT NULL    -- whether what it tells of can be fetched
);

-- Renames that a run was about to do.
CREATE TABLE rename (id INTEGER PRIMARY KEY, temporary TEXT NOT NULL, target TEXT NOT NULL);

CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  article TEXT NOT NULL,
  reason TEXT
);
CREATE INDEX journal_article ON journal (article);

CREATE TABLE revision (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL,
  at INTEGER NOT NULL,
  what TEXT NOT NULL
);
CREATE INDEX revision_article ON revision (article);
",
    "
-- What sources held is kept in another form: the next run reads it anew.
DELETE FROM piece;
DELETE FROM meta WHERE key = 'state';

-- A number is never given twice: what is owed anew is another debt.
CREATE TABLE owed_2 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target TEXT NOT NULL,
  topic TEXT NOT NULL,
  since INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  visible INTEGER NOT NULL
);
INSERT INTO owed_2 SELECT id, target, topic, since, tries, visible FROM owed;
DROP TABLE owed;
ALTER TABLE owed_2 RENAME TO owed;

-- Rows of articles go to the end of the table: places are hashes, in no order.
CREATE TABLE article_2 (
  row INTEGER PRIMARY KEY,
  place INTEGER NOT NULL UNIQUE,
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  standing INTEGER NOT NULL,
  due INTEGER,
  address INTEGER,
  id INTEGER,
  left INTEGER,
  line TEXT,
  card BLOB,
  remark TEXT,                -- why it is held or cannot be taken, as JSON
  said INTEGER                -- a hash of the id that its source says
);
INSERT INTO article_2 (place, source, key, standing, due, address, id, left, line, card)
  SELECT place, source, key, standing, due, address, id, left, line, card FROM article;
DROP TABLE article;
ALTER TABLE article_2 RENAME TO article;
CREATE INDEX article_due ON article (due) WHERE due IS NOT NULL;
CREATE INDEX article_address ON article (address) WHERE address IS NOT NULL;
CREATE INDEX article_id ON article (id) WHERE id IS NOT NULL;
CREATE INDEX article_left ON article (left) WHERE left IS NOT NULL;
CREATE INDEX article_standing ON article (standing) WHERE standing <> 0;
CREATE INDEX article_said ON article (said) WHERE said IS NOT NULL;

-- Articles of which a feed may tell that they left it.
CREATE TABLE departed (
  feed TEXT NOT NULL,         -- the feed's path
  left INTEGER NOT NULL,      -- when, Unix seconds
  place INTEGER NOT NULL,     -- the article
  PRIMARY KEY (feed, left, place)
) WITHOUT ROWID;
CREATE INDEX departed_place ON departed (place);

-- The feed's path, once it has begun.
ALTER TABLE feed ADD COLUMN path TEXT;
CREATE INDEX feed_path ON feed (path) WHERE path IS NOT NULL;
-- Why it stays as it is, as JSON, where the guard or the gate speaks against it.
ALTER TABLE feed ADD COLUMN frozen TEXT;
",
];

/// The version of a store; 0 of one that is empty.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a store to this version, step by step, each whole or not at all.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Unfit> {
    let from = version(connection).map_err(Unfit::Sql)?;
    let done = usize::try_from(from).ok().filter(|done| *done <= STEPS.len()).ok_or(Unfit::Version(from))?;
    for (step, to) in STEPS[done..].iter().zip(from + 1..) {
        let run = |connection: &mut Connection| -> rusqlite::Result<()> {
            let transaction = connection.transaction()?;
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", to)?;
            transaction.commit()
        };
        run(connection).map_err(Unfit::Sql)?;
    }
    Ok(())
}
