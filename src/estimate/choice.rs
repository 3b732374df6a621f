//! The best mean downtime there is, which estimator gave it, and why that one.

use super::{difference::Blocks, downtime::Estimate, interval::Interval};
use crate::{
    answer::{Estimator, Reason},
    exact::Method,
    experiment::{BlockSum, NORMAL_975, Run, Tally, WeightedMeans},
    units::MINUTES_PER_HOUR,
};

/// The best mean there is.
pub struct Best {
    /// Where it comes from.
    pub estimator: Estimator,
    /// Why from there.
    pub reason: Reason,
    /// Mean [min a year].
    pub mean: f64,
    /// Its 95 % interval [min a year].
    pub interval: Interval,
    /// Plain years that would say as much: years × variance of the plain mean ÷ variance of this one; `None` where it is
    /// exact, and where no variance was seen.
    pub sample: Option<f64>,
    /// Whether the interval is to be believed.
    pub settled: bool,
    /// The same mean as each block of lives alone has it [min a year]; the mean itself where it is exact.
    pub blocks: Blocks,
}

/// Exact, else computed outage by outage, else of branches where plain years would be too many, else controlled by what is exact, else simulated.
#[must_use]
pub fn choose(run: &Run, index: usize, estimate: &Estimate) -> Best {
    let tally = &run.tallies[index];
    let why = match &run.known[index] {
        Ok(exact) => {
            let mean = exact.downtime_minutes;
            return Best {
                estimator: Estimator::Exact,
                reason: match exact.method {
                    Method::Diagram => Reason::Independent,
                    Method::Chain => Reason::Exponential,
                },
                mean,
                interval: Interval {
                    low: mean,
                    high: mean,
                },
                sample: None,
                settled: true,
                blocks: Blocks::exact(mean),
            };
        }
        Err(obstacle) => obstacle.to_string(),
    };
    if let Some(first_order) = &run.first_order[index] {
        let mean = first_order.downtime.mean * MINUTES_PER_HOUR;
        let half = first_order.downtime.half * MINUTES_PER_HOUR;
        let narrower = NORMAL_975 * tally.standard_error_hours() * MINUTES_PER_HOUR / half;
        return Best {
            estimator: Estimator::FirstOrder,
            reason: Reason::OutageByOutage { obstacle: why },
            mean,
            interval: Interval::around(mean, half),
            sample: Some(tally.lives as f64 * narrower * narrower)
                .filter(|sample| sample.is_finite() && *sample > 0.0),
            settled: true,
            blocks: Blocks::Computed { mean, half },
        };
    }
    if run.branched[index]
        && let Some(means) = tally.weighted.means()
    {
        return Best {
            estimator: Estimator::ImportanceSampled,
            reason: Reason::Rare { obstacle: why },
            mean: estimate.mean,
            interval: estimate.interval,
            sample: plain_years(&means, tally),
            settled: means.settled,
            blocks: per_block(tally.blocks.iter().map(BlockSum::weighted_mean_hours)),
        };
    }
    let control = run.controls[index].as_ref();
    if let Some(control) = control
        && let Some((mean, error)) = control.estimate(tally)
    {
        let relaxed = control.relaxed.blocks.iter();
        let narrower = tally.standard_error_hours() / error;
        let (mean, half) = (
            mean * MINUTES_PER_HOUR,
            NORMAL_975 * error * MINUTES_PER_HOUR,
        );
        return Best {
            estimator: Estimator::Controlled,
            reason: Reason::Relaxed { obstacle: why },
            mean,
            interval: Interval::around(mean, half),
            sample: Some(tally.lives as f64 * narrower * narrower)
                .filter(|sample| sample.is_finite()),
            settled: true,
            blocks: per_block(
                tally
                    .blocks
                    .iter()
                    .zip(relaxed)
                    .map(|(own, relaxed)| control.put_right(own, relaxed)),
            ),
        };
    }
    let reason = if control.is_some() {
        Reason::TooFewDiffer { obstacle: why }
    } else {
        Reason::NotRelaxed { obstacle: why }
    };
    Best {
        estimator: Estimator::Simulated,
        reason,
        mean: estimate.mean,
        interval: estimate.interval,
        sample: (!estimate.none_seen).then_some(tally.lives as f64),
        settled: estimate.none_seen || tally.is_settled(),
        blocks: per_block(tally.blocks.iter().map(BlockSum::mean_hours)),
    }
}

/// Plain years that would estimate the mean as well. The variance of a plain year is that which was seen, or, where outages
/// are too rare for that, the 2 f m² of f outages a year with exponential lengths of mean m.
fn plain_years(means: &WeightedMeans, tally: &Tally) -> Option<f64> {
    let length = means.downtime / means.outages;
    let seen = tally.standard_error_hours().powi(2) * tally.lives as f64;
    let expected = 2.0 * means.outages * length * length;
    let years = seen.max(expected) / (means.error * means.error);
    years.is_finite().then_some(years)
}

/// From hours to minutes a year.
fn per_block(hours: impl Iterator<Item = f64>) -> Blocks {
    Blocks::Lived(hours.map(|hours| hours * MINUTES_PER_HOUR).collect())
}
