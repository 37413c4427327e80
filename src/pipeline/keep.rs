//! Feeds that stay as they are, since a source of theirs is out. A story that
//! has to go leaves their documents all the same: it is cut out of what stands.

use std::collections::HashSet;

use super::prepare::{Writing, holds};
use super::shelf::Place;
use crate::feed::{Definition, FeedRecord};
use crate::format::{self, Cut, Format};
use crate::notify::Topic;
use crate::publish::{Address, Prepared, PublishError};

/// What became of one feed that stays.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) path: String,
    pub(super) topics: Vec<Topic>,
    pub(super) places: Vec<Place>,
    /// Indices of leaving articles that its documents held.
    pub(super) held: Vec<usize>,
    /// Indices of articles that may not stand and could not be cut out, each
    /// with the file where it stands.
    pub(super) standing: Vec<(usize, String)>,
    /// Documents that an article was cut out of.
    pub(super) cut: usize,
}

impl Writing<'_> {
    /// Looks after every feed that stays.
    pub(super) fn kept(&self) -> Result<Vec<Kept>, PublishError> {
        let gone: HashSet<&str> = self.seen.decided.out_by_word.iter().map(|(_, id)| id.as_str()).collect();
        self.seen.plan.kept.iter().map(|record| self.keep(record, &gone)).collect()
    }

    fn keep(&self, record: &FeedRecord, gone: &HashSet<&str>) -> Result<Kept, PublishError> {
        let mut kept = Kept { path: record.path.clone(), ..Kept::default() };
        let defines = |definition: &&Definition| definition.path.as_written() == record.definition;
        let Some(definition) = self.house.definitions.iter().find(defines) else { return Ok(kept) };
        let name = record.name.as_deref().or(record.value.as_deref()).unwrap_or_default();
        let title = definition.title.with_name(name);
        for format in definition.formats.iter().filter_map(|name| format::by_name(name)) {
            let address = self.house.address(definition, &record.path, format);
            if !gone.is_empty() && self.cut_out(&mut kept, &address, format, gone)? {
                kept.cut += 1;
                kept.topics.push(self.topic(&record.path, &title, &address.url));
            }
            if let Some(file) = address.file.clone() {
                kept.places.push(Place {
                    target: address.target(),
                    file,
                    content_type: format.content_type(),
                    self_url: address.url,
                    title: title.clone(),
                });
            }
        }
        Ok(kept)
    }

    /// Cuts what has to go out of one document; whether it changed.
    fn cut_out(
        &self,
        kept: &mut Kept,
        address: &Address,
        format: &dyn Format,
        gone: &HashSet<&str>,
    ) -> Result<bool, PublishError> {
        let Some(file) = &address.file else { return Ok(false) };
        let Some(stands) = self.directory.current(file)? else { return Ok(false) };
        let decided = &self.seen.decided;
        match format.without(&stands, &|id| gone.contains(id)) {
            Ok(None) => Ok(false),
            Ok(Some(Cut { document, ids })) => {
                for (at, (_, id)) in decided.leaving.iter().enumerate() {
                    if ids.iter().any(|cut| cut == id.as_str()) && !kept.held.contains(&at) {
                        kept.held.push(at);
                    }
                }
                if self.options.dry_run {
                    return Ok(true);
                }
                Ok(self.stage.prepare(file, &document, true)? == Prepared::Written)
            }
            Err(_) => {
                let stand = decided.out_by_word.iter().enumerate().filter(|(_, (_, id))| holds(&stands, id));
                kept.standing.extend(stand.map(|(at, _)| (at, file.clone())));
                Ok(false)
            }
        }
    }
}
