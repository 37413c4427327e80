//! The whole house, opened from its config: every setting checked, nothing read.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, ConfigError, Section, Site};
use crate::desk::{Desk, Revisions};
use crate::feed::{self, Definition};
use crate::format::{self, FORMATS};
use crate::notify::{self, Debt, Delivery, Notify};
use crate::outbound::{self, Client, OutboundError};
use crate::publish::{self, Address};
use crate::source::{self, Source, Stamp, Surroundings};
use crate::store;

/// Everything that config describes, ready to run.
pub struct House {
    /// The newsroom.
    pub site: Site,
    /// Where its articles come from.
    pub sources: Vec<Box<dyn Source>>,
    /// Its feeds.
    pub definitions: Vec<Definition>,
    /// Which changes its readers are told of again.
    pub revisions: Revisions,
    /// Where documents go.
    pub output: publish::Settings,
    /// Where memory lies.
    pub store: store::Settings,
    /// Who is told.
    pub notify: Notify,
    /// A hash of all that output depends on beside articles, ledger and time:
    /// config, and this very program.
    pub under: u64,
    /// The same for any program of this version: what was remembered under it is
    /// good enough to take a story back at once, before all is looked at anew.
    pub config: u64,
    /// Where the sources hold more pieces, everything is looked at in batches; below,
    /// all is held in memory at once. `FEEDROOM_LARGE` in the environment says
    /// another number.
    pub large: usize,
}

/// Some 4 KB an article are held below this.
const LARGE: usize = 150_000;

impl House {
    /// Opens the house.
    ///
    /// # Errors
    /// With the first fault of the config.
    pub fn open(config: &Config) -> Result<Self, ConfigError> {
        let store = store::Settings::read(&config.store)?;
        let surroundings = Surroundings {
            site: config.site.clone(),
            not_articles: store.ledger.iter().map(|ledger| ledger.path().to_owned()).collect(),
        };
        let sources = sources(&config.sources, &surroundings)?;
        let formats: Vec<&'static str> = FORMATS.iter().map(|format| format.name()).collect();
        let definitions = feed::read_all(config, &formats)?;
        let output = publish::Settings::read(&config.output, &config.site)?;
        check_places(config, &definitions, &output)?;
        check_output(config, &sources, &output.dir)?;
        if let Some(at) = definitions.iter().position(|definition| definition.allow_empty)
            && store.ledger.is_none()
            && store.database.is_none()
        {
            let help = "name a `ledger` in [store]: it remembers since when the feed is";
            return Err(config.feeds[at].error("allow_empty", "`allow_empty` needs a ledger", help));
        }
        let notify = notify::read(&config.notify, &config.site)?;
        let revisions = Revisions::read(&config.revisions)?;

        let same_config = same_config(config.print, &sources);
        let under = under(same_config);
        let large = std::env::var("FEEDROOM_LARGE").ok().and_then(|text| text.parse().ok()).unwrap_or(LARGE);
        Ok(Self {
            site: config.site.clone(),
            sources,
            definitions,
            revisions,
            output,
            store,
            notify,
            under,
            config: same_config,
            large,
        })
    }

    /// What the desk needs to know.
    #[must_use]
    pub fn desk(&self) -> Desk {
        let mut paces: Vec<u32> = self.definitions.iter().filter_map(|feed| feed.updates.at_most_every()).collect();
        paces.sort_unstable();
        paces.dedup();
        Desk { host: self.site.url.host(), revisions: self.revisions, paces }
    }

    /// Tells what is owed, within the limits of `[notify]`.
    ///
    /// # Errors
    /// When nothing can be sent at all.
    pub async fn tell(&self, debts: Vec<Debt>) -> Result<Vec<Delivery>, OutboundError> {
        let Notify { targets, hosts, timeout, deadline, .. } = &self.notify;
        let client = Client::new(&outbound::Settings::within(self.site.url.clone(), hosts.clone(), *timeout))?;
        Ok(notify::deliver(&client, targets, debts, *deadline).await)
    }

