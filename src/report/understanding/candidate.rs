//! One architecture: where it runs, what must be up, what takes over, what it depends on, and what is paid for it.

use super::paragraph::indented;
use super::part;
use crate::report::lines::TableStyle;
use crate::report::words;
use crate::{
    bill::bill,
    catalog::{ALL, Catalog, Evidence, EvidenceKind, Price},
    failover::{Failback, Otherwise},
    law::Law,
    topology::{Architecture, Group, Node, SourceId, Topology, Weight},
    units::CostKind,
    units::{MINUTES_PER_HOUR, format_count, format_share},
};

/// Everything about one architecture, line by line.
pub(super) fn describe(
    topology: &Topology,
    catalog: &Catalog,
    architecture: &Architecture,
    style: TableStyle,
) -> Vec<String> {
    let about = match architecture.about.as_str() {
        "" => String::new(),
        about => format!(": {}", words::plain(about)),
    };
    let mut lines = vec![format!(
        "{}{about}",
        style.strong(&words::plain(&architecture.name))
    )];
    for site in &architecture.sites {
        let zones = match site.zones.as_slice() {
            [] => "no zone of its own".to_owned(),
            [one] if one == ALL => "which sells no zones".to_owned(),
            [one] => format!("zone {one}"),
            several => format!("zones {}", several.join(" and ")),
        };
        lines.push(format!(
            "  {}: {}/{}, {zones}",
            site.name, site.provider, site.region
        ));
    }
    lines.extend(replicas(architecture));
    let groups = architecture.groups.iter();
    lines.extend(groups.flat_map(|group| takeover(topology, architecture, group)));
    lines.extend(part::parts(architecture));
    lines.extend(part::crews(topology, architecture));
    lines.extend(mitigations(topology, architecture));
    lines.extend(weights(topology, architecture));
    lines.extend(complexity(architecture));
    lines.extend(paid(topology, catalog, architecture));
    lines
}

/// How many replicas there are and how many must be up.
fn replicas(architecture: &Architecture) -> Vec<String> {
    let components = architecture.components.iter();
    let several = components.filter(|component| component.leaves.len() > 1);
    let told = several.filter_map(|component| {
        let (needs, all) = (component.needs?, component.leaves.len());
        let (needs, all) = (words::count(needs.into()), words::count(all as u64));
        let placed = &component.placed;
        Some(format!("  {placed}: {needs} of {all} replicas must be up"))
    });
    told.collect()
}

/// Kinds of what a group's switches require where they go, each once.
fn required<'t>(
    topology: &'t Topology,
    architecture: &Architecture,
    group: &Group,
) -> Vec<&'t str> {
    let mut kinds: Vec<&str> = Vec::new();
    for node in group.requires.iter().flatten() {
        let Node::Leaf(leaf) = &architecture.nodes[node] else {
            continue;
        };
        for link in architecture.links.iter().filter(|link| link.leaf == *leaf) {
            let kind = topology.sources[link.source].kind.as_str();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    kinds
}

/// How a group takes over.
fn takeover(topology: &Topology, architecture: &Architecture, group: &Group) -> Vec<String> {
    let law = &group.law;
    let steps = [
        ("detected", &law.detect),
        ("decided", &law.decide),
        ("switched", &law.switch),
    ];
    let steps: Vec<String> = steps
        .into_iter()
        .filter(|(_, law)| **law != Law::Fixed(0.0))
        .map(|(done, law)| format!("{done} in {}", time(law)))
        .collect();
    let mut text = format!(
        "{}: one of {} serves, the next takes over",
        group.name,
        group.members.len()
    );
    if !steps.is_empty() {
        text += &format!(", {}", steps.join(", "));
    }
    let required = required(topology, architecture, group);
    if !required.is_empty() {
        text += &format!("; a switch needs {} where it goes", required.join(" and "));
    }
    if law.succeeds < 1.0 {
        text += &format!(
            "; a switch works with a chance of {}",
            words::percent(law.succeeds)
        );
    }
    if law.no_capacity > 0.0 {
        text += &format!(
            "; while a whole region is in trouble, a switch away from it finds no room with a chance of {}",
            words::percent(law.no_capacity)
        );
    }
    let harm = law.botched.as_ref().map_or(0.0, |botched| botched.share);
    if let Some(botched) = &law.botched {
        text += &format!(
            "; with a chance of {} a switch does harm, and nothing serves for {} from its end on",
            words::percent(harm),
            time(&botched.lasts)
        );
    }
    if law.succeeds + harm < 1.0 - 1e-9 || law.no_capacity > 0.0 {
        text += &match &law.otherwise {
            Otherwise::Later(later) => {
                format!("; one that fails is put right {} later", time(later))
            }
            Otherwise::Wait => "; after one that fails only the first itself helps".to_owned(),
        };
    }
    if law.dormant_failures <= 0.0 {
        text += "; those that wait do not fail";
    } else if law.dormant_failures < 1.0 {
        text += &format!(
            "; those that wait fail at {} of their rate",
            words::percent(law.dormant_failures)
        );
    }
    if let Some(lag) = &law.lag {
        text += &format!("; the data of the others are {} behind", time(lag));
    }
    match &law.failback {
        Failback::AtOnce => {}
        Failback::Never => text += "; stays there",
        Failback::After { after, loss } => {
            text += &format!(
                "; goes back once the first has been up for {}, at the price of {} down",
                time(after),
                time(loss)
            );
        }
    }
    indented(&text)
        .into_iter()
        .map(|line| line[2..].to_owned())
        .collect()
}

/// A law's median, and that it varies.
fn time(law: &Law) -> String {
    let median = words::minutes(law.median() * MINUTES_PER_HOUR);
    if matches!(law, Law::Fixed(_)) {
        median
    } else {
        format!("about {median}")
    }
}

fn mitigations(topology: &Topology, architecture: &Architecture) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for id in architecture.links.iter().flat_map(|link| &link.mitigations) {
        let name = topology.mitigations[id].name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty())
        .then(|| format!("  mitigations: {}", names.join(", ")))
        .into_iter()
        .collect()
}

