//! `[schedule]`: when to build, as a pure function of time.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};

use crate::config::{ConfigError, Key, Section, Site};
use crate::watch::SETTLE;

/// The keys of `[schedule]`.
pub const KEYS: &[Key] = &[
    Key::new(
        "build",
        "a cron expression, or a list of them",
        "every 5 minutes, or every 30 seconds where a source cannot be watched",
        "When `feedroom serve` looks at all that the sources hold, besides at its start, when something changes in a folder that it watches, and when an embargo or an expiry falls due: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday), in the newsroom's time zone (`time_zone` of [site], else UTC).",
    ),
    Key::new(
        "settle",
        "a duration",
        "\"2s\"",
        "A file that is written in place is read when nothing happened to it for so long, so that it is not read half. One that comes to its place by a rename is read at once.",
    ),
    Key::new(
        "limit",
        "a duration",
        "\"5m\"",
        "The longest that one build of `feedroom serve` may take, 10 s at least. One that takes longer hangs: the daemon says so in its log and no longer tells the service manager that it is well, which restarts it. Raise it where the first build of a large archive takes longer.",
    ),
];

/// Without a schedule, from one scan to the next: where something is found by scans
/// alone, and where all is watched.
const OFTEN: TimeDelta = TimeDelta::seconds(30);
const SELDOM: TimeDelta = TimeDelta::minutes(5);

/// Where an expression finds no time any more, it is asked again after this.
const LOOK_AGAIN: TimeDelta = TimeDelta::days(1);

/// Without a `limit`: the longest that a build may take.
const LIMIT: Duration = Duration::from_mins(5);
/// Less is within what a slow disk takes.
const SHORTEST_LIMIT: Duration = Duration::from_secs(10);

/// More expressions than anybody needs.
const MOST: usize = 64;

/// When to build.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// None: often or seldom.
    expressions: Vec<Cron>,
    /// Whether all sources are watched.
    is_watched: bool,
    zone: Tz,
    limit: Duration,
    settle: Duration,
}

/// Reads `[schedule]`.
///
/// # Errors
/// For an unknown key, an expression that is none, has other than five fields,
/// or names a day that never comes.
pub fn read(section: &Section, site: &Site) -> Result<Schedule, ConfigError> {
    section.expect_keys(&[KEYS])?;
    let texts = section.strings("build")?.unwrap_or_default();
    if section.has("build") && texts.is_empty() || texts.len() > MOST {
        let what = format!("`build` of [schedule] has {} cron expressions", texts.len());
        let help = format!("write 1 to {MOST} of them, or leave `build` out");
        return Err(section.error("build", what, help));
    }
    let limit = section.duration("limit")?.unwrap_or(LIMIT);
    if limit < SHORTEST_LIMIT {
        let help = "write 10 s at least, such as \"5m\", or leave it out";
        return Err(section.error("limit", "`limit` of [schedule] is too short for a build", help));
    }
    let settle = section.duration("settle")?.unwrap_or(SETTLE);
    Schedule::new(&texts, site.zone_or_utc())
        .map(|schedule| Schedule { limit, settle, ..schedule })
        .map_err(|Fault { what, help }| section.error("build", format!("`build` of [schedule]: {what}"), help))
}

/// Why an expression is refused.
struct Fault {
    what: String,
    help: &'static str,
}

impl Schedule {
    /// The schedule of these expressions; of none, every 30 seconds until all is watched.
    fn new(expressions: &[&str], zone: Tz) -> Result<Self, Fault> {
        let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
        let parse = |text: &&str| {
            let cron = parser.parse(text).map_err(|error| Fault {
                what: format!("\"{text}\" is not a cron expression ({error})"),
                help: "write five fields, such as \"*/5 * * * *\" (every five minutes) or \"0 6 * * 1-5\" (at six on weekdays)",
            })?;
            // 30 February is well-formed; only a search finds that it never comes.
            match cron.find_next_occurrence(&DateTime::<Utc>::UNIX_EPOCH.with_timezone(&zone), false) {
                Ok(_) => Ok(cron),
                Err(_) => {
                    Err(Fault { what: format!("\"{text}\" never comes"), help: "write a day that the calendar has" })
                }
            }
        };
        let expressions = expressions.iter().map(parse).collect::<Result<_, _>>()?;
        Ok(Self { expressions, is_watched: false, zone, limit: LIMIT, settle: SETTLE })
    }

    /// The longest that a build may take.
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// How long nothing must have happened to a file that is written in place.
    #[must_use]
    pub fn settle(&self) -> Duration {
        self.settle
    }

    /// Whether all sources are watched.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Goes by whether all sources are watched, where no time of scans is given.
    pub fn watch(&mut self, is_watched: bool) {
        self.is_watched = is_watched;
    }

    /// The first time after `after`, strictly. A time that the clock change
    /// leaves out comes at the end of the gap, and one that it repeats comes
    /// once; an interval (`*/30`) goes on through both.
    #[must_use]
    pub fn next(&self, after: DateTime<Utc>) -> DateTime<Utc> {
        let local = after.with_timezone(&self.zone);
        self.expressions
            .iter()
            .filter_map(|cron| cron.find_next_occurrence(&local, false).ok())
            .map(|time| time.with_timezone(&Utc))
            .filter(|time| *time > after)
            .min()
            .unwrap_or_else(|| {
                after
                    + match (self.expressions.is_empty(), self.is_watched) {
                        (true, true) => SELDOM,
                        (true, false) => OFTEN,
                        (false, _) => LOOK_AGAIN,
                    }
            })
    }

