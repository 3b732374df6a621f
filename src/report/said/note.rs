//! Notes in words, one sentence each.

use std::fmt;

use super::unsaid::unsaid;
use crate::{
    answer::{ComparisonNote, Memory, Note, Quantity},
    report::words,
    units::format_count,
};

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StillWide {
                years,
                architectures,
                precision,
            } => still_wide(f, *years, architectures, *precision),
            Self::NotSettled { architectures } => write!(
                f,
                "the interval of {} is not settled: too few years were down, or a few of them make much of all downtime, so the truth \
                 may well lie outside it; more `--years` help",
                architectures.join(", ")
            ),
            Self::StoppedByHand { years } => write!(
                f,
                "stopped by hand after {} years: these are the results of those years, with their wider intervals",
                words::count(*years)
            ),
            Self::SeveralProviders => f.write_str(
                "providers publish their outages by different rules, so a difference between two of them is no fact about them",
            ),
            Self::HoursUnpriced => f.write_str(
                "hours of engineering are in no cost, since nobody has said what one costs (`people: {price: 80/hour}`)",
            ),
            Self::HoursOfSome => f.write_str(
                "some architectures name hours of engineering and some none, so their costs do not compare",
            ),
            Self::MistakesUntold { .. }
            | Self::NoReleases { .. }
            | Self::TrafficUntold { .. }
            | Self::FreeMoves { .. }
            | Self::SureSwitches { .. }
            | Self::UnsourcedSwitches { .. }
            | Self::JudgedSwitches { .. }
            | Self::PartlyRanged { .. }
            | Self::SharedFailures { .. }
            | Self::Mitigations { .. }
            | Self::NeverHappens { .. }
            | Self::SaidNeverToFail { .. }
            | Self::FixedEnds { .. }
            | Self::CrewHours { .. }
            | Self::Drains { .. }
            | Self::SameElsewhere { .. }
            | Self::NotBeneath { .. }
            | Self::FreeReturns { .. }
            | Self::SureCopies { .. } => f.write_str(&unsaid(self).unwrap_or_default()),
            Self::Disagreement {
                architecture,
                quantity,
                simulated,
                computed,
                errors,
            } => disagreement(f, architecture, *quantity, [*simulated, *computed], *errors),
            Self::NotSteady {
                architecture,
                memory,
                years,
                missing,
            } => not_steady(f, architecture, memory, [*years, *missing]),
            Self::NoScenario => f.write_str(
                "stopped by hand before a scenario with other numbers was done: how sure the results are is not known",
            ),
            Self::FewerScenarios { drawn, asked } => write!(
                f,
                "stopped by hand after {} of {} scenarios: how sure the results are rests on these",
                words::count(*drawn),
                words::count(*asked)
            ),
            Self::NoTornado => f.write_str(
                "stopped by hand before each number was tried alone: which one to measure next is not known",
            ),
            Self::RoughScenarios { architectures } => rough(f, architectures),
        }
    }
}

/// That more years would make an interval narrower.
fn still_wide(
    f: &mut fmt::Formatter<'_>,
    years: u64,
    architectures: &[String],
    precision: f64,
) -> fmt::Result {
    write!(
        f,
        "after {} years the interval of {} is still wider than ± {} %; `--years` allows more",
        words::count(years),
        architectures.join(", "),
        precision * 100.0
    )
}

/// That years differ from those long after.
fn not_steady(
    f: &mut fmt::Formatter<'_>,
    architecture: &str,
    memory: &Memory,
    [years, missing]: [f64; 2],
) -> fmt::Result {
    write!(
        f,
        "{architecture} is not steady: {memory} that after a warm-up of {years:.0} years some {:.0} % of what that brings about is still \
         missing; its simulated numbers are those of years that come after {years:.0} years, not of the steady state",
        100.0 * missing
    )
}

/// That scenarios are lived by a simpler design.
fn rough(f: &mut fmt::Formatter<'_>, architectures: &[String]) -> fmt::Result {
    write!(
        f,
        "{} {} too rarely down for the years of a scenario: how other numbers change that is taken from the same design with failovers \
         that take no time",
        architectures.join(", "),
        if architectures.len() == 1 {
            "is"
        } else {
            "are"
        }
    )
}

/// What a decision counts with.
fn basis(name: &str) -> &'static str {
    if name == "expected" {
        "what is expected over the scenarios"
    } else {
        "the numbers as written"
    }
}

/// That two means cannot both be right.
fn disagreement(
    f: &mut fmt::Formatter<'_>,
    architecture: &str,
    quantity: Quantity,
    [simulated, computed]: [f64; 2],
    errors: Option<f64>,
) -> fmt::Result {
    let apart = errors.map_or_else(
        || "too many or too few years had any for that".to_owned(),
        |errors| format!("{:.1} standard errors apart", errors.abs()),
    );
    write!(
        f,
        "DO NOT TRUST {architecture}: {} of {simulated} min/year is simulated and of {computed} computed, {apart}; one of the two is wrong, \
         which is a mistake in spof: please report this plan",
        words::quantity(quantity)
    )
}

/// What takes so long to be forgotten; "that" goes on.
impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outages { source } => write!(f, "outages of {source} last so long"),
            Self::Age { source } => write!(f, "{source} takes so long to wear out"),
            Self::Queue {
                crew,
                load: Some(load),
            } => write!(
                f,
                "the queue for the crew {crew}, whose work is {:.0} % of what it can do, takes so long to settle",
                100.0 * load
            ),
            Self::Queue { crew, load: None } => write!(
                f,
                "the crew {crew} never works, and its queue takes so long to fill"
            ),
            Self::Failback { group } => write!(
                f,
                "the group {group} takes so long to go back to a more preferred member"
            ),
            Self::Stay { group } => write!(
                f,
                "the group {group} never goes back and its members are unlike, so who served first matters for so long"
            ),
            Self::Drain => f.write_str("a lost site gets requests for so long"),
        }
    }
}

impl fmt::Display for ComparisonNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Currencies { before, after } => write!(
                f,
                "amounts are in {before} before and in {after} after, so that no difference of cost is given (–)"
            ),
            Self::Dollar {
                before,
                after,
                currency,
            } => write!(
                f,
                "a US dollar is {before} {currency} before and {after} {currency} after: part of a difference of cost is caused by that"
            ),
            Self::Vat { before, after } => write!(
                f,
                "value-added tax is {} % before and {} % after: part of a difference of cost is caused by that",
                before * 100.0,
                after * 100.0
            ),
            Self::Services { before, after } => {
                write!(f, "the services have different names: {before}, {after}")
            }
            Self::Versions { before, after } => write!(
                f,
                "spof {before} made the first and spof {after} the second: a difference may come from the program"
            ),
            Self::Seeds { before, after } => {
                let seed =
                    |seed: &Option<u64>| seed.map_or("unknown".to_owned(), |seed| seed.to_string());
                write!(
                    f,
                    "the seeds differ ({}, {}), so the years were not the same; the interval of a difference holds all the same",
                    seed(before),
                    seed(after)
                )
            }
            Self::Years { before, after } => write!(
                f,
                "{} years were simulated before and {} after; the intervals count that in",
                format_count(*before as f64, 0),
                format_count(*after as f64, 0)
            ),
            Self::Bases { before, after } => write!(
                f,
                "the answer before goes by {}, the one after by {}; compared is the downtime as written of both",
                basis(before),
                basis(after)
            ),
            Self::NoIntervals => f.write_str(
                "an earlier result without intervals (`ci95`) leaves open whether a difference is chance",
            ),
        }
    }
}
