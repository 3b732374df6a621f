//! What the user wrote, and what it means: text → tree → candidates → [`Topology`], every problem on the way collected.
//!
//! `text` turns bytes into text, `tree` text into nodes with positions, `like` writes architectures out, `candidate`
//! reads each into types, and `lower` builds the topology. Nothing here reads files or prints.

mod belief;
mod bill;
mod candidate;
mod commitment;
mod common_cause;
mod complexity;
mod component;
mod crew;
mod dependency;
mod discount;
mod document;
mod failover;
mod fields;
mod goal;
mod law;
mod like;
mod load;
mod lower;
mod maintenance;
mod names;
mod numbers;
mod own;
mod path;
mod people;
mod place;
mod price;
mod problems;
mod removal;
mod replicas;
mod requests;
mod scalar;
mod schema;
mod site;
mod size;
mod stated;
mod strike;
mod suggestion;
mod text;
mod traffic;
mod tree;
mod unused;
mod world;

pub use document::{Reading, read};
pub use schema::schema;
pub use suggestion::nearest;
pub use text::{LARGEST_PLAN, SourceText, too_large};
use world::World;
