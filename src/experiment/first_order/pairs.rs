//! What two outages cost that overlap, beyond both by themselves and beyond what the static part knows of it: drawn and lived.
//!
//! Outages of i begin ν(i) times an hour; one of j begins while i's of length L lasts ν(j) L times. So pairs add
//!
//! ```text
//! Σ over i, j of ν(i) ν(j) E[L(i)] E[Δ(i, j)],    Δ = (both − i − j) − the same in the static part,
//! ```
//!
//! L(i) length-biased and j's beginning uniform in it. An outage stands for all that it brings about; what is down already is not
//! struck again. The static part has failovers that take no time, and those struck apart from each other. Which i and j is
//! drawn too, likelier where more is to be expected, and weighed accordingly (importance sampling).

use super::{
    design::Design,
    single::{Cost, Trials, unseen},
};
use crate::experiment::{
    happening::{Happening, Happenings},
    options::NORMAL_975,
};
use crate::{
    engine::{Circuit, Generator, Group, Key, Process},
    topology::SourceId,
    units::HOURS_PER_YEAR,
};

/// Draws between two looks at the precision, and at most.
const ROUND: u64 = 4096;
const MOST: u64 = 1 << 16;
/// The interval of pairs may be this part of the one that is aimed at.
const PART: f64 = 0.1;
/// Standard errors that are beyond chance.
const BEYOND_CHANCE: f64 = 4.0;
/// Purpose of these draws.
const PAIRS: u64 = 0x9A12_0000_0000_0001;

/// What pairs add a year [h].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pairs {
    pub sum: Cost,
    /// Variance of the sum.
    pub variance: Cost,
    /// The sum of sizes, whatever their signs.
    pub size: Cost,
    /// Downtime that no draw may have shown [h a year].
    pub unseen: f64,
}

/// A source, and how much of what is to be expected is its.
struct Shares {
    sources: Vec<SourceId>,
    /// Up to and with each source.
    cumulated: Vec<f64>,
}

impl Shares {
    fn new(of: impl Iterator<Item = (SourceId, f64)>) -> Self {
        let mut sum = 0.0;
        let (sources, cumulated) = of
            .filter(|(_, share)| *share > 0.0)
            .map(|(source, share)| {
                sum += share;
                (source, sum)
            })
            .unzip();
        Self { sources, cumulated }
    }

    fn all(&self) -> f64 {
        self.cumulated.last().copied().unwrap_or(0.0)
    }

    fn pick(&self, unit: f64) -> Option<SourceId> {
        let wanted = unit * self.all();
        let place = self.cumulated.partition_point(|&sum| sum < wanted);
        self.sources.get(place).copied()
    }
}

/// How narrow what pairs add must be, and when it is too much.
pub struct Aim {
    /// The interval of the whole mean that is aimed at [h a year].
    pub half: f64,
    /// The mean without pairs [h a year].
    pub rest: f64,
    /// The share of the mean beyond which pairs are refused, so that they need not be known any better.
    pub most: f64,
}

impl Aim {
    /// Whether so many draws are enough.
    fn is_reached(&self, pairs: &Pairs) -> bool {
        let error = pairs.variance.downtime.max(0.0).sqrt();
        let sum = pairs.sum.downtime;
        NORMAL_975 * error <= PART * self.half
            || sum.abs() - BEYOND_CHANCE * error > self.most * (self.rest + sum)
    }
}

/// Draws pairs of a design's sources until what they add is narrow enough, or too much.
pub fn pairs(design: &Design<'_>, (key, aim): (Key, &Aim), lost_at_rest: f64) -> Pairs {
    if design.is_static() {
        return Pairs::default();
    }
    let circuits = design.circuits();
    let window = Window::new(&design.happenings, &circuits[0]);
    let rate = |source: SourceId| design.topology.sources[source].outages_that_reach_us();
    let felt = || design.frame.felt.iter().copied();
    let first = Shares::new(felt().map(|it| (it, rate(it) * window.mean(it))));
    let second = Shares::new(felt().map(|it| (it, rate(it) * window.weight(it))));
    let all = first.all() * second.all() * HOURS_PER_YEAR;
    if all <= 0.0 {
        return Pairs::default();
    }
    let mut trials = Trials::new(design, circuits, lost_at_rest);
    let (mut sum, mut squares, mut size) = (Cost::default(), Cost::default(), Cost::default());
    let (mut draws, mut telling) = (0, 0);
    loop {
        for draw in draws..draws + ROUND {
            let key = key.of(PAIRS).of(draw);
            let mut generator = key.generator();
            let stratum = ((draw % ROUND) as f64 + generator.unit()) / ROUND as f64;
            let picked = first.pick(stratum).zip(second.pick(generator.unit()));
            let Some((one, other)) = picked else {
                continue;
            };
            let (more, weight) = window.beyond(&mut trials, (one, other), key, &mut generator);
            let cost = Cost::default().plus(weight * all / window.weight(other), &more);
            telling += u64::from(cost.downtime != 0.0);
            sum = sum.plus(1.0, &cost);
            squares = squares.plus(1.0, &cost.times(&cost));
            size = size.plus(1.0, &cost.sizes());
        }
        draws += ROUND;
        let share = 1.0 / draws as f64;
        let average = Cost::default().plus(share, &sum);
        let spread = squares.plus(-1.0, &sum.times(&average));
        let pairs = Pairs {
            unseen: unseen(telling, draws) * all,
            sum: average,
            variance: Cost::default().plus(share * share, &spread),
            size: Cost::default().plus(share, &size),
        };
        if aim.is_reached(&pairs) || draws >= MOST {
            return pairs;
        }
    }
}

