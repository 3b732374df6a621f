//! Why there is no exact answer.

use thiserror::Error;

/// Why there is no exact answer for an architecture, as the end of a sentence "no exact answer, for …".
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Obstacle {
    /// Nobody asked.
    #[error("the simulation is to speak for itself")]
    NotAsked,
    /// No simulated year is of the steady state, so there is nothing to compare.
    #[error("no warm-up that can be afforded reaches the steady state")]
    NotSteady,
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
    /// A repair that waits for a crew depends on the other repairs.
    #[error("the repair of `{source_name}` waits for a crew")]
    Waits {
        /// Name of the source.
        source_name: String,
    },
    /// A repair goes on only while something else is up.
    #[error("the repair of `{source_name}` takes something else that can be down")]
    RepairNeeds {
        /// Name of the source.
        source_name: String,
    },
    /// Where the past matters, all laws must be exponential.
    #[error(
        "{what} is {kind}: where failover, crews or common cause matter, only exponential laws have an exact answer"
    )]
    NotExponential {
        /// Whose law.
        what: String,
        /// What kind of law it is.
        kind: &'static str,
    },
    /// Maintenance goes by the clock, which is no Markov chain.
    #[error("`{source_name}` goes by the clock, not by chance")]
    Maintained {
        /// Name of the source.
        source_name: String,
    },
    /// A crew works at some hours of the week only.
    #[error("the crew `{crew}` keeps working hours")]
    WorkingHours {
        /// Name of the crew.
        crew: String,
    },
    /// Mitigations remember when an outage began.
    #[error(
        "`{source_name}` is softened by mitigations where failover, crews or common cause matter"
    )]
    Softened {
        /// Name of the source.
        source_name: String,
    },
    /// An outage that strikes a share of the replicas.
    #[error(
        "`{source_name}` strikes a share of its replicas where failover, crews or common cause matter"
    )]
    StrikesByChance {
        /// Name of the source.
        source_name: String,
    },
    /// Whether an outage that does not reach us takes our crew's time is not known.
    #[error("`{source_name}` is repaired by a crew, but not all its outages reach us")]
    RepairsUnfelt {
        /// Name of the source.
        source_name: String,
    },
    /// The Markov chain outgrew its bound.
    #[error("it can be in too many states for a Markov chain of {states}")]
    TooManyStates {
        /// States allowed.
        states: usize,
    },
    /// Some state is never left again, and which one is a matter of chance.
    #[error(
        "it comes to rest in one of several states for good, and which one is a matter of chance"
    )]
    SeveralEnds,
    /// The iteration did not settle.
    #[error("the equations of its Markov chain were not solved in {cycles} cycles")]
    DoesNotConverge {
        /// How many.
        cycles: usize,
    },
    /// Planned maintenance of which more than the clock decides when it is felt.
    #[error(
        "the planned maintenance `{source_name}` is not of one fixed length below its period, the same period for all of its clock, felt by all and by nothing softened"
    )]
    Maintenance {
        /// Name of the source.
        source_name: String,
    },
    /// A source is felt in more ways than can be computed.
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
    /// A source that others strike ages: how often it fails beside the strikes is not known.
    #[error("`{source_name}` is struck by others and has a law of its own that is not exponential")]
    StruckAndAging {
        /// Name of the source.
        source_name: String,
    },
    /// An outage takes too many others down for them to be gone through one by one.
    #[error("an outage of `{source_name}` can take down {most} others or more")]
    StrikesMany {
        /// Name of the source.
        source_name: String,
        /// How many are too many.
        most: usize,
    },
    /// Members of a group do not fail while they sleep as they do while they serve.
    #[error("members of the failover group `{group}` fail less often while they do not serve")]
    Sleeps {
        /// Name of the group.
        group: String,
    },
    /// A group stays where it went, so that what serves depends on the distant past.
    #[error("the failover group `{group}` does not move back")]
    Stays {
        /// Name of the group.
        group: String,
    },
    /// A switch can do harm that outlasts the outage.
    #[error(
        "a switch of the failover group `{group}` can do harm that lasts longer than the outage"
    )]
    Botches {
        /// Name of the group.
        group: String,
    },
    /// Planned works of one clock meet each other.
    #[error("planned works of one clock, `{clock}`, can overlap")]
    Overlaps {
        /// Name of the clock.
        clock: String,
    },
    /// Outages that overlap make too much of the downtime for a sum over single ones and pairs.
    #[error("outages that overlap in the course of a failover make {share:.0} % of the downtime")]
    MeetsOften {
        /// Share of the downtime [%].
        share: f64,
    },
}
