//! The library that disturbs a run, compiled once.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::util::{Ran, run_in};

/// The compiled library.
pub(super) struct Shim {
    folder: tempfile::TempDir,
}

/// What happens at a call.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fault<'a> {
    /// The process is killed before it.
    Kill,
    /// If it writes, it writes half, and the process is killed.
    Tear,
    /// It fails with this errno.
    Fail(i32),
    /// It and all after it fail with this errno.
    Stay(i32),
    /// A folder is moved away before it.
    Away(&'a Path),
}

/// The errnos of Linux.
pub(super) const EIO: i32 = 5;
pub(super) const ENOSPC: i32 = 28;
pub(super) const EROFS: i32 = 30;

impl Shim {
    /// The library; `None`, which is said, where none can be made.
    pub(super) fn get() -> Option<&'static Self> {
        static SHIM: OnceLock<Option<Shim>> = OnceLock::new();
        let shim = SHIM.get_or_init(Self::compile).as_ref();
        if shim.is_none() {
            eprintln!("left out: it needs Linux and a C compiler, `cc`");
        }
        shim
    }

    fn compile() -> Option<Self> {
        if !cfg!(target_os = "linux") {
            return None;
        }
        let shim = Self { folder: tempfile::tempdir().unwrap() };
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crash/shim.c");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O1", "-o"]).arg(shim.library()).arg(source).arg("-ldl");
        let ran = cc.output().ok()?;
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        Some(shim)
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("shim.so")
    }

    /// Runs the binary undisturbed; the calls that it made, in order.
    pub(super) fn calls(&self, folder: &Path, arguments: &[&str]) -> (Ran, Vec<String>) {
        let log = self.folder.path().join(format!("{}.log", uncommon(folder)));
        let ran = self.run(folder, arguments, &[("FEEDROOM_SHIM_LOG", &log.to_string_lossy())]);
        let calls = std::fs::read_to_string(&log).unwrap().lines().map(str::to_owned).collect();
        std::fs::remove_file(log).unwrap();
        (ran, calls)
    }

    /// Runs the binary with a fault at its `at`th call, from 1.
    pub(super) fn disturb(&self, folder: &Path, arguments: &[&str], at: usize, fault: Fault<'_>) -> Ran {
        let (word, errno, away) = match fault {
            Fault::Kill => ("kill", 0, ""),
            Fault::Tear => ("tear", 0, ""),
            Fault::Fail(errno) => ("fail", errno, ""),
            Fault::Stay(errno) => ("stay", errno, ""),
            Fault::Away(folder) => ("away", 0, folder.to_str().unwrap()),
        };
        let (at, errno) = (at.to_string(), errno.to_string());
        let environment = [
            ("FEEDROOM_SHIM_AT", &*at),
            ("FEEDROOM_SHIM_DO", word),
            ("FEEDROOM_SHIM_ERRNO", &*errno),
            ("FEEDROOM_SHIM_AWAY", away),
        ];
        self.run(folder, arguments, &environment)
    }

    fn run(&self, folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let library = self.library();
        let library = library.to_str().unwrap();
        // One worker, so that calls come in the same order in every run.
        run_in(folder, arguments, &[environment, &[("LD_PRELOAD", library), ("RAYON_NUM_THREADS", "1")]].concat())
    }
}

/// A name that no other temporary folder has.
fn uncommon(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}
