//! Files of the output directory that nobody writes any more: found, and taken away.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::{Directory, PublishError};

/// Folders below the output directory are looked through so deep.
const DEEPEST: usize = 32;
/// So much of a file is looked at to tell what it is, in bytes.
const BEGINNING: u64 = 64 * 1024;

impl Directory {
    /// All files in it, as paths below it, sorted. Hidden ones and links are
    /// passed over, and what lies deeper than 32 folders.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files(&self) -> Result<Vec<String>, PublishError> {
        let mut files = Vec::new();
        let root = self.place("");
        if root.is_dir() {
            walk(&root, "", 0, &mut files)?;
        }
        files.sort();
        Ok(files)
    }

    /// The first 64 KiB of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn beginning(&self, file: &str) -> Result<Vec<u8>, PublishError> {
        let path = self.place(file);
        let mut bytes = Vec::new();
        let read = fs::File::open(&path).and_then(|open| open.take(BEGINNING).read_to_end(&mut bytes));
        read.map_err(|error| PublishError::new(&path, "read", error))?;
        Ok(bytes)
    }

    /// Deletes a file, and the folders that are empty without it; returns these.
    ///
    /// # Errors
    /// When it cannot be deleted.
    pub fn delete(&self, file: &str) -> Result<Vec<String>, PublishError> {
        let path = self.place(file);
        fs::remove_file(&path).map_err(|error| PublishError::new(&path, "deleted", error))?;
        let mut folders = Vec::new();
        let mut folder = file;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            // Only an empty one goes.
            if fs::remove_dir(self.place(parent)).is_err() {
                break;
            }
            folders.push(parent.to_owned());
            folder = parent;
        }
        Ok(folders)
    }
}

fn walk(folder: &Path, below: &str, depth: usize, files: &mut Vec<String>) -> Result<(), PublishError> {
    let fault = |error| PublishError::new(folder, "read", error);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        // A name that is no text is none that is written here.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let kind = entry.file_type().map_err(fault)?;
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() && depth < DEEPEST {
            walk(&entry.path(), &path, depth + 1, files)?;
        } else if kind.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
