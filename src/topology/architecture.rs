//! The service and its candidate architectures.

use super::component::Component;
use super::crew::{Crew, CrewId};
use super::group::Group;
use super::leaf::{Leaf, LeafId};
use super::link::Link;
use super::mitigation::{Mitigation, MitigationId};
use super::purchase::Purchases;
use super::repair::RepairNeeds;
use super::source::{Complexity, Source, SourceId};
use super::structure::{GroupId, Node, NodeId};
use super::table::Table;
use super::unknown::{Taken, TakenId, Unknown, UnknownId};
use crate::catalog::Evidence;
use crate::law::Law;

/// Everything the later stages need of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Topology {
    /// Name of the service.
    pub service: String,
    /// What the plan says of itself; may be empty.
    pub about: String,
    /// How a life begins.
    pub start: Start,
    /// What the user wants and what an outage costs them.
    pub goal: Goal,
    /// Currency of every printed amount, ISO 4217.
    pub currency: String,
    /// Units of `currency` for one US dollar.
    pub fx: f64,
    /// Value-added tax on the whole bill, as a share: 0.1 is 10 %.
    pub vat: f64,
    /// Every source of every architecture (and of what was believed), each once.
    pub sources: Table<SourceId, Source>,
    /// Every mitigation of the plan.
    pub mitigations: Table<MitigationId, Mitigation>,
    /// Every repair crew of the plan.
    pub crews: Table<CrewId, Crew>,
    /// Every number of the sources that nobody knows exactly, each once.
    pub unknowns: Table<UnknownId, Unknown>,
    /// Every number of the sources that is taken as known because nobody gave a range, each once.
    pub taken: Table<TakenId, Taken>,
    /// The index of the architecture that runs today, where the plan says.
    pub today: Option<usize>,
    /// The candidates, in the file's order; at least one.
    pub architectures: Vec<Architecture>,
    /// Share of SLA credits that is claimed; `None` where the plan does not say.
    pub credits_claimed: Option<f64>,
    /// What the plan's own numbers rest on where they do not say for themselves; may be nothing.
    pub evidence: Vec<Evidence>,
}

impl Topology {
    /// Whether none of its sources has a number that nobody knows exactly.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        let mut sources = self.sources.iter();
        sources.all(|it| it.unknowns.is_empty())
    }

    /// The same plan with other sources in the place of each, and without architectures.
    #[must_use]
    pub fn with_sources(&self, sources: Table<SourceId, Source>) -> Self {
        Self {
            service: self.service.clone(),
            about: String::new(),
            currency: self.currency.clone(),
            sources,
            mitigations: self.mitigations.clone(),
            crews: self.crews.clone(),
            unknowns: Table::new(),
            taken: Table::new(),
            architectures: Vec::new(),
            evidence: self.evidence.clone(),
            ..*self
        }
    }

    /// A service of this name without architectures, in US dollars and the steady state; the rest is for the caller to
    /// fill in.
    #[must_use]
    pub fn named(service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
            about: String::new(),
            start: Start::Stationary,
            goal: Goal::default(),
            currency: "USD".to_owned(),
            fx: 1.0,
            vat: 0.0,
            sources: Table::new(),
            mitigations: Table::new(),
            crews: Table::new(),
            unknowns: Table::new(),
            taken: Table::new(),
            today: None,
            architectures: Vec::new(),
            credits_claimed: None,
            evidence: Vec::new(),
        }
    }
}

/// How a life begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// In the steady state: each source in equilibrium 1,000 h before the counted year.
    Stationary,
    /// Everything up and new at hour 0.
    New,
}

/// What the user wants; each part optional.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Goal {
    /// Availability of a year, 0.9995 for 99.95 %.
    pub availability: Option<f64>,
    /// Whether it is counted by the month of 730 h, and not by the year, how often it is kept.
    pub per_month: bool,
    /// Longest that an outage may last [h].
    pub rto: Option<f64>,
    /// Most that a move to another member may lose [h of writing].
    pub rpo: Option<f64>,
    /// Share of years (or months) that must keep to it.
    pub years: Option<f64>,
    /// Most a month may cost, in the plan's currency.
    pub budget: Option<f64>,
    /// What an hour of outage costs, in the plan's currency.
    pub outage_cost: Option<f64>,
    /// What an hour of lost service costs; as much as an hour of outage if `None`.
    pub lost_service_cost: Option<f64>,
    /// What the data of a minute of writing are worth; nothing is counted for them if `None`.
    pub data_loss_cost: Option<f64>,
    /// Whether a class of requests has a goal of its own in any architecture.
    pub of_classes: bool,
}

impl Goal {
    /// Whether anything is demanded, of service or of money.
    #[must_use]
    pub fn is_demanding(&self) -> bool {
        let limits = [self.availability, self.budget, self.rto, self.rpo];
        self.of_classes || limits.iter().any(Option::is_some)
    }

    /// Whether it asks something of single years, outages or moves.
    #[must_use]
    pub fn is_of_single_years(&self) -> bool {
        self.years.is_some() || self.rto.is_some() || self.rpo.is_some()
    }

    /// Whether it asks for more than a mean of all requests: of single years, single outages, lost data or classes of requests.
    #[must_use]
    pub fn is_beyond_a_mean(&self) -> bool {
        self.is_of_years() || self.of_classes
    }

