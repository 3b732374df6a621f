//! What a person or a script is given: formatting only, no arithmetic beyond a change of unit.

mod results;

pub use results::*;
