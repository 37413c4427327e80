use std::sync::atomic::AtomicUsize;
use std::sync::{Condvar, Mutex};

use super::seat::MOST;
use super::*;

/// A source that says nothing while its gate is shut.
struct Mute {
    name: Arc<str>,
    is_shut: Mutex<bool>,
    opened: Condvar,
    asked: AtomicUsize,
}

impl Mute {
    fn new() -> Arc<Self> {
        Arc::new(Self { name: "wire".into(), is_shut: Mutex::new(true), opened: Condvar::new(), asked: 0.into() })
    }

    fn wait(&self) {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let shut = self.is_shut.lock().unwrap();
        drop(self.opened.wait_while(shut, |shut| *shut).unwrap());
    }

    fn open(&self) {
        *self.is_shut.lock().unwrap() = false;
        self.opened.notify_all();
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Source for Mute {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn look(&self, _: Cancel<'_>) -> Look {
        self.wait();
        Look { pieces: vec![piece("a.md")], ..Look::default() }
    }

    fn read(&self, piece: &Piece, _: Cancel<'_>) -> Reading {
        assert!(&*piece.key != "bad.md", "a fault of the program");
        if &*piece.key != "quick.md" {
            self.wait();
        }
        Reading { hash: 7, ..Reading::default() }
    }

    fn base(&self) -> PathBuf {
        PathBuf::from("/nowhere")
    }

    fn folders(&self) -> Vec<PathBuf> {
        self.wait();
        vec![PathBuf::from("/nowhere")]
    }
}

fn piece(key: &str) -> Piece {
    Piece::new(key, &Arc::from(std::path::Path::new("")), key)
}

/// For what never answers.
const SHORT: Duration = Duration::from_millis(20);
/// For what answers, however busy the machine is.
const LONG: Duration = Duration::from_mins(10);

fn patient(source: &Arc<Mute>, limit: Duration) -> Patient {
    Patient::new(Arc::clone(source) as Arc<dyn Source>, limit)
}

/// Waits until the threads that were left behind have ended.
fn ends(patient: &Patient) {
    let mut count = patient.threads.count();
    while count.running > 0 {
        count = patient.threads.freed.wait(count).unwrap();
    }
    assert_eq!((count.hanging, count.of_source), (0, 0));
}

#[test]
fn a_source_that_does_not_answer_is_out_until_it_does() {
    let mute = Mute::new();
    let mut patient = patient(&mute, SHORT);
    let outage = patient.look(None).outage.unwrap();
    assert_eq!(outage.what, "it did not answer within 0.02 s");
    assert!(outage.help.contains("answer_within"));
    assert!(patient.look(None).outage.is_some() && patient.look_at(&["/a".into()], None).is_none());
    assert!(patient.folders().is_empty() && !patient.read(&piece("quick.md"), None).refused.is_empty());
    assert_eq!(mute.asked(), 1, "while one question hangs no other one is asked");
    mute.open();
    ends(&patient);
    patient.limit = LONG;
    let look = patient.look(None);
    assert!(look.outage.is_none() && look.pieces == [piece("a.md")]);
}

#[test]
fn a_look_that_is_cancelled_is_not_waited_for_and_says_nothing_about_the_source() {
    let mute = Mute::new();
    let patient = patient(&mute, LONG);
    let cancel = AtomicBool::new(true);
    patient.look(Some(&cancel));
    mute.open();
    assert!(patient.look(None).outage.is_none());
    ends(&patient);
}

#[test]
fn a_source_that_is_slow_to_answer_is_silent_for_what_is_urgent_and_asked_all_the_same() {
    let mute = Mute::new();
    let mut patient = patient(&mute, SHORT);
    assert_eq!(patient.silence(SHORT).unwrap().what, "it did not answer within 0.02 s");
    assert_eq!(patient.silence(LONG).unwrap().what, "it does not answer");
    assert_eq!(mute.asked(), 1, "once is enough");
    let read = patient.read(&piece("quick.md"), None);
    assert!(read.refused.is_empty(), "it may only be slow");
    assert_eq!(patient.look(None).outage.unwrap().what, "it did not answer within 0.02 s");
    mute.open();
    ends(&patient);
    patient.limit = LONG;
    assert_eq!(patient.silence(LONG), None);
}

#[test]
fn a_piece_that_does_not_answer_is_refused_and_leaves_the_others_alone() {
    let mute = Mute::new();
    let mut patient = patient(&mute, SHORT);
    let reading = patient.read(&piece("slow.md"), None);
    assert_eq!(reading.refused[0].origin, Origin::new("wire", "slow.md"));
    patient.limit = LONG;
    assert_eq!(patient.read(&piece("quick.md"), None).hash, 7);
    patient.limit = SHORT;
    for _ in 1..MOST {
        assert_eq!(patient.read(&piece("slow.md"), None).refused.len(), 1);
    }
    assert_eq!(mute.asked(), MOST);
    patient.limit = LONG;
    assert_eq!(patient.read(&piece("quick.md"), None).refused.len(), 1, "no thread is left to ask it");
    assert!(patient.look(None).outage.is_some());
    assert_eq!(mute.asked(), MOST, "nor one to look");
    mute.open();
    ends(&patient);
    assert_eq!(patient.read(&piece("slow.md"), None).hash, 7);
}

#[test]
fn many_who_ask_at_once_share_the_threads() {
    let mute = Mute::new();
    mute.open();
    let patient = patient(&mute, LONG);
    std::thread::scope(|scope| {
        let asks: Vec<_> = (0..32).map(|_| scope.spawn(|| patient.read(&piece("a.md"), None).hash)).collect();
        assert!(asks.into_iter().all(|ask| ask.join().unwrap() == 7));
    });
    ends(&patient);
}

#[test]
fn a_panic_while_it_answers_is_that_of_whoever_asked() {
    let mute = Mute::new();
    mute.open();
    let patient = patient(&mute, LONG);
    let asked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| patient.read(&piece("bad.md"), None)));
    assert!(asked.is_err());
    ends(&patient);
}