/// What each source would take with it.
fn weights(topology: &Topology, architecture: &Architecture) -> Vec<String> {
    let felt = architecture.felt(&topology.sources);
    let found = architecture.weights(&topology.sources);
    let fails = |id: &SourceId| topology.sources[id].begins_outages();
    let mut lines = Vec::new();
    // Maintenance that is not counted takes the service away, but as planned.
    let planned = |id: &SourceId| {
        let clock = &topology.sources[id].clock;
        clock.as_ref().is_some_and(|clock| !clock.counted)
    };
    for (weight, is_planned, heading) in [
        (
            Weight::Single,
            false,
            "single points of failure, each alone takes the service down",
        ),
        (
            Weight::Single,
            true,
            "planned, each alone takes the service away, reported apart from downtime",
        ),
        (Weight::Failover, false, "cost a failover"),
        (
            Weight::Failover,
            true,
            "planned, costs a failover, reported apart from downtime",
        ),
    ] {
        let names: Vec<&str> = felt
            .iter()
            .filter(|id| fails(id) && planned(id) == is_planned)
            .filter(|id| found[*id] == weight)
            .map(|id| topology.sources[id].name.as_str())
            .collect();
        if !names.is_empty() {
            lines.push(format!("  {heading}:"));
            lines.extend(indented(&names.join(", ")));
        }
    }
    lines
}

/// The bill, line by line, in the plan's currency; its own prices as they stand there.
fn paid(topology: &Topology, catalog: &Catalog, architecture: &Architecture) -> Vec<String> {
    let bill = bill(topology, architecture, catalog);
    let mut lines = vec![format!(
        "  {} a month{}{}",
        words::money(bill.monthly, &topology.currency),
        if bill.lines.is_empty() {
            String::new()
        } else {
            unlike(topology)
        },
        if bill.lines.is_empty() { "" } else { ":" }
    )];
    for line in &bill.lines {
        let site = if line.site.is_empty() {
            String::new()
        } else {
            format!(" ({})", line.site)
        };
        lines.push(format!(
            "    {:>10}  {}{site}: {} {}{}{} at {}{}, {}",
            words::money(line.monthly() * topology.fx, &topology.currency),
            words::plain(&line.name),
            format_count(
                line.quantity,
                if line.quantity.fract() == 0.0 { 0 } else { 2 }
            ),
            match line.price.unit.starts_with(|it: char| it.is_ascii_digit()) {
                true => "× ",
                false => "",
            },
            words::plain(&line.price.unit),
            match line.price.unit.rsplit('-').next() {
                Some("second" | "minute" | "hour" | "day" | "month" | "year")
                    if line.quantity != 1.0 =>
                    "s",
                _ => "",
            },
            match &line.price.written {
                Some(written) => words::plain(written),
                None => words::unit_price(line.price.usd * topology.fx, &topology.currency),
            },
            if line.discount > 0.0 {
                format!(" less {}", format_share(line.discount))
            } else {
                String::new()
            },
            dated(&line.price)
        ));
    }
    let worked = bill.lines.iter().any(|line| line.kind == CostKind::People);
    if let Some(work) = architecture.purchases.work.filter(|_| !worked) {
        lines.push(format!(
            "    {} h of engineering a month, without a price",
            words::number(work.hours)
        ));
    }
    lines
}

/// In what the lines are given where that is not what the sum is in.
fn unlike(topology: &Topology) -> String {
    let before = if topology.vat > 0.0 {
        format!(" before {} VAT", words::percent(topology.vat))
    } else {
        String::new()
    };
    if topology.currency == "USD" && before.is_empty() {
        return before;
    }
    let rate = if topology.currency == "USD" {
        String::new()
    } else {
        format!(
            "; a dollar of the price list is {} {}",
            words::number(topology.fx),
            topology.currency
        )
    };
    let lines = if before.is_empty() {
        ""
    } else {
        "; the lines are"
    };
    format!("{lines}{before}{rate}")
}

/// Which of the team's own shared things fail more often here.
fn complexity(architecture: &Architecture) -> Vec<String> {
    let all = architecture.complexity.iter();
    let told = all.map(|of| {
        let range = of.range.map_or_else(String::new, |(low, high)| {
            format!(" ({} to {})", words::number(low), words::number(high))
        });
        format!(
            "  {} fails {}{range} times as often as elsewhere",
            words::plain(&of.dependency),
            words::number(of.factor)
        )
    });
    told.collect()
}

/// From when a price is, and how one came by it where it was not published so.
fn dated(price: &Price) -> String {
    let Evidence { kind, as_of, .. } = &price.evidence;
    let date = match as_of.as_str() {
        "plan" => return "given in the plan".to_owned(),
        "undated" => "undated".to_owned(),
        date => format!("as of {}", words::plain(date)),
    };
    match kind {
        EvidenceKind::Published | EvidenceKind::Given => date,
        kind => format!("{}, {date}", kind.words()),
    }
}
