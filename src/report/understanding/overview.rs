//! What spof understood of a plan on one screen: a row for each architecture, and how many numbers all rests on.

use crate::{
    bill::bill,
    catalog::Catalog,
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
    let of_moves = topology.unknowns.iter();
    let of_moves = of_moves
        .filter(|it| matches!(it.aspect, Aspect::Move(_)))
        .count();
    let (ranged, taken) = (topology.unknowns.len() - of_moves, topology.taken.len());
    let switches = match of_moves {
        0 => String::new(),
        1 => ", and switch by 1 with a range".to_owned(),
        many => format!(", and switch by {} with a range", words::count(many as u64)),
    };
    page.paragraph(
        &format!(
            "{} things fail, by {} numbers with a range and {} taken as certain{switches}. Single points: what alone takes the \
             service down. `--all` lists who depends on what, every number with its evidence, and the bills line by line.",
            words::count(topology.sources.len() as u64),
            words::count(ranged as u64),
            words::count(taken as u64)
        ),
        "",
    );
    page.text()
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
