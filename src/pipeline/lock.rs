//! One run at a time: a lock on the output directory and on the ledger, held
//! while a run may write there.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{House, RunError};
use crate::store;

/// How often a lock that is taken is tried again, and after what time: ten
/// seconds, longer than most builds take.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// The locks of a run; dropped, it lets the next one in.
#[derive(Debug)]
pub(super) struct Lock {
    held: Vec<Held>,
    /// The output directory, if it was made for its lock.
    made: Option<PathBuf>,
}

#[derive(Debug)]
struct Held {
    path: PathBuf,
    /// Its lock ends with it.
    file: File,
}

impl Lock {
    /// Takes the locks of a house: always that of the output directory first, so
    /// that no two runs wait for each other.
    pub(super) fn take(house: &House) -> Result<Self, RunError> {
        let dir = &house.output.dir;
        let mut lock = Self { held: Vec::new(), made: (!dir.exists()).then(|| dir.clone()) };
        lock.hold(house)?;
        Ok(lock)
    }

    /// Takes those of its locks that it lacks: because somebody took away the
    /// folder that they lay in, or brought it back. The others stay held.
    pub(super) fn hold(&mut self, house: &House) -> Result<(), RunError> {
        self.held.retain(|held| is_at(&held.file, &held.path));
        for (path, folder) in places(house) {
            if !self.held.iter().any(|held| held.path == path) {
                self.add(path, folder)?;
            }
        }
        Ok(())
    }

    /// Takes one lock; `folder` is made for it where it is not there.
    fn add(&mut self, path: PathBuf, folder: Option<&Path>) -> Result<(), RunError> {
        for _ in 0..TRIES {
            if let Some(folder) = folder {
                // Where it cannot be made, the run will say so once it has something to write.
                let _ = std::fs::create_dir_all(folder);
            }
            match attempt(&path) {
                Ok(Some(file)) => {
                    self.held.push(Held { path, file });
                    return Ok(());
                }
                Ok(None) => std::thread::sleep(PAUSE),
                // A run that failed has just taken away the folder that it had made.
                Err(error) if folder.is_some_and(Path::is_dir) && error.kind() == ErrorKind::NotFound => {}
                Err(error) if nothing_to_guard(&error) => return Ok(()),
                Err(why) => return Err(RunError::Lock { path, why }),
            }
        }
        let holder = std::fs::read_to_string(&path).unwrap_or_default();
        let holder = holder.trim().parse().map_or_else(|_| String::new(), |pid: u32| format!(" (process {pid})"));
        Err(RunError::Busy { path, holder })
    }
}

/// Where the locks of a house lie, and the folder that is made for one.
fn places(house: &House) -> Vec<(PathBuf, Option<&Path>)> {
    let dir = &house.output.dir;
    // Beside it, be it a file or a folder.
    let beside = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (path.with_file_name(format!(".{name}.feedroom-lock")), None)
    };
    let ledger = house.store.ledger.as_ref().map(store::Place::path);
    let mut places = vec![(dir.join(".feedroom-lock"), Some(dir.as_path()))];
    places.extend(house.store.database.as_deref().map(beside));
    places.extend(ledger.map(beside));
    places
}

/// Takes the lock, and writes in it who has it; `None` while another has it.
fn attempt(path: &Path) -> io::Result<Option<File>> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    // Whoever had it may have taken the file away meanwhile: then this is the lock of nothing.
    if !is_at(&file, path) {
        return Ok(None);
    }
    let pid = format!("{}\n", std::process::id());
    let mut written = String::new();
    file.read_to_string(&mut written)?;
    if written != pid {
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(pid.as_bytes())?;
    }
    Ok(Some(file))
}

/// Whether it is this very file that stands at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |meta: io::Result<std::fs::Metadata>| meta.ok().map(|meta| (meta.dev(), meta.ino()));
    id(file.metadata()).is_some_and(|own| Some(own) == id(std::fs::metadata(path)))
}

/// Elsewhere a file that is open cannot be taken away.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Where no file can be made, no run of ours can write; and where the file
/// system knows no locks, there are none.
fn nothing_to_guard(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::Unsupported
    )
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Taken away while they are still held, so that nothing of them is
        // committed or published; what is left behind is the next run's to take.
        for held in &self.held {
            let _ = std::fs::remove_file(&held.path);
        }
        self.held.clear();
        if let Some(made) = &self.made {
            // Only an empty one goes.
            let _ = std::fs::remove_dir(made);
        }
    }
}
