//! The tables of a run and of the other questions, a file each: what their rows and columns are, for people and for scripts.
//! How they are set is the business of [`columns`](super::columns).

pub(super) mod answer;
pub(super) mod assumptions;
pub(super) mod bill;
pub(super) mod causes;
pub(super) mod comparison;
pub(super) mod design_cells;
pub(super) mod designs;
pub(super) mod frontier;
pub(super) mod kinds_of_cause;
pub(super) mod matters;
pub(super) mod outages;
pub(super) mod scenarios;
pub(super) mod steps;
pub(super) mod verification;
pub(super) mod weakness;

#[cfg(test)]
mod tests;
