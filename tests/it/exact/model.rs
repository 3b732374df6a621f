//! Small models written as a specification.

use spof::topology::{
    AfterTotalLoss, Architecture, Crew, CrewId, Failback, Failover, Goal, Group, GroupId, Law,
    Leaf, LeafId, Link, Mitigation, MitigationId, Node, NodeId, Otherwise, Provenance, Purchases,
    Remedy, Repair, Scope, Site, Source, SourceId, Start, Strike, Topology,
};

/// An exponential law.
pub fn mean(hours: f64) -> Law {
    Law::Exponential { mean: hours }
}

/// A failover that takes no time and always works.
pub fn at_once() -> Failover {
    Failover {
        detect: Law::Fixed(0.0),
        decide: Law::Fixed(0.0),
        switch: Law::Fixed(0.0),
        succeeds: 1.0,
        otherwise: Otherwise::Wait,
        after_total_loss: AfterTotalLoss::Switch,
        failback: Failback::AtOnce,
        dormant_failures: 1.0,
        no_capacity: 0.0,
        lag: None,
    }
}

/// A model in the making; components are leaves, and nodes until a gate is put over them.
#[derive(Debug, Default)]
pub struct Model {
    pub sources: Vec<Source>,
    pub mitigations: Vec<Mitigation>,
    pub leaves: Vec<Leaf>,
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
    pub groups: Vec<Group>,
    pub crews: Vec<Crew>,
}

impl Model {
    /// A source of its own.
    pub fn source(&mut self, fails: Law, lasts: Law) -> SourceId {
        let name = format!("source-{}", self.sources.len());
        self.sources.push(Source {
            kind: name.clone(),
            name,
            scope: Scope::Own,
            fails: Some(fails),
            lasts,
            reach: 1.0,
            hits: 1.0,
            struck_by: Vec::new(),
            is_shock: false,
            clock: None,
            repair: None,
            unknowns: vec![],
            provenance: Provenance::default(),
        });
        SourceId(self.sources.len() as u32 - 1)
    }

    /// A leaf of a component, felt by these sources.
    pub fn leaf(&mut self, component: &str, sources: &[SourceId]) -> NodeId {
        let leaf = LeafId(self.leaves.len() as u32);
        self.leaves.push(Leaf {
            name: format!("site/{component}/{}", self.leaves.len()),
            component: component.to_owned(),
            domain: "x/y/z".to_owned(),
        });
        self.nodes.push(Node::Leaf(leaf));
        for &source in sources {
            self.links.push(Link {
                source,
                leaf,
                mitigations: Vec::new(),
            });
        }
        NodeId(self.nodes.len() as u32 - 1)
    }

    /// A leaf with a source of its own.
    pub fn machine(&mut self, fails: f64, lasts: f64) -> NodeId {
        let source = self.source(mean(fails), mean(lasts));
        self.leaf("machine", &[source])
    }

    pub fn at_least(&mut self, needs: usize, of: &[NodeId]) -> NodeId {
        self.nodes.push(Node::AtLeast {
            needs: needs as u32,
            of: of.to_vec(),
        });
        NodeId(self.nodes.len() as u32 - 1)
    }

    pub fn all(&mut self, of: &[NodeId]) -> NodeId {
        self.at_least(of.len(), of)
    }

    pub fn any(&mut self, of: &[NodeId]) -> NodeId {
        self.at_least(1, of)
    }

    /// A mitigation on every link of a component to a source.
    pub fn soften(&mut self, component: &str, source: SourceId, remedy: Remedy, works: f64) {
        let id = MitigationId(self.mitigations.len() as u32);
        self.mitigations.push(Mitigation {
            name: format!("mitigation-{}", id.0),
            remedy,
            works,
        });
        for link in &mut self.links {
            if link.source == source && self.leaves[link.leaf.0 as usize].component == component {
                link.mitigations.push(id);
            }
        }
    }

    /// A failover group; `requires`, `crowded` and `dormant` are for the test to fill in.
    pub fn group(&mut self, members: &[NodeId], law: Failover) -> NodeId {
        let id = GroupId(self.groups.len() as u32);
        self.groups.push(Group {
            name: format!("group-{}", id.0),
            members: members.to_vec(),
            requires: vec![Vec::new(); members.len()],
            crowded: Vec::new(),
            dormant: Vec::new(),
            law,
        });
        self.nodes.push(Node::Group(id));
        NodeId(self.nodes.len() as u32 - 1)
    }

    /// A crew of so many for these sources, the first of them the most urgent where `ranked`.
    pub fn crew(&mut self, size: u32, sources: &[SourceId], ranked: bool) {
        let crew = CrewId(self.crews.len() as u32);
        self.crews.push(Crew {
            name: format!("crew-{}", crew.0),
            size,
            hours: None,
        });
        for (rank, source) in sources.iter().enumerate() {
            let priority = if ranked { rank as u32 } else { 0 };
            self.sources[source.0 as usize].repair = Some(Repair { crew, priority });
        }
    }

    /// A shock that strikes these sources with this chance.
    pub fn shock(&mut self, fails: f64, struck: &[SourceId], chance: f64) -> SourceId {
        let by = self.source(mean(fails), mean(1.0));
        self.sources[by.0 as usize].is_shock = true;
        for source in struck {
            self.sources[source.0 as usize]
                .struck_by
                .push(Strike { by, chance });
        }
        by
    }

    /// All sources so far.
    pub fn all_sources(&self) -> Vec<SourceId> {
        (0..self.sources.len() as u32).map(SourceId).collect()
    }

    /// The last node is the service.
    pub fn build(self) -> Topology {
        Topology {
            service: "test".to_owned(),
            about: String::new(),
            start: Start::Stationary,
            goal: Goal::default(),
            currency: "USD".to_owned(),
            fx: 1.0,
            vat: 0.0,
            sources: self.sources,
            mitigations: self.mitigations,
            unknowns: vec![],
            taken: vec![],
            today: None,
            crews: self.crews,
            architectures: vec![Architecture {
                name: "one".to_owned(),
                about: String::new(),
                stated: None,
                sites: vec![Site {
                    name: "site".to_owned(),
                    provider: "x".to_owned(),
                    region: "y".to_owned(),
                    zones: vec!["z".to_owned()],
                }],
                leaves: self.leaves,
                root: NodeId(self.nodes.len() as u32 - 1),
                nodes: self.nodes,
                groups: self.groups,
                links: self.links,
                balance: None,
                parts: Vec::new(),
                believed: None,
                purchases: Purchases::default(),
                complexity: Vec::new(),
            }],
            credits_claimed: None,
        }
    }
}
