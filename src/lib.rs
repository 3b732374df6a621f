//! spof tells a small team what availability costs.
//!
//! ```text
//! text ─► Document ─► Topology ─► Life (× many) ─► Estimate ─► Decision ─► Report ─► bytes
//!         plan/       topology/   experiment/      estimate/   decide/     report/
//!                       ▲ catalog/ (models/)                     ▲ bill/
//! ```
//!
//! Data flows one way, one type a stage. Only [`cli`] prints, reads the clock or touches files.

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
pub mod law;
pub mod place;
pub mod plan;
pub mod report;
pub mod scope;
pub mod study;
pub mod topology;
pub mod units;
