//! The engine: one life of one architecture.
//!
//! ```text
//! Source ─► Process ─► Outages (of one life) ─► Script (on, off, by time) ─► Machine ─► Life
//! ```
//!
//! A life is one year. Whatever does not depend on the state of the service (when sources fail, how long, whom they
//! hit) is drawn once a life and shared by all architectures; only the machine is run for each of them. What does
//! depend on the state goes through the agenda: timers of failover groups, crews and whatever ages by its use. Many lives are an
//! [`experiment`](crate::experiment), which this folder does not know.

mod agenda;
mod branch;
mod circuit;
mod coins;
mod cue;
mod life;
mod machine;
mod order;
mod outage;
mod outages;
mod probit;
mod process;
mod rank;
mod record;
mod recording;
mod sampler;
mod script;
mod simulator;
mod stream;
mod trial;
mod warm_up;
mod working_hours;

pub use record::Diary;
pub use recording::{Charge, Move, Recording, SourceRecord, Stretch, TakenDown};
pub use sampler::Sampler;

pub(crate) use branch::{CutSet, Worth};
pub(crate) use circuit::{Circuit, Group};
pub(crate) use life::Life;
pub(crate) use order::draw_order;
pub(crate) use outage::Outage;
pub(crate) use outages::{Outages, PAST, Screen};
pub(crate) use process::{Process, Processes};
pub(crate) use script::Script;
pub(crate) use simulator::Simulator;
pub(crate) use stream::{Generator, Key, name_hash};
pub(crate) use trial::Trial;
pub(crate) use warm_up::WarmUp;
pub(crate) use working_hours::{WEEK, finish};
