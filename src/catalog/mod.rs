//! The bundled world: providers with their regions and zones, the dependencies everybody there shares, the services
//! one can build from, prices and SLAs. Compiled into the program from `models/`; a user's own files lie over it.
//!
//! This module only looks things up. What the words mean is decided in `plan`, which turns names into sources.

mod dependency;
mod place;
mod price;
mod service;

pub use dependency::{Dependency, Numbers, Range};
pub use place::{Provider, Region};
pub use price::{Price, Tag};
pub use service::{Offer, OwnSource, Per, Service};
