//! A scan: a look at all that the sources hold, beside the runs and without their
//! locks. It finds which files are others than the last run left them, so that a
//! run need only look at these.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::follow::{Differing, refused};
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
        let differing = in_parts(&**source, &database)?;
        let differing = match differing {
            Some(differing) => differing,
            None => Differing::of_all(source.look(), source.name(), &database, &[])?,
        };
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

/// What is different in a source that can be looked at part by part.
fn in_parts(source: &dyn Source, database: &Database) -> Result<Option<Differing>, RunError> {
    let (mut differing, mut from, mut fault) = (Differing::default(), String::new(), None);
    let mut compare = |pieces: Vec<Piece>| {
        let Some(last) = pieces.last().map(|last| last.key.to_string()) else { return };
        match database.pieces_between(source.name(), &from, &last) {
            Ok(known) => differing.compare(pieces, known),
            Err(error) => fault = Some(error),
        }
        // The first key after it.
        from = last + "\0";
    };
    let Some(look) = source.look_in_parts(&mut compare) else { return Ok(None) };
    if let Some(fault) = fault {
        return Err(fault.into());
    }
    differing.gone.extend(database.pieces_between(source.name(), &from, END)?);
    differing.refused = look.refused;
    Ok(Some(differing))
}

/// No key comes after it.
const END: &str = "\u{10ffff}";
