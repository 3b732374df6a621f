//! What the user wrote, and what it means: text → tree → candidates → [`Topology`], every problem on the way collected.
//!
//! `text` turns bytes into text, `tree` text into nodes with positions, `like` writes architectures out, `candidate`
//! reads each into types, and `lower` builds the topology. Nothing here reads files or prints.

mod bill;
mod candidate;
mod component;
mod dependency;
mod document;
mod failover;
mod fields;
mod law;
mod like;
mod lower;
mod numbers;
mod path;
mod place;
mod price;
mod problems;
mod removal;
mod replicas;
mod scalar;
mod size;
mod suggestion;
mod text;
mod tree;
mod world;

pub use document::{Reading, read};
pub use suggestion::nearest;
pub use text::{LARGEST_PLAN, SourceText, too_large};
use world::World;
