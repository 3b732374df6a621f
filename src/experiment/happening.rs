//! What happens when a source goes down: its outage, and those of all that it strikes, each repaired when its crew has time.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    engine::{Generator, Outage, Process, Processes, WEEK, finish},
    topology::{Architecture, CrewId, SourceId, Strikes, Topology},
};

/// An outage and all that it brings about.
#[derive(Debug, Clone, Default)]
pub struct Happening {
    /// Which source of the plan is down, and when.
    pub outages: Vec<(u32, Outage)>,
    /// When the last of them is over [h].
    pub end: f64,
}

impl Happening {
    /// The same without what cannot be: a source that is down already neither fails nor is struck.
    pub fn after(mut self, first: &Self) -> Self {
        self.outages.retain(|(source, outage)| {
            let mut before = first.outages.iter().filter(|it| it.0 == *source);
            !before.any(|(_, first)| first.start <= outage.start && outage.start < first.end)
        });
        self
    }

    /// Each of its outages apart from the others.
    pub fn apart(&self) -> impl Iterator<Item = Self> + '_ {
        self.outages.iter().map(|outage| Self {
            outages: vec![*outage],
            end: outage.1.end,
        })
    }
}

/// Draws happenings of one architecture.
#[derive(Debug, Clone)]
pub struct Happenings<'a> {
    topology: &'a Topology,
    processes: &'a Processes<'a>,
    pub strikes: Arc<Strikes>,
    /// Per source whose repair rests while others are down, these others.
    needs: BTreeMap<SourceId, Vec<SourceId>>,
    /// What a shock strikes is down for as long as is asked for, not each for a time of its own.
    alike: bool,
}

impl<'a> Happenings<'a> {
    /// Mean length of an outage and what it brings about, roughly [h].
    pub fn length(&self, source: SourceId) -> f64 {
        let of = |source: SourceId| self.process(source);
        let struck = self.strikes.get(&source).into_iter().flatten();
        let longest = struck.map(|(struck, _)| of(*struck).lasts_mean);
        let own = if of(source).is_shock {
            0.0
        } else {
            of(source).lasts_mean
        };
        longest.fold(own, f64::max)
    }

    /// Of an architecture.
    pub fn new(
        topology: &'a Topology,
        architecture: &Architecture,
        processes: &'a Processes<'a>,
    ) -> Self {
        let strikes = Arc::new(architecture.strikes(&topology.sources));
        Self {
            needs: architecture.repair_needs(),
            ..Self::of_strikes(topology, strikes, processes)
        }
    }

    /// Where it is known who strikes whom.
    pub fn of_strikes(
        topology: &'a Topology,
        strikes: Arc<Strikes>,
        processes: &'a Processes<'a>,
    ) -> Self {
        Self {
            topology,
            processes,
            strikes,
            needs: BTreeMap::new(),
            alike: false,
        }
    }

