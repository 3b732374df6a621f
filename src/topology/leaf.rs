//! The leaves of the structure: what of a component, or of what a switch looks at, is up or down.

use super::replica::Replica;
use super::table::Id;
use crate::place::Domain;
use std::fmt;

/// Index into [`super::Architecture::leaves`].
pub type LeafId = Id<Leaf>;

/// The least thing that is up or down.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// What it is.
    pub kind: LeafKind,
    /// Where it stands.
    pub domain: Domain,
}

/// What a leaf is.
#[derive(Debug, Clone, PartialEq)]
pub enum LeafKind {
    /// A replica, or a component that stands in a region, at a provider or in the world.
    Component(Replica),
    /// Down while something is that a switch to this target, or a repair of it, requires.
    Requirement(Target),
    /// Down while the whole region of this target is in trouble, so that everybody moves away from it.
    Crowd(Target),
    /// Down while a link is over which something at a site is reached, or copied to.
    Way {
        /// The component that it is about; `sites` where all of a site is copied.
        of: String,
        /// From where: sites, as the plan names them.
        from: String,
        /// To where.
        to: String,
        /// The link.
        over: String,
    },
    /// One independent copy of a dependency of a wide leaf, in the zone where this leaf stands.
    Copy {
        /// The wide leaf.
        of: Box<LeafKind>,
        /// The dependency that was split.
        dependency: String,
    },
}

/// What a failover switches to.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A site, by its name.
    Site(String),
    /// A member of a component's group.
    Replica(Replica),
    /// What is repaired, by its full name.
    Repair(String),
}

impl Leaf {
    /// Its full name, `seoul/web/1`, the same in every architecture that has it; `hits` draws are keyed by it.
    #[must_use]
    pub fn name(&self) -> String {
        self.kind.name(&self.domain)
    }

    /// The component that it belongs to, `web`; mitigation draws are keyed by it.
    #[must_use]
    pub fn component(&self) -> Option<&str> {
        self.kind.component()
    }

    /// What switches and repairs look at with it; `None` for what is a component or part of one.
    #[must_use]
    pub fn is_watched_by_switches(&self) -> bool {
        matches!(self.kind, LeafKind::Requirement(_) | LeafKind::Crowd(_))
    }
}

impl LeafKind {
    fn name(&self, domain: &Domain) -> String {
        match self {
            Self::Component(replica) => replica.to_string(),
            Self::Requirement(target) => format!("{target}/requires"),
            Self::Crowd(target) => format!("{target}/crowded"),
            Self::Way { of, from, to, over } => format!("{from}/{to}/{of}/over/{over}"),
            Self::Copy { of, dependency } => {
                format!("{}/believed/{dependency}/{domain}", of.name(domain))
            }
        }
    }

    fn component(&self) -> Option<&str> {
        match self {
            Self::Component(replica) => Some(&replica.of.component),
            Self::Requirement(_) | Self::Crowd(_) => None,
            Self::Way { of, .. } => Some(of),
            Self::Copy { of, .. } => of.component(),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(name) | Self::Repair(name) => out.write_str(name),
            Self::Replica(replica) => replica.fmt(out),
        }
    }
}
