//! The guard of the wall clock: an embargo ends by it, so a clock that jumps must
//! not end one. It is compared with the clock that counts since boot, which
//! nobody sets.
//!
//! A jump pauses releases: until it is confirmed, time goes on from the last
//! trusted one as the boot clock counts. Both clocks are passed in.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

/// What the two clocks may be apart before it is a jump; less is followed.
const JUMP: TimeDelta = TimeDelta::seconds(10);
/// For so long the clocks must go together after a jump before the system is
/// asked whether its clock is synchronised.
const SECOND_LOOK: Duration = Duration::from_mins(1);
/// From one such question to the next.
const ASK_AGAIN: Duration = Duration::from_secs(30);

/// What both clocks say at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The wall clock.
    pub wall: DateTime<Utc>,
    /// Since boot, the time that the machine was suspended included.
    pub boot: Duration,
}

/// Whether the wall clock is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Standing {
    /// It is.
    #[default]
    Trusted,
    /// It jumped: releases go by the boot clock until that is confirmed.
    Paused {
        /// When, in trusted time.
        since: DateTime<Utc>,
        /// How far, in seconds; ahead is positive.
        seconds: i64,
    },
}

/// What a look found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The wall clock jumped so many seconds.
    Jumped(i64),
    /// It is back where it belongs.
    Returned,
    /// Its new time is trusted from now on.
    Confirmed,
    /// The second look: is the system's clock synchronised? The answer goes to
    /// [`Wall::second_look`].
    Ask,
}

/// The guard.
#[derive(Debug)]
pub struct Wall {
    /// The last look at which both clocks went together.
    trusted: Look,
    jump: Option<Jump>,
}

#[derive(Debug)]
struct Jump {
    since: DateTime<Utc>,
    /// How far the wall clock is ahead of the trusted time.
    ahead: TimeDelta,
    /// Since when it is about so far, on the boot clock.
    stable_since: Duration,
    /// When the system may be asked (again).
    ask_at: Duration,
}

impl Wall {
    /// A guard that trusts what the clock says at first: nothing is known that it
    /// could be compared with.
    #[must_use]
    pub fn new(first: Look) -> Self {
        Self { trusted: first, jump: None }
    }

    /// The time to go by.
    #[must_use]
    pub fn now(&self, look: Look) -> DateTime<Utc> {
        match self.jump {
            None => look.wall,
            Some(_) => self.expected(look),
        }
    }

    /// The trusted time, carried on by the boot clock.
    fn expected(&self, look: Look) -> DateTime<Utc> {
        let passed = look.boot.saturating_sub(self.trusted.boot);
        self.trusted.wall + TimeDelta::from_std(passed).unwrap_or_default()
    }

    /// Compares the clocks. To be called at least twice a second, and before every run.
    pub fn look(&mut self, look: Look) -> Option<Event> {
        let expected = self.expected(look);
        let ahead = look.wall - expected;
        if ahead.abs() <= JUMP {
            self.trusted = look;
            return self.jump.take().map(|_| Event::Returned);
        }
        let stable = self.jump.as_ref().is_some_and(|jump| (jump.ahead - ahead).abs() <= JUMP);
        match &mut self.jump {
            Some(jump) if stable => {
                if look.boot < jump.ask_at {
                    return None;
                }
                jump.ask_at = look.boot + ASK_AGAIN;
                Some(Event::Ask)
            }
            jump => {
                let since = jump.as_ref().map_or(expected, |jump| jump.since);
                let ask_at = look.boot + SECOND_LOOK;
                *jump = Some(Jump { since, ahead, stable_since: look.boot, ask_at });
                Some(Event::Jumped(ahead.num_seconds()))
            }
        }
    }

    /// Takes the system's answer to [`Event::Ask`]: a clock that it calls
    /// synchronised, and that has been steady, is trusted.
    pub fn second_look(&mut self, synchronised: bool, look: Look) -> Option<Event> {
        let steady = self.jump.as_ref()?.stable_since + SECOND_LOOK <= look.boot;
        if synchronised && steady { self.confirm(look) } else { None }
    }

    /// A person says that the wall clock is right.
    pub fn confirm(&mut self, look: Look) -> Option<Event> {
        self.jump.take()?;
        self.trusted = look;
        Some(Event::Confirmed)
    }

