//! Commands and a daemon over a real socket.

#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::sync::oneshot;

use super::*;

fn request(names: usize) -> Request {
    let article = Article {
        act: Act::Correct("It was Tuesday.".to_owned()),
        names: (0..names).map(|number| format!("articles/{number}.md")).collect(),
        reason: None,
        notice: None,
        ahead: false,
        no_notify: false,
    };
    Request { work: Work::Article(article), print: Print::default(), folder: PathBuf::from("/news"), config: None }
}

/// A daemon in a thread of its own, until it is dropped.
struct Daemon {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Daemon {
    fn at<F>(path: &Path, answer: impl Fn(Asked) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Output> + Send + 'static,
    {
        let ((stop, stopped), (ready, listens)) = (oneshot::channel::<()>(), std::sync::mpsc::channel());
        let path = path.to_owned();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let bound = Bound::at(&path).await.unwrap();
                ready.send(()).unwrap();
                serve(bound, answer, async { drop(stopped.await) }).await;
            });
        });
        listens.recv().unwrap();
        Self { stop: Some(stop), thread: Some(thread) }
    }

    fn echo(path: &Path) -> Self {
        Self::at(path, |asked| async move {
            let names = match asked.request.work {
                Work::Article(article) => article.names.len(),
                _ => 0,
            };
            Output { stdout: format!("{names} for {}\n", asked.who), stderr: String::new(), exit: 1 }
        })
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().map(std::thread::JoinHandle::join);
    }
}

fn asked(path: &Path, request: &Request) -> Option<Output> {
    ask(path, request, &mut |_| {}).unwrap()
}

/// What a daemon answers to these bytes.
fn said(path: &Path, bytes: &[u8]) -> String {
    let mut stream = UnixStream::connect(path).unwrap();
    let _ = stream.write_all(bytes);
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_command_is_answered_and_its_user_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db.sock");
    assert_eq!(asked(&path, &request(1)), None, "no daemon: the command works on the store");
    let daemon = Daemon::echo(&path);
    let output = asked(&path, &request(3)).unwrap();
    assert_eq!((output.stdout, output.exit), (format!("3 for {}\n", name_of(rustix::process::getuid().as_raw())), 1));
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    drop(daemon);
    assert!(!path.exists(), "who stops leaves nothing behind");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_path_may_be_longer_than_a_socket_address() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("a-folder-with-a-long-name".repeat(5)).join("of-a-newsroom".repeat(5));
    std::fs::create_dir_all(&deep).unwrap();
    let path = deep.join("news.db.sock");
    if cfg!(target_os = "linux") {
        let _daemon = Daemon::echo(&path);
        assert_eq!(asked(&path, &request(1)).unwrap().exit, 1);
    }
}

#[test]
fn a_socket_that_nobody_answers_at_is_replaced_and_another_file_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db.sock");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    assert!(path.exists());
    assert_eq!(asked(&path, &request(1)), None);
    let daemon = Daemon::echo(&path);
    assert_eq!(asked(&path, &request(1)).unwrap().exit, 1);

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let second = runtime.block_on(Bound::at(&path)).unwrap_err().to_string();
    assert!(second.contains(&format!("process {}", std::process::id())), "{second}");
    assert_eq!(asked(&path, &request(1)).unwrap().exit, 1, "the first goes on");
    drop(daemon);

    std::fs::write(&path, "notes").unwrap();
    let fault = runtime.block_on(Bound::at(&path)).unwrap_err().to_string();
    assert!(fault.contains("is none; move it away"), "{fault}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "notes");
}

#[test]
fn what_is_no_request_is_answered_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db.sock");
    let _daemon = Daemon::echo(&path);
    assert!(said(&path, b"kill it\n").contains("cannot be read"));
    assert!(said(&path, b"{\"version\":1}\n").contains("cannot be read"));
    assert!(said(&path, b"{\"version\":7,\"request\":\"sing\"}\n").contains("speaks version 1, not 7"));
    let long = ask(&path, &request(100_000), &mut |_| {}).unwrap().unwrap();
    assert!(long.exit == 2 && long.stderr.contains("longer than 1048576 bytes"), "{long:?}");
    assert_eq!(asked(&path, &request(1)).unwrap().exit, 1, "and the next is answered");
}

#[test]
fn it_is_told_how_far_the_work_is_and_that_the_daemon_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db.sock");
    let daemon = Daemon::at(&path, |asked| async move {
        asked.progress.send_replace(Step { phase: "Reading".to_owned(), done: 1, of: 2 });
        tokio::time::sleep(Duration::from_millis(500)).await;
        Output::default()
    });
    let mut steps = Vec::new();
    ask(&path, &request(1), &mut |step| steps.push(step.clone())).unwrap().unwrap();
    assert_eq!(steps, [Step { phase: "Reading".to_owned(), done: 1, of: 2 }]);
    drop(daemon);

    let listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
    let dies = std::thread::spawn(move || drop(listener.accept().unwrap()));
    let lost = ask(&path, &request(1), &mut |_| {}).unwrap_err();
    assert!(lost.to_string().contains("did not answer to the end"), "{lost}");
    assert!(lost.help().contains("feedroom article show"), "{}", lost.help());
    dies.join().unwrap();
}

#[test]
fn more_than_sixteen_at_once_are_told_to_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db.sock");
    let _daemon = Daemon::echo(&path);
    let silent: Vec<UnixStream> = (0..16).map(|_| UnixStream::connect(&path).unwrap()).collect();
    let refused = asked(&path, &request(1)).unwrap();
    assert!(refused.exit == 2 && refused.stderr.contains("16 commands at work"), "{refused:?}");
    drop(silent);
    let answered = || asked(&path, &request(1)).unwrap().exit == 1;
    assert!((0..1_000).any(|_| answered() || {
        std::thread::sleep(Duration::from_millis(5));
        false
    }));
}
