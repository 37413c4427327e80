//! Stories whose files are out of reach and that stay until a person decides.
//!
//! The ledger has none of their words, so nothing can be made anew that holds
//! one: a feed that does stays as it is, as under an outage, less what must go.
//! The others go on.

use super::prepare::holds;
use super::{House, Seen};
use crate::feed::Planned;
use crate::format;
use crate::publish::{Directory, PublishError};

/// Lets the feeds stay of which a document holds a story that is missing.
pub(super) fn keep(house: &House, directory: &Directory, seen: &mut Seen) -> Result<(), PublishError> {
    let missing = &seen.decided.missing;
    if missing.is_empty() {
        return Ok(());
    }
    let stays = |planned: &Planned| -> Result<bool, PublishError> {
        let definition = &house.definitions[planned.definition];
        for format in definition.formats.iter().filter_map(|name| format::by_name(name)) {
            let Some(file) = house.address(definition, &planned.record.path, format).file else { continue };
            let Some(document) = directory.current(&file)? else { continue };
            if missing.iter().any(|(_, id)| holds(&document, id)) {
                return Ok(true);
            }
        }
        Ok(false)
    };
    for planned in std::mem::take(&mut seen.plan.feeds) {
        if stays(&planned)? {
            seen.plan.kept.push(planned.record);
        } else {
            seen.plan.feeds.push(planned);
        }
    }
    Ok(())
}
