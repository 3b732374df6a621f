//! What a plan means, valid by construction: sources that fail, the structure they can take down, failover groups.
//!
//! Names have become indices, laws are in hours; nothing here can be misspelt or missing. `build` makes it, `simulate`
//! runs it, `bill` looks up what it costs. Positions in the YAML are gone: every complaint about the user's
//! file has been made before a `Topology` exists.

mod architecture;
mod crew;
mod failover;
mod purchase;
mod single_point;
mod source;
mod structure;
mod table;
mod unknown;

pub use architecture::{Architecture, Balance, Goal, Load, Part, Site, Start, Stated, Topology};
pub use crew::{Crew, CrewId, Hours};
pub use failover::{AfterTotalLoss, Failback, Failover, Group, Otherwise, Phase};
pub use purchase::{
    Charge, Commitment, Discount, Flow, Purchase, Purchases, Quote, Shop, Size, Way, Work,
};
pub use single_point::{Weight, struck};
pub use source::{
    Clock, Complexity, Link, Mitigation, MitigationId, Provenance, Remedy, Repair, Scope, Source,
    SourceId, Strike,
};
pub use structure::{Algebra, GroupId, Leaf, LeafId, Node, NodeId, Nodes, down_at};
pub use table::{Id, Table};
pub use unknown::{Aspect, Belief, Taken, Unknown, UnknownId};

pub use crate::law::{Law, NORMAL_P90};
