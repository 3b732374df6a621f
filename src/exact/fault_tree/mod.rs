//! An architecture as a fault tree: sources with the probabilities of their states, leaves, gates.
//!
//! In: a topology and one of its architectures, no failover groups left. Out: a [`Structure`], or the obstacle in its way.

mod maintenance;
mod outage;
mod quadrature;
mod source;
mod tree;
mod way;

pub use maintenance::{Turn, counted, is_counted};
pub use tree::{Member, Structure, Vertex, VertexId, independent, struck};
pub use way::{Block, Ways};
