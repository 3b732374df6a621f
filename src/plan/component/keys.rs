//! The keys of a component.

use serde_json::{Value as Json, json};

use super::load::{Load, LoadForm};
use super::own::Amended;
use crate::catalog::Failover;
use crate::catalog::Failure;
use crate::catalog::Grounds;
use crate::catalog::mean_times::MeanTimes;
use crate::catalog::range::{LengthRange, RateRange, ReachRange, ranges_beside};
use crate::language::schema::{any, whole, word};
use crate::language::{
    Definitions, Dependencies, Described, Kind, List, Merge, Mode, Share, Text, Unread, map, words,
};
use crate::law::Law;
use crate::plan::failure::common_cause::{AllSites, Common};
use crate::plan::failure::crew::Repair;
use crate::plan::failure::maintenance::{MaintenanceForm, Work};
use crate::plan::money::commitment::ByTerm;
use crate::plan::money::price::TimePrices;
use crate::plan::money::size::{Bought, Gigabytes};
use crate::scope::Scope;

map! {
    /// What the service is built from.
    pub(crate) struct Keys as ComponentForm(name: "components", definition: "component", rules: rules, others: Amended::merge, also: &[MeanTimes::SHAPE]) {
        /// A service of the catalog (`spof catalog`).
        service: Option<Unread<ServiceName>> = or("`fails` and `lasts` say what it is"),
        /// A sentence about it.
        about: Text,
        /// Where it stands: in a `zone` it has replicas, elsewhere it is one thing.
        stands: Option<Stands> = or("as the service does, else `zone`"),
        /// Pins what does not stand in a zone to a provider or region; for what stands in the world it names the vendor, `cloudflare`.
        at: Option<Unread<Anchor>> = or("where the sites are"),
        /// What it is bought as: a name, `{vcpu: 2, ram: 4}`, or a map of these by provider. A shape is the cheapest listed size that holds at least that, at every provider; the bill names it (it may have ARM processors).
        size: Option<Unread<Bought>>,
        /// `mysql`, `postgresql`, `valkey` … where prices differ by it; one that the price list does not have is an error.
        product: Option<Unread<Product>> = or("the service's"),
        /// Storage, priced by the service's storage offer.
        storage: Option<Gigabytes>,
        /// Shared things it depends on, in place of the service's own list; `[]` for none.
        uses: Option<List<Dependencies>> = or("the service's"),
        /// How often it fails; with `lasts` in place of *all* its sources of failure, by one named `failure`, one per replica. With a service that has exactly one source, either may stand alone; `fails: never` alone removes all.
        fails: Option<Unread<Failure>> = or("the service's"),
        /// How far off `fails` may be: two rates, the ends of a 90 % range.
        fails_range: Option<Unread<RateRange>> = or("taken as known"),
        /// How long a failure lasts.
        lasts: Option<Law> = or("the service's"),
        /// How far off the median of `lasts` may be: two times, the ends of a 90 % range.
        lasts_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// Several ways to fail by name, `{glitch: {fails: 50/year, lasts: 20s}, broken: {fails: 0.1/year, lasts: 2d}}`, in place of `fails` and `lasts`: each is a source of failure of its own.
        failures: Option<Unread<Failures>> = or("one way, or the service's"),
        /// Chance that one of its outages touches you.
        reach: Option<Share> = or("100%"),
        /// How far off `reach` may be: two shares, the ends of a 90 % range.
        reach_range: Option<Unread<ReachRange>> = or("taken as known"),
        /// Share of its failures (of its software, or of its only source) that strike several replicas at once.
        common_cause: Option<Common> = or("the service's, else 0"),
        /// What `fails`, `lasts`, `reach` and `common_cause` rest on.
        evidence: Grounds = or("given without a source"),
        /// Who repairs all its sources, `{crew: NAME, priority: 1}`.
        repair: Option<Repair> = or("nobody is needed: repair begins at once"),
        /// Planned work on it.
        maintenance: Option<Work> => MaintenanceForm = or("none"),
        /// How much of the load each replica carries.
        load: Option<Load> => LoadForm = or("all of it"),
        /// What differs at one site, `{azure: {fails: 0.5/year, size: Standard_B2s}}`: any of these keys but those of what it is, where it stands and how it takes over.
        by_site: Option<Unread<BySite>> = or("the same at every site"),
        /// What it costs, in place of the catalog's offers; for each replica of what stands in a zone, once for anything else.
        price: Option<Unread<TimePrices>> = or("the catalog's"),
        /// `1y`: priced with a year's commitment; `none`: on demand.
        commitment: Option<Unread<ByTerm>> = or("as the architecture or the plan says"),
        /// `sites`: its replicas at all sites are one failover group, needed by every site's path; needs a `failover` law.
        across: Option<AllSites> = or("each site has its own"),
        /// How its replicas take over from each other, so that one serves at a time; what it does not say is as in the service's law, and `none` drops that.
        failover: Option<Unread<FailoverOrNone>> = or("the service's"),
    }
}

