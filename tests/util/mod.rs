//! A newsroom in a temporary folder, and the binary run in it.

pub(crate) mod daemon;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a config and articles, removed when dropped.
pub(crate) struct Newsroom {
    folder: tempfile::TempDir,
}

/// What a run of the binary said, with its status.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The site that most tests use; `{}` is the rest of the config.
const SITE: &str = "[site]\ntitle = \"The Daily\"\nurl = \"https://daily.example/\"\ntime_zone = \"UTC\"\n";

/// A config with one source, a ledger, and one full-content feed in all formats.
pub(crate) const PLAIN: &str = "\
[[source]]
kind = \"files\"
path = \"articles\"
permalink = \"{date:%Y/%m/%d}/{slug}/\"
[feed_defaults]
formats = [\"rss\", \"atom\", \"json\"]
content = \"full\"
[[feed]]
path = \"all\"
[store]
ledger = \"articles/ledger.jsonl\"
";

impl Newsroom {
    /// A newsroom with `[site]` and the given rest of the config.
    pub(crate) fn new(config: &str) -> Self {
        Self::with_config(&format!("{SITE}{config}"))
    }

    /// A newsroom with the whole config given.
    pub(crate) fn with_config(config: &str) -> Self {
        let newsroom = Self { folder: tempfile::tempdir().unwrap() };
        newsroom.write("config.toml", config);
        newsroom
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn remove(&self, name: &str) -> &Self {
        fs::remove_file(self.folder.path().join(name)).unwrap();
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.folder.path().join(name).exists()
    }

    /// A Markdown article of one line with a date.
    pub(crate) fn story(&self, name: &str, title: &str, date: &str) -> &Self {
        self.write(
            &format!("articles/{name}"),
            format!("---\ntitle: \"{title}\"\ndate: {date}\n---\n\nThe words of {title}.\n"),
        )
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.path(), arguments, &[])
    }

    /// Builds at noon of the last day of January 2026; must succeed.
    pub(crate) fn build(&self) -> Ran {
        self.build_at("2026-01-31T12:00:00Z").succeeds()
    }

    pub(crate) fn build_at(&self, at: &str) -> Ran {
        let ran = self.run(&["--at", at, "build"]);
        self.nothing_half_done();
        ran
    }

    /// What must hold after every run: no temporary file is left.
    fn nothing_half_done(&self) {
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                assert!(
                    !entry.file_name().to_string_lossy().ends_with(".feedroom-new"),
                    "left: {}",
                    entry.path().display()
                );
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                }
            }
        }
    }

    /// All files below a folder with their bytes, by path.
    pub(crate) fn files(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        files(&self.path().join(folder))
    }
}

impl Ran {
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(self.status, 0, "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn fails(self, status: i32, words: &str) -> Self {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        assert!(self.stderr.contains(words), "`{words}` is not said:\n{}", self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.stdout.contains(words), "`{words}` is not said:\n{}{}", self.stdout, self.stderr);
        self
    }
}

/// Runs the binary in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_feedroom"))
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { status: status.code().unwrap_or(-1), stdout: text(stdout), stderr: text(stderr) }
}

/// All files below a folder with their bytes, by path.
pub(crate) fn files(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}
