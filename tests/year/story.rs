//! One story of the simulated newsroom: what its file says, and what readers
//! must have been told of it.

use chrono::{DateTime, SecondsFormat, Utc};

use super::rng::Rng;

pub(super) type Time = DateTime<Utc>;

pub(super) const SECTIONS: [&str; 5] = ["world", "town", "sport", "arts", "books"];
pub(super) const TAGS: [&str; 6] = ["harbour", "council", "ferry", "budget", "weather", "school"];

/// The first stories keep every section and every tag alive: they stay where
/// and what they are.
pub(super) const PILLARS: usize = 30;

/// Words of a body.
const WORDS: usize = 120;

/// Where a story stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// `articles/<section>/<name>.md`, with front matter.
    Markdown,
    /// `articles/<section>/<name>.txt`, with a sidecar where there is anything to say.
    Text,
    /// One of several in `wire/<file>.json`; told by an `id`, or by headline and date.
    Wire { file: usize, has_id: bool },
}

/// What its front matter says of its standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Live,
    Withdrawn,
    Killed,
}

/// What readers have been told of a story that was out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) published: Time,
    pub(super) updated: Time,
}

#[derive(Debug, Clone)]
pub(super) struct Story {
    pub(super) number: usize,
    pub(super) place: Place,
    /// Its file's name without an extension, or its slug.
    pub(super) name: String,
    pub(super) section: usize,
    /// Which headline is being tested.
    pub(super) headline: u32,
    pub(super) words: Vec<u64>,
    /// Counts the edits of the body; a word of it.
    pub(super) edit: u32,
    /// Which white space and markup the body has.
    pub(super) style: u32,
    pub(super) tags: Vec<usize>,
    pub(super) date: Option<Time>,
    pub(super) embargo: Option<Time>,
    pub(super) status: Status,
    pub(super) lastmod: Option<Time>,
    pub(super) corrections: Vec<Time>,
    /// A person killed it, whatever its file says.
    pub(super) is_killed_by_hand: bool,
    /// Its file is not there.
    pub(super) is_gone: bool,
    /// Counts whatever changed in what its file says.
    pub(super) version: u32,
    pub(super) since: Since,
    pub(super) told: Option<Told>,
}

/// What happened to a story since a run last published it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Since {
    /// Words replaced.
    pub(super) drift: u32,
    pub(super) is_rewritten: bool,
    /// Headline or body are not to the letter what they were.
    pub(super) is_edited: bool,
    /// It went to another place in this step.
    pub(super) is_moved: bool,
}

/// The mark that tells a story in whatever stands of it somewhere.
pub(super) fn mark(number: usize) -> String {
    format!("q{number:05}q")
}

/// The stories whose marks stand in a text.
pub(super) fn marks(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('q').filter_map(|(at, _)| {
        let mark = text.as_bytes().get(at..at + 7)?;
        let digits = std::str::from_utf8(&mark[1..6]).ok().filter(|_| mark[6] == b'q')?;
        digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().unwrap())
    })
}

