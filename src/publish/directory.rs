//! The output directory: documents are written beside their places under
//! temporary names, made durable together, and then renamed.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::{PublishError, sync};

/// The end of every temporary file's name.
const TEMPORARY: &str = ".feedroom-new";
/// Folders below the output directory are looked through so deep.
const DEEPEST: usize = 32;

/// A directory that documents are written to.
#[derive(Debug, Clone)]
pub struct Directory {
    root: PathBuf,
}

/// The documents of one run, written but not yet in their places. Dropped
/// before [`Stage::reveal`], it leaves nothing behind.
#[derive(Debug)]
pub struct Stage<'a> {
    directory: &'a Directory,
    folders: Mutex<HashSet<PathBuf>>,
    written: Mutex<Vec<Written>>,
}

#[derive(Debug)]
struct Written {
    temporary: PathBuf,
    target: PathBuf,
    /// Whether the old document holds a story that has to go.
    urgent: bool,
}

/// What became of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prepared {
    /// Its file holds these bytes already.
    Unchanged,
    /// It waits under a temporary name.
    Written,
}

impl Directory {
    /// The directory at `root`, which need not be there yet.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The place of `file` in it.
    #[must_use]
    pub fn place(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// The bytes that stand at `file` now; `None` where there is no file.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn current(&self, file: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let path = self.place(file);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PublishError::new(&path, "read", error)),
        }
    }

    /// Whether just these bytes stand at `file` now.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn holds(&self, file: &str, bytes: &[u8]) -> Result<bool, PublishError> {
        let path = self.place(file);
        same(&path, bytes).map_err(|error| PublishError::new(&path, "read", error))
    }

    /// Removes temporaries that a run which was killed left behind.
    ///
    /// # Errors
    /// When one cannot be removed.
    pub fn sweep(&self) -> Result<(), PublishError> {
        sweep(&self.root, 0)
    }

    /// Puts documents in their places that a run which was killed had made durable:
    /// pairs of a temporary and its target, both below the directory, in their order.
    ///
    /// # Errors
    /// When one cannot be put in its place.
    pub fn finish<'r>(&self, renames: impl IntoIterator<Item = (&'r str, &'r str)>) -> Result<(), PublishError> {
        for (temporary, target) in renames {
            let (temporary, target) = (self.place(temporary), self.place(target));
            match fs::rename(&temporary, &target) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(PublishError::new(&target, "put in place", error));
                }
                // It is there already, or a person took it away.
                _ => {}
            }
        }
        if self.root.is_dir() {
            sync::batch(&self.root, &mut std::iter::empty())
                .map_err(|error| PublishError::new(&self.root, "made durable", error))?;
        }
        Ok(())
    }

    /// Begins a run's documents.
    #[must_use]
    pub fn stage(&self) -> Stage<'_> {
        Stage { directory: self, folders: Mutex::default(), written: Mutex::default() }
    }
}

