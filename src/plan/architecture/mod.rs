//! One architecture, `like` written out and the plan's common part under it: sites, replicas, what a request needs, and names that
//! must lead somewhere.
//!
//! `read` puts a `Candidate` together from `parts`, each read once; `section` lays the architecture's own maps over those of the plan.

pub(crate) mod candidate;
pub(crate) mod complexity;
mod once;
pub(crate) mod parts;
pub(crate) mod path;
pub(super) mod read;
mod references;
pub(crate) mod replicas;
pub(crate) mod requests;
pub(super) mod section;
pub(crate) mod site;
pub(crate) mod stated;
pub(crate) mod unused;
