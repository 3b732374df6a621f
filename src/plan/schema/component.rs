//! `components`, and what stands inside one.

use serde_json::{Value, json};

use crate::language::value::{counted, list_of};

use super::{
    map::{Map, Mode, any, by_provider, whole, word},
    value::{FAILS_RANGE, LASTS_RANGE, REACH_RANGE, positive, yes_or_no},
};
use crate::catalog::Catalog;

/// The definitions of this file, by name.
pub(super) fn definitions(catalog: &Catalog, mode: Mode) -> Vec<(&'static str, Value)> {
    vec![
        ("component", component(catalog, mode)),
        ("source", source(mode)),
        ("common-cause", common_cause(mode)),
        ("repair", repair(mode)),
        ("maintenance", maintenance(mode)),
        ("load", load(mode)),
    ]
}

fn component(catalog: &Catalog, mode: Mode) -> Value {
    let shape = Map::new(
        mode,
        "A size by its shape, for providers that sell shapes or the next larger type.",
    )
    .need("vcpu", positive(), "Processors.")
    .need(
        "ram",
        any([positive(), whole("gigabytes")]),
        "Memory [GB], `4` or `4 GB`.",
    )
    .done();
    let size = any([whole("text"), shape]);
    let map = Map::new(mode, "What the service is built from.")
        .key("service", whole("service"), "What it is: a service of the catalog. None: `fails` and `lasts` say it.")
        .key("about", whole("text"), "A sentence about it.")
        .key("stands", word(&["zone", "region", "provider", "world"]), "Where it stands: in a `zone` it has replicas, elsewhere it is one thing. As the service does, else `zone`.")
        .key("at", whole("pin"), "Pins what does not stand in a zone to a provider or region.")
        .key("size", any([size.clone(), mode.keyed(whole("provider"), size)]), "What it is bought as: a name, `{vcpu: 2, ram: 4}`, or a map of these by provider.")
        .key("product", whole("text"), "`mysql`, `postgresql` … where prices differ by it.")
        .key("storage", whole("gigabytes"), "Storage, priced by the service's storage offer.")
        .key("uses", list_of(whole("dependency-name")), "Shared things it depends on, in place of the service's own list; `[]` for none.")
        .key("fails", whole("time-to-failure"), "How often it fails; with `lasts` in place of all its sources of failure.")
        .key("lasts", whole("law"), "How long a failure lasts.")
        .key("reach", whole("share"), "Chance that one of its outages touches you; 100% if not given.")
        .range("fails", FAILS_RANGE)
        .range("lasts", LASTS_RANGE)
        .range("reach", REACH_RANGE)
        .key("common_cause", mode.part("common-cause"), "Share of its failures that strike several replicas at once.")
        .key("repair", mode.part("repair"), "Who repairs it; nobody is needed if not given.")
        .key("maintenance", mode.part("maintenance"), "Planned work on it.")
        .key("load", mode.part("load"), "How much of the load each replica carries; all of it if not given.")
        .key("price", by_provider(mode, whole("price")), "In place of the catalog's offers; for each replica of what stands in a zone, once for anything else. Or a map by provider.")
        .key("commitment", by_provider(mode, whole("commitment")), "`1y`: priced with a year's commitment; `none`: on demand. As the architecture or the plan says if not given; or a map by provider.")
        .key("across", word(&["sites"]), "`sites`: its replicas at all sites are one failover group.")
        .key("failover", any([mode.part("failover"), word(&["none"]), json!({ "type": "null" })]), "How its replicas take over from each other, so that one serves at a time; `none` drops the service's law.");
    let sources = own_sources(catalog);
    let map = sources.iter().fold(map, |map, name| {
        let about = format!("Changes the numbers of the service's source of failure `{name}`.");
        map.key(name, mode.part("source"), &about)
    });
    map.done()
}

/// The keys by which a plan changes sources of the catalog's services.
fn own_sources(catalog: &Catalog) -> Vec<String> {
    let own = catalog.services().iter().flat_map(|service| &service.own);
    let mut names: Vec<String> = own
        .map(|own| crate::plan::component::own::key(&own.name).to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn source(mode: Mode) -> Value {
    Map::new(
        mode,
        "Numbers over those of one source of failure; what is not given stays.",
    )
    .key("fails", whole("time-to-failure"), "How often it fails.")
    .key("lasts", whole("law"), "How long a failure lasts.")
    .key(
        "reach",
        whole("share"),
        "Chance that one of its outages touches you.",
    )
    .range("fails", FAILS_RANGE)
    .range("lasts", LASTS_RANGE)
    .range("reach", REACH_RANGE)
    .key(
        "common_cause",
        mode.part("common-cause"),
        "Share of its failures that strike several replicas at once.",
    )
    .key("repair", mode.part("repair"), "Who repairs it.")
    .done()
}

fn common_cause(mode: Mode) -> Value {
    let map = Map::new(mode, "Failures that strike several replicas at once.")
        .key(
            "share",
            whole("share"),
            "Share of a replica's failures that come this way.",
        )
        .key(
            "across",
            word(&["sites"]),
            "`sites`: one stream of shocks for all sites; each site has its own if not given.",
        )
        .key(
            "hits",
            whole("share"),
            "How likely a shock strikes a replica, drawn for each; 100% if not given.",
        );
    any([whole("share"), map.done()])
}

fn repair(mode: Mode) -> Value {
    let map = Map::new(mode, "Who repairs it, and how urgent it is.")
        .need("crew", whole("name"), "One of the plan's `crews`.")
        .key(
            "priority",
            counted(0, 1_000, "A whole number from 0."),
            "Lower goes first; 0 if not given.",
        );
    any([word(&["none"]), map.done()])
}

fn maintenance(mode: Mode) -> Value {
    Map::new(
        mode,
        "Planned work on each replica, or on the one thing that it is.",
    )
    .need(
        "every",
        whole("duration"),
        "From the start of one to the start of the next.",
    )
    .need("lasts", whole("law"), "How long it takes.")
    .range("lasts", LASTS_RANGE)
    .key(
        "counts",
        yes_or_no(),
        "`false`: time without service for it is reported apart from downtime; `true` if not given.",
    )
    .key(
        "stagger",
        yes_or_no(),
        "`false`: all replicas of a site at once, not in turns; `true` if not given.",
    )
    .done()
}

fn load(mode: Mode) -> Value {
    Map::new(mode, "Replicas that carry only a share of the whole load each.")
        .need("carries", whole("share"), "Share of the service's whole load that one replica carries.")
        .need("overload", word(&["partial", "collapse"]), "When those that are up carry too little: `partial` serves what they carry, `collapse` nothing.")
        .done()
}