    /// When to build after a build that began and ended at these times: a time
    /// of the expressions that passed meanwhile is made up for at once (the build
    /// may have looked before the change), and once only.
    #[must_use]
    pub fn after_build(&self, began: DateTime<Utc>, ended: DateTime<Utc>) -> DateTime<Utc> {
        if self.expressions.is_empty() { self.next(ended) } else { self.next(began) }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;
    use proptest::prelude::*;

    fn schedule(expressions: &[&str]) -> Schedule {
        Schedule::new(expressions, Tz::Europe__Berlin).ok().unwrap()
    }

    fn times(schedule: &Schedule, from: &str, count: usize) -> Vec<String> {
        let mut time: DateTime<Utc> = from.parse().unwrap();
        (0..count)
            .map(|_| {
                time = schedule.next(time);
                time.format("%m-%d %H:%M").to_string()
            })
            .collect()
    }

    #[test]
    fn without_expressions_it_is_every_half_minute() {
        let every = schedule(&[]);
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(every.next(at("2026-01-01T00:00:00Z")), at("2026-01-01T00:00:30Z"));
        let next = every.after_build(at("2026-01-01T00:00:00Z"), at("2026-01-01T00:01:00Z"));
        assert_eq!(next, at("2026-01-01T00:01:30Z"));
    }

    #[test]
    fn the_first_of_several_comes_first() {
        let both = schedule(&["0 6 * * *", "15 6 * * 1"]);
        // Monday, 5 January 2026; Berlin is an hour ahead.
        assert_eq!(times(&both, "2026-01-05T00:00:00Z", 3), ["01-05 05:00", "01-05 05:15", "01-06 05:00"]);
    }

    #[test]
    fn an_hour_that_is_left_out_costs_no_build() {
        // 29 March 2026: 02:00 becomes 03:00 (01:00 UTC).
        assert_eq!(times(&schedule(&["30 2 * * *"]), "2026-03-28T12:00:00Z", 2), ["03-29 01:00", "03-30 00:30"]);
        assert_eq!(
            times(&schedule(&["*/30 * * * *"]), "2026-03-29T00:00:00Z", 4),
            ["03-29 00:30", "03-29 01:00", "03-29 01:30", "03-29 02:00"]
        );
    }

    #[test]
    fn an_hour_that_comes_twice_builds_a_fixed_time_once() {
        // 25 October 2026: 03:00 becomes 02:00 (01:00 UTC).
        assert_eq!(times(&schedule(&["30 2 * * *"]), "2026-10-24T12:00:00Z", 2), ["10-25 00:30", "10-26 01:30"]);
        assert_eq!(
            times(&schedule(&["*/30 * * * *"]), "2026-10-24T23:30:00Z", 5),
            ["10-25 00:00", "10-25 00:30", "10-25 01:00", "10-25 01:30", "10-25 02:00"]
        );
    }

    #[test]
    fn a_time_missed_while_building_is_made_up_for_once() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let five = schedule(&["*/5 * * * *"]);
        let missed = five.after_build(at("2026-01-01T10:00:00Z"), at("2026-01-01T10:17:00Z"));
        assert_eq!(missed, at("2026-01-01T10:05:00Z"));
        assert_eq!(five.next(at("2026-01-01T10:17:00Z")), at("2026-01-01T10:20:00Z"));
    }

    fn fault(line: &str) -> String {
        let text = format!(
            "[site]\ntitle = \"T\"\nurl = \"https://t.example\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n\
             [[feed]]\npath = \"all\"\n[schedule]\n{line}\n"
        );
        let config = Config::parse(Path::new("config.toml"), text).unwrap();
        match read(&config.schedule, &config.site) {
            Ok(_) => "none".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_never_comes_is_refused_at_its_line() {
        assert!(
            fault("build = \"0 0 30 2 *\"")
                .starts_with("config.toml:10:9: `build` of [schedule]: \"0 0 30 2 *\" never comes")
        );
        assert!(fault("build = \"* * * * * *\"").contains("is not a cron expression"));
        assert!(fault("build = \"soon\"").contains("write five fields"));
        assert!(fault("build = []").contains("leave `build` out"));
        assert!(fault("biuld = \"* * * * *\"").contains("did you mean `build`?"));
        assert_eq!(fault("build = [\"*/5 * * * *\", \"0 0 29 2 *\"]"), "none");
    }

    proptest! {
        #[test]
        fn time_only_goes_forward(minute in 0_i64..6_000_000, which in 0_usize..4) {
            let expressions = ["* * * * *", "*/7 1-3 * * *", "30 2 * * 0", "0 0 29 2 *"];
            let after = DateTime::<Utc>::from_timestamp(1_700_000_000 + minute * 60 + minute % 60, 0).unwrap();
            prop_assert!(schedule(&[expressions[which]]).next(after) > after);
        }
    }
}
