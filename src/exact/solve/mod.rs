//! From a fault tree to numbers: unavailability and frequency, minimal cut sets, importance of sources.

mod cut_sets;
mod diagrammed;
mod down;
mod events;
mod importance;
mod measure;
mod module;
mod occurrence;
mod part;
mod solution;
mod split;
mod walk;

pub use cut_sets::{LikelySet, cut_sets};
pub use importance::{Importance, importance};
pub use measure::Measured;
pub use solution::{Solution, solve};
pub use split::{Split, split};
