//! The bundled world: providers with their regions and zones, the dependencies everybody there shares, the services
//! one can build from, prices and SLAs. Compiled into the program from `models/`; a user's own files lie over it.
//!
//! This module only looks things up. What the words mean is decided in `build`, which turns names into sources.

mod basis;
mod bundled;
#[cfg(test)]
mod consistency;
mod coverage;
mod dependency;
mod error;
mod evidence;
mod failover;
mod ground;
mod lookup;
mod near;
mod numbers;
#[cfg(test)]
mod overlaid;
mod overlay;
mod place;
mod price;
mod price_search;
mod raw;
mod references;
mod search;
#[cfg(test)]
mod sentences;
mod service;
mod shelf;
mod size;
mod sla;
pub(crate) mod spread;
mod tariff;
mod traffic;
mod unit;
#[cfg(test)]
mod verdicts;

pub use basis::EvidenceForm;
pub(crate) use basis::{Basis, Grounds};
pub use coverage::{Coverage, Sold};
pub use dependency::{Dependency, Split};
pub use error::{CatalogError, FILES};
pub use evidence::{Evidence, EvidenceKind, foreign, in_a_line, is_date, newest};
pub(crate) use failover::{Botched, Failover, Later, gives, ranged};
pub use failover::{BotchedForm, FailbackForm, FailoverForm, RangedMoves};
pub use ground::Ground;
pub use lookup::Catalog;
pub use numbers::{Belief, NUMBERS, Numbers, Written};
pub(crate) use numbers::{Failure, Stated, mean_times, range, rate};
pub use place::{ALL, Provider, Region};
pub use price::{Price, PriceRow};
pub use search::{Hit, Section};
pub use service::{ANY, OwnSource, Promised, Service, Usual};
pub use size::Shape;
pub use sla::{Credit, Period, Promise, Sla};
pub use tariff::{Offer, Per, Tariff};
pub use traffic::{Crossing, Route, Step, Traffic};
