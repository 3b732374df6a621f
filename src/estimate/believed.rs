//! What one would have believed: the same architecture with the catalog's dependencies independent in each zone.

use crate::{
    experiment::{Believed, Run},
    units::MINUTES_PER_HOUR,
};

/// What one would have believed [min a year]; `None` where that is the architecture itself. Exact where possible, else
/// `mean` less what the same years show between the two.
#[must_use]
pub fn believed(run: &Run, index: usize, mean: f64) -> Option<f64> {
    Some(match run.believed[index].as_ref()? {
        Believed::Known(minutes) => *minutes,
        Believed::Lived(tally) => {
            let apart = run.tallies[index].mean_hours() - tally.mean_hours();
            (mean - apart * MINUTES_PER_HOUR).max(0.0)
        }
    })
}
