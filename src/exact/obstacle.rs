//! Why there is no exact answer.

use thiserror::Error;

/// Why there is no exact answer for an architecture, as the end of a sentence "no exact answer, for …".
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Obstacle {
    /// The first year of a new service is not the steady state.
    #[error("lives start from new, not in the steady state")]
    StartsNew,
    /// Whether a group serves depends on its past.
    #[error("whether the failover group `{group}` serves depends on its past")]
    Failover {
        /// Name of the group.
        group: String,
    },
    /// Two sources that a shock strikes are not independent.
    #[error("`{shock}` strikes several sources at once, so they are not independent")]
    CommonCause {
        /// Name of the shock.
        shock: String,
    },
    /// A repair that waits for a crew hangs on the other repairs.
    #[error("the repair of `{source_name}` waits for a crew")]
    Waits {
        /// Name of the source.
        source_name: String,
    },
    /// Planned maintenance of which more than the clock decides when it is felt.
    #[error(
        "the planned maintenance `{source_name}` is not of one fixed length below its period, the same period for all of its clock, felt by all and by nothing softened"
    )]
    Maintenance {
        /// Name of the source.
        source_name: String,
    },
    /// A source is felt in more ways than can be told apart.
    #[error(
        "`{source_name}` is felt in too many different ways ({ways}) by components with mitigations"
    )]
    TooManyWays {
        /// Name of the source.
        source_name: String,
        /// How many.
        ways: usize,
    },
    /// The decision diagram outgrew its bound.
    #[error("the structure is too entangled for a decision diagram of {steps} steps")]
    TooLarge {
        /// Steps allowed.
        steps: usize,
    },
}