pub(super) fn stamp(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Story {
    pub(super) fn new(number: usize, place: Place, date: Option<Time>, rng: &mut Rng) -> Self {
        let section = if number < PILLARS { number % SECTIONS.len() } else { rng.below(SECTIONS.len()) };
        let tag = if number < PILLARS { number % TAGS.len() } else { rng.below(TAGS.len()) };
        let mut story = Self {
            number,
            place,
            name: format!("{}-a", mark(number)),
            section,
            headline: 0,
            words: Vec::new(),
            edit: 0,
            style: 0,
            tags: vec![tag],
            date,
            embargo: None,
            status: Status::Live,
            lastmod: None,
            corrections: Vec::new(),
            is_killed_by_hand: false,
            is_gone: false,
            version: 0,
            since: Since::default(),
            told: None,
        };
        story.write_words(rng);
        story
    }

    pub(super) fn is_pillar(&self) -> bool {
        self.number < PILLARS
    }

    pub(super) fn is_wire(&self) -> bool {
        matches!(self.place, Place::Wire { .. })
    }

    /// Fills the body with new words.
    pub(super) fn write_words(&mut self, rng: &mut Rng) {
        self.words = (0..WORDS).map(|_| rng.next() % 10_000_000).collect();
    }

    /// Until when nothing of it may be seen at `now`.
    pub(super) fn waits(&self, now: Time) -> bool {
        self.embargo.max(self.date).is_some_and(|until| until > now)
    }

    /// Whether file and hand say that it may be out.
    pub(super) fn may_be_out(&self, now: Time) -> bool {
        self.status == Status::Live && !self.is_killed_by_hand && !self.waits(now)
    }

    /// A run at `now` published it: what readers are told from then on.
    pub(super) fn publish(&mut self, now: Time) {
        let corrections = self.corrections.iter().copied();
        let said = corrections.chain(self.lastmod).filter(|at| *at <= now).max();
        let told = match self.told {
            None => {
                let published = self.embargo.max(self.date).unwrap_or(now);
                Told { published, updated: said.unwrap_or(published).max(published) }
            }
            Some(told) => {
                // The desk's own date is the date of a rewriting too, where it gives one.
                let said = said.filter(|at| *at > told.updated);
                let rewritten = self.since.is_rewritten.then_some(now);
                Told { updated: said.or(rewritten).unwrap_or(told.updated), ..told }
            }
        };
        self.told = Some(told);
        self.since = Since { is_moved: self.since.is_moved, ..Since::default() };
    }

    /// Whether its file says when it was published; it does not where it never did,
    /// or where an embargo that it waited under was taken out.
    fn is_dated(&self) -> bool {
        self.date.is_some() && self.told.is_none_or(|told| self.embargo.max(self.date) == Some(told.published))
    }

    /// Whether it may go to another place and still be known: by nearly all of
    /// its words, and where its date tells nothing by all of them.
    pub(super) fn may_move(&self) -> bool {
        self.told.is_none() || !self.since.is_rewritten && (self.is_dated() || !self.since.is_edited)
    }

    /// Whether some of its words may change in the same step.
    pub(super) fn may_be_edited(&self) -> bool {
        self.told.is_none() || !self.since.is_moved || self.is_dated()
    }

    pub(super) fn title(&self) -> String {
        let word = ["opens", "closes", "moves", "waits"][self.headline as usize % 4];
        format!("The {word} {} of {}", self.headline, mark(self.number))
    }

    /// The word of its body that tells which edit it is.
    pub(super) fn edit_word(&self) -> String {
        format!("edit{}of{}", self.edit, self.number)
    }

    fn body(&self, is_markup: bool) -> String {
        let mut body = format!("{} {}", mark(self.number), self.edit_word());
        for (at, word) in self.words.iter().enumerate() {
            let is_paragraph = at % 40 == 39;
            body.push_str(if is_paragraph { "\n\n" } else { " " });
            if is_markup && self.style > 0 && at % 17 == self.style as usize % 17 {
                body.push_str(&format!("**w{word}**"));
            } else {
                body.push_str(&format!("w{word}"));
            }
            if self.style > 0 && is_paragraph {
                body.push_str(&" ".repeat(1 + self.style as usize % 3));
            }
        }
        body.push('\n');
        body
    }

    /// Its files, by path below the newsroom; none for one of a JSON file.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let path = |extension| format!("articles/{}/{}.{extension}", SECTIONS[self.section], self.name);
        match self.place {
            Place::Markdown => vec![(path("md"), format!("---\n{}---\n\n{}", self.front(), self.body(true)))],
            Place::Text => {
                let mut files = vec![(path("txt"), format!("{}\n\n{}", self.title(), self.body(false)))];
                files.push((path("toml"), self.sidecar()));
                files
            }
            Place::Wire { .. } => Vec::new(),
        }
    }

    fn tag_list(&self) -> String {
        self.tags.iter().map(|tag| format!("\"{}\"", TAGS[*tag])).collect::<Vec<_>>().join(", ")
    }

    fn front(&self) -> String {
        let mut front = format!("title: \"{}\"\ntags: [{}]\n", self.title(), self.tag_list());
        let mut date = |key, date: Option<Time>| {
            front.extend(date.map(|date| format!("{key}: {}\n", stamp(date))));
        };
        date("date", self.date);
        date("embargo", self.embargo);
        date("lastmod", self.lastmod);
        if !self.corrections.is_empty() {
            front.push_str("corrections:\n");
            for at in &self.corrections {
                front.push_str(&format!("  - note: \"It was not so\"\n    date: {}\n", stamp(*at)));
            }
        }
        front.push_str(self.status_line(": ", ""));
        front
    }

    fn sidecar(&self) -> String {
        let mut text = format!("tags = [{}]\n", self.tag_list());
        for (key, date) in [("date", self.date), ("embargo", self.embargo), ("lastmod", self.lastmod)] {
            text.extend(date.map(|date| format!("{key} = {}\n", stamp(date))));
        }
        let note = |at: &Time| format!("{{ note = \"It was not so\", date = {} }}", stamp(*at));
        if !self.corrections.is_empty() {
            let notes: Vec<String> = self.corrections.iter().map(note).collect();
            text.push_str(&format!("corrections = [{}]\n", notes.join(", ")));
        }
        text.push_str(self.status_line(" = ", "\""));
        text
    }

    fn status_line(&self, is: &str, quote: &str) -> &'static str {
        match (self.status, is, quote) {
            (Status::Live, ..) => "",
            (Status::Withdrawn, ": ", _) => "status: withdrawn\n",
            (Status::Killed, ": ", _) => "status: killed\n",
            (Status::Withdrawn, ..) => "status = \"withdrawn\"\n",
            (Status::Killed, ..) => "status = \"killed\"\n",
        }
    }

    /// Itself in a JSON file.
    pub(super) fn json(&self) -> serde_json::Value {
        let mut story = serde_json::json!({
            "title": self.title(),
            "body": self.body(false),
            "section": SECTIONS[self.section],
            "tags": self.tags.iter().map(|tag| TAGS[*tag]).collect::<Vec<_>>(),
        });
        let mut set = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                story[key] = value.into();
            }
        };
        if matches!(self.place, Place::Wire { has_id: true, .. }) {
            set("id", Some(format!("wire-{}", self.number)));
            set("slug", Some(self.name.clone()));
        }
        set("date", self.date.map(stamp));
        set("embargo", self.embargo.map(stamp));
        set("lastmod", self.lastmod.map(stamp));
        set("status", (self.status == Status::Killed).then(|| "killed".to_owned()));
        set("status", (self.status == Status::Withdrawn).then(|| "withdrawn".to_owned()));
        if !self.corrections.is_empty() {
            let note = |at: &Time| serde_json::json!({ "note": "It was not so", "date": stamp(*at) });
            story["corrections"] = self.corrections.iter().map(note).collect();
        }
        story
    }
}
