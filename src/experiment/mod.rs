//! The experiment: many lives of all architectures.
//!
//! ```text
//! Bench (everything compiled) ─► Worker (a thread) ─► Tally (a block of lives) ─► Run (until precise enough)
//! ```
//!
//! What the means are taken from is chosen here too: plain lives, lives [controlled](Controlled) by an exact relaxation,
//! or their [weighted](Weighted) branches. [`scenarios`] lives the same designs with other numbers, and
//! [`outage_table`] asks what one outage of each kind costs.

mod baseline;
pub(crate) mod bench;
mod computation;
mod control;
mod draw;
mod drawn_years;
mod effort;
mod first_order;
mod five_years;
mod forecast;
mod foreseen;
mod happening;
mod losses;
mod mean;
mod moments;
mod options;
mod outage_table;
mod progress;
mod run;
mod scenarios;
mod tails;
mod tally;
mod times;
mod valuation;
mod wanted;
mod weighted;
mod worth;
mod year_groups;

pub use bench::Believed;
pub use control::Controlled;
pub use draw::{World, times_often, worlds};
pub use drawn_years::{DrawnYears, drawn_years};
pub use effort::outages_a_year;
pub use first_order::{FirstOrder, Mean, first_order};
pub use five_years::{FiveYears, five_years};
pub use foreseen::{Charge, Foreseen, luck};
pub use losses::Losses;
pub use mean::in_the_mean;
pub use moments::Moments;
pub use options::{Method, NORMAL_975, Options};
pub use outage_table::{TableCell, TableRow, failing, outage_table, outage_table_among};
pub use progress::{Event, Progress, Stage};
pub use run::{Run, Stopped, simulate, simulate_among};
pub use scenarios::{Scenarios, Swing, scenarios};
pub use tally::{BlockSum, Cause, Tally, Worst};
pub use times::{Times, TimesDown, times_down};
pub use valuation::{Valuation, in_world};
pub use weighted::{Weighted, WeightedMeans};