impl Stage<'_> {
    /// Writes a document beside its place, unless it stands there already.
    /// `urgent` ones come to their places first.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn prepare(&self, file: &str, bytes: &[u8], urgent: bool) -> Result<Prepared, PublishError> {
        let target = self.directory.place(file);
        if same(&target, bytes).map_err(|error| PublishError::new(&target, "read", error))? {
            return Ok(Prepared::Unchanged);
        }
        let folder = target.parent().unwrap_or(&self.directory.root);
        self.make_folder(folder)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".{name}{TEMPORARY}"));
        // Known before it is there, so that a failure half-way is cleaned up as well.
        lock(&self.written).push(Written { temporary: temporary.clone(), target: target.clone(), urgent });
        fs::write(&temporary, bytes).map_err(|error| PublishError::new(&target, "written", error))?;
        Ok(Prepared::Written)
    }

    fn make_folder(&self, folder: &Path) -> Result<(), PublishError> {
        let mut folders = lock(&self.folders);
        if !folders.contains(folder) {
            fs::create_dir_all(folder).map_err(|error| PublishError::new(folder, "made", error))?;
            folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// What will be renamed, in that order: temporaries and their targets, both
    /// below the directory.
    #[must_use]
    pub fn renames(&self) -> Vec<(String, String)> {
        let mut written = lock(&self.written);
        written.sort_by(|a, b| b.urgent.cmp(&a.urgent).then_with(|| a.target.cmp(&b.target)));
        let root = &self.directory.root;
        let below = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
        written.iter().map(|written| (below(&written.temporary), below(&written.target))).collect()
    }

    /// Makes all temporaries durable.
    ///
    /// # Errors
    /// When the file system cannot.
    pub fn sync(&self) -> Result<(), PublishError> {
        let written = lock(&self.written);
        if written.is_empty() {
            return Ok(());
        }
        let mut files = written.iter().map(|written| written.temporary.as_path());
        let root = &self.directory.root;
        sync::batch(root, &mut files).map_err(|error| PublishError::new(root, "made durable", error))
    }

    /// Puts every document in its place, those that lose a story first.
    ///
    /// # Errors
    /// When a rename fails: the next run does the rest.
    pub fn reveal(self) -> Result<(), PublishError> {
        let mut written = std::mem::take(&mut *lock(&self.written));
        written.sort_by(|a, b| b.urgent.cmp(&a.urgent).then_with(|| a.target.cmp(&b.target)));
        let any = !written.is_empty();
        let mut renamed = 0;
        let result = written.iter().try_for_each(|document| {
            fs::rename(&document.temporary, &document.target)
                .map_err(|error| PublishError::new(&document.target, "put in place", error))?;
            renamed += 1;
            Ok(())
        });
        // What could not be renamed is removed with the stage.
        lock(&self.written).extend(written.drain(..).skip(renamed));
        result?;
        if any {
            let folders = lock(&self.folders);
            let root = &self.directory.root;
            sync::batch(root, &mut folders.iter().map(PathBuf::as_path))
                .map_err(|error| PublishError::new(root, "made durable", error))?;
        }
        Ok(())
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        for document in lock(&self.written).drain(..) {
            let _ = fs::remove_file(document.temporary);
        }
    }
}

/// A lock whose data is plain lists: a panic elsewhere leaves them usable.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Whether the file holds just these bytes; it is read in pieces.
fn same(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if meta.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut piece = [0; 16 * 1024];
    let mut rest = bytes;
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(rest.is_empty());
        }
        let Some((expected, after)) = rest.split_at_checked(read) else { return Ok(false) };
        if expected != &piece[..read] {
            return Ok(false);
        }
        rest = after;
    }
}

fn sweep(folder: &Path, depth: usize) -> Result<(), PublishError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(PublishError::new(folder, "read", error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| PublishError::new(folder, "read", error))?;
        let kind = entry.file_type().map_err(|error| PublishError::new(&entry.path(), "read", error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if kind.is_dir() && depth < DEEPEST {
            sweep(&entry.path(), depth + 1)?;
        } else if kind.is_file() && name.starts_with('.') && name.ends_with(TEMPORARY) {
            fs::remove_file(entry.path()).map_err(|error| PublishError::new(&entry.path(), "removed", error))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_appear_whole_and_only_when_revealed() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path().join("feeds"));
        let stage = directory.stage();
        assert_eq!(stage.prepare("a/b.rss", b"one", false).unwrap(), Prepared::Written);
        assert_eq!(directory.current("a/b.rss").unwrap(), None);
        stage.sync().unwrap();
        stage.reveal().unwrap();
        assert_eq!(directory.current("a/b.rss").unwrap().as_deref(), Some(&b"one"[..]));
        let stage = directory.stage();
        assert_eq!(stage.prepare("a/b.rss", b"one", false).unwrap(), Prepared::Unchanged);
        assert_eq!(stage.prepare("a/b.rss", b"two", false).unwrap(), Prepared::Written);
        drop(stage);
        assert_eq!(directory.current("a/b.rss").unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(fs::read_dir(folder.path().join("feeds/a")).unwrap().count(), 1);
    }

    #[test]
    fn strays_of_a_killed_run_are_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(folder.path().join("a/.b.rss.feedroom-new"), "half").unwrap();
        fs::write(folder.path().join("a/.hidden"), "mine").unwrap();
        Directory::new(folder.path().to_owned()).sweep().unwrap();
        let left: Vec<_> = fs::read_dir(folder.path().join("a")).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, [".hidden"]);
    }

    #[test]
    fn a_folder_in_the_way_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("all.rss")).unwrap();
        let directory = Directory::new(folder.path().to_owned());
        let error = directory.stage().prepare("all.rss", b"x", false).unwrap_err();
        assert!(error.to_string().contains("move it away"), "{error}");
    }
}
