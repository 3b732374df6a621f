//! What the reader should know of a run's numbers, as facts; the report says them in words.

use super::memory::Memory;
use serde::{Serialize, Serializer};

use super::verification::Quantity;

/// What may happen, and never does where a plan says nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {
    /// Planned work that takes something down.
    PlannedWork,
    /// A switch that does harm.
    HarmfulSwitch,
    /// A place without room while everybody moves there.
    NoRoom,
    /// A place that is lost for a week or more.
    LostPlace,
}

/// A mitigation, of which nobody says how far off its numbers may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Mitigated {
    /// Its name.
    pub mitigation: String,
    /// How often it works.
    pub works: f64,
    /// What its numbers rest on, as in `assumptions`: `given` where the plan names no source.
    pub evidence: &'static str,
    /// The designs that have it.
    pub architectures: Vec<String>,
}

/// Something to know of the numbers of a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// All years were simulated and some intervals are wider than was asked.
    StillWide {
        /// Simulated years.
        years: u64,
        /// Names of the architectures.
        architectures: Vec<String>,
        /// Asked half-width, relative to the mean.
        precision: f64,
    },
    /// Some intervals are not to be believed yet.
    NotSettled {
        /// Names of the architectures.
        architectures: Vec<String>,
    },
    /// The user ended the run.
    StoppedByHand {
        /// Simulated years.
        years: u64,
    },
    /// Architectures stand with several providers.
    SeveralProviders,
    /// Hours of engineering are named and no price of one.
    HoursUnpriced,
    /// Some architectures name hours of engineering and some none.
    HoursOfSome,
    /// More sites may mean more mistakes, and the plan does not say how many more.
    MistakesUntold {
        /// The team's own shared thing that fails equally often everywhere.
        dependency: String,
    },
    /// Components with the team's own code, and nothing that its releases take down.
    NoReleases {
        /// The components, each with the designs in which nothing does.
        components: Vec<Unreleased>,
    },
    /// Data that leave a design's zones and sites are paid for there, and the plan does not say how much they are.
    TrafficUntold {
        /// Which ways they go, by their keys in `traffic`.
        ways: Vec<&'static str>,
        /// Of each of these the designs that send data on it and pay for them.
        architectures: Vec<Vec<String>>,
    },
    /// Moving from the design that runs today to another costs nothing, since the plan says nothing of it.
    FreeMoves {
        /// The design that runs today.
        from: String,
        /// Those to which it is free.
        to: Vec<String>,
    },
    /// Every switch to another member works.
    SureSwitches {
        /// Of which components, and `sites`.
        groups: Vec<String>,
    },
    /// What the plan says of switches to another member rests on nothing that it names.
    UnsourcedSwitches {
        /// Of which components, and `sites`.
        groups: Vec<String>,
        /// Those of them of which no number has a range.
        without_range: Vec<String>,
    },
    /// Some numbers of a switch have a range and others of it have none.
    PartlyRanged {
        /// Of which component, or `sites`; and the keys of those that have none.
        switches: Vec<(String, Vec<String>)>,
    },
    /// What share of failures strikes several replicas at once, or something else too, and how much one outage differs in length from the
    /// next, has no range.
    SharedFailures {
        /// Kinds of what strikes several replicas.
        kinds: Vec<String>,
        /// Kinds of what takes something else down with it.
        spread: Vec<String>,
    },
    /// How often and how fast mitigations work has no range.
    Mitigations {
        /// Each, with the designs that have it.
        each: Vec<Mitigated>,
    },
    /// What may happen in a real service never happens here, since the plan says nothing of it.
    NeverHappens {
        /// What.
        what: Vec<Never>,
    },
    /// The plan says of things of a place or of a service that they never fail.
    SaidNeverToFail {
        /// Their names.
        sources: Vec<String>,
    },
    /// What is one over all sites is reached over links to where its preferred member is, whichever member serves.
    FixedEnds {
        /// The components.
        components: Vec<String>,
        /// The links.
        over: Vec<String>,
    },
    /// What the plan says of switches is a judgement.
    JudgedSwitches {
        /// Of which components, and `sites`.
        groups: Vec<String>,
        /// Those of them of which no number has a range.
        without_range: Vec<String>,
    },
    /// How many work in crews, when, and how much gets done outside of their hours, has no range.
    CrewHours {
        /// The crews.
        crews: Vec<String>,
        /// What that rests on.
        evidence: &'static str,
        /// Kinds of what they repair whose lengths are the catalog's: those have some waiting in them already, which is so counted twice.
        waits_twice: Vec<String>,
    },
    /// Mitigations against what a vendor offers that do not help where what that stands on is down.
    NotBeneath {
        /// Each mitigation, what it is against and what that stands on.
        each: Vec<[String; 3]>,
    },
    /// The plan's own numbers of failures that hold at several providers alike.
    SameElsewhere {
        /// Of which kinds.
        kinds: Vec<String>,
        /// The providers.
        providers: Vec<String>,
    },
    /// How long sites that are lost go on getting requests has no range.
    Drains {
        /// The designs in which they do.
        architectures: Vec<String>,
        /// What that rests on.
        evidence: &'static str,
    },
    /// Service goes back to a member whose data lag without any time lost, since the plan says nothing of it.
    FreeReturns {
        /// Of which components, and `sites`.
        groups: Vec<String>,
    },
    /// Another site has all data at any time, since the plan does not say how far its copy is behind.
    SureCopies {
        /// The designs.
        architectures: Vec<String>,
    },
    /// Simulated years and what is computed cannot both be right.
    Disagreement {
        /// Name of the architecture.
        architecture: String,
        /// Of what.
        quantity: Quantity,
        /// Simulated mean [min/year].
        simulated: f64,
        /// Computed mean [min/year].
        computed: f64,
        /// How far they are apart, in standard errors; `None` where so few years had any that they were counted.
        errors: Option<f64>,
    },
    /// No warm-up that could be lived comes near enough to the steady state.
    NotSteady {
        /// Name of the architecture.
        architecture: String,
        /// What it does not forget.
        memory: Memory,
        /// The years of warm-up that were lived.
        years: f64,
        /// The share of what this brings about that is still missing after them.
        missing: f64,
    },
    /// Stopped before a scenario with other numbers was done.
    NoScenario,
    /// Stopped before all scenarios were done.
    FewerScenarios {
        /// How many were done.
        drawn: u64,
        /// How many were asked for.
        asked: u64,
    },
    /// Stopped before each number was tried alone.
    NoTornado,
    /// Too rarely down for the years of a scenario: other numbers were tried on a design with failovers that take no time.
    RoughScenarios {
        /// Names of the architectures.
        architectures: Vec<String>,
    },
}

