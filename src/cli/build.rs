//! `feedroom build`: every feed once, then whoever waits for it is told.

use super::progress::Progress;
use super::{Args, Exit, args, ping, print};
use crate::pipeline::{self, Build, Level, RunError};

pub(super) fn run(args: &Args, options: &args::Build) -> Result<Exit, RunError> {
    let house = args.house()?;
    let outcome = {
        let progress = Progress::new(args.quiet);
        let show = |phase, done, of| progress.show(phase, done, of);
        let options = Build { dry_run: options.dry_run, progress: Some(&show), ..Build::default() };
        pipeline::build(&house, args.now(), &options)?
    };
    let report = &outcome.report;
    if args.prints_json() {
        print::json(report);
    } else {
        print::lines(report, if args.verbose { Level::Info } else { Level::Error });
        let notices = report.lines.iter().filter(|line| line.level == Level::Warning).count();
        if notices > 0 && !args.verbose && !args.quiet {
            eprintln!("{}: `feedroom check` shows them", print::count(notices, "warning"));
        }
        if !args.quiet {
            print::out(&print::summary(report, options.dry_run));
        }
    }
    if !options.dry_run && !options.no_notify && !outcome.debts.is_empty() {
        // Feeds are out; a target that does not answer is reported, and is no fault of theirs.
        ping::deliver(args, &house, outcome.debts)?;
    }
    Ok(Exit::of_findings(report.has_findings(options.strict)))
}
