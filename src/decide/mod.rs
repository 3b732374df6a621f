//! What the numbers say one should do: which designs nobody beats, and which is the cheapest in total at which price of
//! an hour without service.

mod comparison;
mod frontier;
mod offer;

pub use comparison::compare;
pub use frontier::frontier;
pub use offer::{Offer, Region, cheapest, regions};
