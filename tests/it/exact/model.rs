//! Small models written as a specification.

use spof::failover::{AfterTotalLoss, Failback, Failover, Otherwise};
use spof::law::Law;
use spof::place::Domain;
use spof::topology::{
    Architecture, Crew, CrewId, Effect, Group, GroupId, Id, Leaf, LeafId, LeafKind, Link,
    Mitigation, MitigationId, Node, NodeId, Placed, Repair, Replica, Seat, Site, Source, SourceId,
    Strike, Subject, Table, Topology, Within,
};

/// An exponential law.
pub fn mean(hours: f64) -> Law {
    Law::Exponential { mean: hours }
}

/// A replica at the one site.
fn replica(component: &str, number: Option<u32>) -> Replica {
    Replica {
        of: Placed {
            component: component.to_owned(),
            within: Within::Site("site".to_owned()),
        },
        number,
    }
}

/// The id of row `n`, from 0.
pub fn nth<T>(n: usize) -> Id<T> {
    let table: Table<Id<T>, usize> = (0..=n).collect();
    table.ids().next_back().expect("a row")
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
        botched: None,
        lag: None,
    }
}

/// A model in the making; components are leaves, and nodes until a gate is put over them.
#[derive(Debug, Default)]
pub struct Model {
    pub sources: Table<SourceId, Source>,
    pub mitigations: Table<MitigationId, Mitigation>,
    pub leaves: Table<LeafId, Leaf>,
    pub nodes: Table<NodeId, Node>,
    pub links: Vec<Link>,
    pub groups: Table<GroupId, Group>,
    pub crews: Table<CrewId, Crew>,
}

impl Model {
    /// A source of its own.
    pub fn source(&mut self, fails: Law, lasts: Law) -> SourceId {
        let name = format!("source-{}", self.sources.len());
        let subject = Subject::Own {
            of: replica("source", None),
            what: self.sources.len().to_string(),
        };
        let source = Source::new(subject, Some(fails), lasts);
        self.sources.push(Source {
            kind: name.clone(),
            name,
            ..source
        })
    }

    /// A leaf of a component, felt by these sources.
    pub fn leaf(&mut self, component: &str, sources: &[SourceId]) -> NodeId {
        let leaf = self.leaves.push(Leaf {
            kind: LeafKind::Component(replica(component, Some(self.leaves.len() as u32))),
            domain: Domain::zone("x", "y", "z"),
        });
        for &source in sources {
            self.links.push(Link {
                source,
                leaf,
                mitigations: Vec::new(),
            });
        }
        self.nodes.push(Node::Leaf(leaf))
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
        })
    }

    pub fn all(&mut self, of: &[NodeId]) -> NodeId {
        self.at_least(of.len(), of)
    }

    pub fn any(&mut self, of: &[NodeId]) -> NodeId {
        self.at_least(1, of)
    }

    /// A mitigation on every link of a component to a source.
    pub fn soften(&mut self, component: &str, source: SourceId, effect: Effect, works: f64) {
        let id = self.mitigations.push(Mitigation {
            name: format!("mitigation-{}", self.mitigations.len()),
            effect,
            works,
            priced: false,
            evidence: Vec::new(),
        });
        for link in &mut self.links {
            if link.source == source && self.leaves[link.leaf].component() == Some(component) {
                link.mitigations.push(id);
            }
        }
    }

    /// A failover group; `requires`, `crowded` and `dormant` are for the test to fill in.
    pub fn group(&mut self, members: &[NodeId], law: Failover) -> NodeId {
        self.seat(members, law, Seat::ONLY)
    }

    /// A group of which so many serve at a time, and all of these are needed.
    pub fn seats(&mut self, members: &[NodeId], law: &Failover, of: u32) -> NodeId {
        let seats = (0..of).map(|number| self.seat(members, law.clone(), Seat { number, of }));
        let seats: Vec<NodeId> = seats.collect();
        self.all(&seats)
    }

    fn seat(&mut self, members: &[NodeId], law: Failover, seat: Seat) -> NodeId {
        let id = self.groups.push(Group {
            evidence: Vec::new(),
            own_evidence: Vec::new(),
            unknowns: Vec::new(),
            name: format!("group-{}", self.groups.len()),
            members: members.to_vec(),
            requires: vec![Vec::new(); members.len()],
            crowded: Vec::new(),
            dormant: Vec::new(),
            links: Vec::new(),
            seat,
            law,
        });
        self.nodes.push(Node::Group(id))
    }

    /// A crew of so many for these sources, the first of them the most urgent where `ranked`.
    pub fn crew(&mut self, size: u32, sources: &[SourceId], ranked: bool) {
        let crew = self.crews.push(Crew {
            name: format!("crew-{}", self.crews.len()),
            size,
            hours: None,
        });
        for (rank, source) in sources.iter().enumerate() {
            let priority = if ranked { rank as u32 } else { 0 };
            self.sources[*source].repair = Some(Repair { crew, priority });
        }
    }

    /// A shock that strikes these sources with this chance.
    pub fn shock(&mut self, fails: f64, struck: &[SourceId], chance: f64) -> SourceId {
        let by = self.source(mean(fails), mean(1.0));
        self.sources[by].is_shock = true;
        for source in struck {
            self.sources[*source].struck_by.push(Strike { by, chance });
        }
        by
    }

    /// All sources so far.
    pub fn all_sources(&self) -> Vec<SourceId> {
        self.sources.ids().collect()
    }

    /// The last node is the service.
    pub fn build(self) -> Topology {
        let root = self.nodes.ids().next_back().expect("a node");
        let architecture = Architecture {
            sites: vec![Site {
                name: "site".to_owned(),
                provider: "x".to_owned(),
                region: "y".to_owned(),
                zones: vec!["z".to_owned()],
            }],
            leaves: self.leaves,
            groups: self.groups,
            links: self.links,
            ..Architecture::new("one", self.nodes, root)
        };
        Topology {
            sources: self.sources,
            mitigations: self.mitigations,
            crews: self.crews,
            architectures: vec![architecture],
            ..Topology::named("test")
        }
    }
}

/// Three tiers of 50 machines in two zones of a region, each with hardware and software: 305 basic events.
pub fn three_tiers() -> Topology {
    let mut model = Model::default();
    let region = model.source(mean(10_000.0), mean(1.0));
    let zones = [0; 2].map(|_| model.source(mean(5000.0), mean(2.0)));
    for zone in zones {
        model.sources[zone].hits = 0.4;
    }
    let release = model.source(mean(8000.0), mean(1.0));
    let resolver = model.source(mean(8000.0), mean(1.5));
    let tiers = ["web", "app", "db"].map(|tier| {
        let machines: Vec<NodeId> = (0..50)
            .map(|index| {
                let hardware = model.source(mean(2000.0), mean(4.0));
                let software = model.source(mean(500.0), mean(1.0));
                let shared = [region, zones[index % 2], release, resolver];
                model.leaf(tier, &[&shared[..], &[hardware, software]].concat())
            })
            .collect();
        model.at_least(40, &machines)
    });
    model.soften("web", resolver, Effect::After(Law::Fixed(0.0)), 0.9);
    model.soften("app", resolver, Effect::CoversFirst(Law::Fixed(0.1)), 0.9);
    model.all(&tiers);
    model.build()
}
