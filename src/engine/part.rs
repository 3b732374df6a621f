//! Lost service: parts of the requests that are not served while the service is up.

use super::machine::Machine;
use crate::topology::{Architecture, Node};

/// The parts of an architecture made ready to run.
#[derive(Debug)]
pub struct Parts {
    parts: Vec<Part>,
    serving: Serving,
}

/// Which sites serve.
#[derive(Debug)]
enum Serving {
    /// There is but one.
    Only,
    /// The group's active member.
    Active(u32),
    /// All that can, if there are so many.
    Together(usize),
}

#[derive(Debug)]
struct Part {
    share: f64,
    at: Vec<u32>,
    loads: Vec<Load>,
}

#[derive(Debug)]
struct Load {
    replicas: Vec<Vec<u32>>,
    carries: f64,
}

impl Parts {
    /// Compiles those of `architecture`.
    pub fn new(architecture: &Architecture) -> Self {
        let root = &architecture.nodes[architecture.root];
        let serving = match (&architecture.balance, root) {
            (Some(balance), _) => Serving::Together(balance.needs.max(1) as usize),
            (None, Node::Group(group)) => Serving::Active(group.index() as u32),
            (None, _) => Serving::Only,
        };
        let parts = architecture.parts.iter().map(|part| Part {
            share: part.share,
            at: part.at.iter().map(|node| node.index() as u32).collect(),
            loads: part.loads.iter().map(Load::new).collect(),
        });
        Self {
            parts: parts.collect(),
            serving,
        }
    }

    /// The nodes whose state matters.
    pub fn watched(&self) -> impl Iterator<Item = u32> + '_ {
        self.parts.iter().flat_map(|part| {
            let replicas = part
                .loads
                .iter()
                .flat_map(|load| load.replicas.iter().flatten());
            part.at.iter().chain(replicas).copied()
        })
    }

    /// True where everything is served or nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl Load {
    fn new(load: &crate::topology::Load) -> Self {
        let replicas = load.replicas.iter();
        Self {
            replicas: replicas
                .map(|nodes| nodes.iter().map(|node| node.index() as u32).collect())
                .collect(),
            carries: load.carries,
        }
    }

    /// What it serves at these sites, from 0 to 1. A site without replicas of it carries all.
    fn level(&self, machine: &Machine<'_>, sites: &[usize]) -> f64 {
        let at = |site: &usize| {
            let nodes = self.replicas.get(*site).map_or(&[][..], Vec::as_slice);
            if nodes.is_empty() {
                return 1.0;
            }
            let up = nodes.iter().filter(|&&node| !machine.is_down(node)).count();
            up as f64 * self.carries
        };
        sites.iter().map(at).sum::<f64>().min(1.0)
    }
}

impl Machine<'_> {
    /// The share of the requests that is lost in the state as it is, the service being up.
    pub(super) fn lost_share(&self) -> f64 {
        let parts = &self.circuit.parts;
        let lost = parts
            .parts
            .iter()
            .map(|part| part.share * (1.0 - self.level(part, &parts.serving)));
        lost.sum()
    }

    fn level(&self, part: &Part, serving: &Serving) -> f64 {
        let sites: Vec<usize> = (0..part.at.len())
            .filter(|&site| {
                let chosen = match serving {
                    Serving::Only | Serving::Together(_) => true,
                    Serving::Active(group) => self.groups[*group as usize].active as usize == site,
                };
                chosen && !self.is_down(part.at[site])
            })
            .collect();
        let needs = match serving {
            Serving::Together(needs) => *needs,
            Serving::Only | Serving::Active(_) => 1,
        };
        if sites.len() < needs {
            return 0.0;
        }
        let loads = part.loads.iter().map(|load| load.level(self, &sites));
        loads.fold(1.0, f64::min)
    }
}
