//! One architecture: where it runs, what must be up, what takes over, what it depends on, and what is paid for it.

use super::paid::paid;
use super::paragraph::{indented, set_in};
use super::part;
use super::takeover::{by_the_plan, mitigations, of_the_plan, set_out, takeover, time};
use crate::law::Law;
use crate::report::lines::TableStyle;
use crate::report::words;
use crate::{
    catalog::{ALL, Catalog, Evidence},
    topology::{Architecture, SourceId, Topology, Weight},
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
    lines.extend(cold(architecture));
    lines.extend(replicas(architecture));
    lines.extend(together(topology, architecture));
    let groups = architecture.groups.iter();
    let groups = groups.filter(|group| group.seat.number == 0);
    lines.extend(groups.flat_map(|group| takeover(topology, architecture, group)));
    lines.extend(part::parts(architecture));
    lines.extend(part::crews(topology, architecture));
    lines.extend(part::repairs(topology, architecture));
    lines.extend(mitigations(topology, architecture));
    lines.extend(weights(topology, architecture));
    lines.extend(complexity(topology, architecture));
    lines.extend(paid(topology, catalog, architecture));
    lines
}

/// What is started only when it is needed.
fn cold(architecture: &Architecture) -> Vec<String> {
    let cold = architecture.components.iter().filter(|it| it.is_cold);
    let names: Vec<String> = cold.map(|it| it.placed.to_string()).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let text = format!(
        "{}: cold, started only when needed: nothing is paid for {} and nothing of {} own fails",
        names.join(", "),
        if names.len() == 1 { "it" } else { "them" },
        if names.len() == 1 { "its" } else { "their" },
    );
    set_out(&text)
}

/// How sites serve together.
fn together(topology: &Topology, architecture: &Architecture) -> Vec<String> {
    let told = architecture.balance.iter().flat_map(|balance| {
        let drain = match &balance.drain {
            Law::Fixed(0.0) => "a lost site gets no more requests at once".to_owned(),
            law => format!(
                "a lost site keeps getting its share of the requests for {}",
                time(law)
            ),
        };
        let mut lines = set_out(&format!(
            "sites: {} of {} must be up and serve together; {drain}; {}",
            balance.needs,
            balance.sites.len(),
            of_the_plan(&topology.evidence)
        ));
        let evidence = topology.evidence.iter().map(Evidence::to_string);
        lines.extend(evidence.flat_map(|it| set_in(&it)));
        lines
    });
    told.collect()
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
        (
            Weight::Failover,
            false,
            "each alone makes another take over, which takes time",
        ),
        (
            Weight::Failover,
            true,
            "planned, each alone makes another take over, reported apart from downtime",
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

/// Which of the team's own shared things fail more often here.
fn complexity(topology: &Topology, architecture: &Architecture) -> Vec<String> {
    let all = architecture.complexity.iter();
    let told = all.map(|of| {
        let range = of.range.map_or_else(String::new, |(low, high)| {
            format!(" ({} to {})", words::number(low), words::number(high))
        });
        format!(
            "  {} fails {}{range} times as often as elsewhere, {}",
            words::plain(&of.dependency),
            words::number(of.factor),
            by_the_plan(&topology.evidence)
        )
    });
    told.collect()
}
