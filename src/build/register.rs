//! Which numbers the sources take from where: one number, one ignorance. Whatever takes its number from one place of the
//! catalog or the plan shares what is believed of it.

use crate::catalog::{Evidence, EvidenceKind};
use crate::catalog::{Numbers, Written};
use crate::diagnostic::Span;
use crate::plan::architecture::complexity::Complexity;
use crate::plan::failure::failover::Takeover;
use crate::plan::failure::maintenance::Maintenance;
use crate::plan::failure::numbers::ASPECTS;
use crate::topology::{Architecture, Aspect, Belief, Table, Taken, Topology, Unknown, UnknownId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Standard deviation of the logarithm of what a rate is in another time, as a multiple of what was counted.
const DRIFT: f64 = 0.4;
/// The 95 % point of the standard normal law.
const NORMAL_95: f64 = 1.644_853_626_951_472_2;
/// Where that comes from.
const DRIFT_SOURCE: &str = "back-test on the feeds of AWS, Google and ten vendors 2018 to 2026";
/// And what it says.
const DRIFT_SAYS: &str = "90 % ranges of counts held 46 of 62 later counts (74 %). Widened by a factor whose logarithm has a standard \
                          deviation of 0.4 they held 56 (90 %), so 0.4 is taken";

/// Every number that a source was given, each once, in the order of their first use.
#[derive(Debug)]
pub(super) struct Register {
    /// Where each architecture, and each option of a choice, is written.
    places: Vec<(Span, String)>,
    noted: RefCell<Noted>,
}

/// A number, what is believed of it where anything is, and of a law of failover the architecture or option that has it for its own.
type Note = (Taken, Option<Belief>, Option<String>);

#[derive(Debug, Default)]
struct Noted {
    all: Table<UnknownId, Note>,
    by_name: HashMap<(String, Aspect), Vec<UnknownId>>,
}

impl Register {
    /// Of nothing yet; `places` are those in the plan that numbers are named after.
    pub(super) fn new(places: Vec<(Span, String)>) -> Self {
        Self {
            places,
            noted: RefCell::default(),
        }
    }

    /// Notes the numbers of a source. The ids are those of this register until [`Register::settle`].
    pub(super) fn note(&self, numbers: &Numbers) -> Vec<UnknownId> {
        let each = ASPECTS.iter().zip(&numbers.written);
        let each = each.filter_map(|((aspect, _), written)| {
            let (written, value) = (written.as_ref()?, numbers.value(*aspect)?);
            // That all of it is felt is as good as nothing said, and no number that could be off.
            let is_whole = aspect.is_share() && value >= 1.0 && written.belief.is_none();
            (!is_whole).then(|| self.note_one(written, *aspect, value))
        });
        let drift = numbers.drift.iter().map(|kind| self.note_drift(kind));
        each.chain(drift).collect()
    }

    /// Notes that things of a kind drift: one factor for all of them.
    fn note_drift(&self, kind: &str) -> UnknownId {
        let end = (NORMAL_95 * DRIFT).exp();
        let written = Written {
            name: kind.to_owned(),
            in_plan: false,
            span: None,
            belief: Some(Belief::Range {
                low: 1.0 / end,
                high: end,
            }),
            evidence: Arc::new([Evidence {
                kind: EvidenceKind::Derived,
                source: DRIFT_SOURCE.to_owned(),
                as_of: "2026-08".to_owned(),
                says: DRIFT_SAYS.to_owned(),
                of: Vec::new(),
            }]),
        };
        self.note_one(&written, Aspect::Drift, 1.0)
    }

    /// Notes how long planned work takes.
    pub(super) fn note_length(&self, maintenance: &Maintenance) -> Vec<UnknownId> {
        let median = maintenance.lasts.value.median();
        let written = maintenance.written.iter().filter(|_| median > 0.0);
        written
            .map(|written| self.note_one(written, Aspect::Length, median))
            .collect()
    }

    /// Notes by how much more often something fails in an architecture.
    pub(super) fn note_factor(&self, complexity: &Complexity) -> UnknownId {
        let written = Written {
            name: complexity.name.value.clone(),
            in_plan: true,
            span: Some(complexity.name.span.clone()),
            belief: complexity
                .range
                .map(|(low, high)| Belief::Range { low, high }),
            evidence: Arc::new([Evidence::given("")]),
        };
        self.note_one(&written, Aspect::Complexity, complexity.factor)
    }

    /// Notes the numbers of a law of failover that have a range. It is the same people and tools that switch in every architecture: what
    /// several of them write alike is one number, and what they write otherwise is drawn alike.
    pub(super) fn note_moves(&self, takeover: &Takeover) -> Vec<UnknownId> {
        let each = takeover.ranges.iter().filter_map(|(number, written)| {
            let value = takeover.law.value(*number).filter(|value| *value > 0.0)?;
            Some(self.note_one(written, Aspect::Move(*number), value))
        });
        each.collect()
    }

    fn note_one(&self, written: &Written, aspect: Aspect, value: f64) -> UnknownId {
        let place = self.place(written);
        let is_move = matches!(aspect, Aspect::Move(_));
        let name = match place {
            Some(place) if !is_move => format!("{} in {place}", written.name),
            _ => written.name.clone(),
        };
        let number = Taken {
            name,
            aspect,
            value,
            origin: if written.in_plan { "plan" } else { "catalog" }.to_owned(),
            evidence: written.evidence.clone(),
        };
        let noted = &mut *self.noted.borrow_mut();
        let key = (number.name.clone(), aspect);
        let ids = noted.by_name.entry(key).or_default();
        let same = |id: &&UnknownId| {
            let (other, belief, _) = &noted.all[**id];
            (other, *belief) == (&number, written.belief)
        };
        if let Some(id) = ids.iter().find(same) {
            return *id;
        }
        let place = place.filter(|_| is_move).map(str::to_owned);
        let id = noted.all.push((number, written.belief, place));
        ids.push(id);
        id
    }

    /// The architecture or option that has a number for its own.
    fn place(&self, written: &Written) -> Option<&str> {
        let span = written.span.as_ref()?;
        let mut all = self.places.iter();
        let own = all.find(|(place, _)| place.contains(&span.start));
        own.map(|(_, place)| place.as_str())
    }

    /// Hands over the numbers of the sources that there are, those that nobody knows apart from those taken as known.
    pub(super) fn settle(&self, topology: &mut Topology) {
        let Noted { all, by_name } = &*self.noted.borrow();
        let mut used = all.map(|_| false);
        let of_moves = topology.architectures.iter();
        let of_moves = of_moves.flat_map(Architecture::unknowns_of_moves);
        let of_sources = topology.sources.iter();
        let of_sources = of_sources.flat_map(|source| source.unknowns.iter().copied());
        for id in of_sources.chain(of_moves) {
            used[id] = true;
        }
        // A law that differs between architectures is named after them.
        let is_alone = |name: &str, aspect| {
            let ids = by_name.get(&(name.to_owned(), aspect));
            ids.is_none_or(|ids| ids.iter().filter(|id| used[**id]).count() < 2)
        };
        let mut places = all.map(|_| None);
        let mut taken = all.map(|_| None);
        for (note, (number, belief, place)) in all.iter_with_ids() {
            let number = number.clone();
            let name = match place {
                Some(place) if !is_alone(&number.name, number.aspect) => {
                    format!("{} in {place}", number.name)
                }
                _ => number.name.clone(),
            };
            match belief {
                _ if !used[note] => {}
                None => taken[note] = Some(topology.taken.push(number)),
                Some(belief) => {
                    let id = topology.unknowns.push(Unknown {
                        name,
                        drawn_as: number.name,
                        aspect: number.aspect,
                        value: number.value,
                        belief: *belief,
                        origin: number.origin,
                        evidence: number.evidence,
                    });
                    places[note] = Some(id);
                }
            }
        }
        for source in &mut topology.sources {
            let ids = std::mem::take(&mut source.unknowns);
            source.taken = ids.iter().filter_map(|id| taken[*id]).collect();
            source.unknowns = ids.iter().filter_map(|id| places[*id]).collect();
        }
        for architecture in &mut topology.architectures {
            let believed = architecture.if_independent.iter_mut();
            let believed = believed.flat_map(|it| it.groups.iter_mut());
            for group in architecture.groups.iter_mut().chain(believed) {
                let ids = std::mem::take(&mut group.unknowns);
                group.unknowns = ids.iter().filter_map(|id| places[*id]).collect();
            }
        }
    }
}
