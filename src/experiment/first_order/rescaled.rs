//! An architecture whose losses are worked out anew with other numbers: of its structure all is kept, its static part included.

use std::sync::Arc;

use super::{
    FirstOrder, PURPOSE,
    design::{Design, Frame},
    overlap::overlap,
    sums::{Term, sums},
};
use crate::{
    engine::{Circuit, Key, Processes},
    exact::{Charge, Exact, Lone, Merging, Renewable, Settings, static_charges},
    experiment::happening::Happenings,
    experiment::losses::Losses,
    topology::{Architecture, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Draws of a single outage that cannot be computed, in a scenario.
const SCENARIO_DRAWS: u64 = 512;

/// An architecture whose losses are worked out anew with other numbers; each thread has its own.
#[derive(Debug, Clone)]
pub struct Rescaled<'a> {
    /// What is known of it with the plan's numbers, those that overlap included.
    planned: Option<&'a FirstOrder>,
    counted: &'a Architecture,
    lone: Arc<Lone<'a>>,
    frame: Arc<Frame>,
    fixed: Fixed<'a>,
    seed: u64,
    /// What outages by themselves cost with the plan's numbers [h a year].
    own: [f64; 3],
    /// Per source what of that is beyond the static part.
    terms: Arc<[Term]>,
    spare: Spare,
}

/// What was compiled for the last scenario; each thread compiles its own.
#[derive(Debug, Default)]
struct Spare(Option<[Circuit; 2]>);

impl Clone for Spare {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// What outages cost apart from each other with the plan's numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Apart {
    /// Time without service, requests lost beside it, and data [h a year].
    pub all: [f64; 3],
    /// The most that those that overlap take off downtime and lost service together [h a year]; `None` where nobody knows.
    pub overlap: Option<f64>,
}

/// Its static part.
#[derive(Debug, Clone)]
struct Fixed<'a> {
    merging: Merging,
    topology: Topology,
    answer: Renewable<'a>,
}

impl Fixed<'_> {
    fn exact(&mut self, scenario: &Topology) -> Option<Exact> {
        self.merging.merge(scenario, &mut self.topology);
        self.answer.exact(&self.topology).ok()
    }
}

impl<'a> Rescaled<'a> {
    /// Of an architecture without maintenance that does not count; `fixed` is its static part, `planned` what is known of it with the
    /// plan's numbers: without it outages are taken to cost what they do apart. `None` where that cannot be worked out.
    pub fn new(
        (topology, counted, settings): (&'a Topology, &'a Architecture, &Settings),
        (bare, fixed): &'a (Topology, Architecture),
        planned: Option<&'a FirstOrder>,
        seed: u64,
    ) -> Option<Self> {
        let processes = Processes::new(topology);
        let happenings = Happenings::new(topology, counted, &processes);
        let frame = Frame::new(topology, counted, fixed.clone(), &happenings).ok()?;
        let merging = Merging::new(topology, counted.felt(&topology.sources)).ok()?;
        let mut rescaled = Self {
            planned,
            counted,
            lone: Arc::new(Lone::among(settings, topology, counted)),
            frame: Arc::new(frame),
            fixed: Fixed {
                merging,
                topology: bare.clone(),
                answer: Renewable::among(&settings.courses, bare, fixed).ok()?,
            },
            seed,
            own: [0.0; 3],
            terms: Arc::default(),
            spare: Spare::default(),
        };
        let (own, terms) = rescaled.summed(topology, None)?;
        (rescaled.own, rescaled.terms) = (own, terms.into());
        Some(rescaled)
    }

    /// What outages cost apart with the plan's numbers, those of `topology`.
    pub fn apart(&mut self, topology: &Topology) -> Option<Apart> {
        let all = self.own;
        self.designed((topology, None), |design, lone| Apart {
            all,
            overlap: overlap(design, lone),
        })
    }

    /// What sources are charged with of the static part, with the plan's numbers, those of `topology`.
    pub fn static_charges(&mut self, topology: &Topology) -> Option<Vec<Charge>> {
        let fixed = &mut self.fixed;
        fixed.merging.merge(topology, &mut fixed.topology);
        static_charges(topology, &fixed.topology, &mut fixed.answer)
    }

    /// Per source what its outages cost beyond the static part with the plan's numbers.
    pub fn terms(&self) -> Arc<[Term]> {
        self.terms.clone()
    }

    /// The same in a scenario, in which it is `moved` if its laws of failover are others.
    pub fn terms_in(
        &mut self,
        scenario: &Topology,
        moved: Option<&Architecture>,
    ) -> Option<Vec<Term>> {
        Some(self.summed(scenario, moved)?.1)
    }

    /// Its expected losses in a scenario, in which it is `moved` if its laws of failover are others; pairs, a small part, are taken to grow
    /// as the square of the rest; and per source what outages by themselves cost beyond the static part. `None` where they cannot be worked
    /// out.
    pub fn in_scenario(
        &mut self,
        scenario: &Topology,
        moved: Option<&Architecture>,
    ) -> Option<(Losses, Vec<Term>)> {
        let (single, terms) = self.summed(scenario, moved)?;
        let times = if self.own[0] > 0.0 {
            single[0] / self.own[0]
        } else {
            1.0
        };
        let planned = self.planned;
        let hours = planned.map_or(single, |it| it.with_overlaps(self.own, single, times));
        let [downtime, lost_service, data_lost] = hours.map(|hours| hours * MINUTES_PER_HOUR);
        let losses = Losses {
            downtime,
            lost_service,
            data_lost,
        };
        Some((losses.within(HOURS_PER_YEAR * MINUTES_PER_HOUR), terms))
    }

    /// What outages by themselves cost [h a year]: downtime with the static part, lost service, lost data; and per source what of it is
    /// beyond the static part.
    fn summed(
        &mut self,
        scenario: &Topology,
        moved: Option<&Architecture>,
    ) -> Option<([f64; 3], Vec<Term>)> {
        let key = Key::of_life(self.seed, PURPOSE);
        self.designed((scenario, moved), |design, lone| {
            let sums = sums(design, lone, (key, SCENARIO_DRAWS));
            let at_rest = lone.lost_at_rest() * HOURS_PER_YEAR;
            let hours = [
                sums.fixed + sums.all.downtime,
                at_rest + sums.all.lost_service,
                sums.all.data,
            ];
            (hours, sums.terms)
        })
    }

    /// Makes it ready for its sums in a scenario, and reads what is asked for.
    fn designed<R>(
        &mut self,
        (scenario, moved): (&Topology, Option<&Architecture>),
        read: impl FnOnce(&Design<'_>, &Lone<'_>) -> R,
    ) -> Option<R> {
        let exact = self.fixed.exact(scenario)?;
        let processes = Processes::new(scenario);
        let frame = (&self.frame, exact, self.spare.0.take());
        let counted = moved.unwrap_or(self.counted);
        let design = Design::in_scenario(frame, scenario, counted, &processes).ok()?;
        let lone = match moved {
            Some(moved) => Lone::among(&Settings::of_a_scenario(), scenario, moved),
            None => self.lone.in_scenario(scenario),
        };
        let found = read(&design, &lone);
        self.spare = Spare(design.into_circuits());
        Some(found)
    }
}
