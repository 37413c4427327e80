//! Paying debts: several at once, few at a time to one host, all within a
//! time limit, and none to a target that just proved to be down.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::{Answer, Debt, Notifier};
use crate::outbound::Client;

/// Requests under way at once.
const AT_ONCE: usize = 8;
/// Requests under way at once to one host.
const AT_ONCE_PER_HOST: usize = 2;

/// A debt, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// What was owed to whom.
    pub debt: Debt,
    /// What the target answered.
    pub answer: Answer,
}

/// Tells the targets what is owed to them, and returns every debt with its
/// answer, in the order given. It takes at most `limit`. Debts of which a target
/// hears the same are told once; after a target proved to be unavailable it is
/// not asked again, so that a dead hub costs the time limit of a request or
/// two, not of each topic.
pub async fn deliver(
    client: &Client,
    targets: &[Arc<dyn Notifier>],
    debts: Vec<Debt>,
    limit: Duration,
) -> Vec<Delivery> {
    let mut answers: Vec<Option<Answer>> = vec![None; debts.len()];
    let plan = Plan::new(targets, &debts, &mut answers);
    let run = Arc::new(Run {
        client: client.clone(),
        targets: targets.to_vec(),
        down: Mutex::default(),
        permits: Semaphore::new(AT_ONCE),
        deadline: Instant::now() + limit,
        limit,
    });
    let mut lanes = JoinSet::new();
    for jobs in plan.by_host.into_values() {
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..AT_ONCE_PER_HOST {
            lanes.spawn(Arc::clone(&run).work_off(Arc::clone(&jobs)));
        }
    }
    while let Some(lane) = lanes.join_next().await {
        // A lane that panicked leaves its answers out; they are filled in below.
        for (index, answer) in lane.unwrap_or_default() {
            answers[index] = Some(answer);
        }
    }
    for (index, first) in plan.same {
        let answer = answers[first].clone();
        answers[index] = answer;
    }
    let lost = || Answer::Failed("telling it stopped unexpectedly; this is a fault of Feedroom".to_owned());
    debts
        .into_iter()
        .zip(answers)
        .map(|(debt, answer)| Delivery { debt, answer: answer.unwrap_or_else(lost) })
        .collect()
}

/// One request to make: the place of its debt, and the debt.
type Job = (usize, Debt);

/// What is to be done, before anything is done.
struct Plan {
    by_host: BTreeMap<String, VecDeque<Job>>,
    /// Debts that are told with another one: their places.
    same: Vec<(usize, usize)>,
}

impl Plan {
    fn new(targets: &[Arc<dyn Notifier>], debts: &[Debt], answers: &mut [Option<Answer>]) -> Self {
        let mut plan = Self { by_host: BTreeMap::new(), same: Vec::new() };
        let mut first = HashMap::new();
        for (index, debt) in debts.iter().enumerate() {
            let Some(target) = targets.get(debt.target) else {
                answers[index] = Some(Answer::Refused("the config no longer names this target".to_owned()));
                continue;
            };
            let subject = target.subject(&debt.topic);
            match first.entry((debt.target, subject)) {
                Entry::Occupied(first) => plan.same.push((index, *first.get())),
                Entry::Vacant(place) => {
                    place.insert(index);
                    plan.by_host.entry(target.host()).or_default().push_back((index, debt.clone()));
                }
            }
        }
        plan
    }
}

/// What the lanes of one run share.
struct Run {
    client: Client,
    targets: Vec<Arc<dyn Notifier>>,
    /// Targets that proved to be unavailable.
    down: Mutex<Vec<usize>>,
    permits: Semaphore,
    deadline: Instant,
    limit: Duration,
}

impl Run {
    async fn work_off(self: Arc<Self>, jobs: Arc<Mutex<VecDeque<Job>>>) -> Vec<(usize, Answer)> {
        let mut done = Vec::new();
        loop {
            let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some((index, debt)) = job else { return done };
            done.push((index, self.pay(&debt).await));
        }
    }