    /// All sources of the plan made ready.
    pub fn processes(&self) -> &'a [Process] {
        self.processes.ready()
    }

    /// One of them.
    pub fn process(&self, source: SourceId) -> &'a Process {
        &self.processes()[source.index()]
    }

    /// The same with all that a shock strikes down for as long as is asked for.
    pub fn alike(self) -> Self {
        Self {
            alike: true,
            ..self
        }
    }

    /// A source and all that its outage can bring about, each once; no more than `most` are looked for.
    fn brings_about(&self, source: SourceId, most: usize) -> BTreeSet<SourceId> {
        let mut met = BTreeSet::from([source]);
        let mut open = vec![source];
        while let Some(source) = open.pop() {
            for (struck, _) in self.strikes.get(&source).into_iter().flatten() {
                if met.len() < most && met.insert(*struck) {
                    open.push(*struck);
                }
            }
        }
        met
    }

    /// How many sources an outage of this one can take down, itself counted, up to `most`.
    pub fn most_outages(&self, source: SourceId, most: usize) -> usize {
        self.brings_about(source, most).len()
    }

    /// Whether a repair may have to wait after an outage of this source alone: a crew keeps hours, or has more to do at once
    /// than it has members; or it takes something else that is down by it.
    pub fn waits(&self, source: SourceId) -> bool {
        let mut work: BTreeMap<CrewId, u32> = BTreeMap::new();
        let down = self.brings_about(source, usize::MAX);
        let rests = |source| self.needed_by(source).iter().any(|it| down.contains(it));
        if down.iter().any(rests) {
            return true;
        }
        for source in down {
            let of = &self.topology.sources[source];
            if let Some(repair) = of.repair.filter(|_| !of.is_shock) {
                *work.entry(repair.crew).or_default() += 1;
            }
        }
        let crews = &self.topology.crews;
        work.iter()
            .any(|(crew, work)| crews[crew].hours.is_some() || *work > crews[crew].size)
    }

    /// A source goes down at hour `start`, for `length` [h] of repair.
    pub fn draw(
        &self,
        source: SourceId,
        start: f64,
        length: f64,
        generator: &mut Generator,
    ) -> Happening {
        let mut happening = Happening {
            outages: Vec::new(),
            end: start,
        };
        let mut work: BTreeMap<CrewId, Vec<(u32, usize)>> = BTreeMap::new();
        let cause = source.index() as u32;
        // One that strikes nobody needs no lists.
        let is_striker = self.strikes.contains_key(&source);
        let (mut down, mut open) = (BTreeSet::new(), Vec::new());
        let mut first = Some((source, length));
        while let Some((source, length)) = first.take().or_else(|| open.pop()) {
            // Several may strike one; it goes down once.
            if is_striker && !down.insert(source) {
                continue;
            }
            let of = &self.topology.sources[source];
            // A shock is an instant; only those it strikes are down.
            if !of.is_shock {
                if let Some(repair) = of.repair {
                    let asked = work.entry(repair.crew).or_default();
                    asked.push((repair.priority, happening.outages.len()));
                }
                let outage = Outage {
                    start,
                    end: start + length,
                    ordinal: 0,
                    reaches: true,
                    cause,
                };
                happening.outages.push((source.index() as u32, outage));
            }
            for &(struck, chance) in self.strikes.get(&source).into_iter().flatten() {
                let strikes = chance >= 1.0 || generator.unit() < chance;
                if strikes && !down.contains(&struck) {
                    let lasts = &self.process(struck).lasts;
                    let own = lasts.at(generator.unit());
                    open.push((
                        struck,
                        if self.alike && of.is_shock {
                            length
                        } else {
                            own
                        },
                    ));
                }
            }
        }
        for (crew, asked) in work {
            self.repair(crew, asked, &mut happening, generator);
        }
        self.rest(&mut happening);
        let ends = happening.outages.iter().map(|(_, outage)| outage.end);
        happening.end = ends.fold(start, f64::max);
        happening
    }

    /// What the repair of a source takes.
    fn needed_by(&self, source: &SourceId) -> &[SourceId] {
        self.needs.get(source).map_or(&[], Vec::as_slice)
    }

    /// Lets repairs begin once all is up again that they take; all of it went down at once.
    fn rest(&self, happening: &mut Happening) {
        let place = |id: &SourceId, all: &[(u32, Outage)]| {
            let mut all = all.iter();
            all.position(|it| it.0 as usize == id.index())
        };
        let own: Vec<Outage> = happening.outages.iter().map(|it| it.1).collect();
        // No repair takes itself, through however many others, so after as many rounds as there are outages nothing moves.
        for _ in 0..happening.outages.len().min(self.needs.len()) {
            for (id, needs) in &self.needs {
                let Some(rests) = place(id, &happening.outages) else {
                    continue;
                };
                let places = needs.iter().filter_map(|it| place(it, &happening.outages));
                let ends = places.map(|it| happening.outages[it].1.end);
                let Outage { start, end, .. } = own[rests];
                let begins = ends.fold(start, f64::max);
                happening.outages[rests].1.end = begins + (end - start);
            }
        }
    }

    /// A crew, free at first, repairs what it was asked for at once: (priority, place among the outages).
    fn repair(
        &self,
        crew: CrewId,
        mut asked: Vec<(u32, usize)>,
        happening: &mut Happening,
        generator: &mut Generator,
    ) {
        let crew = &self.topology.crews[crew];
        let monday = match crew.hours {
            Some(_) => generator.unit() * WEEK,
            None => 0.0,
        };
        // By priority, then in the order of the outages.
        asked.sort_unstable();
        let mut free: Vec<f64> = Vec::new();
        for (_, place) in asked {
            let outage = &mut happening.outages[place].1;
            let begins = if free.len() < crew.size as usize {
                outage.start
            } else {
                let soonest =
                    (0..free.len()).min_by(|one, other| free[*one].total_cmp(&free[*other]));
                soonest.map_or(outage.start, |it| free.swap_remove(it))
            };
            outage.end = finish(crew, begins, outage.end - outage.start, monday);
            free.push(outage.end);
        }
    }
}
