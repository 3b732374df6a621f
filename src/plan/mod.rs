//! What the user wrote: text → tree → candidates, every problem on the way collected.
//!
//! `tree` turns text into nodes with positions, `like` writes architectures out, `candidate` reads each into types;
//! `crate::build` makes of them what they mean. Nothing here reads files or prints.

pub(crate) mod belief;
pub(crate) mod bill;
pub(crate) mod candidate;
pub(crate) mod commitment;
pub(crate) mod common_cause;
pub(crate) mod complexity;
pub(crate) mod component;
pub(crate) mod crew;
pub(crate) mod dependency;
pub(crate) mod discount;
pub(crate) mod document;
pub(crate) mod failover;
pub(crate) mod fields;
pub(crate) mod goal;
pub(crate) mod law;
pub(crate) mod like;
pub(crate) mod load;
pub(crate) mod maintenance;
pub(crate) mod names;
pub(crate) mod numbers;
pub(crate) mod own;
pub(crate) mod path;
pub(crate) mod people;
pub(crate) mod place;
pub(crate) mod price;
pub(crate) mod problems;
pub(crate) mod reference;
pub(crate) mod removal;
pub(crate) mod replicas;
pub(crate) mod requests;
pub(crate) mod scalar;
pub(crate) mod schema;
pub(crate) mod site;
pub(crate) mod size;
pub(crate) mod stated;
pub(crate) mod strike;
pub(crate) mod traffic;
pub(crate) mod tree;
pub(crate) mod unused;
pub(crate) mod world;

pub use schema::schema;
pub(crate) use world::World;