/// In which time after its beginning an outage can meet another.
struct Window<'a> {
    happenings: &'a Happenings<'a>,
    /// How long groups take to come to rest after an outage, but for one time in ten thousand [h].
    rest: f64,
    /// How long they take to move, roughly [h]: what a short outage can cost.
    moving: f64,
}

/// How long groups take to come to rest after an outage, but for one time in ten thousand [h].
pub fn at_rest_after(circuit: &Circuit) -> f64 {
    circuit.groups.iter().map(Group::rest).fold(0.0, f64::max)
}

impl<'a> Window<'a> {
    fn new(happenings: &'a Happenings<'a>, circuit: &Circuit) -> Self {
        let moving = circuit.groups.iter().map(Group::move_median);
        Self {
            happenings,
            rest: at_rest_after(circuit),
            moving: moving.fold(0.0, f64::max),
        }
    }

    fn process(&self, source: SourceId) -> &Process {
        self.happenings.process(source)
    }

    /// Mean window [h].
    fn mean(&self, source: SourceId) -> f64 {
        self.happenings.length(source) + self.rest
    }

    /// What is to be expected of an outage that begins in somebody's window [h].
    fn weight(&self, source: SourceId) -> f64 {
        self.happenings.length(source) + self.moving
    }

    /// What an outage of the one costs with one of the other that begins in its window, beyond both; and its weight.
    fn beyond(
        &self,
        trials: &mut Trials<'_>,
        (one, other): (SourceId, SourceId),
        key: Key,
        generator: &mut Generator,
    ) -> (Cost, f64) {
        let process = self.process(one);
        let strikes = self.happenings.strikes.contains_key(&one);
        // Windows are met as often as they are long: an outage without consequences is drawn so; others are weighed.
        let biased = !strikes && generator.unit() * self.mean(one) < process.lasts_mean;
        let unit = generator.unit();
        let length = if biased {
            process.lasts.biased(unit)
        } else {
            process.lasts.at(unit)
        };
        let first = self.happenings.draw(one, 0.0, length, generator);
        let window = first.end + self.rest;
        let weight = if strikes {
            window / self.mean(one)
        } else {
            1.0
        };
        let start = window * generator.unit();
        let length = self.process(other).lasts.at(generator.unit());
        let second = self.happenings.draw(other, start, length, generator);
        let strikes = strikes || self.happenings.strikes.contains_key(&other);
        let same = one == other && !process.is_shock;
        let blocked = second.clone().after(&first);
        let together = [&first, &blocked];
        let real = trials.real(&together, key);
        if !strikes && !trials.real.remembers() {
            // No group had anything to do, so that it all is in the static part.
            return (Cost::default(), weight);
        }
        let both = trials.beside(real, &together, key);
        // It fails again only once it is repaired, while groups or those that it struck may not be at rest.
        let own = |it: &Happening| it.outages.first().map(|outage| outage.0);
        let more = if same && own(&second) != own(&blocked) {
            Cost::default()
        } else {
            let apart = [&first, &second].map(|it| trials.cost(&[it], key));
            both.plus(-1.0, &apart[0]).plus(-1.0, &apart[1])
        };
        let (hours, falls) = match (&first.outages[..], &second.outages[..]) {
            ([_], [_]) if same => (0.0, 0.0),
            // The very same.
            ([_], [_]) => (more.instant, more.falls),
            _ => known(trials, &first, &second, same, key),
        };
        let beyond = Cost {
            downtime: more.downtime - hours,
            outages: more.outages + more.falls - falls,
            ..more
        };
        (beyond, weight)
    }
}

/// What the static part has of this, hours without service and outages: the same outages, those of one source and those that it strikes apart from each other. One of
/// a source and the next of the `same` do not overlap there either.
fn known(
    trials: &mut Trials<'_>,
    first: &Happening,
    second: &Happening,
    same: bool,
    key: Key,
) -> (f64, f64) {
    let mut apart = |it: &Happening| -> Vec<_> {
        let each = it.apart().map(|it| (trials.instant(&[&it], key), it));
        each.collect()
    };
    let (first, second) = (apart(first), apart(second));
    let mut sum = (0.0, 0.0);
    for (place, (alone, one)) in first.iter().enumerate() {
        for (other_place, (other_alone, other)) in second.iter().enumerate() {
            if same && place == 0 && other_place == 0 {
                continue;
            }
            let blocked = other.clone().after(one);
            let both = trials.instant(&[one, &blocked], key);
            sum.0 += both.0 - alone.0 - other_alone.0;
            sum.1 += both.1 - alone.1 - other_alone.1;
        }
    }
    sum
}
