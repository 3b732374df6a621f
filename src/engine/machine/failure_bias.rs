//! Failure biasing: how a branch makes the rare next failure likely, and by what weight it counts.
//!
//! In a branch every source that can fail does so at a constant biased rate h̃: its natural mean rate, or more while the
//! service is up and something is down, so that the next failure comes before the next repair about as often as not,
//! shared alike by all (balanced failure biasing: Shahabuddin, "Importance sampling for the simulation of highly reliable Markovian systems",
//! *Management Science* 40, 1994). Whatever happens is weighted by the likelihood ratio since the branch began,
//!
//! ```text
//! W(t) = Π h(age)/h̃ over the failures · exp Σ ∫ (h̃ − h(age)) dt over the sources that are up
//! ```
//!
//! with h the natural hazard at the source's age (Glynn & Iglehart, "Importance sampling for stochastic simulations",
//! *Management Science* 35, 1989). Lengths of outages are never biased. Laws without a density keep their own times.

use super::source_state::{SourceState, SourceStates};
use crate::{
    engine::{
        agenda::{Agenda, Due},
        process::Process,
        stream::Generator,
    },
    law::{Law, Side},
};

/// Total biased rate, in units of 1 / (mean outage + how long it lasts already), summed up over what is down. An outage
/// that has lasted long will last longer; were the rate constant, the weights of long ones, exp(h̃ t), would have no
/// variance under laws with heavy tails. This way they grow like a power of t.
const EAGERNESS: f64 = 0.8;
/// The rate is set again whenever the quickest of these sums has grown by this share.
const STALE: f64 = 0.25;
/// Failures that a branch may hasten; later ones come at their natural rates.
const MOST_HASTENED: u32 = 32;

/// The biased rates of a branch and its weight.
#[derive(Debug)]
pub struct FailureBias {
    /// The likelihood ratio at the present hour.
    pub weight: f64,
    /// Per local source.
    sources: Vec<Biased>,
    /// Their sum [1/h].
    total: f64,
    /// Natural rate of those with exponential laws [1/h].
    natural: f64,
    /// Those with other laws.
    ageing: Vec<u32>,
    hastened: u32,
    token: u32,
    /// The timer only sets the rates again.
    refresh: bool,
    /// From which a branch draws.
    pub generator: Generator,
}

/// What of a source is looked at whenever the rates are set, close together.
#[derive(Debug, Clone, Copy)]
struct Biased {
    /// Whether a branch may alter its hazard.
    alterable: bool,
    /// Whether its times to failure are exponential.
    memoryless: bool,
    /// Mean time to failure [h].
    fails_mean: f64,
    /// Mean length of an outage [h].
    lasts_mean: f64,
    /// Its natural mean rate now [1/h]; 0 where it cannot fail or keeps its own times.
    natural: f64,
    /// Its biased rate now [1/h]; likewise.
    rate: f64,
}

/// ∫ hazard from age 0 to `age`: −ln P(T > age).
fn cumulative(law: &Law, age: f64) -> f64 {
    -law.tails(age, Side::After).0.ln()
}

/// The hazard at `age` [1/h].
fn hazard(law: &Law, age: f64) -> f64 {
    match law {
        Law::Exponential { mean } => 1.0 / mean,
        // At age 0 some hazards are 0 or infinite; what fails never has quite that age.
        _ => {
            let age = age.max(1e-9);
            law.density(age) / law.tails(age, Side::After).0
        }
    }
}

/// Abscissae and weights of the Gauss–Legendre rule of five points on [0, 1] (Abramowitz & Stegun, table 25.4).
const NODES: [(f64, f64); 5] = [
    (0.046_910_077_030_668, 0.118_463_442_528_094_5),
    (0.230_765_344_947_158_5, 0.239_314_335_249_683_2),
    (0.5, 0.284_444_444_444_444_4),
    (0.769_234_655_052_841_5, 0.239_314_335_249_683_2),
    (0.953_089_922_969_332, 0.118_463_442_528_094_5),
];

impl FailureBias {
    /// Of weight one, for these sources, nothing biased yet.
    pub fn new(sources: &SourceStates<'_>, generator: Generator) -> Self {
        let sources = sources.processes().map(|process| Biased {
            alterable: process.alterable,
            memoryless: process.memoryless,
            fails_mean: process.fails_mean,
            lasts_mean: process.lasts_mean,
            natural: 0.0,
            rate: 0.0,
        });
        Self {
            weight: 1.0,
            sources: sources.collect(),
            total: 0.0,
            natural: 0.0,
            ageing: Vec::new(),
            hastened: 0,
            token: 0,
            refresh: false,
            generator,
        }
    }

