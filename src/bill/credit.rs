//! What providers are expected to pay back when they break their promises (SLA credits). Never subtracted from a bill:
//! a credit has to be claimed, is a share of the charge of the service that failed, and comes off a later bill.
//!
//! A month's credit goes by the availability of that month. To first order a month has one outage of the provider's
//! own that hits the service, so the worst one decides: with outages of source i that hit it λᵢ times a period, and
//! Lᵢ their length, the credit of step k is reached with probability 1 − exp(−Σᵢ λᵢ P(Lᵢ > aₖ)), aₖ being what the
//! step allows. Poisson outages, thinned by length: exact in that model; two short outages that only together exceed
//! aₖ, and one that begins in the month before, are left out.

use super::promise::{Hurt, Promise, promises};
use crate::catalog::Catalog;
use crate::topology::{Architecture, Source, SourceId, Table, Topology};

/// What is expected back for one promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Credit {
    /// The promise.
    pub promise: Promise,
    /// What comes back on average if every credit is claimed [USD/month], before VAT; `None` where the catalog does
    /// not know what a breach pays.
    pub expected: Option<f64>,
}

/// What is expected back, promise by promise.
#[must_use]
pub fn credits(topology: &Topology, architecture: &Architecture, catalog: &Catalog) -> Vec<Credit> {
    let promises = promises(topology, architecture, catalog).into_iter();
    let credit = |promise: Promise| {
        let share = expected_share(&promise, &topology.sources);
        Credit {
            expected: share.map(|share| share * promise.charge),
            promise,
        }
    };
    promises.map(credit).collect()
}

/// The share of the charge that is expected back, from 0 to the largest credit; `None` where none is known.
#[must_use]
pub fn expected_share(promise: &Promise, sources: &Table<SourceId, Source>) -> Option<f64> {
    if promise.sla.says.credits.is_empty() {
        return None;
    }
    let period = promise.period();
    let of_unit = |hurts: &Vec<Hurt>| {
        let mut before = 0.0;
        let tiers = promise.sla.says.credits.iter().map(|tier| {
            let more = tier.credit - before;
            before = tier.credit;
            let allowed = (1.0 - tier.below) * period;
            more * -(-breaches(hurts, sources, period, allowed)).exp_m1()
        });
        tiers.sum::<f64>()
    };
    let units = promise.units.len().max(1) as f64;
    Some(promise.units.iter().map(of_unit).sum::<f64>() / units)
}