/// The sources of the catalog's services are keys too: they change their numbers.
fn rules(schema: &mut Json, definitions: &mut Definitions) {
    ranges_beside(schema, definitions, &["fails", "lasts", "reach"]);
    for name in definitions.sources.clone() {
        let amended = Amended::schema(definitions);
        let mut amended = definitions.mode.removable(amended);
        amended["description"] =
            format!("Changes the numbers of the service's source of failure `{name}`.").into();
        schema["properties"][name] = amended;
    }
}

/// Where a component can stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stands(pub(super) Scope);

words! {
    Stands:
    "zone" = Self(Scope::Zone),
    "region" = Self(Scope::Region),
    "provider" = Self(Scope::Provider),
    "world" = Self(Scope::World),
}

/// What is the same at all sites.
pub(super) const THE_SAME: [&str; 8] = [
    "service", "about", "stands", "at", "across", "failover", "load", "by_site",
];

/// What differs at a site.
pub(crate) struct BySite;

impl Described for BySite {
    const NAME: &'static str = "components by site";

    fn schema(definitions: &mut Definitions) -> Json {
        let mode = std::mem::replace(&mut definitions.mode, Mode::LaidOver);
        let one = definitions.part("component-at-a-site", |definitions| {
            let mut schema = Keys::SHAPE.in_place(definitions);
            if let Some(keys) = schema["properties"].as_object_mut() {
                keys.retain(|key, _| !THE_SAME.contains(&&**key));
            }
            schema["description"] = "What differs at one site.".into();
            schema
        });
        definitions.mode = mode;
        definitions.mode.named(one)
    }

    fn merge() -> Merge {
        Merge::Names(Keys::merge)
    }
}

/// Ways to fail by name.
pub(crate) struct Failures;

impl Described for Failures {
    const NAME: &'static str = "[sources](#source) by name";

    fn schema(definitions: &mut Definitions) -> Json {
        let one = Amended::schema(definitions);
        definitions.mode.named(one)
    }

    fn merge() -> Merge {
        Merge::Names(Amended::merge)
    }
}

/// The name of a service of the catalog.
pub(crate) struct ServiceName;

impl Described for ServiceName {
    const NAME: &'static str = "service";

    fn schema(_: &mut Definitions) -> Json {
        whole("service")
    }
}

/// A provider, a region or a vendor.
pub(crate) struct Anchor;

impl Described for Anchor {
    const NAME: &'static str = "provider, region or vendor";

    fn schema(_: &mut Definitions) -> Json {
        whole("pin")
    }
}

/// A product of the price list.
pub(crate) struct Product;

impl Described for Product {
    const NAME: &'static str = "text";

    fn schema(definitions: &mut Definitions) -> Json {
        Text::schema(definitions)
    }
}

/// A failover law, or the word that drops the service's.
pub(crate) struct FailoverOrNone;

impl Described for FailoverOrNone {
    const NAME: &'static str = "[map](#failover), `none`";

    fn schema(definitions: &mut Definitions) -> Json {
        let law = Failover::schema(definitions);
        any([law, word(&["none"]), json!({ "type": "null" })])
    }

    fn merge() -> Merge {
        Failover::merge()
    }
}
