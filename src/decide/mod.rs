//! What the numbers say one should do. Today the frontier; break-even and recommendation follow.

mod frontier;

pub use frontier::frontier;
