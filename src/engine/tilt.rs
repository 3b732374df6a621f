//! Altered hazards: how a branch makes the rare next failure likely, and by what weight it counts.
//!
//! In a branch every source that can fail does so at a constant altered rate h̃: its natural mean rate, or more while the
//! service is up and something is down, so that the next failure comes before the next repair about as often as not,
//! shared alike by all (balanced failure biasing: Shahabuddin, "Importance sampling for the simulation of highly reliable Markovian systems",
//! *Management Science* 40, 1994). Whatever happens is weighted by the likelihood ratio since the branch began,
//!
//! ```text
//! W(t) = Π h(age)/h̃ over the failures · exp Σ ∫ (h̃ − h(age)) dt over the sources that are up
//! ```
//!
//! with h the natural hazard at the source's age (Glynn & Iglehart, "Importance sampling for stochastic simulations",
//! *Management Science* 35, 1989). Lengths of outages are never altered. Laws without a density keep their own times.

use super::{agenda::Due, living::Vital, machine::Machine, process::Process, stream::Generator};
use crate::law::{Law, Side};

/// Total altered rate, in units of 1 / (mean outage + how long it lasts already), summed up over what is down. An outage
/// that has lasted long will last longer; were the rate constant, the weights of long ones, exp(h̃ t), would have no
/// variance under laws with heavy tails. This way they grow like a power of t.
const EAGERNESS: f64 = 0.8;
/// The rate is set anew whenever the quickest of these sums has grown by this share.
const STALE: f64 = 0.25;
/// Failures that a branch may hasten; later ones come at their natural rates.
const MOST_HASTENED: u32 = 32;

/// The altered hazards of a branch and its weight.
#[derive(Debug)]
pub struct Tilt {
    /// The likelihood ratio at the machine's hour.
    pub weight: f64,
    /// Per local source, its altered rate now [1/h]; 0 where it cannot fail or keeps its own times.
    rates: Vec<f64>,
    /// Their sum [1/h].
    total: f64,
    /// Natural rate of those with exponential laws [1/h].
    natural: f64,
    /// Those with other laws.
    ageing: Vec<u32>,
    hastened: u32,
    token: u32,
    /// The timer only sets the rates anew.
    refresh: bool,
    pub generator: Generator,
}

impl Tilt {
    /// Of weight one, nothing altered yet.
    pub fn new(sources: usize, generator: Generator) -> Self {
        Self {
            weight: 1.0,
            rates: vec![0.0; sources],
            total: 0.0,
            natural: 0.0,
            ageing: Vec::new(),
            hastened: 0,
            token: 0,
            refresh: false,
            generator,
        }
    }

    /// Begins anew.
    pub fn clear(&mut self, generator: Generator) {
        (self.weight, self.hastened, self.token) = (1.0, 0, 0);
        self.generator = generator;
    }
}

