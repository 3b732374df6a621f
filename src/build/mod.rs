//! Candidates → topology: names become indices, things become sources, the path becomes a structure.
//!
//! `resolve` finds what a name means where it is used, `architect` builds one architecture (`component` what stands where,
//! `own` its components' sources, `links` what they share, `strike` what of it takes other things down, `served` what
//! requests need of it, `standby` what waits), `register` notes how well its numbers are known, `if_independent` splits what is
//! shared into independent copies, `purchases` what it buys (`charges` of the plan's bill, `crossings` the data it moves) and `lacks` what of that
//! has no price (`unsold` components, `missing_rows` of the price list). `lowering` and `sources` hold what all architectures have in
//! common, `stand` where a leaf stands; `ground` and `vendors` say what numbers rest on and how what vendors offer is called.

mod architect;
mod between;
mod charges;
mod component;
mod crossings;
mod elsewhere;
mod ground;
mod if_independent;
mod instance;
mod lacks;
mod links;
mod lowering;
mod missing_rows;
mod near_sizes;
mod own;
mod paid_twice;
mod purchases;
mod reading;
mod register;
mod resolve;
mod served;
mod sources;
mod space;
mod stand;
mod standby;
mod strike;
mod unsold;
mod vendors;

pub use reading::{Laid, Reading, Refused, read, read_plan};
pub use space::{Picks, Space};
