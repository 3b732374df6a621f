//! Further failures that could come, and one of them chosen.
//!
//! While a path is open, every source that may fail has an expected number of failures p in each piece of it: how far its cumulative
//! hazard grows. The (piece, source) chosen has probability q = 0.85 · p·g/Σp·g + 0.15 · p/Σp, with g the worth, and counts by p/q.
//! Both parts of q are drawn by a reservoir as the path is lived (Chao, "A general purpose unequal probability sampling
//! plan", *Biometrika* 69, 1982), so that no more than two states have to be kept.

use super::worth::Outlook;
use crate::{
    engine::{
        circuit::Circuit,
        machine::{Service, Sources, System},
        process::Process,
        stream::Generator,
    },
    law::{Law, Side},
};

/// Share of the choice that goes by worth; the rest goes by hazard alone.
const BY_WORTH: f64 = 0.85;

/// The candidates of one path.
#[derive(Debug)]
pub struct Candidates<'a> {
    by_hazard: Reservoir<'a>,
    by_worth: Reservoir<'a>,
    /// In the present piece, per source: (p, p·g), both times what the coins count.
    piece: Vec<(f64, f64)>,
}

/// One of many, chosen in proportion to what each is worth, while they come by.
#[derive(Debug)]
struct Reservoir<'a> {
    total: f64,
    candidate: Candidate,
    state: System<'a>,
}

/// A source that may fail in a piece of a path.
#[derive(Debug, Clone, Copy, Default)]
struct Candidate {
    source: u32,
    /// Expected number of failures that reach us, in the piece, times what the coins count there.
    expected: f64,
    /// The same times what one is worth [h].
    worth: f64,
    /// How long the piece lasts [h].
    hours: f64,
}

/// A failure that was chosen: the source, and by how much it counts. The state is that of the moment before.
#[derive(Debug)]
pub struct Chosen {
    pub source: u32,
    pub weight: f64,
}

