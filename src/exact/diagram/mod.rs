//! Decision diagrams: Boolean functions, and families of sets, on one kind of table.

mod decision;
mod family;
mod table;

pub use decision::{Diagram, Function};
pub use family::{Families, Family};
pub use table::{BOTTOM, FALSE, MOST_STEPS, TRUE, Values};
