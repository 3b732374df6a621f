//! All architectures while they are built: what they have in common, each thing once.

use super::architect;
use super::missing_rows::MissingRows;
use super::register::Register;
use super::sources::Sources;
use super::{ground, vendors};
use crate::diagnostic::{Diagnostic, quoted, suggestion};
use crate::language::{Problems, Spanned};
use crate::plan::architecture::candidate::Candidate;
use crate::plan::dependency;
use crate::plan::dependency::mitigation::Mitigation as WrittenMitigation;
use crate::plan::document::Document;
use crate::plan::names::Names;
use crate::plan::reference;
use crate::topology::{
    Architecture, Crew, CrewId, Effect, Mitigation, MitigationId, SourceId, Table, Topology,
};
use crate::units::{HOURS_PER_YEAR, format_count};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Most leaves of all architectures together.
const MOST_LEAVES: usize = 100_000;
/// Most outages of all its sources a year that an architecture may have.
const MOST_OUTAGES: f64 = 100_000.0;

/// A topology while it is built.
pub(super) struct Lowering<'a, 'w> {
    pub(super) world: &'a Names<'w>,
    pub(super) mitigations: &'a Table<MitigationId, WrittenMitigation>,
    pub(super) problems: &'a Problems,
    /// What an hour of the team's work costs [USD].
    pub(super) hour_of_work: Option<f64>,
    pub(super) sources: Sources,
    pub(super) architectures: Vec<Architecture>,
    pub(super) leaves: usize,
    /// Whether what one would have believed is built too.
    pub(super) with_copies: bool,
    /// Dependencies, by bare and by full name, that hurt anything in any architecture.
    pub(super) linked: HashSet<String>,
    /// The same of those that take down what hurts anything.
    pub(super) spreading: HashSet<String>,
    /// Crews of all architectures, each once.
    pub(super) crews: Table<CrewId, Crew>,
    /// Numbers of all sources, each once.
    pub(super) register: Rc<Register>,
    /// Names of all own dependencies seen.
    pub(super) own: HashSet<String>,
    /// Names of all components seen.
    pub(super) components: HashSet<String>,
    /// Rows that the price list lacks, in any architecture.
    pub(super) missing_rows: MissingRows,
}

impl<'a, 'w> Lowering<'a, 'w> {
    /// Nothing yet.
    pub(super) fn new(document: &'a Document<'w>, problems: &'a Problems) -> Self {
        Self {
            world: &document.names,
            mitigations: &document.mitigations,
            problems,
            hour_of_work: document.hour_of_work,
            sources: Sources::default(),
            architectures: Vec::new(),
            leaves: 0,
            with_copies: true,
            linked: HashSet::new(),
            spreading: HashSet::new(),
            crews: Table::new(),
            register: Rc::new(Register::new(document.places())),
            own: HashSet::new(),
            components: HashSet::new(),
            missing_rows: MissingRows::default(),
        }
    }

