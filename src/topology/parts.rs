//! Lost service: the share of the requests that is not served while the service is up.

use super::architecture::{Architecture, Load, Part};
use super::structure::{GroupId, Node, NodeId};

/// The parts of an architecture's requests that can be lost while the service is up.
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
    Active(GroupId),
    /// All that can, if there are so many.
    Together(usize),
}

impl Parts {
    /// Those of `architecture`.
    #[must_use]
    pub fn new(architecture: &Architecture) -> Self {
        let root = &architecture.nodes[architecture.root];
        let serving = match (&architecture.balance, root) {
            (Some(balance), _) => Serving::Together(balance.needs.max(1) as usize),
            (None, Node::Group(group)) => Serving::Active(*group),
            (None, _) => Serving::Only,
        };
        Self {
            parts: architecture.parts.clone(),
            serving,
        }
    }

    /// The nodes whose state matters.
    pub fn watched(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.parts.iter().flat_map(|part| {
            let replicas = part
                .loads
                .iter()
                .flat_map(|load| load.replicas.iter().flatten());
            part.at.iter().chain(replicas).copied()
        })
    }

    /// True where everything is served or nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The share of the requests that is lost in this state, the service being up, while the share `drained` of them goes to
    /// sites that are down. What never arrives overloads nobody. `active` is the member of a group that serves, if one does.
    pub fn lost_share(
        &self,
        is_down: impl Fn(NodeId) -> bool,
        active: impl Fn(GroupId) -> Option<usize>,
        drained: f64,
    ) -> f64 {
        let arriving = 1.0 - drained;
        let (mut lost, mut others) = (0.0, 1.0);
        for part in &self.parts {
            let served = self.served(part, &is_down, &active);
            lost += part.share * (1.0 - served.min(arriving));
            others -= part.share;
        }
        (lost + f64::max(others, 0.0) * drained).min(1.0)
    }

    /// The share of a part's requests that is served.
    fn served(
        &self,
        part: &Part,
        is_down: &impl Fn(NodeId) -> bool,
        active: &impl Fn(GroupId) -> Option<usize>,
    ) -> f64 {
        let is_chosen = |site: usize| match self.serving {
            Serving::Only | Serving::Together(_) => true,
            Serving::Active(group) => active(group) == Some(site),
        };
        let sites: Vec<usize> = (0..part.at.len())
            .filter(|&site| is_chosen(site) && !is_down(part.at[site]))
            .collect();
        let needs = match self.serving {
            Serving::Together(needs) => needs,
            Serving::Only | Serving::Active(_) => 1,
        };
        if sites.len() < needs {
            return 0.0;
        }
        let loads = part.loads.iter().map(|load| carried(load, is_down, &sites));
        loads.fold(1.0, f64::min)
    }
}

/// What a component serves at these sites, from 0 to 1. A site without replicas of it carries all.
fn carried(load: &Load, is_down: &impl Fn(NodeId) -> bool, sites: &[usize]) -> f64 {
    let at = |site: &usize| {
        let replicas = &load.replicas[*site];
        if replicas.is_empty() {
            return 1.0;
        }
        let up = replicas.iter().filter(|&&node| !is_down(node));
        up.count() as f64 * load.carries
    };
    sites.iter().map(at).sum::<f64>().min(1.0)
}