/// Whether a law has a density and may be altered.
pub fn alterable(law: &Law) -> bool {
    !matches!(law, Law::Fixed(_) | Law::Observed(_) | Law::Uniform { .. })
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

impl Machine<'_> {
    /// The weight of what happens now: 1 but in a branch.
    #[inline]
    pub(super) fn weight(&self) -> f64 {
        self.tilt.as_ref().map_or(1.0, |tilt| tilt.weight)
    }

    /// The integral of the weight from `skip` to `skip + hours` from now on [h]: the hours themselves but in a branch.
    #[inline]
    pub(super) fn weighted(&self, skip: f64, hours: f64) -> f64 {
        match &self.tilt {
            None => hours,
            Some(tilt) => self.integral(tilt, skip, hours),
        }
    }

    fn integral(&self, tilt: &Tilt, skip: f64, hours: f64) -> f64 {
        let slope = tilt.total - tilt.natural;
        if tilt.ageing.is_empty() && slope * (skip + hours) == 0.0 {
            return tilt.weight * hours;
        }
        let pieces = (slope.abs() * hours).ceil().clamp(1.0, 1000.0);
        let width = hours / pieces;
        let mut sum = 0.0;
        for piece in 0..pieces as u32 {
            for (node, share) in NODES {
                let at = skip + (f64::from(piece) + node) * width;
                sum += share * self.growth(tilt, at);
            }
        }
        tilt.weight * sum * width
    }

    /// By how much the weight changes in `hours` without a failure.
    fn growth(&self, tilt: &Tilt, hours: f64) -> f64 {
        let mut exponent = (tilt.total - tilt.natural) * hours;
        for &source in &tilt.ageing {
            if let Some(law) = &self.process(source).law {
                let living = &self.living[source as usize];
                let age = living.age_at(self.now);
                let later = age + hours * living.speed;
                exponent -= cumulative(law, later) - cumulative(law, age);
            }
        }
        if exponent.is_nan() {
            0.0
        } else {
            exponent.exp()
        }
    }

    /// Lets the weight follow as time passes until hour `to`.
    pub(super) fn grow_weight(&mut self, to: f64) {
        if let Some(tilt) = &self.tilt {
            let weight = tilt.weight * self.growth(tilt, to - self.now);
            if let Some(tilt) = &mut self.tilt {
                tilt.weight = weight;
            }
        }
    }

    /// Sets the altered rates for the state as it is, and the timer of the next altered failure.
    pub(super) fn retilt(&mut self) {
        let Some(mut tilt) = self.tilt.take() else {
            return;
        };
        let is_down = self.is_down(self.circuit.root);
        let (mut repairs, mut able, mut quickest) = (0.0, 0u32, f64::INFINITY);
        for (source, living) in self.living.iter().enumerate() {
            let process = self.process(source as u32);
            if living.vital != Vital::Up {
                let lasts = process.lasts_mean.max(1e-6) + (self.now - living.since).max(0.0);
                repairs += 1.0 / lasts;
                quickest = lasts.min(quickest);
            } else {
                able += u32::from(process.alterable && living.speed > 0.0);
            }
        }
        let hasten = !is_down && tilt.hastened < MOST_HASTENED;
        let share = if hasten {
            EAGERNESS * repairs / f64::from(able.max(1))
        } else {
            0.0
        };
        (tilt.total, tilt.natural) = (0.0, 0.0);
        tilt.ageing.clear();
        for (source, living) in self.living.iter().enumerate() {
            let process = self.process(source as u32);
            let can_fail = living.vital == Vital::Up && process.alterable && living.speed > 0.0;
            tilt.rates[source] = 0.0;
            if can_fail {
                let natural = living.speed / process.fails_mean;
                let rate = natural.max(share);
                tilt.rates[source] = rate;
                tilt.total += rate;
                if process.memoryless {
                    tilt.natural += natural;
                } else {
                    tilt.ageing.push(source as u32);
                }
            }
        }
        tilt.token += 1;
        let next = -tilt.generator.unit().ln() / tilt.total;
        tilt.refresh = hasten && quickest * STALE < next;
        let next = if tilt.refresh { quickest * STALE } else { next };
        if next.is_finite() {
            self.agenda
                .set(self.now + next, Due::Tilted { token: tilt.token });
        }
        self.tilt = Some(tilt);
    }

    /// Whether the next timer is one of altered failures that has been set anew since.
    pub(super) fn is_overtaken(&self) -> bool {
        let token = self.tilt.as_ref().map(|tilt| tilt.token);
        matches!(self.agenda.next(), Some(Due::Tilted { token: of }) if Some(of) != token)
    }

    /// The next altered failure.
    pub(super) fn fail_tilted(&mut self, token: u32) {
        let tilt = self.tilt.as_mut();
        let Some(tilt) = tilt.filter(|tilt| tilt.token == token && !tilt.refresh) else {
            return;
        };
        let mut left = tilt.generator.unit() * tilt.total;
        let mut chosen = None;
        for (source, &rate) in tilt.rates.iter().enumerate() {
            if rate > 0.0 {
                chosen = Some((source as u32, rate));
                left -= rate;
                if left < 0.0 {
                    break;
                }
            }
        }
        let Some((source, rate)) = chosen else {
            return;
        };
        let process = self.process(source);
        let living = &self.living[source as usize];
        let natural = living.speed / process.fails_mean;
        let age = living.age_at(self.now);
        let law = process.law.as_ref();
        let hazard = law.map_or(0.0, |law| living.speed * hazard(law, age));
        if let Some(tilt) = &mut self.tilt {
            let ratio = hazard / rate;
            tilt.weight *= if ratio.is_finite() { ratio } else { 0.0 };
            tilt.hastened += u32::from(rate > natural);
        }
        self.fail(source, source);
    }

    /// Whether a source's failures come by the altered rates.
    pub(super) fn is_tilted(&self, process: &Process) -> bool {
        self.tilt.is_some() && process.alterable
    }
}
