//! How long each stage of the work took.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::experiment::Stage;

/// Notes when stages begin.
#[derive(Debug, Default)]
pub struct Stopwatch {
    begun: Mutex<Vec<(Stage, Instant)>>,
}

impl Stopwatch {
    /// A stage begins now, and the one before it is over.
    pub fn begin(&self, stage: Stage) {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.push((stage, Instant::now()));
    }

    /// The stages so far and the time each took; the last until now.
    pub fn read(&self) -> Vec<(Stage, Duration)> {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = begun.iter().skip(1).map(|(_, next)| *next);
        let ends = ends.chain([Instant::now()]);
        let stages = begun.iter().zip(ends);
        stages
            .map(|((stage, begin), end)| (*stage, end.duration_since(*begin)))
            .collect()
    }
}
