//! What a source is of. Its names, which are printed and by which its random stream is keyed, are made here.

use super::replica::{Placed, Replica};
use crate::place::Domain;

/// What a source is of.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// Something of a component itself: `software`, `hardware`, `engine` of a replica, or of all of it at once.
    Own {
        /// Of what.
        of: Replica,
        /// `software`.
        what: String,
    },
    /// Planned work on a replica, or on the one thing that a component is.
    Maintenance(Replica),
    /// Instants that strike the replicas of a component at once.
    CommonCause {
        /// The component at one site, or at all of them.
        of: Placed,
        /// `common-cause`, or `hardware-common-cause` where there are several.
        what: String,
    },
    /// A dependency shared by what stands in a domain.
    Shared {
        /// By what it is shared.
        domain: Domain,
        /// Its name in the catalog or the plan.
        dependency: String,
    },
    /// A zone's independent copy of a dependency that reaches further.
    Copy {
        /// The zone.
        zone: Domain,
        /// The dependency that was split.
        dependency: String,
    },
}

impl Subject {
    /// The full name, `aws/ap-northeast-2/dns-resolver` or `seoul/web/1/software`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Own { of, what } => format!("{of}/{what}"),
            Self::Maintenance(of) => format!("{of}/maintenance"),
            Self::CommonCause { of, what } => format!("{of}/{what}"),
            Self::Shared { domain, dependency } => domain.full_name(dependency),
            Self::Copy { zone, dependency } => format!("{zone}/believed/{dependency}"),
        }
    }

    /// The row of the outage table, the same for all of its kind: `dns-resolver`, `web software`.
    #[must_use]
    pub fn kind(&self) -> String {
        match self {
            Self::Own { of, what } => format!("{} {what}", of.of.component),
            Self::Maintenance(of) => format!("{} maintenance", of.of.component),
            Self::CommonCause { of, what } => {
                format!("{} {}", of.component, what.replace('-', " "))
            }
            Self::Shared { dependency, .. } | Self::Copy { dependency, .. } => dependency.clone(),
        }
    }

    /// By what it is shared; `None` for what is a component's own.
    #[must_use]
    pub fn domain(&self) -> Option<&Domain> {
        match self {
            Self::Shared { domain, .. } | Self::Copy { zone: domain, .. } => Some(domain),
            Self::Own { .. } | Self::Maintenance(_) | Self::CommonCause { .. } => None,
        }
    }
}
