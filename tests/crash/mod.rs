//! Killed at any instant, or refused any write, the next run finishes the work.
//!
//! A small C library (`shim.c`), compiled here and loaded into the binary,
//! counts the calls by which it changes files; at each in turn it kills the
//! process or makes the call fail. Then a run that nothing disturbs must end
//! where one ends that was never interrupted.
//!
//! Every call is taken in turn for kills; for failures, so that the suite stays
//! quick, every few. `FEEDROOM_CRASH=all` takes every call for all of them.

mod fail;
mod kill;
mod newsroom;
mod places;
mod shim;
mod standing;

/// Every how many calls something happens in a test of many kinds of failure.
fn stride(usual: usize) -> usize {
    if std::env::var_os("FEEDROOM_CRASH").is_some() { 1 } else { usual }
}