    /// Whether the wall clock is trusted.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.jump
            .as_ref()
            .map_or(Standing::Trusted, |jump| Standing::Paused { since: jump.since, seconds: jump.ahead.num_seconds() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both clocks of a machine that booted at midnight.
    struct Machine {
        look: Look,
        wall: Wall,
    }

    impl Machine {
        fn new() -> Self {
            let look = Look { wall: "2026-03-29T00:00:00Z".parse().unwrap(), boot: Duration::from_secs(1) };
            Self { look, wall: Wall::new(look) }
        }

        /// Lets time pass as both clocks count it, with a look at its end.
        fn pass(&mut self, milliseconds: u64) -> Option<Event> {
            let passed = Duration::from_millis(milliseconds);
            self.look.wall += passed;
            self.look.boot += passed;
            self.wall.look(self.look)
        }

        fn set(&mut self, seconds: i64) {
            self.look.wall += TimeDelta::seconds(seconds);
        }

        /// Since midnight, as runs are told.
        fn seconds(&self) -> i64 {
            (self.wall.now(self.look) - "2026-03-29T00:00:00Z".parse::<DateTime<Utc>>().unwrap()).num_seconds()
        }
    }

    #[test]
    fn a_jump_ahead_ends_no_embargo_until_it_is_confirmed() {
        let mut machine = Machine::new();
        machine.set(3_600);
        assert_eq!(machine.pass(500), Some(Event::Jumped(3_600)));
        assert_eq!((machine.seconds(), machine.pass(10_000), machine.seconds()), (0, None, 10));
        assert!(matches!(machine.wall.standing(), Standing::Paused { seconds: 3_600, .. }));
        assert_eq!(machine.wall.confirm(machine.look), Some(Event::Confirmed));
        assert_eq!((machine.seconds(), machine.wall.standing()), (3_610, Standing::Trusted));
        assert_eq!((machine.pass(500), machine.wall.confirm(machine.look)), (None, None));
    }

    #[test]
    fn a_jump_back_closes_none_again() {
        let mut machine = Machine::new();
        machine.pass(100_000);
        machine.set(-60);
        assert_eq!((machine.pass(500), machine.seconds()), (Some(Event::Jumped(-60)), 100));
        assert_eq!((machine.pass(20_000), machine.seconds()), (None, 120));
    }

    #[test]
    fn a_jump_that_comes_back_is_over() {
        let mut machine = Machine::new();
        machine.set(86_400);
        assert_eq!(machine.pass(500), Some(Event::Jumped(86_400)));
        machine.pass(30_000);
        machine.set(-86_395);
        assert_eq!((machine.pass(500), machine.seconds()), (Some(Event::Returned), 36));
        assert_eq!(machine.wall.standing(), Standing::Trusted);
    }

    #[test]
    fn a_second_look_confirms_what_the_system_calls_synchronised() {
        let mut machine = Machine::new();
        machine.set(120);
        machine.pass(500);
        assert_eq!((machine.pass(59_000), machine.wall.second_look(true, machine.look)), (None, None));
        assert_eq!(machine.pass(1_000), Some(Event::Ask));
        assert_eq!((machine.wall.second_look(false, machine.look), machine.pass(29_000)), (None, None));
        assert_eq!(machine.pass(1_000), Some(Event::Ask));
        assert_eq!(machine.wall.second_look(true, machine.look), Some(Event::Confirmed));
        assert_eq!((machine.seconds(), machine.pass(500)), (210, None));
    }

    #[test]
    fn another_jump_begins_the_wait_anew() {
        let mut machine = Machine::new();
        machine.set(120);
        machine.pass(500);
        machine.pass(50_000);
        machine.set(500);
        assert_eq!(machine.pass(500), Some(Event::Jumped(620)));
        assert_eq!((machine.pass(59_000), machine.seconds()), (None, 110));
        assert_eq!(machine.pass(1_000), Some(Event::Ask));
    }

    #[test]
    fn a_suspended_machine_catches_up() {
        let mut machine = Machine::new();
        // The boot clock counts the night; no look was taken meanwhile.
        assert_eq!((machine.pass(8 * 3_600_000), machine.seconds()), (None, 8 * 3_600));
    }

    #[test]
    fn a_slow_drift_and_small_steps_are_followed() {
        let mut machine = Machine::new();
        for _ in 0..1_000 {
            machine.set(1);
            assert_eq!(machine.pass(500), None);
        }
        assert_eq!(machine.seconds(), 1_500);
        machine.set(-10);
        assert_eq!((machine.pass(500), machine.seconds()), (None, 1_490));
    }

    #[test]
    fn summer_time_changes_nothing() {
        // The night in which Europe's clocks go ahead: the wall clock is kept in UTC.
        let mut machine = Machine::new();
        for _ in 0..8 * 60 {
            assert_eq!(machine.pass(30_000), None);
        }
        assert_eq!(machine.seconds(), 4 * 3_600);
    }
}
