//! A scan: a look at all that the sources hold, beside the runs and without their
//! locks. It finds which files are others than the last run left them, so that a
//! run need only look at these.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::follow::{Comparison, Differing, refused};
use super::{House, RunError};
use crate::article::Origin;
use crate::source::{Outage, Piece, Source};
use crate::store::Database;

/// What a scan found.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Files that are new, others than before, or gone.
    pub paths: Vec<PathBuf>,
    /// Sources that are out, and why.
    pub outages: Vec<(Arc<str>, Outage)>,
}

/// Looks at all sources beside whatever run is under way; `None` where there is
/// no store that could tell what is new, or the scan is to end.
///
/// # Errors
/// When the store cannot be read.
pub fn scan(house: &House, cancel: &AtomicBool) -> Result<Option<Scanned>, RunError> {
    let Some(path) = &house.store.database else { return Ok(None) };
    let Some(database) = Database::read(path)? else { return Ok(None) };
    let mut scanned = Scanned::default();
    let known: HashSet<Origin> = refused(&database)?.into_iter().collect();
    for source in &house.sources {
        if cancel.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let Some(differing) = differing(&**source, &database, cancel)? else { return Ok(None) };
        if let Some(outage) = differing.outage {
            scanned.outages.push((source.name().clone(), outage));
            continue;
        }
        // What is gone lay where its key says; of links, a look at everything tells.
        let folder = source.folders().into_iter().next().unwrap_or_default();
        scanned.paths.extend(differing.gone.iter().map(|lost| folder.join(&*lost.key)));
        scanned.paths.extend(differing.pieces.into_iter().map(|(piece, _)| piece.path()));
        let now: HashSet<Origin> = differing.refused.into_iter().map(|remark| remark.origin).collect();
        let gone = known.iter().filter(|origin| origin.source == *source.name() && !now.contains(*origin));
        let new = now.iter().filter(|origin| !known.contains(*origin));
        scanned.paths.extend(gone.chain(new).map(|origin| folder.join(&*origin.key)));
    }
    Ok(Some(scanned))
}

/// What is different in a source, which is looked at part by part where it can be;
/// `None` where the scan is to end.
fn differing(source: &dyn Source, database: &Database, cancel: &AtomicBool) -> Result<Option<Differing>, RunError> {
    let differing = match in_parts(source, database, cancel)? {
        None => Differing::of_all(source.look(Some(cancel)), source.name(), database, Some(cancel), &[]),
        Some(differing) => Ok(differing),
    };
    match differing {
        Err(RunError::Cancelled) => Ok(None),
        differing => differing.map(Some),
    }
}

/// What is different in a source that can be looked at part by part.
fn in_parts(source: &dyn Source, database: &Database, cancel: &AtomicBool) -> Result<Option<Differing>, RunError> {
    let (mut comparison, mut fault) = (Comparison::new(source.name(), database), None);
    let mut compare = |pieces: Vec<Piece>| fault = comparison.part(pieces).err().or(fault.take());
    let Some(look) = source.look_in_parts(Some(cancel), &mut compare) else { return Ok(None) };
    if let Some(fault) = fault {
        return Err(fault.into());
    }
    Ok(Some(Differing { refused: look.refused, ..comparison.end()? }))
}