    async fn pay(&self, debt: &Debt) -> Answer {
        let over = || format!("the time for all pings of a run, {} s, was over", self.limit.as_secs_f32());
        let Ok(Ok(_permit)) = tokio::time::timeout_at(self.deadline, self.permits.acquire()).await else {
            return Answer::NotTried(over());
        };
        if Instant::now() >= self.deadline {
            return Answer::NotTried(over());
        }
        if self.down.lock().unwrap_or_else(PoisonError::into_inner).contains(&debt.target) {
            return Answer::NotTried("it took nothing a moment ago".to_owned());
        }
        let telling = self.targets[debt.target].tell(&self.client, &debt.topic);
        let answer = match tokio::time::timeout_at(self.deadline, telling).await {
            Ok(answer) => answer,
            Err(_) => Answer::Failed(format!("it had not answered when {}", over())),
        };
        if matches!(answer, Answer::Unavailable(_)) {
            self.down.lock().unwrap_or_else(PoisonError::into_inner).push(debt.target);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use super::super::test_support::{client, topic, url};
    use super::*;
    use crate::notify::Topic;
    use crate::xml::AbsoluteUrl;

    /// A target that takes `pause` for every answer, and counts.
    struct Fake {
        host: &'static str,
        pause: Duration,
        down: bool,
        by_home: bool,
        asked: AtomicUsize,
        now: AtomicUsize,
        most: AtomicUsize,
    }

    impl Fake {
        fn new(host: &'static str, pause: Duration) -> Self {
            let zero = || AtomicUsize::new(0);
            Self { host, pause, down: false, by_home: false, asked: zero(), now: zero(), most: zero() }
        }
    }

    impl Notifier for Fake {
        fn describe(&self) -> String {
            self.host.to_owned()
        }
        fn host(&self) -> String {
            self.host.to_owned()
        }
        fn subject<'a>(&self, topic: &'a Topic) -> &'a AbsoluteUrl {
            if self.by_home { &topic.home } else { &topic.url }
        }
        fn tell<'a>(&'a self, _: &'a Client, topic: &'a Topic) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>> {
            Box::pin(async move {
                self.asked.fetch_add(1, SeqCst);
                let now = self.now.fetch_add(1, SeqCst) + 1;
                self.most.fetch_max(now, SeqCst);
                tokio::time::sleep(self.pause).await;
                self.now.fetch_sub(1, SeqCst);
                if self.down { Answer::Unavailable("down".to_owned()) } else { Answer::Told(topic.feed.clone()) }
            })
        }
    }

    fn owed(target: usize, count: usize) -> impl Iterator<Item = Debt> {
        (0..count).map(move |i| Debt { target, topic: topic(&format!("f{i}")) })
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn a_dead_hub_costs_its_limit_once_and_the_living_get_all() {
        let dead = Arc::new(Fake { down: true, ..Fake::new("dead.example", 10 * SECOND) });
        let living = Arc::new(Fake::new("living.example", Duration::from_millis(1)));
        let targets: Vec<Arc<dyn Notifier>> = vec![dead.clone(), living.clone()];
        let debts: Vec<Debt> = owed(0, 2_000).chain(owed(1, 2_000)).collect();
        let start = Instant::now();
        let deliveries = deliver(&client(SECOND), &targets, debts.clone(), 60 * SECOND).await;
        assert!(start.elapsed() < 11 * SECOND, "{:?}", start.elapsed());
        assert!(dead.asked.load(SeqCst) <= 2);
        assert_eq!(living.asked.load(SeqCst), 2_000);
        assert_eq!(deliveries.iter().map(|d| d.debt.clone()).collect::<Vec<_>>(), debts);
        assert!(deliveries[2_000..].iter().all(|d| d.answer == Answer::Told(d.debt.topic.feed.clone())));
        assert!(deliveries[..2_000].iter().all(|d| d.answer.may_be_tried_again()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_is_asked_two_at_a_time_and_never_beyond_the_limit() {
        let slow = Arc::new(Fake::new("slow.example", SECOND));
        let targets: Vec<Arc<dyn Notifier>> = vec![slow.clone()];
        let start = Instant::now();
        let deliveries = deliver(&client(SECOND), &targets, owed(0, 100).collect(), 5 * SECOND + SECOND / 2).await;
        assert_eq!(start.elapsed().as_secs(), 5);
        assert_eq!(slow.most.load(SeqCst), 2);
        let count = |wanted: fn(&Answer) -> bool| deliveries.iter().filter(|d| wanted(&d.answer)).count();
        assert_eq!(count(Answer::is_told), 10);
        assert_eq!(count(|answer| matches!(answer, Answer::Failed(_))), 2);
        assert_eq!(count(|answer| matches!(answer, Answer::NotTried(_))), 88);
    }

    #[tokio::test(start_paused = true)]
    async fn what_sounds_the_same_is_told_once() {
        let aggregator = Arc::new(Fake { by_home: true, ..Fake::new("rpc.example", SECOND) });
        let targets: Vec<Arc<dyn Notifier>> = vec![aggregator.clone()];
        let mut debts: Vec<Debt> = owed(0, 3).collect();
        debts[2].topic.home = url("https://daily.example/f0/");
        debts.push(Debt { target: 7, topic: topic("x") });
        let deliveries = deliver(&client(SECOND), &targets, debts, 60 * SECOND).await;
        assert_eq!(aggregator.asked.load(SeqCst), 2);
        assert_eq!(deliveries[2].answer, deliveries[0].answer);
        assert!(matches!(deliveries[3].answer, Answer::Refused(_)));
    }
}
