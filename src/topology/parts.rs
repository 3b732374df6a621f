//! Lost service: the share of the requests that is not served while the service is up.

use super::architecture::{Architecture, Load, Part};
use super::structure::{GroupId, Node, NodeId};
use super::table::Table;

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

    /// The levels at which a structure without groups serves, by gates that are added to `nodes`: so much of the requests is lost
    /// while the service is up and that gate is down, and all of that adds up. `None` where a group of sites has a say.
    pub fn levels<G>(&self, nodes: &mut Table<NodeId, Node<G>>) -> Option<Vec<(f64, NodeId)>> {
        let needs = match self.serving {
            Serving::Only => 1,
            Serving::Together(needs) => needs as u32,
            Serving::Active(_) => return None,
        };
        let mut levels = Vec::new();
        for part in &self.parts {
            let loads: Vec<Carriers> = part
                .loads
                .iter()
                .map(|load| Carriers::new(load, &part.at, nodes))
                .collect();
            let steps = loads.iter().flat_map(Carriers::levels);
            let mut steps: Vec<f64> = [0.0].into_iter().chain(steps).collect();
            steps.sort_by(f64::total_cmp);
            steps.dedup();
            let above = steps.iter().skip(1).copied().chain([1.0]);
            for (&level, above) in steps.iter().zip(above) {
                let mut of = part.at.clone();
                let sites = nodes.push(Node::AtLeast { needs, of });
                of = vec![sites];
                of.extend(loads.iter().map(|load| load.above(level, nodes)));
                let needs = of.len() as u32;
                let gate = nodes.push(Node::AtLeast { needs, of });
                levels.push((part.share * (above - level), gate));
            }
        }
        Some(levels)
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

/// A component's replicas that are up where their sites are, and the sites that have none, as nodes of a structure.
struct Carriers {
    replicas: Vec<NodeId>,
    without: Vec<NodeId>,
    carries: f64,
}

impl Carriers {
    fn new<G>(load: &Load, at: &[NodeId], nodes: &mut Table<NodeId, Node<G>>) -> Self {
        let (mut replicas, mut without) = (Vec::new(), Vec::new());
        for (&site, there) in at.iter().zip(&load.replicas) {
            if there.is_empty() {
                without.push(site);
            }
            for &replica in there {
                let of = vec![site, replica];
                replicas.push(nodes.push(Node::AtLeast { needs: 2, of }));
            }
        }
        Self {
            replicas,
            without,
            carries: load.carries,
        }
    }

    /// What so many carry.
    fn level(&self, up: usize) -> f64 {
        up as f64 * self.carries
    }

    /// What they carry that is less than all.
    fn levels(&self) -> impl Iterator<Item = f64> + '_ {
        let some = (0..=self.replicas.len()).map(|up| self.level(up));
        some.take_while(|&level| level < 1.0)
    }

    /// Up while they carry more than a level.
    fn above<G>(&self, level: f64, nodes: &mut Table<NodeId, Node<G>>) -> NodeId {
        let mut up = 0..=self.replicas.len();
        let needs = up.find(|&up| self.level(up) > level);
        let needs = needs.unwrap_or(self.replicas.len() + 1) as u32;
        let of = self.replicas.clone();
        let mut of = vec![nodes.push(Node::AtLeast { needs, of })];
        of.extend(&self.without);
        nodes.push(Node::AtLeast { needs: 1, of })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Law;
    use crate::topology::{Balance, LeafId};

    /// Two sites, the first with two replicas of which each carries 40 %, the second with one and with a component that has none
    /// there: in each state of all leaves the levels say what the share says.
    #[test]
    fn levels_add_up_to_the_share_that_is_lost() {
        let mut nodes: Table<NodeId, Node<GroupId>> = Table::new();
        let leaves: Table<LeafId, ()> = [(); 5].into_iter().collect();
        let at: Vec<NodeId> = leaves.ids().map(|id| nodes.push(Node::Leaf(id))).collect();
        let load = |replicas: [&[NodeId]; 2], carries| Load {
            component: String::new(),
            replicas: replicas.map(<[NodeId]>::to_vec).to_vec(),
            carries,
        };
        let any = nodes.push(Node::AtLeast {
            needs: 1,
            of: vec![at[0], at[1]],
        });
        let part = |share, loads| Part {
            name: String::new(),
            share,
            at: vec![any, at[2]],
            loads,
        };
        let loads = vec![
            load([&at[0..2], &at[2..3]], 0.4),
            load([&at[3..5], &[]], 0.3),
        ];
        for needs in [1, 2] {
            let root = nodes.push(Node::AtLeast {
                needs,
                of: vec![any, at[2]],
            });
            let mut architecture = Architecture::new("a", nodes.clone(), root);
            architecture.balance = Some(Balance {
                sites: vec![any, at[2]],
                needs,
                drain: Law::Fixed(0.0),
            });
            architecture.parts = vec![part(0.7, loads.clone()), part(0.3, Vec::new())];
            let parts = Parts::new(&architecture);
            let mut more = nodes.clone();
            let levels = parts.levels(&mut more).expect("no group");
            for state in 0u32..32 {
                let up = more.up(|leaf| state >> leaf.index() & 1 == 1, |_, _| false);
                let share = parts.lost_share(|node| !up[node], |_| None, 0.0);
                let lost = levels.iter().filter(|(_, gate)| !up[*gate]);
                let lost: f64 = lost.map(|(share, _)| share).sum();
                assert!(
                    (lost - share).abs() < 1e-12,
                    "{state:05b}: {lost} for {share}"
                );
            }
        }
    }
}
