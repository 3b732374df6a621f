//! An architecture as a fault tree: sources with the probabilities of their states, leaves, gates.
//!
//! In: a topology and one of its architectures, no failover groups left. Out: a [`FaultTree`], or the obstacle in its way.

mod courses;
mod independence;
mod maintenance;
mod origin;
mod outage;
mod quadrature;
mod source;
mod team;
mod tree;
mod way;

pub use courses::Courses;
pub use independence::{independent, struck};
pub use maintenance::Turn;
pub use origin::Origins;
pub use tree::{BlockId, Child, Exposure, FaultTree, Member};
pub use way::{Block, Ways};
