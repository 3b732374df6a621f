//! How far the work is, on stderr: a line that moves where that is a terminal, else a new line now and then, so that a log or a program
//! that waits sees that it goes on.

use std::{
    io::IsTerminal,
    sync::Mutex,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::screen::say;
use crate::{
    experiment::{Options, Progress},
    search::Step,
    units::format_count,
};

/// Where stderr is no terminal, a line so often.
const EVERY: Duration = Duration::from_secs(10);

/// How far a run is.
#[derive(Debug)]
pub struct Bar {
    line: Line,
    precision: f64,
}

/// The same for a search.
#[derive(Debug)]
pub struct SearchBar(Line);

/// A line on stderr that is gone when the work is done; where that is no terminal, lines that stay.
#[derive(Debug)]
struct Line {
    bar: ProgressBar,
    /// When the last line that stays was written, or else the work began.
    last: Option<Mutex<Instant>>,
}

impl SearchBar {
    /// A bar that has not begun.
    pub fn new() -> Self {
        Self(Line::new())
    }

    /// Shows how far the search is.
    pub fn show(&self, step: Step) {
        let (done, of, what) = match step {
            Step::Rooms(done, of) => (done, of, "combinations read"),
            Step::Valued(done, of) => (done, of, "designs valued as written"),
            Step::Open(left, of) => (
                of - left,
                of,
                "designs in question valued in more scenarios",
            ),
        };
        let said = format!("{} {what}", counted(done, of));
        self.0.show(part(done, of), &said);
    }

    /// Takes the line away.
    pub fn finish(&self) {
        self.0.bar.finish_and_clear();
    }
}

impl Line {
    fn new() -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        let target = match is_terminal {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(Some(100), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:20} {wide_msg}") {
            bar.set_style(style);
        }
        if is_terminal {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self {
            bar,
            last: (!is_terminal).then(|| Mutex::new(Instant::now())),
        }
    }

    /// Shows what share of the work is done, and in words.
    fn show(&self, done: f64, said: &str) {
        self.bar.set_position((100.0 * done) as u64);
        self.bar.set_message(format!("{said}; Ctrl-C ends it"));
        let last = self.last.as_ref().and_then(|last| last.try_lock().ok());
        if last.is_some_and(|mut last| is_due(&mut last, Instant::now())) {
            say(&format!("spof is at work: {said}"));
        }
    }
}

/// Whether it is time for a line that stays; then it is the last.
fn is_due(last: &mut Instant, now: Instant) -> bool {
    let is_due = now.saturating_duration_since(*last) >= EVERY;
    if is_due {
        *last = now;
    }
    is_due
}

/// So much of so much.
fn part(done: usize, of: usize) -> f64 {
    done as f64 / of.max(1) as f64
}

/// `3 of 400`.
fn counted(done: usize, of: usize) -> String {
    let [done, of] = [done, of].map(|it| format_count(it as f64, 0));
    format!("{done} of {of}")
}

impl Bar {
    /// A bar towards the precision asked for.
    pub fn new(options: Options) -> Self {
        Self {
            line: Line::new(),
            precision: options.precision,
        }
    }

    /// Shows how far the run is. Intervals shrink with the root of the years, so work done is the square of precision.
    pub fn show(&self, progress: Progress) {
        let done = (self.precision / progress.precision)
            .powi(2)
            .clamp(0.0, 1.0);
        let reached = if progress.precision.is_finite() {
            format!(
                "± {:.1} % of ± {:.1} %",
                progress.precision * 100.0,
                self.precision * 100.0
            )
        } else {
            "too few outages yet".to_owned()
        };
        let years = format_count(progress.years as f64, 0);
        self.line.show(done, &format!("{years} years, {reached}"));
    }

    /// Shows how many of the scenarios with other numbers are done.
    pub fn show_scenarios(&self, done: usize, of: usize) {
        let said = format!("{} scenarios with other numbers", counted(done, of));
        self.line.show(part(done, of), &said);
    }

    /// Takes the line away.
    pub fn finish(&self) {
        self.line.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_stay_are_ten_seconds_apart() {
        let begin = Instant::now();
        let mut last = begin;
        let seconds = [1, 9, 10, 11, 19, 25, 34, 35];
        let due = seconds.map(|it| is_due(&mut last, begin + Duration::from_secs(it)));
        assert_eq!(due, [false, false, true, false, false, true, false, true]);
    }
}
