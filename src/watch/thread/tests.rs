//! The real thing, on a real folder. Nothing is measured; everything is waited for.

use std::path::Path;

use super::*;
use crate::watch::SETTLE;

const PATIENCE: Duration = Duration::from_secs(20);

fn watching(folder: &Path) -> Watch {
    let watch = Watch::new(Duration::from_millis(300));
    let own = vec![folder.join("feedroom.db")];
    let folders = vec![Folder { path: folder.to_owned(), is_remote: false }];
    watch.set(Duration::from_millis(300), own, move || folders);
    until(&watch, |hints| hints.everything);
    watch
}

/// Takes hints until they are as wanted.
#[track_caller]
fn until(watch: &Watch, is_so: impl Fn(&Hints) -> bool) -> Hints {
    let end = Instant::now() + PATIENCE;
    let mut hints = Hints::default();
    while Instant::now() < end {
        let Hints { paths, everything } = watch.ready(Instant::now());
        hints.paths.extend(paths);
        hints.everything |= everything;
        if is_so(&hints) {
            return hints;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("it does not become so: {hints:?}, {:?}", watch.status());
}

fn holds(path: std::path::PathBuf) -> impl Fn(&Hints) -> bool {
    move |hints| hints.paths.contains(&path)
}

#[test]
fn files_that_are_written_moved_and_removed_are_hints() {
    let folder = tempfile::tempdir().unwrap();
    let watch = watching(folder.path());
    assert!(!watch.status().is_polled());
    let (file, moved) = (folder.path().join("a.md"), folder.path().join("b.md"));
    std::fs::write(&file, "one").unwrap();
    until(&watch, holds(file.clone()));
    std::fs::rename(&file, &moved).unwrap();
    until(&watch, |hints| holds(file.clone())(hints) && holds(moved.clone())(hints));
    std::fs::remove_file(&moved).unwrap();
    until(&watch, holds(moved.clone()));
    // The store's own files are none.
    std::fs::write(folder.path().join("feedroom.db-wal"), "ours").unwrap();
    std::fs::create_dir_all(folder.path().join("new/deep")).unwrap();
    let below = folder.path().join("new/deep/c.md");
    std::fs::write(&below, "three").unwrap();
    let hints = until(&watch, |hints| hints.paths.iter().any(|path| below.starts_with(path)));
    assert!(!hints.paths.iter().any(|path| path.ends_with("feedroom.db-wal")), "{hints:?}");
}

#[test]
fn a_folder_that_vanishes_and_comes_back_is_watched_again() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("articles");
    std::fs::create_dir(&folder).unwrap();
    let watch = watching(&folder);
    std::fs::rename(&folder, around.path().join("elsewhere")).unwrap();
    until(&watch, |hints| hints.everything);
    std::fs::create_dir(&folder).unwrap();
    until(&watch, |hints| hints.everything);
    let file = folder.join("a.md");
    std::fs::write(&file, "one").unwrap();
    until(&watch, holds(file));
    assert_eq!(watch.status(), Status { is_set: true, ..Status::default() });
}

#[test]
fn a_folder_on_another_machine_is_polled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let watch = Watch::new(SETTLE);
    assert!(watch.status().is_polled(), "not known yet");
    let theirs = path.clone();
    watch.set(SETTLE, Vec::new(), move || vec![Folder { path: theirs, is_remote: true }]);
    until(&watch, |hints| hints.everything);
    let status = watch.status();
    assert!(status.polls(&path.join("a.md")) && !status.polls(Path::new("/elsewhere")));
    assert!(status.lines[0].contains("network mount"), "{:?}", status.lines);
}
