//! Decision diagrams: Boolean functions, and families of sets.

mod decision;
mod family;

pub use decision::{BOTTOM, Diagram, FALSE, Function, MOST_STEPS, TRUE};
pub use family::{Families, Family};
