//! `feedroom serve` as a process: its log is read, its feeds are asked for, and
//! it is sent signals.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::Newsroom;

/// The longest that anything is waited for: the disk of a busy machine may take
/// seconds to sync.
const PATIENCE: Duration = Duration::from_secs(30);

/// A daemon on a free port, killed when dropped.
pub(crate) struct Daemon {
    pub(crate) child: Child,
    pub(crate) address: String,
    log: Arc<Mutex<String>>,
}

impl Daemon {
    /// Starts it and waits until it says where it serves.
    pub(crate) fn start(newsroom: &Newsroom) -> Self {
        Self::start_with(newsroom, &[], &[])
    }

    pub(crate) fn start_with(newsroom: &Newsroom, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_feedroom"))
            .current_dir(newsroom.path())
            .args(arguments)
            .arg("serve")
            .env("NO_COLOR", "1")
            .envs(environment.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let written = Arc::clone(&log);
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        std::thread::spawn(move || {
            for line in lines.by_ref().map_while(Result::ok) {
                let mut log = written.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        let daemon = Self { child, address: String::new(), log };
        let start = daemon.says("serving at http://");
        let address = start.split("http://").nth(1).unwrap().split(['/', '"']).next().unwrap();
        daemon.at(address)
    }

    fn at(mut self, address: &str) -> Self {
        self.address.push_str(address);
        self
    }

    /// All that it has said.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits until it says `words`, and returns the line.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> String {
        let line = || self.log().lines().find(|line| line.contains(words)).map(str::to_owned);
        wait_for(line).unwrap_or_else(|| panic!("`{words}` is not said:\n{}", self.log()))
    }

    /// One request over a connection of its own.
    pub(crate) fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks until the first build is out.
    pub(crate) fn first(&self, path: &str) -> String {
        self.until(path, |answer| !answer.starts_with("HTTP/1.1 503"))
    }

    /// Asks until the answer is as wanted.
    #[track_caller]
    pub(crate) fn until(&self, path: &str, is_so: impl Fn(&str) -> bool) -> String {
        let answer = wait_for(|| Some(self.get(path, "")).filter(|answer| is_so(answer)));
        answer.unwrap_or_else(|| panic!("{path} does not become so:\n{}", self.log()))
    }

    pub(crate) fn send(&self, signal: Signal) {
        kill_process(Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap(), signal).unwrap();
    }

    /// Ends it as a service manager would; its exit status.
    pub(crate) fn stop(&mut self) -> Option<i32> {
        self.send(Signal::TERM);
        self.child.wait().unwrap().code()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks again and again, a hundred times a second.
pub(crate) fn wait_for<T>(ask: impl FnMut() -> Option<T>) -> Option<T> {
    wait_within(PATIENCE, ask)
}

/// The same, but only so long.
pub(crate) fn wait_within<T>(limit: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + limit;
    loop {
        let answer = ask();
        if answer.is_some() || Instant::now() > end {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
