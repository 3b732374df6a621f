//! The program and the library from outside: one binary, so that the library is linked once.
//!
//! A module is a behaviour. One test alone: `cargo test --test it cli::`; the long ones: `cargo test --test it -- --ignored`.

#![allow(clippy::unwrap_used)] // a test may fail loudly, in its helpers too

mod answer;
mod bills;
mod bounds;
mod cli;
mod common;
mod compare;
mod coverage;
mod covered;
mod decision;
mod determinism;
mod ends;
// Last digits of `exp` and `ln` are the platform's: what is printed is held where the snapshots were made.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod documents;
mod exact;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod examples;
mod explain;
mod goals;
mod house;
mod incidents;
mod judged;
mod known_answers;
mod left_out;
mod licences;
mod money;
mod names;
mod page;
mod patterns;
mod plan;
mod properties;
mod refused;
mod robust;
mod said;
mod schema;
mod search;
mod services;
mod single_points;
mod spaces;
mod unknowns;
mod verify;
mod written;
