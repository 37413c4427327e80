//! What systemd is told, over a socket like its own.

use std::os::unix::net::UnixDatagram;
use std::time::Duration;

use rustix::process::Signal;

use super::newsroom;
use crate::util::Newsroom;
use crate::util::daemon::{Daemon, wait_for};

/// The service manager's end.
struct Manager {
    socket: UnixDatagram,
    heard: Vec<String>,
    _folder: tempfile::TempDir,
}

impl Manager {
    fn start(newsroom: &Newsroom, watchdog: Duration) -> (Self, Daemon) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let socket = UnixDatagram::bind(&path).unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
        let (path, limit) = (path.display().to_string(), watchdog.as_micros().to_string());
        let daemon = Daemon::start_with(newsroom, &[], &[("NOTIFY_SOCKET", &path), ("WATCHDOG_USEC", &limit)]);
        (Self { socket, heard: Vec::new(), _folder: folder }, daemon)
    }

    fn listen(&mut self) {
        let mut word = [0; 4_096];
        while let Ok(length) = self.socket.recv(&mut word) {
            self.heard.extend(String::from_utf8_lossy(&word[..length]).lines().map(str::to_owned));
        }
    }

    /// Waits for a word that was not heard before, and forgets all up to it.
    #[track_caller]
    fn hears(&mut self, word: &str) -> String {
        let found = wait_for(|| {
            self.listen();
            let at = self.heard.iter().position(|heard| heard.starts_with(word))?;
            self.heard.drain(..=at).next_back()
        });
        found.unwrap_or_else(|| panic!("{word} is not heard, but {:?}", self.heard))
    }
}

#[test]
fn it_hears_of_start_reload_and_stop() {
    let newsroom = newsroom();
    let (mut manager, mut daemon) = Manager::start(&newsroom, Duration::from_mins(1));
    manager.hears("READY=1");
    assert!(daemon.get("/all.rss", "").starts_with("HTTP/1.1 200"), "ready is when readers are served");
    assert!(manager.hears("STATUS=").contains("feeds: 1, articles: 1"));
    daemon.send(Signal::HUP);
    manager.hears("RELOADING=1");
    manager.hears("MONOTONIC_USEC=");
    manager.hears("READY=1");
    newsroom.write("config.toml", "[site]\n");
    daemon.send(Signal::HUP);
    manager.hears("RELOADING=1");
    manager.hears("READY=1");
    manager.hears("STATUS=feeds: 1, articles: 1; a new config was refused");
    assert_eq!(daemon.stop(), Some(0));
    manager.hears("STOPPING=1");
}

#[test]
fn the_watchdog_is_told_while_all_is_well() {
    let newsroom = newsroom();
    let (mut manager, daemon) = Manager::start(&newsroom, Duration::from_secs(1));
    manager.hears("READY=1");
    for _ in 0..3 {
        manager.hears("WATCHDOG=1");
    }
    // A store that cannot be read is no store.
    std::fs::remove_file(newsroom.path().join("feedroom.db")).unwrap();
    std::fs::create_dir(newsroom.path().join("feedroom.db")).unwrap();
    daemon.says("the daemon is not well");
    manager.listen();
    manager.heard.clear();
    // It asks itself three times more.
    let found = || daemon.log().matches("the daemon is not well").count();
    let before = found();
    assert!(wait_for(|| (found() >= before + 3).then_some(())).is_some(), "{}", daemon.log());
    manager.listen();
    assert!(!manager.heard.iter().any(|word| word == "WATCHDOG=1"), "{:?}", manager.heard);
}
