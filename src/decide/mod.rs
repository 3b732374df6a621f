//! What the numbers say one should do, as facts: which designs nobody beats, which is the cheapest in total at which price
//! of an hour without service, how sure that is, and what there is against each cause.

mod alone;
mod assumptions;
mod causes;
mod choice;
mod comparison;
mod decision;
mod even;
mod frontier;
mod goal;
mod kinds;
mod offer;
mod priced;
mod reasons;
mod remedy;
mod rule;
mod steps;
mod studied;
mod tornado;
mod uncertainty;

pub use assumptions::assumptions;
pub use causes::causes_by_kind;
pub use comparison::compare;
pub use decision::decide;
pub use even::{settled_among, worth_a_move};
pub use frontier::{beats, frontier};
pub use goal::{Misses, YEARS, allowed, is_far, verdict, verdict_of_years};
pub use kinds::{CausedBy, caused_by, of_a_kind};
pub use offer::{Offer, Region, cheapest, data_cost, next_step, regions};
pub use rule::chosen;
pub use studied::{Studied, offers};
pub use uncertainty::uncertainty;
