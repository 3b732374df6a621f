//! What an architecture is roughly expected to lose in a scenario: a forecast whose mean over all that is believed is known exactly.
//!
//! [`Times`] (how often and how long a source is down in each scenario) and [`Charge`]s (what its outages cost as written, and how that
//! grows with their length) come in, a [`Foreseen`] goes out.
//!
//! A scenario multiplies rates and lengths. Numbers of different names are independent, so that the mean of such a product is the product
//! of means of single numbers, while 400 scenarios show it only roughly. What was found in the scenarios is put right by what the
//! forecast is off there (the difference estimator; Särndal, Swensson & Wretman, *Model Assisted Survey Sampling*, section 6.3): what is
//! left of the luck is that of the residuals, what a scenario loses beyond its forecast.

use std::sync::Arc;

use super::{draw::World, losses::Losses, options::NORMAL_975};
use crate::law::Law;
use crate::topology::{Aspect, Source, SourceId, Table, Topology, Unknown, UnknownId};

/// What outages of a source cost a year by themselves [min a year].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Charge {
    /// Of which.
    pub source: SourceId,
    /// With the numbers as written.
    pub written: Losses,
    /// How much less it is, for each part of its mean length that an outage is shorter.
    pub shorter: Losses,
    /// How much more, for each part that it is longer.
    pub longer: Losses,
}

impl Charge {
    /// Of outages that cost in proportion to their length.
    #[must_use]
    pub fn in_proportion(source: SourceId, written: Losses) -> Self {
        Self {
            source,
            written,
            shorter: written,
            longer: written,
        }
    }

    /// By what they cost as written, and at two other lengths: this many times as long, the first no longer than written.
    #[must_use]
    pub fn between(
        source: SourceId,
        written: Losses,
        [(short, below), (long, above)]: [(f64, Losses); 2],
    ) -> Self {
        let slope = |from: Losses, to: Losses, by: f64| {
            if by > 0.0 {
                to.plus(-1.0, from).times(1.0 / by)
            } else {
                written
            }
        };
        Self {
            source,
            written,
            shorter: slope(below, written, 1.0 - short),
            longer: slope(written, above, long - 1.0),
        }
    }

    fn at(&self, [often, shorter, longer]: [f64; 3]) -> Losses {
        let less = self.shorter.times(-shorter);
        self.written
            .times(often)
            .plus(1.0, less)
            .plus(longer, self.longer)
    }
}

/// How often a source is down in scenarios, in times of what is written, and by which part of its mean length its outages are shorter and
/// longer, times that.
#[derive(Debug)]
pub struct Times {
    each: Vec<[f64; 3]>,
    /// The same on average over all that is believed.
    mean: [f64; 3],
}

impl Times {
    fn new(source: &Source, unknowns: &Table<UnknownId, Unknown>, worlds: &[World]) -> Self {
        let times = |often: f64, long: f64| {
            [
                often,
                often * (1.0 - long).max(0.0),
                often * (long - 1.0).max(0.0),
            ]
        };
        let each = worlds.iter().map(|numbers| {
            let often = source.unknowns.iter().map(|&id| {
                let unknown = &unknowns[id];
                match unknown.aspect {
                    Aspect::Length => 1.0,
                    _ => numbers[id.index()] / unknown.value,
                }
            });
            times(often.product(), times_long(source, unknowns, numbers))
        });
        let own = source.unknowns.iter().map(|&id| &unknowns[id]);
        let (lengths, others): (Vec<&Unknown>, Vec<&Unknown>) =
            own.partition(|it| it.aspect == Aspect::Length);
        let often: f64 = others.iter().map(|it| it.mean() / it.value).product();
        let by = |of: fn(f64) -> f64| {
            lengths.first().map_or(0.0, |it| {
                it.mean_of(|number| of(length(&source.lasts, number / it.value)))
            })
        };
        let shorter = by(|long| (1.0 - long).max(0.0));
        let longer = by(|long| (long - 1.0).max(0.0));
        Self {
            each: each.collect(),
            mean: [often, often * shorter, often * longer],
        }
    }

