//! The engine: one life of one architecture.
//!
//! ```text
//! Source ─► Process ─► Fates (outages of one life) ─► Script (on, off, by time) ─► Machine ─► Life
//! ```
//!
//! A life is one year. Whatever does not depend on the state of the service (when sources fail, how long, whom they
//! hit) is drawn once a life and shared by all architectures; only the machine is run for each of them. What does
//! depend on the state goes through the agenda: today the timers of failover groups. Many lives are an
//! [`experiment`](crate::experiment), which this folder does not know.

pub(crate) mod agenda;
pub(crate) mod alone;
mod blame;
mod branch;
pub(crate) mod circuit;
mod crew;
pub(crate) mod fate;
pub(crate) mod life;
mod living;
pub(crate) mod machine;
pub(crate) mod one_outage;
pub(crate) mod order;
mod part;
mod probit;
pub(crate) mod process;
mod record;
mod sampler;
pub(crate) mod script;
pub(crate) mod standby;
pub(crate) mod stream;
mod ties;
mod tilt;

pub use record::{Charge, Move, Recording, SourceRecord, Stretch, TakenDown, record};
pub use sampler::Sampler;
