//! How wide something is shared: what fails with it fails together.

/// How wide a domain is; narrow first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// One replica or one component: nothing is shared.
    Own,
    /// One availability zone.
    Zone,
    /// One site of an architecture.
    Site,
    /// One region of a provider.
    Region,
    /// One city and its surroundings, whoever's regions are there.
    Metro,
    /// One provider, all its regions.
    Provider,
    /// The whole service, wherever it runs.
    Service,
    /// Everybody.
    World,
}
