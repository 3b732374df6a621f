//! The downtime of one architecture, estimated.

use super::{chance::Chance, exceedance, interval::Interval, measured::Measured};
use crate::{
    experiment::{NORMAL_975, Tally, WeightedMeans},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Microseconds in a minute.
const MICROS_PER_MINUTE: f64 = 6e7;

/// What the lives of one architecture say.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Mean downtime [min a year].
    pub mean: f64,
    /// 95 % interval of the mean [min a year]. Where no life had any downtime: 0 to 3/n of a year, the rule of three
    /// (Hanley & Lippman-Hand, JAMA 1983).
    pub interval: Interval,
    /// True where no life had any downtime.
    pub none_seen: bool,
    /// Half of all years have at most this [min].
    pub p50: f64,
    /// Nine of ten years have at most this [min].
    pub p90: f64,
    /// 99 of 100 years have at most this [min].
    pub p99: f64,
    /// Outages that begin in a year.
    pub outages: f64,
    /// Lives in which an outage began.
    pub with_outage: u64,
    /// Mean time until the first outage begins [h]: the time lived until then, or until the year's end, by first outages. Where
    /// none was seen a lower bound, by the rule of three.
    pub first_outage: f64,
    /// Of the mean, while something was up to serve [min a year].
    pub failover: f64,
    /// Requests lost while the service was up, weighted by their share [min a year].
    pub lost_service: Measured,
    /// Without service only because of planned work that does not count [min a year].
    pub planned: Measured,
    /// Data lost in failovers: minutes of writing a year.
    pub data_lost: Measured,
    /// Share of years in which any was.
    pub losing_data: f64,
    /// Share of years without any downtime.
    pub no_downtime: f64,
    /// Probability of an outage of 4 h or more in 5 years that are independent and alike.
    pub long_outage_in_5y: Chance,
    /// Periods of a year, itself or its months, that meet the availability goal.
    pub met_goal: f64,
    /// Share of years without an outage that is longer than the goal allows.
    pub met_rto: f64,
    /// Share of years in which no move loses more data than the goal allows.
    pub met_rpo: f64,
    /// Per cause of the tally, minutes a year: all, of them failover.
    pub causes: Vec<(f64, f64)>,
    /// Downtimes [min], rising, each with the share of years that have more; see [`exceedance`].
    pub exceedance: Vec<[f64; 2]>,
}

impl Estimate {
    /// Reads a tally of at least one life.
    #[must_use]
    pub fn new(tally: &Tally) -> Self {
        let lives = tally.lives.max(1) as f64;
        let a_year = |micros: u128| micros as f64 / MICROS_PER_MINUTE / lives;
        let mean = a_year(tally.downtime);
        let half = NORMAL_975 * tally.standard_error_hours() * MINUTES_PER_HOUR;
        let none_seen = tally.totals.is_empty();
        let rule_of_three = (3.0 / lives).min(1.0) * HOURS_PER_YEAR * MINUTES_PER_HOUR;
        let year = HOURS_PER_YEAR * MINUTES_PER_HOUR;
        let interval = if none_seen {
            Interval {
                low: 0.0,
                high: rule_of_three,
            }
        } else {
            Interval {
                low: (mean - half).max(0.0),
                high: (mean + half).min(year),
            }
        };
        let mut totals = tally.totals.clone();
        totals.sort_unstable();
        let quantile = |share| quantile(&totals, tally.lives, share) as f64 / MICROS_PER_MINUTE;
        Self {
            mean,
            interval,
            none_seen,
            p50: quantile(0.50),
            p90: quantile(0.90),
            p99: quantile(0.99),
            outages: tally.outages as f64 / lives,
            with_outage: tally.with_outage,
            first_outage: first_outage(tally),
            failover: a_year(tally.failover),
            lost_service: Measured::new(&tally.lost_service),
            planned: Measured::new(&tally.planned),
            data_lost: Measured::new(&tally.data_lost),
            losing_data: tally.data_lost.seen as f64 / tally.data_lost.lives.max(1) as f64,
            no_downtime: 1.0 - totals.len() as f64 / lives,
            long_outage_in_5y: Chance::of_years(tally),
            met_goal: tally.met_goal as f64 / lives,
            met_rto: tally.met_rto as f64 / lives,
            met_rpo: tally.met_rpo as f64 / lives,
            causes: tally
                .causes
                .iter()
                .map(|cause| (a_year(cause.all), a_year(cause.failover)))
                .collect(),
            exceedance: exceedance(&totals, tally.lives)
                .into_iter()
                .map(|(micros, share)| [micros as f64 / MICROS_PER_MINUTE, share])
                .collect(),
        }
    }
}

impl Estimate {
    /// The same with means and counts as branches have them, where there are any of the architecture with the planned `work`
    /// that does not count too; quantiles and shares of years stay those of the lives.
    #[must_use]
    pub fn weighted(self, means: &WeightedMeans, work: Option<&WeightedMeans>) -> Self {
        let mean = means.downtime * MINUTES_PER_HOUR;
        let half = NORMAL_975 * means.error * MINUTES_PER_HOUR;
        let beside = work.unwrap_or(means);
        let minutes =
            |&(all, failover): &(f64, f64)| (all * MINUTES_PER_HOUR, failover * MINUTES_PER_HOUR);
        Self {
            mean,
            interval: Interval {
                low: (mean - half).max(0.0),
                high: (mean + half).min(HOURS_PER_YEAR * MINUTES_PER_HOUR),
            },
            none_seen: false,
            outages: means.outages,
            failover: means.failover * MINUTES_PER_HOUR,
            lost_service: self.lost_service.or_weighted(beside.lost_service),
            data_lost: self.data_lost.or_weighted(beside.data_lost),
            planned: match work {
                Some(work) => self.planned.or_weighted((
                    work.downtime - means.downtime,
                    f64::hypot(work.error, means.error),
                )),
                None => self.planned,
            },
            causes: means.causes.iter().map(minutes).collect(),
            ..self
        }
    }
}

/// See [`Estimate::first_outage`].
fn first_outage(tally: &Tally) -> f64 {
    let without = tally.lives.saturating_sub(tally.with_outage) as f64 * HOURS_PER_YEAR;
    match tally.with_outage {
        0 => without / 3.0,
        seen => {
            (without + tally.until_outage as f64 / MICROS_PER_MINUTE / MINUTES_PER_HOUR)
                / seen as f64
        }
    }
}

/// The smallest yearly total that at least `share` of the lives do not exceed; `totals` sorted, without the zeros.
fn quantile(totals: &[u64], lives: u64, share: f64) -> u64 {
    let rank = (share * lives as f64).ceil() as u64;
    let zeros = lives - totals.len() as u64;
    if rank <= zeros {
        0
    } else {
        totals
            .get((rank - zeros - 1) as usize)
            .copied()
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_the_smallest_total_that_enough_lives_do_not_exceed() {
        let totals = [10, 20, 30];
        let quantiles: Vec<u64> = [0.5, 0.7, 0.71, 0.8, 0.9, 0.99]
            .map(|share| quantile(&totals, 10, share))
            .to_vec();
        assert_eq!(quantiles, [0, 0, 10, 10, 20, 30]);
    }

    #[test]
    fn nothing_seen_is_never_a_bare_zero() {
        let estimate = Estimate::new(&Tally {
            lives: 3000,
            ..Tally::default()
        });
        assert!(estimate.none_seen);
        assert!((estimate.interval.high - 525.6).abs() < 1e-9);
        assert_eq!(
            (estimate.with_outage, estimate.first_outage),
            (0, 8_760_000.0)
        );
    }
}
