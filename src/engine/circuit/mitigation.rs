//! Mitigations with their laws ready to be drawn from.

use crate::{
    engine::{sampler::Sampler, stream::name_hash},
    topology,
};

/// A mitigation of the plan.
#[derive(Debug)]
pub struct Mitigation {
    /// Hash of its name.
    pub stream: u64,
    /// Chance that it works in an outage.
    pub works: f64,
    /// What it does if it works.
    pub effect: Effect,
}

/// What a mitigation does to the time in which an outage is felt.
#[derive(Debug)]
pub enum Effect {
    /// Ends it so long after the outage began.
    After(Sampler),
    /// Nothing is felt for so long at first.
    CoversFirst(Sampler),
}

impl Mitigation {
    /// Prepares a mitigation of the plan.
    pub fn new(mitigation: &topology::Mitigation) -> Self {
        Self {
            stream: name_hash(&mitigation.name),
            works: mitigation.works,
            effect: match &mitigation.effect {
                topology::Effect::After(law) => Effect::After(Sampler::new(law)),
                topology::Effect::CoversFirst(law) => Effect::CoversFirst(Sampler::new(law)),
            },
        }
    }
}

impl Effect {
    /// What is left of the time `(from, to)` in which an outage that began at `start` is felt [h]; `unit` is the draw.
    pub fn shorten(&self, start: f64, (from, to): (f64, f64), unit: f64) -> (f64, f64) {
        match self {
            Self::After(law) => (from, to.min(start + law.at(unit))),
            Self::CoversFirst(law) => (from.max(start + law.at(unit)), to),
        }
    }
}
