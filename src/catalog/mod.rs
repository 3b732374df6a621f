//! The bundled world: providers with their regions and zones, the dependencies everybody there shares, the services
//! one can build from, prices and SLAs. Compiled into the program from `models/`; a user's own files lie over it.
//!
//! This module only looks things up. What the words mean is decided in `build`, which turns names into sources.

mod bundled;
#[cfg(test)]
mod consistency;
mod coverage;
mod decode;
mod dependency;
mod error;
mod evidence;
mod ground;
mod lookup;
mod merge;
mod near;
mod numbers;
mod overlay;
mod place;
mod price;
mod price_search;
mod references;
mod search;
#[cfg(test)]
mod sentences;
mod service;
mod shelf;
mod size;
mod sla;
mod tariff;
mod traffic;
mod unit;
#[cfg(test)]
mod verdicts;

pub use coverage::{Coverage, Sold};
pub use dependency::{Dependency, Split};
pub use error::{CatalogError, FILES};
pub use evidence::{Evidence, EvidenceKind, foreign, in_a_line, is_date, newest};
pub use ground::Ground;
pub use lookup::Catalog;
pub use numbers::{NUMBERS, Numbers, Range, Written};
pub use place::{ALL, Provider, Region};
pub use price::{Price, PriceRow};
pub use search::{Hit, Section};
pub use service::{ANY, OwnSource, Promised, Service, Usual};
pub use size::Shape;
pub use sla::{Credit, Sla};
pub use tariff::{Per, Tariff};
pub use traffic::{Crossing, Route, Step, Traffic};
