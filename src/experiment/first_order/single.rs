//! What an outage by itself costs: computed, or drawn and lived where more than independent events decides.

use super::design::Design;
use crate::experiment::happening::Happening;
use crate::{
    engine::{Circuit, Key, Life, Trial},
    exact::{self, Lone},
    topology::SourceId,
};

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
        let processes = design.happenings.processes();
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
        let real = self.real(happenings, key);
        self.beside(real, happenings, key)
    }

    /// The same without what is said of failovers that take no time.
    pub fn real(&mut self, happenings: &[&Happening], key: Key) -> Cost {
        let outages = happenings.iter().flat_map(|it| &it.outages);
        let life: &Life = self.real.live(outages, key);
        let cost = Cost {
            downtime: life.downtime,
            failover: life.failover,
            lost_service: life.lost_service,
            data: life.data_lost,
            outages: life.outages,
            ..Cost::default()
        };
        let at_rest = self.lost_at_rest * (self.real.hours() - cost.downtime);
        Cost {
            lost_service: cost.lost_service - at_rest,
            ..cost
        }
    }

    /// What happenings cost of which this is known, with what is said of failovers that take no time.
    pub fn beside(&mut self, real: Cost, happenings: &[&Happening], key: Key) -> Cost {
        let (instant, falls) = self.instant(happenings, key);
        Cost {
            instant,
            outages: real.outages - falls,
            falls,
            ..real
        }
    }
}

/// What outages of each source cost by themselves beyond the static part.
pub struct Singles<'a> {
    lone: &'a Lone<'a>,
    design: &'a Design<'a>,
    key: Key,
    /// Draws of an outage that cannot be computed.
    draws: u64,
}

impl<'a> Singles<'a> {
    pub fn new(lone: &'a Lone<'a>, design: &'a Design<'a>, (key, draws): (Key, u64)) -> Self {
        Self {
            lone,
            design,
            key,
            draws,
        }
    }

    /// What an outage costs with all that it brings about, the variance of that, and hours that no draw may have shown. Downtime and outages are those beyond what
    /// the same outages would cost apart from each other if failovers took no time.
    pub fn of(&self, source: SourceId) -> (Cost, Cost, f64) {
        let computed = match self.design.happenings.strikes.get(&source) {
            Some(struck) => self.lone.cost(source).zip(self.apart(source, struck)),
            None => self
                .lone
                .beyond(source)
                .map(|cost| (cost, (cost.instant, cost.falls))),
        };
        match computed {
            Some((cost, apart)) => (beyond(&of(&cost), apart), Cost::default(), 0.0),
            None => self.drawn(source),
        }
    }

    /// Hours without service, and outages, if an outage and those that it brings about came apart from each other, failovers taking no
    /// time; `None` where some of it cannot be computed. A source whose cost is computed strikes no strikers.
    fn apart(&self, source: SourceId, struck: &[(SourceId, f64)]) -> Option<(f64, f64)> {
        let own = (!self.design.topology.sources[source].is_shock).then_some((source, 1.0));
        let mut sum = (0.0, 0.0);
        for (source, chance) in own.iter().chain(struck) {
            let cost = self.lone.alone(*source)?;
            sum = (sum.0 + chance * cost.instant, sum.1 + chance * cost.falls);
        }
        Some(sum)
    }

    /// The mean of many draws, the variance of that mean, and what they may not have shown. What a draw would cost apart is taken off the very draw, so that luck
    /// with lengths is in neither. One that struck nobody costs what is computed, where it is.
    fn drawn(&self, source: SourceId) -> (Cost, Cost, f64) {
        let happenings = &self.design.happenings;
        let process = happenings.process(source);
        let circuits = self.design.circuits();
        let mut trials = Trials::new(self.design, circuits, self.lone.lost_at_rest());
        let known = self.lone.beyond(source).filter(|_| !process.is_shock);
        let known = known.map(|cost| beyond(&of(&cost), (cost.instant, cost.falls)));
        let (mut sum, mut squares, mut telling) = (Cost::default(), Cost::default(), 0);
        for draw in 0..self.draws {
            let key = self.key.of(process.stream).of(draw);
            let mut generator = key.generator();
            let unit = (draw as f64 + generator.unit()) / self.draws as f64;
            let happening = happenings.draw(source, 0.0, process.lasts.at(unit), &mut generator);
            let cost = match known {
                Some(known) if happening.outages.len() == 1 => known,
                _ => {
                    let apart = happening.apart().map(|it| trials.instant(&[&it], key));
                    let apart = apart.fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
                    beyond(&trials.cost(&[&happening], key), apart)
                }
            };
            telling += u64::from(cost.downtime != 0.0);
            sum = sum.plus(1.0, &cost);
            squares = squares.plus(1.0, &cost.times(&cost));
        }
        let share = 1.0 / self.draws as f64;
        let mean = Cost::default().plus(share, &sum);
        let spread = squares.plus(-1.0, &sum.times(&mean));
        let variance = Cost::default().plus(share * share, &spread);
        let unseen = unseen(telling, self.draws) * happenings.length(source);
        (mean, variance, unseen)
    }
}

/// Draws that cost something below which the others may hide what is rarer.
const TELLING: u64 = 30;

/// What none of so many draws may have shown, as a share of what one can cost: by the rule of three, where few of them cost anything.
pub fn unseen(telling: u64, draws: u64) -> f64 {
    if telling < TELLING {
        3.0 / draws.max(1) as f64
    } else {
        0.0
    }
}

/// A cost beyond what is known of it: hours without service, and outages.
fn beyond(cost: &Cost, (hours, falls): (f64, f64)) -> Cost {
    Cost {
        downtime: cost.downtime - hours,
        outages: cost.outages + cost.falls - falls,
        ..*cost
    }
}

fn of(cost: &exact::Cost) -> Cost {
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
