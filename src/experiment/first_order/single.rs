//! What an outage by itself costs: computed, or drawn and lived where more than independent events decides.

use std::collections::BTreeMap;

use super::design::Design;
use crate::experiment::happening::{Happening, Happenings};
use crate::{
    engine::{Circuit, Key, Life, Trial},
    exact::{self, Lone},
    topology::SourceId,
};

/// Draws of an outage that cannot be computed.
const DRAWS: u64 = 2048;

/// What outages cost [h], or the variance of that, or a sum over outages a year.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cost {
    /// Time without service.
    pub downtime: f64,
    /// The same if failovers took no time and always worked.
    pub instant: f64,
    /// Of the downtime, while something was up to serve.
    pub failover: f64,
    /// Requests lost while the service is up.
    pub lost_service: f64,
    /// Data lost, in hours of writing.
    pub data: f64,
    /// Outages beyond those of the static part.
    pub outages: f64,
    /// Chance to go down at once, or times that it goes down, if failovers took no time and always worked.
    pub falls: f64,
}

impl Cost {
    fn each(&self, other: &Self, of: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            downtime: of(self.downtime, other.downtime),
            instant: of(self.instant, other.instant),
            failover: of(self.failover, other.failover),
            lost_service: of(self.lost_service, other.lost_service),
            data: of(self.data, other.data),
            outages: of(self.outages, other.outages),
            falls: of(self.falls, other.falls),
        }
    }

    /// This and `times` the other.
    pub fn plus(&self, times: f64, other: &Self) -> Self {
        self.each(other, |one, other| one + times * other)
    }

    /// Number by number.
    pub fn times(&self, other: &Self) -> Self {
        self.each(other, |one, other| one * other)
    }

    /// Their sizes.
    pub fn sizes(&self) -> Self {
        self.each(self, |one, _| one.abs())
    }
}

/// Trials of an architecture as it is, and as it would be if failovers took no time.
#[derive(Debug)]
pub struct Trials<'a> {
    pub real: Trial<'a>,
    pub instant: Trial<'a>,
    lost_at_rest: f64,
}

impl<'a> Trials<'a> {
    pub fn new(design: &Design<'a>, circuits: &'a [Circuit; 2], lost_at_rest: f64) -> Self {
        let [real, instant] = circuits;
        let processes = design.happenings.processes;
        Self {
            real: Trial::new(real, processes),
            instant: Trial::new(instant, processes),
            lost_at_rest,
        }
    }

    /// Hours without service, and outages, when these happenings come together, failovers taking no time.
    pub fn instant(&mut self, happenings: &[&Happening], key: Key) -> (f64, f64) {
        let outages = happenings.iter().flat_map(|it| &it.outages);
        let life = self.instant.live(outages, key);
        (life.downtime, life.outages)
    }

    /// What happenings cost that come together.
    pub fn cost(&mut self, happenings: &[&Happening], key: Key) -> Cost {
        let outages = happenings.iter().flat_map(|it| &it.outages);
        let (instant, falls) = self.instant(happenings, key);
        let life: &Life = self.real.live(outages, key);
        let cost = Cost {
            downtime: life.downtime,
            instant,
            failover: life.failover,
            lost_service: life.lost_service,
            data: life.data_lost,
            outages: life.outages - falls,
            falls,
        };
        let at_rest = self.lost_at_rest * (self.real.hours() - cost.downtime);
        Cost {
            lost_service: cost.lost_service - at_rest,
            ..cost
        }
    }
}

/// What outages of each source cost by themselves.
pub struct Singles<'a> {
    lone: &'a Lone<'a>,
    design: &'a Design<'a>,
    key: Key,
    /// Hours without service, and outages, with failovers that take no time, of sources by themselves.
    instant: BTreeMap<SourceId, (f64, f64)>,
}

impl<'a> Singles<'a> {
    pub fn new(lone: &'a Lone<'a>, design: &'a Design<'a>, key: Key) -> Self {
        Self {
            lone,
            design,
            key,
            instant: BTreeMap::new(),
        }
    }

    /// What an outage costs with all that it brings about, and the variance of that; `instant` is that of each of these
    /// outages apart from the others.
    pub fn of(&mut self, source: SourceId) -> (Cost, Cost) {
        let strikes = self.design.happenings.strikes.contains_key(&source);
        let computed_cost = match strikes {
            true => self.lone.cost(source),
            false => self.lone.beyond(source),
        };
        let (cost, variance) = match computed_cost {
            Some(cost) => (computed(&cost), Cost::default()),
            None => self.drawn(source, &self.design.happenings),
        };
        if !strikes {
            return (cost, variance);
        }
        // Those that fall together do so less often than apart.
        let (instant, falls) = self.apart(source);
        let outages = cost.outages + cost.falls - falls;
        (
            Cost {
                instant,
                outages,
                ..cost
            },
            variance,
        )
    }

    /// Hours without service, and outages, if an outage and those that it brings about came apart from each other, failovers taking no
    /// time.
    fn apart(&mut self, source: SourceId) -> (f64, f64) {
        let mut sum = (0.0, 0.0);
        let mut open = vec![(source, 1.0)];
        while let Some((source, chance)) = open.pop() {
            if !self.design.happenings.processes[source.index()].is_shock {
                let (hours, falls) = self.instant(source);
                sum = (sum.0 + chance * hours, sum.1 + chance * falls);
            }
            let struck = self
                .design
                .happenings
                .strikes
                .get(&source)
                .into_iter()
                .flatten();
            open.extend(struck.map(|(struck, more)| (*struck, chance * more)));
        }
        sum
    }

    fn instant(&mut self, source: SourceId) -> (f64, f64) {
        if let Some(&known) = self.instant.get(&source) {
            return known;
        }
        let found = match self.lone.alone(source) {
            Some(cost) => (cost.instant, cost.falls),
            None => {
                let apart = self.design.happenings.without_strikes();
                let cost = self.drawn(source, &apart).0;
                (cost.instant, cost.falls)
            }
        };
        self.instant.insert(source, found);
        found
    }

    /// The mean of many draws and the variance of that mean.
    fn drawn(&self, source: SourceId, happenings: &Happenings<'_>) -> (Cost, Cost) {
        let process = &happenings.processes[source.index()];
        let circuits = self.design.circuits();
        let mut trials = Trials::new(self.design, &circuits, self.lone.lost_at_rest());
        let (mut sum, mut squares) = (Cost::default(), Cost::default());
        for draw in 0..DRAWS {
            let key = self.key.of(process.stream).of(draw);
            let mut generator = key.generator();
            let unit = (draw as f64 + generator.unit()) / DRAWS as f64;
            let happening = happenings.draw(source, 0.0, process.lasts.at(unit), &mut generator);
            let cost = trials.cost(&[&happening], key);
            sum = sum.plus(1.0, &cost);
            squares = squares.plus(1.0, &cost.times(&cost));
        }
        let share = 1.0 / DRAWS as f64;
        let mean = Cost::default().plus(share, &sum);
        let spread = squares.plus(-1.0, &sum.times(&mean));
        (mean, Cost::default().plus(share * share, &spread))
    }
}

fn computed(cost: &exact::Cost) -> Cost {
    Cost {
        downtime: cost.downtime,
        instant: cost.instant,
        failover: (cost.downtime - cost.instant).max(0.0),
        lost_service: cost.lost_service,
        data: cost.data,
        outages: cost.outages,
        falls: cost.falls,
    }
}
