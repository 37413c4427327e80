//! The small newsroom that is interrupted: as it was, as its sources became,
//! and as it is when a run over these was left alone.

use std::fs::{self, FileTimes};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::shim::Shim;
use crate::util::{Newsroom, Ran, files, run_in};

/// A run before the change, at it, and after it.
pub(super) const BEFORE: &str = "2026-01-31T12:00:00Z";
pub(super) const AT: &str = "2026-01-31T13:00:00Z";
pub(super) const AFTER: &str = "2026-01-31T14:00:00Z";

/// A build at a time.
pub(super) fn build(at: &str) -> [&str; 4] {
    ["--at", at, "build", "--no-notify"]
}

const CONFIG: &str = "\
[[source]]
kind = \"files\"
path = \"articles\"
permalink = \"{section}/{date:%Y/%m/%d}/{slug}/\"
[[source]]
kind = \"files\"
path = \"wire\"
[feed_defaults]
formats = [\"rss\", \"atom\", \"json\"]
content = \"full\"
limit = 8
[[feed]]
path = \"all\"
[[feed]]
path = \"section/{section}\"
each = \"section\"
formats = [\"atom\"]
[[feed]]
path = \"wire\"
select = { source = \"wire\" }
content = \"summary\"
[store]
ledger = \"ledger.jsonl\"
";

/// What a run over a folder is disturbed in, and where it ends undisturbed.
pub(super) struct Scene {
    pub(super) shim: &'static Shim,
    /// The folder before the run.
    pub(super) before: Copy,
    /// The calls of the run.
    pub(super) calls: Vec<String>,
    /// The output and the ledger as they were before the run.
    pub(super) old: Tree,
    /// The output and the ledger as an undisturbed run leaves them.
    pub(super) new: Tree,
    /// What `status` says then.
    pub(super) status: String,
    /// Output and ledger after another change of the sources and another run.
    pub(super) later: Tree,
}

/// Files with their bytes, by path.
pub(super) type Tree = Vec<(PathBuf, Vec<u8>)>;

impl Scene {
    /// A first run: nothing is there but articles.
    pub(super) fn first() -> Option<Self> {
        let newsroom = Newsroom::new(CONFIG);
        write_sources(&newsroom);
        Self::of(&newsroom)
    }

    /// A run after much has changed.
    pub(super) fn change() -> Option<Self> {
        let newsroom = Newsroom::new(CONFIG);
        write_sources(&newsroom);
        run_in(newsroom.path(), &build(BEFORE), &[]).succeeds();
        change_sources(&newsroom);
        Self::of(&newsroom)
    }

    fn of(newsroom: &Newsroom) -> Option<Self> {
        let shim = Shim::get()?;
        let before = Copy::of(newsroom.path());
        let copy = before.again();
        let (ran, calls) = shim.calls(copy.path(), &build(AT));
        assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
        let (new, status) = (copy.tree(), copy.status());
        assert!(copy.strays().is_empty(), "{:?}", copy.strays());
        copy.change_again();
        copy.run(AFTER).succeeds();
        Some(Self { shim, calls, old: before.tree(), new, status, later: copy.tree(), before })
    }
}

/// A folder that a run works in; on a memory file system where there is one,
/// since this machine's disk must not set the pace.
pub(super) struct Copy {
    folder: TempDir,
}

impl Copy {
    /// Copies a folder with the times of its files.
    pub(super) fn of(root: &Path) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.unwrap();
        for (path, bytes) in files(root) {
            let target = folder.path().join(&path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(&target, bytes).unwrap();
            let modified = fs::metadata(root.join(&path)).unwrap().modified().unwrap();
            let file = fs::File::options().write(true).open(&target).unwrap();
            file.set_times(FileTimes::new().set_modified(modified)).unwrap();
        }
        Self { folder }
    }

    pub(super) fn again(&self) -> Self {
        Self::of(self.path())
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Builds undisturbed.
    pub(super) fn run(&self, at: &str) -> Ran {
        run_in(self.path(), &build(at), &[])
    }

    pub(super) fn status(&self) -> String {
        let ran = run_in(self.path(), &["--at", AT, "status"], &[]);
        format!("{}\n{}{}", ran.status, ran.stdout, ran.stderr)
    }

    /// All that is published, and the ledger.
    pub(super) fn tree(&self) -> Tree {
        let mut tree = files(self.path());
        tree.retain(|(path, _)| (path.starts_with("feeds") || path.starts_with("ledger.jsonl")) && !is_hidden(path));
        tree
    }

    /// Files that a finished run leaves nowhere.
    pub(super) fn strays(&self) -> Vec<PathBuf> {
        files(self.path()).into_iter().map(|(path, _)| path).filter(|path| is_hidden(path)).collect()
    }

    /// One more change, after the one that was interrupted.
    pub(super) fn change_again(&self) {
        fs::write(self.path().join("articles/town/mill.md"), story("Mill", "town", 30, "", 9)).unwrap();
        let path = self.path().join("articles/world/bridge.md");
        fs::write(path, story("Bridge", "world", 4, "status: killed\n", 2)).unwrap();
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// A story of 150 words of its own.
fn story(title: &str, section: &str, day: u32, more: &str, words: u32) -> String {
    let body: String = (0..150).map(|word| format!("word{} ", word * 7 + words * 10_000)).collect();
    format!("---\ntitle: {title}\nsection: {section}\ndate: 2026-01-{day:02}T09:00:00Z\n{more}---\n{title}: {body}\n")
}

fn write_sources(newsroom: &Newsroom) {
    let all = [
        ("harbour", "world", 1, ""),
        ("bridge", "world", 4, ""),
        ("tower", "world", 5, ""),
        ("market", "town", 6, ""),
        ("school", "town", 7, ""),
        ("bakery", "town", 8, ""),
        ("quarry", "sport", 9, ""),
        ("theatre", "arts", 10, ""),
        ("museum", "arts", 11, ""),
        ("merger", "world", 2, "embargo: 2026-01-31T12:30:00Z\n"),
        ("verdict", "world", 2, "embargo: 2026-03-01T09:00:00Z\n"),
        ("rumour", "town", 2, "status: killed\n"),
    ];
    for (words, (name, section, day, more)) in (1..).zip(all) {
        newsroom.write(&format!("articles/{section}/{name}.md"), story(name, section, day, more, words));
    }
    newsroom.write("wire/w1.md", story("wire one", "wire", 3, "", 21));
    newsroom.write("wire/w2.md", story("wire two", "wire", 12, "", 22));
}

/// Ids of stories that the change takes out stand in no new document.
pub(super) const GOES: [&str; 2] = ["harbour", "theatre"];

fn change_sources(newsroom: &Newsroom) {
    // Killed, embargoed once it was out, corrected, rewritten, edited a little.
    newsroom.write("articles/world/harbour.md", story("harbour", "world", 1, "status: killed\n", 1));
    newsroom.write("articles/arts/theatre.md", story("theatre", "arts", 10, "embargo: 2026-04-01T09:00:00Z\n", 8));
    let correction = "corrections: [{ note: \"It is not so\", date: 2026-01-31T12:45:00Z }]\n";
    newsroom.write("articles/town/market.md", story("market", "town", 6, correction, 4));
    newsroom.write("articles/town/school.md", story("school", "town", 7, "", 31));
    newsroom.write("articles/world/tower.md", story("Tower!", "world", 5, "", 3));
    // Renamed, moved, new, a new section, a section without a story.
    newsroom.remove("articles/arts/museum.md");
    newsroom.write("articles/arts/gallery.md", story("museum", "arts", 11, "", 9));
    newsroom.remove("articles/sport/quarry.md");
    newsroom.write("articles/town/quarry.md", story("quarry", "town", 9, "", 7));
    newsroom.write("articles/books/novel.md", story("novel", "books", 29, "", 41));
    newsroom.write("wire/w3.md", story("wire three", "wire", 28, "", 42));
}