/// Outages a period that hit the service and are longer than allowed [h].
fn breaches(hurts: &[Hurt], sources: &Table<SourceId, Source>, period: f64, allowed: f64) -> f64 {
    let of = |hurt: &Hurt| {
        let source = &sources[hurt.source];
        let up = source.fails.as_ref()?.mean();
        let rate = 1.0 / (up + source.lasts.mean());
        Some(rate * period * hurt.chance * source.lasts.exceeds(allowed))
    };
    hurts.iter().filter_map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Law;
    use crate::place::Domain;
    use crate::topology::{SourceId, Subject};

    fn source(mean_up: f64, lasts: Law, reach: f64) -> Source {
        let subject = Subject::Shared {
            domain: Domain::region("aws", "x"),
            dependency: "network".to_owned(),
        };
        let fails = Some(Law::Exponential { mean: mean_up });
        Source {
            reach,
            ..Source::new(subject, fails, lasts)
        }
    }

    /// That of RDS over two zones: 10, 25 and 100 % below 99.95, 99 and 95 % of a month.
    fn promise(units: Vec<Vec<Hurt>>) -> Promise {
        let sla = Catalog::bundled().sla("aws-rds-multi-az").unwrap();
        Promise {
            component: "db".to_owned(),
            site: "seoul".to_owned(),
            sla: sla.clone(),
            charge: 0.0,
            units,
        }
    }

    /// The id of row `n`, from 0.
    fn nth(n: usize) -> SourceId {
        let rows: Table<SourceId, usize> = (0..=n).collect();
        rows.ids().next_back().unwrap()
    }

    fn hurt(source: SourceId, chance: f64) -> Hurt {
        Hurt { source, chance }
    }

    #[test]
    fn exponential_lengths_by_hand() {
        // Up 8,758 h, down 2 h: one outage a year, 1/12 a month; half of them reach us.
        let sources = Table::from_iter([source(8758.0, Law::Exponential { mean: 2.0 }, 0.5)]);
        let share = expected_share(&promise(vec![vec![hurt(nth(0), 0.5)]]), &sources).unwrap();
        let longer = |hours: f64| (-hours / 2.0_f64).exp();
        let at = |hours: f64| 1.0 - (-longer(hours) / 24.0).exp();
        // 0.05 % of 730 h is 0.365 h, 1 % is 7.3 h, 5 % is 36.5 h.
        let by_hand = 0.1 * at(0.365) + 0.15 * at(7.3) + 0.75 * at(36.5);
        assert!((share - by_hand).abs() < 1e-12, "{share} {by_hand}");
        // First order: 10 % × 1/24 × exp(−0.1825) = 0.3472 %, and a little for the longer ones.
        assert!((share - 0.0034).abs() < 0.0002, "{share}");
    }

    #[test]
    fn never_more_than_all_and_nothing_of_what_never_fails() {
        let sources = Table::from_iter([source(0.1, Law::Fixed(200.0), 1.0), {
            let mut never = source(1.0, Law::Fixed(1.0), 1.0);
            never.fails = None;
            never
        }]);
        let share = |hurts| expected_share(&promise(vec![hurts]), &sources).unwrap();
        assert!(share(vec![hurt(nth(0), 1.0)]) <= 1.0);
        assert!(share(vec![hurt(nth(0), 1.0)]) > 0.9);
        assert_eq!(share(vec![hurt(nth(1), 1.0)]), 0.0);
        assert_eq!(share(vec![]), 0.0);
    }

    #[test]
    fn replicas_promised_by_themselves_have_an_equal_share_of_the_charge() {
        let sources = Table::from_iter([source(999.0, Law::Fixed(1.0), 1.0)]);
        let share = |units| expected_share(&promise(units), &sources).unwrap();
        let one = share(vec![vec![hurt(nth(0), 1.0)]]);
        let half = share(vec![vec![hurt(nth(0), 1.0)], vec![]]);
        assert!((half - one / 2.0).abs() < 1e-15);
    }

    #[test]
    fn without_tiers_nobody_knows() {
        let mut promise = promise(vec![vec![hurt(nth(0), 1.0)]]);
        promise.sla.says.credits.clear();
        assert_eq!(expected_share(&promise, &Table::new()), None);
    }

    /// A million months of a small simulation: alternating up and down, the credit by each month's whole downtime.
    #[test]
    fn a_small_simulation_agrees() {
        use rand::{Rng, SeedableRng, rngs::Xoshiro256PlusPlus};
        const MONTHS: usize = 1_000_000;
        let (up, down, reach) = (7000.0, 3.0, 0.6);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(4);
        let mut unit = || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        let mut lost = vec![0.0_f64; MONTHS];
        let mut now = 0.0;
        loop {
            now += -up * (1.0 - unit()).ln();
            let end = now - down * (1.0 - unit()).ln();
            if end >= MONTHS as f64 * 730.0 {
                break;
            }
            if unit() < reach {
                let (first, last) = ((now / 730.0) as usize, (end / 730.0) as usize);
                for (month, lost) in lost.iter_mut().enumerate().take(last + 1).skip(first) {
                    let begin = month as f64 * 730.0;
                    *lost += end.min(begin + 730.0) - now.max(begin);
                }
            }
            now = end;
        }
        let promise = promise(vec![vec![hurt(nth(0), reach)]]);
        let credit = |lost: &f64| {
            let mut tiers = promise.sla.says.credits.iter().rev();
            let reached = tiers.find(|tier| *lost > (1.0 - tier.below) * 730.0);
            reached.map_or(0.0, |tier| tier.credit)
        };
        let simulated = lost.iter().map(credit).sum::<f64>() / MONTHS as f64;
        let sources = Table::from_iter([source(up, Law::Exponential { mean: down }, reach)]);
        let expected = expected_share(&promise, &sources).unwrap();
        // About 55,000 months have a credit: chance alone moves the mean by half a percent.
        let apart = (simulated - expected).abs() / expected;
        assert!(apart < 0.02, "{simulated} {expected}");
    }
}
