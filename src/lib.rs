//! spof shows a small team what availability costs: it simulates the designs of a service under the same outages, prices
//! each of them, and weighs downtime against cost.
//!
//! # The way of the data
//!
//! One way, with one type for each stage. A folder imports only from folders before it in the table below.
//!
//! ```text
//! SourceText ─plan─► candidates ─build(catalog)─► Topology
//! Topology ─exact─► Exact, or the Obstacle          Topology ─engine─► Life ─experiment─► Run
//! (Architecture, Catalog) ─bill─► Bill              (Run, Exact) ─estimate─► means, intervals, quantiles
//! (means, bills) ─decide─► frontier, steps, what to do
//! all of it ─study─► Results ─report─► text, JSON, CSV, Markdown, HTML, SVG ─cli─► screen and files
//! ```
//!
//! | folder | what for |
//! |---|---|
//! | [`units`], [`law`] … | durations, money, probability laws: words that all others use |
//! | [`diagnostic`] | a text with its file's name, and a problem drawn over it |
//! | `language` | a tree with positions, kinds of values, and one description for each map of keys |
//! | [`answer`] | the results as plain data: the JSON contract |
//! | [`catalog`] | providers, services, prices and SLAs of `models/` |
//! | [`topology`] | what a plan means: sources, structure, failover groups |
//! | [`plan`] | from text to candidates, all problems at once |
//! | [`bill`] | what an architecture costs a month |
//! | [`build`] | from candidates and catalog to a topology |
//! | [`exact`] | expected downtime without simulation, where that is possible |
//! | [`engine`] | one life of one architecture |
//! | [`experiment`] | many lives of all architectures |
//! | [`estimate`] | from lives to means, intervals and quantiles |
//! | [`decide`] | what these numbers say one should do |
//! | [`study`](mod@study) | the one door from a topology to results |
//! | [`search`](mod@search) | which designs of a space are worth their money |
//! | [`report`] | results as text, tables, pictures and pages |
//! | [`cli`] | the only folder that prints, reads the clock or touches files |
//!
//! `ARCHITECTURE.md` describes each folder, `docs/model.md` what a plan means.
//!
//! # An example
//!
//! Is a second zone worth it? This prints the designs that no other beats on both cost and downtime.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//!
//! use spof::{
//!     build,
//!     catalog::Catalog,
//!     diagnostic::{self, SourceText},
//!     experiment::{Method, Options},
//!     study::study,
//! };
//!
//! let text = std::fs::read_to_string("examples/minimal.yaml")?;
//! let source = SourceText::new("minimal.yaml", text);
//! let catalog = Catalog::bundled();
//! let reading = build::read(&source, catalog)
//!     .map_err(|problems| diagnostic::render(&problems, &source, false))?;
//!
//! let options = Options { seed: 1, precision: 0.05, years: Some(4096), method: Method::Best };
//! // Nobody watches the progress, and nobody ends the run early.
//! let results = study(&reading.topology, catalog, options, &|_| {}, &AtomicBool::new(false));
//!
//! for design in results.architectures.iter().filter(|it| it.on_frontier) {
//!     let (cost, down) = (&design.cost, &design.downtime);
//!     println!("{}: {:.0} $ a month, {:.0} min a year", design.name, cost.monthly, down.mean);
//! }
//! // More zones cost more and are down less, so neither design beats the other.
//! assert!(results.architectures.iter().all(|it| it.on_frontier));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod answer;
pub mod bill;
pub mod build;
pub mod catalog;
pub mod cli;
pub mod decide;
pub mod diagnostic;
pub mod engine;
pub mod estimate;
pub mod exact;
pub mod experiment;
pub mod failover;
mod language;
pub mod law;
pub mod place;
pub mod plan;
pub mod report;
pub mod scope;
pub mod search;
pub mod study;
pub mod topology;
pub mod units;

/// The one door for a program: from a plan that it makes to results.
pub use study::of_plan as study;
