//! What spof understood of a plan on one screen: a row for each architecture, and how many numbers all rests on.

use crate::{
    bill::bill,
    catalog::Catalog,
    failover::Number,
    report::{
        columns::table::Table,
        lines::{Page, TableStyle},
        words,
    },
    topology::{Architecture, Aspect, SourceId, Topology, Weight},
};

/// Longest name and place on a terminal.
const ROOM: usize = 24;
/// More architectures than these do not fit a screen.
const MOST_ROWS: usize = 24;

/// The plan at a glance, with a newline at the end.
#[must_use]
pub fn overview(topology: &Topology, catalog: &Catalog, style: TableStyle) -> String {
    let mut page = Page::new(style);
    page.heading(&words::plain(&topology.service));
    page.paragraph(&words::plain(&topology.about), "");
    let shown = topology.architectures.iter().take(MOST_ROWS);
    let table = Table::over(shown)
        .words("architecture", |it: &Architecture, medium| {
            medium.name(&it.name, ROOM)
        })
        .figures("cost\na month", |it, _| {
            words::money(bill(topology, it, catalog).monthly, &topology.currency)
        })
        .words("runs in", |it, medium| medium.name(&places(it), 2 * ROOM))
        .figures("single\npoints", |it, _| {
            words::count(single_points(topology, it) as u64)
        });
    page.table(&table);
    let more = topology.architectures.len().saturating_sub(MOST_ROWS);
    if more > 0 {
        page.paragraph(&format!("and {more} more"), "");
    }
    page.gap();
    page.paragraph(
        &format!(
            "{}. Single points: what alone takes the service down. `--all` lists who depends on what, every number with its evidence, and \
             the bills line by line.",
            numbers(topology)
        ),
        "",
    );
    page.text()
}

/// By how many numbers things fail and service switches, with a range and without: a number without one is taken as certain.
fn numbers(topology: &Topology) -> String {
    let unknowns = topology.unknowns.iter();
    let moves = unknowns.filter(|it| matches!(it.aspect, Aspect::Move(_)));
    let moves = moves.count();
    let groups = topology.architectures.iter().flat_map(|it| &it.groups);
    let mut certain: Vec<(&str, Number)> = Vec::new();
    for group in groups {
        let lacking = group.without_range(&topology.unknowns);
        let each = lacking.map(|it| (group.component(), it));
        certain.extend(each);
    }
    certain.sort_unstable();
    certain.dedup();
    let count = |of: usize| words::count(of as u64);
    let switches = match (moves, certain.len()) {
        (0, 0) => String::new(),
        (ranged, certain) => {
            let [ranged, certain] = [ranged, certain].map(count);
            format!("; service switches by {ranged} with a range and {certain} without")
        }
    };
    let [things, ranged, taken] = [
        topology.sources.len(),
        topology.unknowns.len() - moves,
        topology.taken.len(),
    ]
    .map(count);
    format!(
        "{things} things fail, by {ranged} numbers with a range and {taken} without (taken as certain){switches}"
    )
}

/// `aws/ap-northeast-2 a+c, gcp/asia-northeast3 a`.
fn places(architecture: &Architecture) -> String {
    let sites = architecture.sites.iter().map(|site| {
        let zones = site.zones.join("+");
        let place = format!("{}/{} {zones}", site.provider, site.region);
        place.trim_end().to_owned()
    });
    let sites: Vec<String> = sites.collect();
    sites.join(", ")
}

/// How many sources alone take the service down.
fn single_points(topology: &Topology, architecture: &Architecture) -> usize {
    let felt = architecture.felt(&topology.sources);
    let weights = architecture.weights(&topology.sources);
    let counts = |id: &&SourceId| {
        let source = &topology.sources[*id];
        let is_planned = source.clock.as_ref().is_some_and(|clock| !clock.counted);
        source.begins_outages() && !is_planned && weights[*id] == Weight::Single
    };
    felt.iter().filter(counts).count()
}
