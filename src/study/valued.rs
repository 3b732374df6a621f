//! Designs that must be lived, valued like those that can be computed: what each is expected to lose in every scenario.

use std::sync::{Arc, atomic::AtomicBool};

use super::{expected, results::Lived};
use crate::{
    catalog::Catalog,
    exact::Settings,
    experiment::{Losses, Options, Scenarios, scenarios, simulate_among, times_down},
    topology::Topology,
};

/// What a design loses.
#[derive(Debug, Clone, PartialEq)]
pub struct Valued {
    /// In each scenario; once, as written, where none are drawn.
    pub drawn: Vec<Losses>,
    /// What puts right their mean.
    pub off: Losses,
    /// Half of the 95 % interval of its mean [min a year].
    pub error: f64,
}

/// Values all architectures of a plan in so many scenarios by their lives; nothing where it was stopped.
#[must_use]
pub fn valued(
    topology: &Topology,
    catalog: &Catalog,
    options: Options,
    count: u32,
    stop: &AtomicBool,
) -> Option<Vec<Valued>> {
    let settings = &Arc::<Settings>::default();
    let run = simulate_among(settings, topology, options, &|_| {}, stop);
    let (_, architectures) = Lived::new(topology, catalog, &run, &[], &[]);
    let planned: Vec<Losses> = architectures.iter().map(expected::as_written).collect();
    let mut found = Scenarios::default();
    let drawn = if count == 0 {
        vec![planned.clone()]
    } else {
        found = scenarios(
            topology,
            options,
            (&run, settings),
            &planned,
            count,
            &|_| {},
            stop,
        );
        (found.drawn.len() == count as usize).then(|| found.drawn.clone())?
    };
    let times = times_down(topology, &found.numbers);
    let each = architectures.iter().enumerate().map(|(index, result)| {
        let losses: Vec<Losses> = drawn.iter().map(|it| it[index]).collect();
        let sources = expected::blamed(topology, &run, result, index);
        let off = expected::foreseen(result, &sources, (&found, index), &times).off();
        let mean = Losses::mean(&losses).put_right(off).downtime;
        let written = &result.downtime;
        let times = if written.mean > 0.0 {
            mean / written.mean
        } else {
            1.0
        };
        Valued {
            drawn: losses,
            off,
            error: (written.ci95[1] - written.ci95[0]) / 2.0 * times,
        }
    });
    Some(each.collect())
}