    /// Notes own dependencies by name, so that those of an architecture that could not be read count as known.
    pub(super) fn declare<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.own.extend(names.map(str::to_owned));
    }

    /// Builds one architecture.
    pub(super) fn add(&mut self, candidate: &Candidate<'w>) {
        let names = candidate
            .dependencies
            .iter()
            .map(|dependency| dependency.name.value.clone());
        self.own.extend(names);
        let components = candidate.components.iter();
        let components = components.map(|component| component.name.value.clone());
        self.components.extend(components);
        if let Some(architecture) = architect::build(self, candidate) {
            self.bound_outages(&architecture, candidate);
            self.architectures.push(architecture);
        }
    }

    /// Complains of an architecture that fails so often that simulating a single year of it takes long.
    fn bound_outages(&self, architecture: &Architecture, candidate: &Candidate<'_>) {
        let rate = |id: SourceId| {
            let source = &self.sources[id];
            if let Some(clock) = &source.clock {
                return Some(HOURS_PER_YEAR / clock.every);
            }
            let up = source.fails.as_ref()?.mean();
            Some(HOURS_PER_YEAR / (up + source.lasts.mean()))
        };
        let felt = architecture.felt(&self.sources.all);
        let outages: f64 = felt.into_iter().filter_map(rate).sum();
        if outages > MOST_OUTAGES {
            self.problems.error(
                &candidate.name.span,
                format!(
                    "this architecture has about {} outages a year",
                    format_count(outages, 0)
                ),
                "at most 100,000 can be simulated",
                "lower `fails`, which is for each replica, or the number of `replicas`",
            );
        }
    }

    /// Takes so many leaves from what is left; complains when there are not so many.
    pub(super) fn take_leaves(&mut self, count: usize, candidate: &Candidate<'_>) -> bool {
        let before = self.leaves;
        self.leaves = before.saturating_add(count);
        if self.leaves <= MOST_LEAVES {
            return true;
        }
        if before > MOST_LEAVES {
            // Said of the architecture that passed the limit.
            return false;
        }
        self.problems.error(
            &candidate.name.span,
            "the plan has more than 100,000 replicas and other things at sites in all",
            "the limit is passed in this architecture",
            "lower `replicas`, or split the plan into several files",
        );
        false
    }

    /// Where an architecture's crews are among all, by name.
    pub(super) fn crews(&mut self, candidate: &Candidate<'_>) -> HashMap<String, CrewId> {
        let mut ids = HashMap::new();
        for crew in &candidate.crews {
            let known = self.crews.find(|known| known == crew);
            let id = known.unwrap_or_else(|| self.crews.push(crew.clone()));
            ids.insert(crew.name.clone(), id);
        }
        ids
    }

    /// The names of all dependencies that hurt anything, directly or through others, bare and in full.
    pub(super) fn linked(&self) -> impl Iterator<Item = String> + '_ {
        self.linked.iter().chain(&self.spreading).cloned()
    }

    /// Says which mitigations are against nothing.
    pub(super) fn check_mitigations(&self) {
        let mut known: Vec<&str> = self
            .own
            .iter()
            .chain(&self.components)
            .map(String::as_str)
            .chain(self.world.dependencies())
            .collect();
        known.sort_unstable();
        known.dedup();
        for mitigation in self.mitigations {
            let what = format!("mitigation {}", quoted(&mitigation.name.value));
            for against in &mitigation.against {
                let bare = reference::bare(&against.value);
                if !known.contains(&bare) {
                    self.against_nothing(against, &what, &known);
                } else if !self.linked.contains(&against.value) && self.problems.errors() == 0 {
                    let is_component = self.components.contains(&against.value);
                    self.problems.push(
                        Diagnostic::warning(format!(
                            "{what} is against {}, which nothing uses",
                            quoted(&against.value)
                        ))
                        .at(against.span.clone(), "has no effect")
                        .help(if is_component {
                            format!("name {} in a path, or remove the mitigation", against.value)
                        } else {
                            format!(
                                "add `uses: [{}]` to the components that need it",
                                against.value
                            )
                        }),
                    );
                }
            }
        }
    }

    /// Reports a mitigation against a name that nothing has; what it could be against is first what the plan uses.
    fn against_nothing(&self, against: &Spanned<String>, what: &str, known: &[&str]) {
        let bare = reference::bare(&against.value);
        if self.world.instead_of(bare).is_some() {
            let who = format!("{what} is against");
            dependency::unknown(against, &who, known, self.world, self.problems);
            return;
        }
        if !self.problems.is_news(&against.span) {
            return;
        }
        let in_use = self.linked.iter().filter(|name| !name.contains('/'));
        let mut in_use: Vec<&str> = in_use.map(String::as_str).collect();
        in_use.sort_unstable();
        let named = if in_use.is_empty() { known } else { &in_use };
        let list = suggestion::help("dependency or component", named);
        self.problems.error(
            &against.span,
            format!(
                "{what} is against {}, which is neither a dependency nor a component",
                quoted(&against.value)
            ),
            &suggestion::label(bare, known, "neither in the plan nor in the catalog"),
            &list,
        );
    }

    /// Hands everything over.
    pub(super) fn finish(self, topology: &mut Topology) {
        self.missing_rows.tell(self.world, self.problems);
        topology.sources = self.sources.all;
        topology.mitigations = self.mitigations.map(mitigation);
        topology.crews = self.crews;
        let mut all = self.architectures.iter();
        topology.goal.of_classes = all.any(|it| !it.classes.is_empty());
        topology.architectures = self.architectures;
        self.register.settle(topology);
        ground::rest(topology);
        vendors::name(topology, self.world);
    }
}

/// A mitigation that could not be read does nothing; the topology is then thrown away, but its indices must hold.
fn mitigation(written: &WrittenMitigation) -> Mitigation {
    let nothing = || Effect::CoversFirst(crate::law::Law::Fixed(0.0));
    Mitigation {
        name: written.name.value.clone(),
        effect: written.effect.clone().unwrap_or_else(nothing),
        works: written.works,
        priced: written.price.is_some() || written.once.is_some() || written.engineering.is_some(),
        evidence: written.evidence.clone(),
    }
}

/// The mitigations that an architecture has for a component against a dependency.
pub(super) fn against(
    candidate: &Candidate<'_>,
    mitigations: &Table<MitigationId, WrittenMitigation>,
    component: &str,
    bare: &str,
    full: &str,
) -> Vec<MitigationId> {
    let applies = |id: &&MitigationId| {
        let mitigation = &mitigations[*id];
        let meant = mitigation
            .against
            .iter()
            .any(|name| name.value == bare || name.value == full);
        let limited = !mitigation.only.is_empty()
            && !mitigation.only.iter().any(|name| name.value == component);
        meant && !limited
    };
    let listed = candidate.mitigations.iter().filter(applies);
    listed.copied().collect()
}
