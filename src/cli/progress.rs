//! A progress bar for long runs, on a terminal only.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that shows itself only where a person looks.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::no_length();
        if quiet || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        } else {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Self(bar)
    }

    pub(super) fn show(&self, phase: &str, done: usize, of: usize) {
        if self.0.is_hidden() {
            return;
        }
        if self.0.message() != phase {
            let style = if of > 0 { "{msg:10} {wide_bar} {pos}/{len}" } else { "{msg:10} {spinner}" };
            if let Ok(style) = ProgressStyle::with_template(style) {
                self.0.set_style(style);
            }
            self.0.set_message(phase.to_owned());
        }
        self.0.set_length(of as u64);
        self.0.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
