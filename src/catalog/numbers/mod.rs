//! The numbers of anything that fails: `known` is what they are, `stated` how a map gives them, in a plan or in the catalog, with its
//! ranges (`range`, `belief`) and in other words (`mean_times`), and `entered` how an entry of the catalog does.

mod belief;
mod entered;
mod known;
pub(crate) mod mean_times;
pub(crate) mod range;
mod stated;

pub use belief::Belief;
pub(super) use entered::{Entered, Figures};
pub(super) use known::join;
pub(crate) use known::rate;
pub use known::{NUMBERS, Numbers, Written};
pub(crate) use stated::{Failure, Stated};
