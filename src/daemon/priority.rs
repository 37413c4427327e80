//! What building may take of the machine: readers come first.

/// What building may take of the processors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Priority {
    /// Whether the thread gives way to all others of the process; only a process
    /// that serves readers wants that.
    pub low: bool,
}

/// Niceness of the threads that build: they get about a third of what a reader's
/// gets when both want the processor, and all of it when nobody else does.
const NICE: i32 = 5;

/// Niceness of the thread that scans: it may wait for all others.
const NICEST: i32 = 15;

impl Priority {
    /// Lowers the priority of the thread that calls, where the system has such a thing.
    pub fn lower(self) {
        self.lower_to(NICE);
    }

    fn lower_to(self, nice: i32) {
        #[cfg(target_os = "linux")]
        if self.low {
            // On Linux this is the thread's own. It is a courtesy: refused, it is done without.
            let _ = rustix::process::setpriority_process(None, nice);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = nice;
    }
}

/// A thread for a scan, with a pool of its own: builds that compute meanwhile wait
/// for none of its million small questions.
///
/// # Errors
/// When no thread can be had.
pub(super) fn pool_of_one(priority: Priority) -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    let name = |_| "scan".to_owned();
    let lower = move |_| priority.lower_to(NICEST);
    rayon::ThreadPoolBuilder::new().num_threads(1).thread_name(name).start_handler(lower).build()
}

/// Threads that a build computes with: all processors but one, which stays the
/// readers'; of two, one. Fewer threads than that would gain readers nothing.
#[must_use]
pub fn threads() -> usize {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    processors.saturating_sub(1).max(1)
}

/// Makes the pool that builds compute with. To be called once, before the first build.
pub fn bound_pool(priority: Priority) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads()).start_handler(move |_| priority.lower());
    // Made already: somebody else (a test) has bounded it.
    let _ = pool.build_global();
}
