//! What the numbers say one should do. Today the frontier; break-even and recommendation follow.

mod comparison;
mod frontier;

pub use comparison::compare;
pub use frontier::frontier;
