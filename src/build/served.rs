//! What is served: classes of requests at each site, the sites together, and the parts that can be lost on their own.

use super::architect::Architect;
use crate::diagnostic::quoted;
use crate::plan::architecture::replicas::NOT_NEEDED;
use crate::plan::architecture::{path::Path, site::SiteId};
use crate::plan::component::load::Overload;
use crate::plan::failure::failover::Takeover;
use crate::topology::{Balance, ClassGoal, Load, Node, NodeId, Part, Target};
use std::collections::HashSet;

impl<'w> Architect<'_, '_, 'w> {
    /// The node of the service, and how its sites share the load.
    pub(super) fn service(&mut self) -> (NodeId, Option<Balance>) {
        let sites = self.candidate.sites.ids();
        let sites: Vec<(SiteId, NodeId)> = sites.map(|site| (site, self.site(site))).collect();
        let nodes = || sites.iter().map(|(_, node)| *node).collect();
        if let (Some(together), false) = (&self.candidate.together, sites.len() < 2) {
            let root = self.push(Node::AtLeast {
                needs: together.needs.value,
                of: nodes(),
            });
            let drain = together.drain.clone();
            let needs = together.needs.value;
            return (
                root,
                Some(Balance {
                    sites: nodes(),
                    needs,
                    drain,
                }),
            );
        }
        match (sites.as_slice(), &self.candidate.failover) {
            ([_, _, ..], Some(takeover)) => (self.sites(&sites, takeover), None),
            ([(_, first), ..], _) => (*first, None),
            // Not reached: a candidate has sites.
            ([], _) => (self.nothing(), None),
        }
    }

    /// Sites that take over from each other.
    fn sites(&mut self, sites: &[(SiteId, NodeId)], takeover: &Takeover) -> NodeId {
        let mut members = Vec::new();
        let mut requires = Vec::new();
        for &(site, node) in sites {
            requires.push(self.site_requires(site, takeover));
            let target = Target::Site(self.site_name(site).to_owned());
            members.push((node, site, target));
        }
        self.group("sites", members, requires, (takeover, 1))
    }

    /// The node of a site: the paths of all classes without which the service is down.
    fn site(&mut self, site: SiteId) -> NodeId {
        let candidate = self.candidate;
        let mut paths = Vec::new();
        let mut required = Vec::new();
        for class in &candidate.requests.classes {
            let path = self.path(&class.path, site);
            paths.push(path);
            if !class.optional && !required.contains(&path) {
                required.push(path);
            }
        }
        self.paths.push(paths);
        self.check_held(&required, site);
        match required.as_slice() {
            [only] => *only,
            _ => {
                // As many as there are classes in the plan: far below 2^32.
                let needs = u32::try_from(required.len()).unwrap_or(u32::MAX);
                self.push(Node::AtLeast {
                    needs,
                    of: required,
                })
            }
        }
    }

    /// Reports a site that could never serve, since it has none of what its path needs.
    fn check_held(&self, required: &[NodeId], site: SiteId) {
        if required.iter().all(|node| self.may_be_up(*node)) {
            return;
        }
        let candidate = self.candidate;
        let none = candidate.components.iter().enumerate().find(|(index, _)| {
            let dealt = self.dealt.get(&(*index, site));
            dealt.is_some_and(|dealt| dealt.zones.is_empty() && !dealt.not_needed)
        });
        // Other reasons are reported where they are found.
        let Some((_, component)) = none else { return };
        let name = &component.name.value;
        let at = &candidate.sites[site].name;
        self.lowering.problems.error(
            &at.span,
            format!(
                "site {} has none of {}, which every request needs",
                quoted(&at.value),
                quoted(name)
            ),
            "could never serve",
            &format!(
                "write `replicas: {{{name}: {{{0}: 1}}}}`; `{0}: {NOT_NEEDED}` if requests there do without it; or `across: sites` on {name} if they use that of another site",
                at.value
            ),
        );
    }

    /// Whether a node is up while everything is.
    fn may_be_up(&self, node: NodeId) -> bool {
        match &self.nodes[node] {
            Node::Leaf(_) => true,
            Node::AtLeast { needs, of } => {
                of.iter().filter(|node| self.may_be_up(**node)).count() >= *needs as usize
            }
            Node::Group(group) => self.groups[group].is_enough(|node| self.may_be_up(node)),
        }
    }

    fn path(&mut self, path: &Path, site: SiteId) -> NodeId {
        match path {
            Path::Component(name) => {
                let found = self
                    .candidate
                    .components
                    .iter()
                    .position(|known| known.name.value == name.value);
                match found {
                    Some(component) => self.component(component, site),
                    // Not reached: names of the path are known.
                    None => self.nothing(),
                }
            }
            Path::AtLeast { needs, of } => {
                let of: Vec<NodeId> = of.iter().map(|part| self.path(part, site)).collect();
                match of.as_slice() {
                    [only] => *only,
                    _ => self.push(Node::AtLeast { needs: *needs, of }),
                }
            }
        }
    }

    /// What is always up.
    pub(super) fn nothing(&mut self) -> NodeId {
        self.push(Node::AtLeast {
            needs: 0,
            of: Vec::new(),
        })
    }

    /// The parts of the requests that can be lost while the service is up: optional classes, and those whose replicas may
    /// carry too little.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        for (index, class) in self.candidate.requests.classes.iter().enumerate() {
            let loads = self.loads(&class.path);
            if !class.optional && loads.is_empty() {
                continue;
            }
            let at = self.paths.iter().filter_map(|paths| paths.get(index));
            parts.push(Part {
                name: class.name.clone(),
                share: class.share,
                at: at.copied().collect(),
                loads,
            });
        }
        parts
    }

    /// The classes that have a goal of their own.
    pub(super) fn class_goals(&self) -> Vec<ClassGoal> {
        let classes = self.candidate.requests.classes.iter();
        let goals = classes.filter_map(|class| {
            Some(ClassGoal {
                name: class.name.clone(),
                share: class.share,
                availability: class.availability?,
            })
        });
        goals.collect()
    }

    /// The components of a path that carry only so much.
    fn loads(&self, path: &Path) -> Vec<Load> {
        let mut seen = HashSet::new();
        let mut loads = Vec::new();
        for name in path.components() {
            let components = &self.candidate.components;
            let found = components
                .iter()
                .position(|known| known.name.value == name.value);
            let Some((index, component)) =
                found.and_then(|index| Some((index, components.get(index)?)))
            else {
                continue;
            };
            let partial = component
                .load
                .as_ref()
                .filter(|load| load.overload == Overload::Partial);
            if let Some(load) = partial.filter(|_| seen.insert(index)) {
                let replicas = self.candidate.sites.ids().map(|site| {
                    let nodes = self.replicas.get(&(index, site));
                    nodes.cloned().unwrap_or_default()
                });
                loads.push(Load {
                    component: component.name.value.clone(),
                    replicas: replicas.collect(),
                    carries: load.carries.value,
                });
            }
        }
        loads
    }
}
