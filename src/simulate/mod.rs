//! One life, then many.
//!
//! ```text
//! Source ─► Process ─► Fates (outages of one life) ─► Script (on, off, by time) ─► Machine ─► Life ─► Tally
//! ```
//!
//! A life is one year. Whatever does not depend on the state of the service (when sources fail, how long, whom they
//! hit) is drawn once a life and shared by all architectures; only the machine is run for each of them. What does
//! depend on the state goes through the agenda: today the timers of failover groups.

mod agenda;
mod alone;
mod blame;
mod branch;
mod circuit;
mod control;
mod crew;
mod draw;
mod fate;
mod forecast;
mod life;
mod living;
mod machine;
mod one_outage;
mod options;
mod outage_table;
mod part;
mod probit;
mod process;
mod record;
mod run;
mod sampler;
mod script;
mod stage;
mod standby;
mod stream;
mod tally;
mod ties;
mod tilt;
mod weighted;
mod world;
mod worlds;

pub use control::Controlled;
pub use options::{Method, Options};
pub use outage_table::{TableCell, TableRow, outage_table};
pub use record::{Charge, Move, Recording, SourceRecord, Stretch, TakenDown, record};
pub use run::{Believed, NORMAL_975, Progress, Run, Stopped, simulate};
pub use sampler::Sampler;
pub use stage::{Event, Stage};
pub use tally::{BlockSum, Cause, Tally, Worst};
pub use weighted::{Weighted, WeightedMeans};
pub use worlds::{Swing, Worlds, worlds};

/// Hours of warm-up before the counted year of a stationary life: standby groups and common-cause shocks, which do
/// not begin in equilibrium, have settled by hour 0.
pub const WARM_UP_HOURS: f64 = 1000.0;