    /// How many times as much of the time as written it is down, on average.
    #[must_use]
    pub fn down(&self) -> f64 {
        self.mean[0] - self.mean[1] + self.mean[2]
    }
}

/// How many times as long as written outages of a source are with these numbers. A source has one number that says so at most.
#[must_use]
pub fn times_long(source: &Source, unknowns: &Table<UnknownId, Unknown>, numbers: &[f64]) -> f64 {
    let mut own = source.unknowns.iter();
    let of_length = own.find(|&&id| unknowns[id].aspect == Aspect::Length);
    of_length.map_or(1.0, |&id| {
        length(&source.lasts, numbers[id.index()] / unknowns[id].value)
    })
}

/// How many times as long times by a law are if their median is: where it is cut, its mean grows less.
pub fn length(law: &Law, factor: f64) -> f64 {
    let written = law.mean();
    if written > 0.0 {
        law.lengthened(factor).mean() / written
    } else {
        1.0
    }
}

/// How often and how long each source is down.
pub type TimesDown = Table<SourceId, Arc<Times>>;

/// How often and how long each source is down in these scenarios; sources of the same numbers share them.
#[must_use]
pub fn times_down(topology: &Topology, worlds: &[World]) -> TimesDown {
    let mut known: Vec<(&Source, Arc<Times>)> = Vec::new();
    let each = topology.sources.iter().map(|source| {
        let same = known
            .iter()
            .find(|(other, _)| other.unknowns == source.unknowns && other.lasts == source.lasts);
        if let Some((_, times)) = same {
            return times.clone();
        }
        let times = Arc::new(Times::new(source, &topology.unknowns, worlds));
        known.push((source, times.clone()));
        times
    });
    each.collect()
}

/// What an architecture is roughly expected to lose.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Foreseen {
    /// In each scenario [min a year].
    pub each: Vec<Losses>,
    /// On average over all that is believed [min a year].
    pub mean: Losses,
}

impl Foreseen {
    /// By what its outages cost, in so many scenarios.
    #[must_use]
    pub fn new(charges: &[Charge], times: &TimesDown, scenarios: usize) -> Self {
        if scenarios == 0 {
            return Self::default();
        }
        let mut foreseen = Self {
            each: vec![Losses::default(); scenarios],
            mean: Losses::default(),
        };
        for charge in charges {
            let times = &times[charge.source];
            foreseen.mean = foreseen.mean.plus(1.0, charge.at(times.mean));
            let each = foreseen.each.iter_mut().zip(&times.each);
            each.for_each(|(sum, &times)| *sum = sum.plus(1.0, charge.at(times)));
        }
        foreseen
    }

    /// By how much its mean over the scenarios is below that over all that is believed: what puts right the mean of what was lost there.
    #[must_use]
    pub fn off(&self) -> Losses {
        self.mean.plus(-1.0, Losses::mean(&self.each))
    }

    /// By how much more is lost of something in each of these scenarios than was foreseen.
    #[must_use]
    pub fn residuals(&self, drawn: &[Losses], of: fn(&Losses) -> f64) -> Vec<f64> {
        let each = drawn.iter().zip(&self.each);
        each.map(|(it, foreseen)| of(it) - of(foreseen)).collect()
    }

    /// Half of the 95 % interval that the luck of these scenarios leaves of something that is lost.
    #[must_use]
    pub fn error(&self, drawn: &[Losses], of: fn(&Losses) -> f64) -> f64 {
        luck(self.residuals(drawn, of).iter().copied())
    }
}

/// Half of the 95 % interval of the mean of residuals, one of each scenario; of fewer than two nothing.
#[must_use]
pub fn luck(residuals: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = residuals.clone().count() as f64;
    if count < 2.0 {
        return 0.0;
    }
    let mean = residuals.clone().sum::<f64>() / count;
    let squares = residuals.map(|it| (it - mean).powi(2)).sum::<f64>();
    NORMAL_975 * (squares / (count - 1.0) / count).sqrt()
}
