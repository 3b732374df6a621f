//! What a plan means, valid by construction: sources that fail, the structure they can take down, failover groups.
//!
//! Names have become indices, laws are in hours; nothing here can be misspelt or missing. `build` makes it, `engine`
//! runs it, `bill` looks up what it costs. Positions in the YAML are gone: every complaint about the user's
//! file has been made before a `Topology` exists.

mod architecture;
mod class;
mod component;
mod crew;
mod group;
mod leaf;
mod link;
mod mitigation;
mod parts;
mod phase;
mod planned;
pub mod provenance;
mod purchase;
mod repair;
mod replica;
mod single_point;
mod source;
mod strikes;
mod structure;
mod subject;
mod table;
mod unknown;

pub use crate::catalog::Belief;
pub use architecture::{
    Architecture, Balance, ClassGoal, Goal, Load, Part, Site, Start, Stated, Topology,
};
pub use component::Component;
pub use crew::{Crew, CrewId, Hours};
pub use group::{Group, Seat};
pub use leaf::{Leaf, LeafId, LeafKind, Target};
pub use link::Link;
pub use mitigation::{Effect, Mitigation, MitigationId};
pub use parts::Parts;
pub use phase::Phase;
pub use provenance::{Origin, Provenance};
pub use purchase::{
    Charge, Commitment, Discount, Flow, Once, Purchase, Purchases, Quote, Shop, Size, Way, Work,
};
pub use repair::RepairNeeds;
pub use replica::{Placed, Replica, Within};
pub use single_point::{Weight, struck};
pub use source::{Clock, Complexity, Repair, Source, SourceId, Strike};
pub use strikes::{Strikes, strikers_first};
pub use structure::{Algebra, GroupId, Node, NodeId, Nodes, down_at};
pub use subject::Subject;
pub use table::{Id, Table};
pub use unknown::{Aspect, Taken, TakenId, Unknown, UnknownId};