    /// The names of all sources.
    #[must_use]
    pub fn source_names(&self) -> Vec<Arc<str>> {
        self.sources.iter().map(|source| source.name().clone()).collect()
    }

    /// Where the document of a feed in a format lives.
    #[must_use]
    pub fn address(&self, definition: &Definition, path: &str, format: &dyn format::Format) -> Address {
        definition
            .urls
            .get(format.name())
            .and_then(|url| Address::of_url(&self.output, url, format.extension()).ok())
            .unwrap_or_else(|| Address::of_path(&self.output, path, format.extension()))
    }
}

/// A hash of config, what sources depend on, and the program's version.
fn same_config(config: u64, sources: &[Box<dyn Source>]) -> u64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    hash.update(&config.to_le_bytes());
    for source in sources {
        hash.update(&source.under().to_le_bytes());
    }
    hash.digest()
}

/// The same, and this very program: another build of it may write other bytes
/// under the same version.
fn under(config: u64) -> u64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    hash.update(&config.to_le_bytes());
    let program = std::env::current_exe().and_then(std::fs::metadata);
    if let Ok(program) = program {
        hash.update(&Stamp::of(&[&program]).print.to_le_bytes());
    }
    hash.digest()
}

fn sources(sections: &[Section], surroundings: &Surroundings) -> Result<Vec<Box<dyn Source>>, ConfigError> {
    let mut sources: Vec<Box<dyn Source>> = Vec::new();
    for section in sections {
        let source = source::open(section, surroundings)?;
        if sources.iter().any(|other| other.name() == source.name()) {
            let what = format!("two sources have the name \"{}\"", source.name());
            let help = "give one of them another `name`: it is part of the ids of its articles";
            return Err(section.error("name", what, help));
        }
        sources.push(source);
    }
    Ok(sources)
}

/// Every registered URL must be that of a file, and no two documents may share one.
fn check_places(config: &Config, definitions: &[Definition], output: &publish::Settings) -> Result<(), ConfigError> {
    let mut taken: HashMap<String, String> = HashMap::new();
    for (definition, section) in definitions.iter().zip(&config.feeds) {
        for name in &definition.formats {
            let Some(format) = format::by_name(name) else { continue };
            let path = definition.path.as_written();
            let address = match definition.urls.get(*name) {
                None => Address::of_path(output, path, format.extension()),
                Some(url) => Address::of_url(output, url, format.extension()).map_err(|why| {
                    section.error(
                        "urls",
                        format!("the URL of `{name}` cannot be a file: {why}"),
                        "write a path such as \"/feed/\"",
                    )
                })?,
            };
            let place = crate::article::Term::fold(&address.file.clone().unwrap_or_else(|| address.target()));
            let document = format!("{path} ({name})");
            if let Some(other) = taken.insert(place, document.clone()) {
                let what = format!("{document} and {other} would be one file");
                return Err(section.error("urls", what, "give one of them another path or URL"));
            }
        }
    }
    Ok(())
}

/// Feeds in a source would be read as articles by the next run.
fn check_output(config: &Config, sources: &[Box<dyn Source>], dir: &Path) -> Result<(), ConfigError> {
    for source in sources {
        // Of one that may hang its name is asked first: opening a house waits for no mount.
        if source.answer_within().is_some() && !plain(dir).starts_with(plain(&source.base())) {
            continue;
        }
        if let Some(folder) = source.folders().into_iter().find(|folder| real(dir).starts_with(real(folder))) {
            let what = format!("the output directory lies in the source {} ({})", source.name(), folder.display());
            return Err(config.output.error("dir", what, "write feeds to a folder beside it"));
        }
    }
    Ok(())
}

/// A path without `.` and `..`, whatever links it goes through.
pub(super) fn plain(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain
}

/// The real path of what may not be there yet: that of its nearest ancestor
/// that is, and the rest.
pub(super) fn real(path: &Path) -> PathBuf {
    let plain = plain(path);
    for ancestor in plain.ancestors() {
        if let Ok(real) = ancestor.canonicalize() {
            return real.join(plain.strip_prefix(ancestor).unwrap_or(Path::new("")));
        }
    }
    plain
}
