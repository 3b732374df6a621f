//! How far the run is, on stderr, where that is a terminal.

use std::{io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    experiment::{Options, Progress},
    search::Step,
    units::format_count,
};

/// A line on stderr that is gone when the work is done.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
    precision: f64,
}

/// The same for a search.
#[derive(Debug)]
pub struct SearchBar(ProgressBar);

impl SearchBar {
    /// A bar that has not begun.
    pub fn new() -> Self {
        Self(line())
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
        self.0.set_position((done * 100 / of.max(1)) as u64);
        let (done, of) = (format_count(done as f64, 0), format_count(of as f64, 0));
        self.0
            .set_message(format!("{done} of {of} {what}; Ctrl-C ends it"));
    }

    /// Takes the line away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// A line on stderr, where that is a terminal.
fn line() -> ProgressBar {
    let target = if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(100), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:20} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

impl Bar {
    /// A bar towards the precision asked for.
    pub fn new(options: Options) -> Self {
        Self {
            bar: line(),
            precision: options.precision,
        }
    }

    /// Shows how far the run is. Intervals shrink with the root of the years, so work done is the square of precision.
    pub fn show(&self, progress: Progress) {
        let done = (self.precision / progress.precision)
            .powi(2)
            .clamp(0.0, 1.0);
        self.bar.set_position((done * 100.0) as u64);
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
        self.bar
            .set_message(format!("{years} years, {reached}; Ctrl-C ends it"));
    }

    /// Shows how many of the scenarios with other numbers are done.
    pub fn show_scenarios(&self, done: usize, of: usize) {
        self.bar.set_position((done * 100 / of.max(1)) as u64);
        let (done, of) = (format_count(done as f64, 0), format_count(of as f64, 0));
        self.bar.set_message(format!(
            "{done} of {of} scenarios with other numbers; Ctrl-C ends it"
        ));
    }

    /// Takes the line away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
