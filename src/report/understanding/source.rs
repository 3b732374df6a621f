//! One source in words: how often it fails, what strikes it, who repairs it, and where the numbers come from.

use super::paragraph::indented;
use crate::report::words;
use crate::{
    catalog::Evidence,
    law::Law,
    topology::{Clock, Repair, Source, Subject, Topology, Within},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// The numbers of a source and where they come from.
pub(super) fn numbers(topology: &Topology, source: &Source) -> Vec<String> {
    let mut lines = indented(&rates(topology, source));
    let provenance = &source.provenance;
    let range = provenance.rate_range.map_or(String::new(), |(low, high)| {
        format!(
            ", 90 % range {} to {} a year",
            words::per_year(low),
            words::per_year(high)
        )
    });
    lines.extend(indented(&format!("from the {}{range}", provenance.origin)));
    let borrowed = provenance.borrowed.iter();
    lines.extend(borrowed.flat_map(|(number, from)| {
        indented(&format!("{number}, borrowed from {}", words::listed(from)))
    }));
    // That what is from the plan was given in the plan need not be said twice.
    let evidence = provenance.evidence.iter();
    let evidence = evidence.filter(|it| it.evidence != Evidence::given(""));
    lines.extend(evidence.flat_map(|it| indented(&it.to_string())));
    lines
}

fn rates(topology: &Topology, source: &Source) -> String {
    let mut text = match (&source.fails, &source.clock) {
        (_, Some(clock)) => planned(clock),
        (Some(fails), None) => {
            format!("{} a year", words::per_year(HOURS_PER_YEAR / fails.mean()))
        }
        (None, None) => "never fails by itself".to_owned(),
    };
    if source.fails.is_none() && source.clock.is_none() && source.struck_by.is_empty() {
        return "never fails".to_owned();
    }
    if source.is_shock {
        text += &shocks(topology, source);
    }
    let (median, mean) = (source.lasts.median(), source.lasts.mean());
    text += &if matches!(source.lasts, Law::Fixed(_)) {
        format!(", lasting {}", words::minutes(mean * MINUTES_PER_HOUR))
    } else {
        format!(
            ", lasting {} (median), {} (mean)",
            words::minutes(median * MINUTES_PER_HOUR),
            words::minutes(mean * MINUTES_PER_HOUR)
        )
    };
    if let Law::Cut(cut) = &source.lasts {
        text += &format!(
            ", at most {}",
            words::minutes(cut.most() * MINUTES_PER_HOUR)
        );
    }
    if source.reach < 1.0 {
        text += &format!(", reaches us in {}", words::percent(source.reach));
    }
    if source.hits < 1.0 {
        text += &format!(", hits {}", words::percent(source.hits));
    }
    if let Some(repair) = &source.repair {
        text += &repaired(topology, repair);
    }
    for strike in &source.struck_by {
        let by = &topology.sources[strike.by];
        if !by.is_shock {
            text += &format!(
                "; an outage of {} takes it down with a chance of {}",
                by.name,
                words::percent(strike.chance)
            );
        }
    }
    text
}

fn planned(clock: &Clock) -> String {
    let every = words::minutes(clock.every * MINUTES_PER_HOUR);
    let mut text = format!("planned every {every}");
    if clock.offset > 0.0 {
        let after = words::minutes(clock.offset * MINUTES_PER_HOUR);
        text += &format!(", {after} after the first");
    }
    if !clock.counted {
        text += ", reported apart from downtime";
    }
    text
}

/// Whom a shock strikes, and how likely each.
fn shocks(topology: &Topology, source: &Source) -> String {
    // Another architecture may have one of that name with other numbers.
    let is_it = |by: &Source| by == source;
    let chance = topology.sources.iter().find_map(|struck| {
        let mut strikes = struck.struck_by.iter();
        let found = strikes.find(|strike| is_it(&topology.sources[strike.by]));
        found.map(|strike| strike.chance)
    });
    let whom = match &source.subject {
        Subject::CommonCause { of, .. } if of.within == Within::Plan => "replicas at all sites",
        _ => "replicas of the site",
    };
    match chance {
        Some(chance) if chance < 1.0 => {
            format!(
                " strike {whom} at once, each with a chance of {}",
                words::percent(chance)
            )
        }
        _ => format!(" strike all {whom} at once"),
    }
}

fn repaired(topology: &Topology, repair: &Repair) -> String {
    let crew = &topology.crews[repair.crew];
    let priority = match repair.priority {
        0 => String::new(),
        priority => format!(", with priority {priority} (lower goes first)"),
    };
    format!(
        ", once crew {} is at work on it{priority}",
        words::plain(&crew.name)
    )
}
