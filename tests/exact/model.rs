//! Small models written as a specification.

use spof::topology::{
    Architecture, Goal, Law, Leaf, LeafId, Link, Mitigation, MitigationId, Node, NodeId,
    Provenance, Remedy, Scope, Site, Source, SourceId, Start, Topology,
};

/// An exponential law.
pub fn mean(hours: f64) -> Law {
    Law::Exponential { mean: hours }
}

/// A model in the making; components are leaves, and nodes until a gate is put over them.
#[derive(Debug, Default)]
pub struct Model {
    pub sources: Vec<Source>,
    pub mitigations: Vec<Mitigation>,
    pub leaves: Vec<Leaf>,
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
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
            crews: Vec::new(),
            architectures: vec![Architecture {
                name: "one".to_owned(),
                about: String::new(),
                sites: vec![Site {
                    name: "site".to_owned(),
                    provider: "x".to_owned(),
                    region: "y".to_owned(),
                    zones: vec!["z".to_owned()],
                }],
                leaves: self.leaves,
                root: NodeId(self.nodes.len() as u32 - 1),
                nodes: self.nodes,
                groups: Vec::new(),
                links: self.links,
                balance: None,
                parts: Vec::new(),
                believed: None,
                items: Vec::new(),
            }],
        }
    }
}
