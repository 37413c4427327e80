//! The socket itself: bound so that nobody but its own user and root may ask,
//! found under any path, replaced where nobody listens any more.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream};

/// So many bytes of a path every system takes (`sun_path`; Linux 107, others 103).
const LONGEST: usize = 103;

/// A socket that listens; its file goes when it is dropped.
#[derive(Debug)]
pub struct Bound {
    pub(super) listener: UnixListener,
    path: PathBuf,
    /// Device and number of its file: another daemon may have put its own there.
    file: (u64, u64),
}

/// Why no socket can be bound.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// A daemon answers there.
    #[error(
        "a daemon{holder} takes commands at {} already",
        .path.display()
    )]
    Taken {
        /// The socket.
        path: PathBuf,
        /// Which process it is, where that can be told.
        holder: String,
    },
    /// Something else lies there.
    #[error("{} is in the way of the daemon's socket and is none; move it away", .0.display())]
    NoSocket(PathBuf),
    /// The system refuses it.
    #[error("the daemon's socket {} cannot be made: {why}; mend that, or name another `path` in [store]", .path.display())]
    System {
        /// The socket.
        path: PathBuf,
        /// Why not.
        why: io::Error,
    },
}

/// Whether nobody answers at `path`.
///
/// # Errors
/// When a daemon does, or that cannot be told.
pub async fn is_free(path: &Path) -> Result<(), BindError> {
    match connect(path).await {
        Ok(stream) => Err(BindError::Taken { path: path.to_owned(), holder: holder(&stream) }),
        Err(why) if is_absent(&why) => Ok(()),
        Err(why) => Err(BindError::System { path: path.to_owned(), why }),
    }
}

impl Bound {
    /// Listens at `path`, in the place of a socket that nobody answers at. Two
    /// daemons of one store are kept apart by its lock; this tells who is there.
    ///
    /// # Errors
    /// When a daemon answers there, or the socket cannot be made.
    pub async fn at(path: &Path) -> Result<Self, BindError> {
        let fault = |why| BindError::System { path: path.to_owned(), why };
        is_free(path).await?;
        match std::fs::symlink_metadata(path) {
            Ok(there) if !there.file_type().is_socket() => return Err(BindError::NoSocket(path.to_owned())),
            _ => {}
        }
        // Nobody finds it before it is closed to others; who came in between is
        // turned away by his number.
        let fresh = beside(path);
        let _ = std::fs::remove_file(&fresh);
        let listener = Reach::of(&fresh).and_then(|reach| UnixListener::bind(&reach.path)).map_err(fault)?;
        let placed = std::fs::set_permissions(&fresh, std::fs::Permissions::from_mode(0o600))
            .and_then(|()| std::fs::symlink_metadata(&fresh))
            .and_then(|meta| std::fs::rename(&fresh, path).map(|()| (meta.dev(), meta.ino())));
        match placed {
            Ok(file) => Ok(Self { listener, path: path.to_owned(), file }),
            Err(why) => {
                let _ = std::fs::remove_file(&fresh);
                Err(fault(why))
            }
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Bound {
    fn drop(&mut self) {
        let there = std::fs::symlink_metadata(&self.path);
        if there.is_ok_and(|meta| (meta.dev(), meta.ino()) == self.file) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Connects to whoever listens at `path`.
pub(super) async fn connect(path: &Path) -> io::Result<UnixStream> {
    let reach = Reach::of(path)?;
    UnixStream::connect(&reach.path).await
}

/// Whether a failed connection says that nobody listens there.
pub(super) fn is_absent(why: &io::Error) -> bool {
    matches!(why.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused | ErrorKind::NotADirectory)
}

/// Which process listens, for a sentence.
pub(super) fn holder(stream: &UnixStream) -> String {
    let pid = stream.peer_cred().ok().and_then(|peer| peer.pid());
    pid.map(|pid| format!(" (process {pid})")).unwrap_or_default()
}

/// A name in the same folder, of this process alone.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    path.with_file_name(name)
}

/// A path that the system takes for a socket. A longer one is reached through its
/// folder, which is held open meanwhile.
struct Reach {
    path: PathBuf,
    #[cfg(target_os = "linux")]
    _folder: Option<rustix::fd::OwnedFd>,
}

impl Reach {
    #[cfg(target_os = "linux")]
    fn of(path: &Path) -> io::Result<Self> {
        use rustix::fd::AsRawFd as _;
        use rustix::fs::{Mode, OFlags};

        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(Self { path: path.to_owned(), _folder: None });
        };
        if path.as_os_str().len() <= LONGEST {
            return Ok(Self { path: path.to_owned(), _folder: None });
        }
        let folder = rustix::fs::open(folder, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let path = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(name);
        Ok(Self { path, _folder: Some(folder) })
    }

    #[cfg(not(target_os = "linux"))]
    fn of(path: &Path) -> io::Result<Self> {
        if path.as_os_str().len() > LONGEST {
            let why = format!("its path is longer than the {LONGEST} bytes that a socket's may have");
            return Err(io::Error::new(ErrorKind::InvalidInput, why));
        }
        Ok(Self { path: path.to_owned() })
    }
}