    /// Whether it asks for something of single years, in as many of them as it says.
    #[must_use]
    pub fn is_of_years(&self) -> bool {
        let availability = self.availability.and(self.years);
        availability.is_some() || self.rto.is_some() || self.rpo.is_some()
    }

    /// Periods of a year for which the availability is counted.
    #[must_use]
    pub fn periods(&self) -> u32 {
        if self.per_month { 12 } else { 1 }
    }
}

/// One way to deploy the service.
#[derive(Debug, Clone, PartialEq)]
pub struct Architecture {
    /// Name in the plan.
    pub name: String,
    /// What the plan says of it; may be empty.
    pub about: String,
    /// The answer that the plan states, to hold the simulation against; never part of the results.
    pub stated: Option<Stated>,
    /// Its sites, preferred first; at least one.
    pub sites: Vec<Site>,
    /// Its components, each where it stands.
    pub components: Vec<Component>,
    /// Its leaves.
    pub leaves: Table<LeafId, Leaf>,
    /// Its structure, children before parents.
    pub nodes: Table<NodeId, Node>,
    /// The node that is the service.
    pub root: NodeId,
    /// Its failover groups.
    pub groups: Table<GroupId, Group>,
    /// What hurts what.
    pub links: Vec<Link>,
    /// Repairs that go on only while something else is up.
    pub repairs: Vec<RepairNeeds>,
    /// Set where sites share the load.
    pub balance: Option<Balance>,
    /// Parts of the requests that can be lost while the service is up; empty where it is all or nothing.
    pub parts: Vec<Part>,
    /// Classes of requests with a goal of their own.
    pub classes: Vec<ClassGoal>,
    /// The same architecture as one would have believed it: every dependency of the catalog that a region or provider
    /// shares split into one independent copy per zone. `None` where there is none (or a single zone makes it the same).
    pub if_independent: Option<Box<Architecture>>,
    /// What it buys each month.
    pub purchases: Purchases,
    /// Which of the team's own shared things fail more often here.
    pub complexity: Vec<Complexity>,
}

impl Architecture {
    /// An architecture of this structure and nothing else; the rest is for the caller to fill in.
    #[must_use]
    pub fn new(name: impl Into<String>, nodes: Table<NodeId, Node>, root: NodeId) -> Self {
        Self {
            name: name.into(),
            about: String::new(),
            stated: None,
            sites: Vec::new(),
            components: Vec::new(),
            leaves: Table::new(),
            nodes,
            root,
            groups: Table::new(),
            links: Vec::new(),
            repairs: Vec::new(),
            balance: None,
            parts: Vec::new(),
            classes: Vec::new(),
            if_independent: None,
            purchases: Purchases::default(),
            complexity: Vec::new(),
        }
    }

    /// The numbers of its laws of failover that nobody knows exactly.
    pub fn unknowns_of_moves(&self) -> impl Iterator<Item = UnknownId> + '_ {
        let groups = self.groups.iter();
        groups.flat_map(|it| it.unknowns.iter().copied())
    }

    /// An architecture in which nothing can fail.
    #[must_use]
    pub fn empty(name: impl Into<String>) -> Self {
        let mut nodes = Table::new();
        let (needs, of) = (0, Vec::new());
        let root = nodes.push(Node::AtLeast { needs, of });
        Self::new(name, nodes, root)
    }
}

/// An answer worked out elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// Expected share of a year without service, from 0 to 1.
    pub unavailability: f64,
    /// Who or what says so: a formula, a book, another program. Not empty.
    pub by: String,
}

/// Sites that share the load: the share of a lost one is lost service while it drains.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// The sites' nodes.
    pub sites: Vec<NodeId>,
    /// How many of them must be up; at least 1.
    pub needs: u32,
    /// How long a lost site keeps getting its share of the requests [h].
    pub drain: Law,
}

/// A part of the requests: a class of them, or all.
///
/// While the service is up it is served at a level from 0 to 1; what is missing, times its share, is lost service. Where
/// sites share the load, those that hold its path serve together, if `needs` of them do; in a failover group of sites
/// the one that serves counts; else the only site.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The class's name; empty where there is but one.
    pub name: String,
    /// Its share of all requests.
    pub share: f64,
    /// Per site, the node of its path there.
    pub at: Vec<NodeId>,
    /// Components that carry only so much. The level is that of the weakest.
    pub loads: Vec<Load>,
}

/// A class of requests with a goal of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassGoal {
    /// Its name.
    pub name: String,
    /// Its share of all requests.
    pub share: f64,
    /// Least availability wanted of it in a year, 0.9995 for 99.95 %.
    pub availability: f64,
}

/// A component whose replicas carry only a share of the whole load each: it serves min(1, carries × those that are up).
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// The component, as in the plan.
    pub component: String,
    /// Per site, its replicas' nodes.
    pub replicas: Vec<Vec<NodeId>>,
    /// Share of the service's whole load that one replica carries.
    pub carries: f64,
}

/// A place the service runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Name in the plan, `seoul`.
    pub name: String,
    /// `aws`.
    pub provider: String,
    /// `ap-northeast-2`.
    pub region: String,
    /// `a`, `c`; at least one.
    pub zones: Vec<String>,
}
