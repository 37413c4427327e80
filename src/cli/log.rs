//! Logs: text or JSON on stderr.

use tracing_subscriber::EnvFilter;

use super::args::LogFormat;
use super::{Args, colour_on_stderr};

/// Begins logging at the level that the arguments ask for; `FEEDROOM_LOG`
/// (such as `feedroom=debug`) overrules it.
pub(super) fn begin(args: &Args) {
    let level = match (args.quiet, args.verbose) {
        (true, _) => "error",
        (_, true) => "feedroom=debug,info",
        _ => "info",
    };
    let filter = EnvFilter::try_from_env("FEEDROOM_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(colour_on_stderr());
    // A second call in one process (tests) keeps the first one's settings.
    let _ = match args.log_format {
        LogFormat::Text => subscriber.try_init(),
        LogFormat::Json => subscriber.json().flatten_event(true).try_init(),
    };
}
