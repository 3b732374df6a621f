//! Which numbers the sources take from where: one number, one ignorance. Whatever takes its number from one place of the
//! catalog or the plan shares what is believed of it.

use crate::diagnostic::Span;
use crate::plan::architecture::complexity::Complexity;
use crate::plan::failure::maintenance::Maintenance;
use crate::plan::failure::numbers::{ASPECTS, GIVEN, Numbers, Written};
use crate::plan::text::Entry;
use crate::topology::{Aspect, Belief, Taken, Topology, Unknown, UnknownId};
use std::cell::RefCell;
use std::collections::HashMap;

/// Every number that a source was given, each once, in the order of their first use.
#[derive(Debug)]
pub(super) struct Register {
    /// Where each architecture is written.
    architectures: Vec<(Span, String)>,
    noted: RefCell<Noted>,
}

#[derive(Debug, Default)]
struct Noted {
    all: Vec<(Taken, Option<Belief>)>,
    by_name: HashMap<(String, Aspect), Vec<UnknownId>>,
}

impl Register {
    /// Of nothing yet; `architectures` as the plan writes them.
    pub(super) fn new(architectures: &[Entry]) -> Self {
        let place = |entry: &Entry| {
            let span = entry.key_span.start..entry.value.span.end.max(entry.key_span.end);
            (span, entry.key.clone())
        };
        Self {
            architectures: architectures.iter().map(place).collect(),
            noted: RefCell::default(),
        }
    }

    /// Notes the numbers of a source. The ids are those of this register until [`Register::settle`].
    pub(super) fn note(&self, numbers: &Numbers) -> Vec<UnknownId> {
        let each = ASPECTS.iter().zip(&numbers.written);
        each.filter_map(|((aspect, _), written)| {
            Some(self.note_one(written.as_ref()?, *aspect, numbers.value(*aspect)?))
        })
        .collect()
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
            span: Some(complexity.name.span.clone()),
            belief: complexity
                .range
                .map(|(low, high)| Belief::Range { low, high }),
            evidence: GIVEN.to_owned(),
            as_of: String::new(),
        };
        self.note_one(&written, Aspect::Complexity, complexity.factor)
    }

    fn note_one(&self, written: &Written, aspect: Aspect, value: f64) -> UnknownId {
        let number = Taken {
            name: self.name(written),
            aspect,
            value,
            origin: if written.span.is_some() {
                "plan"
            } else {
                "catalog"
            }
            .to_owned(),
            evidence: written.evidence.clone(),
            as_of: written.as_of.clone(),
        };
        let noted = &mut *self.noted.borrow_mut();
        let key = (number.name.clone(), aspect);
        let ids = noted.by_name.entry(key).or_default();
        let number = (number, written.belief);
        let same = |id: &&UnknownId| noted.all.get(id.0 as usize) == Some(&number);
        if let Some(id) = ids.iter().find(same) {
            return *id;
        }
        // Bounded as the sources are.
        let id = UnknownId(u32::try_from(noted.all.len()).unwrap_or(u32::MAX));
        ids.push(id);
        noted.all.push(number);
        id
    }

    /// What a number is of, and the architecture that has it for its own.
    fn name(&self, written: &Written) -> String {
        let own = written.span.as_ref().and_then(|span| {
            let mut all = self.architectures.iter();
            all.find(|(place, _)| place.contains(&span.start))
        });
        match own {
            Some((_, architecture)) => format!("{} in {architecture}", written.name),
            None => written.name.clone(),
        }
    }

    /// Hands over the numbers of the sources that there are, those that nobody knows apart from those taken as known.
    pub(super) fn settle(&self, topology: &mut Topology) {
        let all = &self.noted.borrow().all;
        let mut used = vec![false; all.len()];
        let ids = topology.sources.iter().flat_map(|source| &source.unknowns);
        for id in ids {
            if let Some(used) = used.get_mut(id.0 as usize) {
                *used = true;
            }
        }
        let mut places = vec![None; all.len()];
        for (index, (number, belief)) in all.iter().enumerate() {
            let number = number.clone();
            match belief {
                _ if !used.get(index).copied().unwrap_or(false) => {}
                None => topology.taken.push(number),
                Some(belief) => {
                    let id = u32::try_from(topology.unknowns.len()).unwrap_or(u32::MAX);
                    places[index] = Some(UnknownId(id));
                    topology.unknowns.push(Unknown {
                        name: number.name,
                        aspect: number.aspect,
                        value: number.value,
                        belief: *belief,
                        origin: number.origin,
                        evidence: number.evidence,
                        as_of: number.as_of,
                    });
                }
            }
        }
        for source in &mut topology.sources {
            let ids = source.unknowns.iter();
            let kept = ids.filter_map(|id| places.get(id.0 as usize).copied().flatten());
            source.unknowns = kept.collect();
        }
    }
}