/// A component that no release of the team's own takes down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreleased {
    /// Its name.
    pub component: String,
    /// In which architectures.
    pub architectures: Vec<String>,
}

/// Something to know of the differences between two runs.
#[derive(Debug, Clone, PartialEq)]
pub enum ComparisonNote {
    /// Amounts are in different currencies.
    Currencies {
        /// Currency before.
        before: String,
        /// Currency after.
        after: String,
    },
    /// A dollar is worth something else.
    Dollar {
        /// Units of the currency for a dollar, before.
        before: f64,
        /// The same, after.
        after: f64,
        /// The currency of both.
        currency: String,
    },
    /// Another value-added tax.
    Vat {
        /// As a share, before.
        before: f64,
        /// As a share, after.
        after: f64,
    },
    /// The services have different names.
    Services {
        /// Name before.
        before: String,
        /// Name after.
        after: String,
    },
    /// Made by different versions of the program.
    Versions {
        /// Version before.
        before: String,
        /// Version after.
        after: String,
    },
    /// Different seeds.
    Seeds {
        /// Seed before, where it is known.
        before: Option<u64>,
        /// Seed after, where it is known.
        after: Option<u64>,
    },
    /// Different numbers of simulated years.
    Years {
        /// Years before.
        before: u64,
        /// Years after.
        after: u64,
    },
    /// The decisions count with different numbers: expected ones, or those as written.
    Bases {
        /// Basis before.
        before: String,
        /// Basis after.
        after: String,
    },
    /// An earlier result has no intervals.
    NoIntervals,
}

/// Written in the report's words.
impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Written in the report's words.
impl Serialize for ComparisonNote {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