    /// Begins another branch.
    pub fn clear(&mut self, generator: Generator) {
        (self.weight, self.hastened, self.token) = (1.0, 0, 0);
        self.generator = generator;
    }

    /// The integral of the weight from `skip` to `skip + hours` from hour `now` on [h].
    pub fn integral(&self, sources: &SourceStates<'_>, now: f64, skip: f64, hours: f64) -> f64 {
        let slope = self.total - self.natural;
        if self.ageing.is_empty() && slope * (skip + hours) == 0.0 {
            return self.weight * hours;
        }
        let pieces = (slope.abs() * hours).ceil().clamp(1.0, 1000.0);
        let width = hours / pieces;
        let mut sum = 0.0;
        for piece in 0..pieces as u32 {
            for (node, share) in NODES {
                let at = skip + (f64::from(piece) + node) * width;
                sum += share * self.growth(sources, now, at);
            }
        }
        self.weight * sum * width
    }

    /// By which factor the weight changes in `hours` from hour `now` on without a failure.
    pub fn growth(&self, sources: &SourceStates<'_>, now: f64, hours: f64) -> f64 {
        let mut exponent = (self.total - self.natural) * hours;
        for &source in &self.ageing {
            if let Some(law) = &sources.process(source).law {
                let state = sources.of(source);
                let age = state.age_at(now);
                let later = age + hours * state.speed;
                exponent -= cumulative(law, later) - cumulative(law, age);
            }
        }
        if exponent.is_nan() {
            0.0
        } else {
            exponent.exp()
        }
    }

    /// Sets the biased rates for the state at hour `now`, and the timer of the next biased failure.
    pub fn rebias(
        &mut self,
        sources: &SourceStates<'_>,
        is_service_down: bool,
        now: f64,
        agenda: &mut Agenda,
    ) {
        let (mut repairs, mut able, mut quickest) = (0.0, 0u32, f64::INFINITY);
        for (source, state) in self.sources.iter_mut().zip(&sources.states) {
            source.natural = 0.0;
            if !state.is_up() {
                let lasts = source.lasts_mean.max(1e-6) + (now - state.since).max(0.0);
                repairs += 1.0 / lasts;
                quickest = lasts.min(quickest);
            } else if source.alterable && state.speed > 0.0 {
                source.natural = state.speed / source.fails_mean;
                able += 1;
            }
        }
        let hasten = !is_service_down && self.hastened < MOST_HASTENED;
        let share = if hasten {
            EAGERNESS * repairs / f64::from(able.max(1))
        } else {
            0.0
        };
        self.share_out(share);
        self.token += 1;
        let next = -self.generator.unit().ln() / self.total;
        self.refresh = hasten && quickest * STALE < next;
        let next = if self.refresh { quickest * STALE } else { next };
        if next.is_finite() {
            let token = self.token;
            agenda.set(now + next, Due::BiasedFailure { token });
        }
    }

    /// Gives every source that can fail its natural mean rate, or `share` [1/h] if that is more.
    fn share_out(&mut self, share: f64) {
        (self.total, self.natural) = (0.0, 0.0);
        self.ageing.clear();
        for (index, source) in (0..).zip(&mut self.sources) {
            source.rate = 0.0;
            if source.natural > 0.0 {
                source.rate = source.natural.max(share);
                self.total += source.rate;
                if source.memoryless {
                    self.natural += source.natural;
                } else {
                    self.ageing.push(index);
                }
            }
        }
    }

    /// Whether the next timer is one of biased failures that has been set again since.
    pub fn is_overtaken(&self, agenda: &Agenda) -> bool {
        matches!(agenda.next(), Some(Due::BiasedFailure { token }) if token != self.token)
    }

    /// Which source fails at the timer of biased failures, if any.
    pub fn choose(&mut self, token: u32) -> Option<u32> {
        if self.token != token || self.refresh {
            return None;
        }
        let mut left = self.generator.unit() * self.total;
        let mut chosen = None;
        for (index, source) in (0..).zip(&self.sources) {
            if source.rate > 0.0 {
                chosen = Some(index);
                left -= source.rate;
                if left < 0.0 {
                    break;
                }
            }
        }
        chosen
    }

    /// Lets the weight follow the failure of `source`, in this state at hour `now`.
    pub fn weigh(&mut self, source: u32, state: &SourceState, process: &Process, now: f64) {
        let rate = self.sources[source as usize].rate;
        let natural = state.speed / process.fails_mean;
        let age = state.age_at(now);
        let law = process.law.as_ref();
        let hazard = law.map_or(0.0, |law| state.speed * hazard(law, age));
        let ratio = hazard / rate;
        self.weight *= if ratio.is_finite() { ratio } else { 0.0 };
        self.hastened += u32::from(rate > natural);
    }
}
