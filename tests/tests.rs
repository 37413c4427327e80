//! Feedroom as a user meets it: the binary, its files and its server. One test
//! binary, so that the library is linked once.
//!
//! - `adopt`: a newsroom that moves here tells nobody twice
//! - `architecture`: the direction between the rooms
//! - `article`: a person's hand: taken back, corrected, restored, erased
//! - `build`: a folder of articles becomes feeds
//! - `config`: a wrong config is told by place and mend
//! - `control`: a daemon under a person's hand
//! - `crash`: killed at any instant, the next run finishes
//! - `daemon`: `serve` as a newsroom leaves it running
//! - `diff`: what is different between two feeds
//! - `docs`: what README and `docs/` say is true
//! - `example`: this repository's own newsroom
//! - `gate`: no invalid document goes out
//! - `guard`: a feed that would change too much at once stays
//! - `identity`: ids and dates through renames, edits and merges
//! - `items`: what an item tells of its story
//! - `ledger`: what is remembered, missing, merged, early
//! - `leaving`: what must go, goes
//! - `markers`: what feeds tell of stories that left them
//! - `moving`: files that move while a run reads
//! - `pings`: who is told of what
//! - `purity`: the same input gives the same bytes
//! - `revisions`: what readers are told of again
//! - `serve`: the daemon over real sockets
//! - `vanished`: files that are gone, and stories that wait
//! - `validate`: feeds of any site are judged
//! - `year`: a year of a newsroom, as a reader sees it

#![expect(clippy::unwrap_used, clippy::similar_names, reason = "a test that cannot go on has failed")]

mod adopt;
mod architecture;
mod article;
mod build;
mod config;
#[cfg(unix)]
mod control;
mod crash;
mod daemon;
mod diff;
mod docs;
mod example;
mod gate;
mod guard;
mod identity;
mod items;
mod leaving;
mod ledger;
mod markers;
mod moving;
mod pings;
mod purity;
mod revisions;
mod serve;
mod silent;
mod store;
mod util;
mod validate;
mod vanished;
mod watch;
mod year;