impl<'a> Candidates<'a> {
    /// None yet.
    pub fn new(circuit: &'a Circuit, processes: &'a [Process]) -> Self {
        let reservoir = || Reservoir {
            total: 0.0,
            candidate: Candidate::default(),
            state: all_dynamic(circuit, processes),
        };
        Self {
            by_hazard: reservoir(),
            by_worth: reservoir(),
            piece: vec![(0.0, 0.0); circuit.sources.len()],
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        (self.by_hazard.total, self.by_worth.total) = (0.0, 0.0);
    }

    /// Σp: failures that are expected.
    pub fn expected(&self) -> f64 {
        self.by_hazard.total
    }

    /// Σp·g: what they are worth [h].
    pub fn worth(&self) -> f64 {
        self.by_worth.total
    }

    /// All that could fail in the next `hours` of a state.
    pub fn add(
        &mut self,
        state: &System<'a>,
        hours: f64,
        outlook: &mut Outlook<'_>,
        generator: &mut Generator,
    ) {
        let sources = &state.service.sources;
        let counts = state.service.coins.weight();
        let rate_of_end = rate_of_next_repair(state, hours);
        outlook.look(sources.down());
        let (mut expected, mut valued) = (0.0, 0.0);
        for (source, piece) in (0u32..).zip(&mut self.piece) {
            let process = sources.process(source);
            *piece = (0.0, 0.0);
            if process.alterable {
                let p = process.reach * growth(process, sources, source, state.service.now, hours);
                if p > 0.0 {
                    let outage = 1.0 / (rate_of_end + 1.0 / process.lasts_mean.max(1e-6));
                    *piece = (counts * p, counts * p * outlook.worth(source, outage));
                    expected += piece.0;
                    valued += piece.1;
                }
            }
        }
        let pieces = &self.piece;
        self.by_hazard
            .offer(expected, state, hours, pieces, |it| it.0, generator);
        self.by_worth
            .offer(valued, state, hours, pieces, |it| it.1, generator);
    }

    /// Chooses one, if there are any, and puts `state` where it fails.
    pub fn choose(&mut self, state: &mut System<'a>, generator: &mut Generator) -> Option<Chosen> {
        if self.by_hazard.total <= 0.0 {
            return None;
        }
        let by_worth = self.by_worth.total > 0.0 && generator.unit() < BY_WORTH;
        let from = if by_worth {
            &mut self.by_worth
        } else {
            &mut self.by_hazard
        };
        let candidate = from.candidate;
        std::mem::swap(state, &mut from.state);
        let by_hazard = candidate.expected / self.by_hazard.total;
        let probability = if self.by_worth.total > 0.0 {
            BY_WORTH * candidate.worth / self.by_worth.total + (1.0 - BY_WORTH) * by_hazard
        } else {
            by_hazard
        };
        let service = &mut state.service;
        service.now += moment(service, candidate, generator.unit());
        Some(Chosen {
            source: candidate.source,
            weight: candidate.expected / probability,
        })
    }
}

impl<'a> Reservoir<'a> {
    /// Takes one of the sources of a piece in place of what it holds, with the chance that is theirs.
    fn offer(
        &mut self,
        share: f64,
        state: &System<'a>,
        hours: f64,
        pieces: &[(f64, f64)],
        part: impl Fn((f64, f64)) -> f64,
        generator: &mut Generator,
    ) {
        if share <= 0.0 {
            return;
        }
        self.total += share;
        if generator.unit() * self.total >= share {
            return;
        }
        let mut left = generator.unit() * share;
        for (source, &piece) in (0u32..).zip(pieces) {
            if part(piece) > 0.0 {
                self.candidate = Candidate {
                    source,
                    expected: piece.0,
                    worth: piece.1,
                    hours,
                };
                left -= part(piece);
                if left < 0.0 {
                    break;
                }
            }
        }
        self.state.copy(state);
    }
}

/// A system in which every source is dynamic.
pub fn all_dynamic<'a>(circuit: &'a Circuit, processes: &'a [Process]) -> System<'a> {
    System::new(Service::new(
        circuit,
        Sources::all_dynamic(circuit, processes),
    ))
}

/// One over the time from the middle of a piece to the next repair that is known [1/h]; 0 where none is.
fn rate_of_next_repair(state: &System<'_>, hours: f64) -> f64 {
    let middle = state.service.now + hours / 2.0;
    let repairs = state.service.sources.felt().map(|it| it.1.repaired_at);
    let next = repairs
        .filter(|&at| at > middle)
        .fold(f64::INFINITY, f64::min);
    1.0 / (next - middle)
}

/// How far the cumulative hazard of a source grows in so many hours, as things are: its expected failures.
fn growth(process: &Process, sources: &Sources<'_>, source: u32, now: f64, hours: f64) -> f64 {
    let state = sources.of(source);
    if !state.is_up() {
        return 0.0;
    }
    let older = hours * state.speed;
    match &process.law {
        None => 0.0,
        Some(Law::Exponential { mean }) => older / mean,
        Some(law) => {
            let age = state.age_at(now);
            let growth = cumulative(law, age + older) - cumulative(law, age);
            if growth.is_finite() { growth } else { 0.0 }
        }
    }
}

/// How long after the beginning of its piece a candidate fails [h]: where its cumulative hazard has grown by the share `unit`.
fn moment(service: &Service<'_>, candidate: Candidate, unit: f64) -> f64 {
    let Candidate { source, hours, .. } = candidate;
    let process = service.sources.process(source);
    let state = service.sources.of(source);
    let (Some(law), Some(fails)) = (&process.law, &process.fails) else {
        return unit * hours;
    };
    if process.memoryless {
        return unit * hours;
    }
    let age = state.age_at(service.now);
    let growth = candidate.expected / service.coins.weight() / process.reach;
    let beyond = law.beyond(age, Side::After) * (-growth * unit).exp();
    ((fails.exceeded(beyond) - age) / state.speed).clamp(0.0, hours)
}

/// ∫ hazard from age 0 to `age`: −ln P(T > age).
fn cumulative(law: &Law, age: f64) -> f64 {
    -law.beyond(age, Side::After).ln()
}
