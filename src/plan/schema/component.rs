//! `components`, and what stands inside one.

use serde_json::{Value, json};

use super::map::Map;
use crate::catalog::Catalog;
use crate::language::schema::{any, whole, word};
use crate::language::value::list_of;
use crate::language::{Definitions, Kind, Share, Text, Unread};
use crate::law::Law;
use crate::plan::component::load::Load;
use crate::plan::component::own::Amended;
use crate::plan::failure::common_cause::Common;
use crate::plan::failure::crew::Repair;
use crate::plan::failure::failover::Failover;
use crate::plan::failure::maintenance::Work;
use crate::plan::failure::numbers::Failure;
use crate::plan::money::by_provider::by_provider;
use crate::plan::money::price::TimePrice;
use crate::plan::money::size::{Gigabytes, Shape};

/// What the ranges beside numbers are.
const FAILS_RANGE: &str =
    "How far off `fails` may be: two rates, the ends of a 90 % range. Taken as known if not given.";
/// Likewise of a length.
const LASTS_RANGE: &str = "How far off the median of `lasts` may be: two times, the ends of a 90 % range. Taken as known if not given.";
/// Likewise of a chance.
const REACH_RANGE: &str = "How far off `reach` may be: two shares, the ends of a 90 % range. Taken as known if not given.";

/// A component; how one that is laid over another differs, the definitions say.
pub(super) fn component(catalog: &Catalog, definitions: &mut Definitions) -> Value {
    let mode = definitions.mode;
    let shape = Shape::schema(definitions);
    let size = any([Text::schema(definitions), shape]);
    let map = Map::new(mode, "What the service is built from.")
        .key("service", whole("service"), "What it is: a service of the catalog. None: `fails` and `lasts` say it.")
        .key("about", Text::schema(definitions), "A sentence about it.")
        .key("stands", word(&["zone", "region", "provider", "world"]), "Where it stands: in a `zone` it has replicas, elsewhere it is one thing. As the service does, else `zone`.")
        .key("at", whole("pin"), "Pins what does not stand in a zone to a provider or region.")
        .key("size", any([size.clone(), mode.keyed(whole("provider"), size)]), "What it is bought as: a name, `{vcpu: 2, ram: 4}`, or a map of these by provider.")
        .key("product", Text::schema(definitions), "`mysql`, `postgresql` … where prices differ by it.")
        .key("storage", Gigabytes::schema(definitions), "Storage, priced by the service's storage offer.")
        .key("uses", list_of(whole("dependency-name")), "Shared things it depends on, in place of the service's own list; `[]` for none.")
        .key("fails", <Unread<Failure>>::schema(definitions), "How often it fails; with `lasts` in place of all its sources of failure.")
        .key("lasts", Law::schema(definitions), "How long a failure lasts.")
        .key("reach", Share::schema(definitions), "Chance that one of its outages touches you; 100% if not given.")
        .range("fails", FAILS_RANGE)
        .range("lasts", LASTS_RANGE)
        .range("reach", REACH_RANGE)
        .key("common_cause", Common::schema(definitions), "Share of its failures that strike several replicas at once.")
        .key("repair", Repair::schema(definitions), "Who repairs it; nobody is needed if not given.")
        .key("maintenance", Work::schema(definitions), "Planned work on it.")
        .key("load", Load::schema(definitions), "How much of the load each replica carries; all of it if not given.")
        .key("price", by_provider(<Unread<TimePrice>>::schema(definitions), definitions), "In place of the catalog's offers; for each replica of what stands in a zone, once for anything else. Or a map by provider.")
        .key("commitment", by_provider(whole("commitment"), definitions), "`1y`: priced with a year's commitment; `none`: on demand. As the architecture or the plan says if not given; or a map by provider.")
        .key("across", word(&["sites"]), "`sites`: its replicas at all sites are one failover group.")
        .key("failover", any([Failover::schema(definitions), word(&["none"]), json!({ "type": "null" })]), "How its replicas take over from each other, so that one serves at a time; `none` drops the service's law.");
    let sources = own_sources(catalog);
    let map = sources.iter().fold(map, |map, name| {
        let about = format!("Changes the numbers of the service's source of failure `{name}`.");
        map.key(name, Amended::schema(definitions), &about)
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
