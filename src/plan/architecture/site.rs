//! `sites`: where an architecture runs, and how many laws that takes.

use serde_json::Value as Json;

use super::once::Once;
use super::section::Shared;
use crate::diagnostic::{Span, quoted};
use crate::language::schema::{any, whole};
use crate::language::{
    Components, Definitions, Described, Entry, Fields, Here, Kind, List, Merge, Problems, Spanned,
    Text, Unread, map, scalar,
};
use crate::plan::failure::failover::Together;
use crate::plan::place::{self, Place};
use crate::topology::{Id, Table};

/// Most sites of one architecture.
const MOST_SITES: usize = 100;

/// Names one site of an architecture.
pub(crate) type SiteId = Id<Site>;

/// A place the service runs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Site {
    /// Its name.
    pub(crate) name: Spanned<String>,
    /// Where it is.
    pub(crate) place: Place,
    /// Components that are only prepared there.
    pub(crate) cold: Vec<Spanned<String>>,
}

/// Two sites that stand in the same zone.
pub(crate) fn in_one_zone(sites: &Table<SiteId, Site>) -> Option<(&Site, &Site)> {
    let shares = |one: &Site, other: &Site| {
        let mut zones = one.place.zones.iter();
        one.place.in_region() == other.place.in_region()
            && zones.any(|zone| other.place.zones.contains(zone))
    };
    let pairs = sites.iter().enumerate();
    let mut pairs = pairs.flat_map(|(place, other)| {
        let before = sites.iter().take(place);
        before.map(move |one| (one, other))
    });
    pairs.find(|(one, other)| shares(one, other))
}

/// Reads all of an architecture.
pub(crate) fn read(
    fields: &Fields<'_>,
    place: &Span,
    once: &Once<Site>,
    shared: &Shared<'_, '_>,
) -> Vec<Site> {
    let entries = fields.names("sites");
    let live = entries.iter().filter(|entry| !entry.value.is_null());
    if live.clone().next().is_none() && fields.get("sites").is_none_or(|node| node.is_map()) {
        shared.problems.error(
            place,
            format!("{} has no sites", fields.what()),
            "runs nowhere",
            "add `sites: {seoul: aws/ap-northeast-2/a}`, or take them over with `like`",
        );
    }
    if live.clone().count() > MOST_SITES {
        shared.problems.error(
            place,
            format!("{} has more than {MOST_SITES} sites", fields.what()),
            "too many to simulate",
            "keep the sites that differ",
        );
        return Vec::new();
    }
    let read = |entry| once.read(entry, &[], shared.problems, |it| read_site(it, shared));
    live.filter_map(read).collect()
}

map! {
    /// A site with more to say than its place.
    pub(crate) struct Placed as SiteForm(name: "sites") {
        /// Provider, region and zones.
        place: Unread<Address> = need("add `place: aws/ap-northeast-2/a`"),
        /// Components that are only prepared there: not paid for, started by a switch.
        cold: List<Components> = or("none"),
        /// A sentence about it.
        about: Text,
    }
}

/// A place, or a site with more to say.
pub(crate) struct Somewhere;

impl Described for Somewhere {
    const NAME: &'static str = "place, map";

    fn schema(definitions: &mut Definitions) -> Json {
        let site = any([whole("place"), Placed::schema(definitions)]);
        definitions.same("site", |_| site)
    }

    fn merge() -> Merge {
        Placed::merge()
    }
}

/// Provider, region and zones.
pub(crate) struct Address;

impl Described for Address {
    const NAME: &'static str = "place";

    fn schema(_: &mut Definitions) -> Json {
        whole("place")
    }
}

fn read_site(entry: &Entry, shared: &Shared<'_, '_>) -> Option<Site> {
    let problems = shared.problems;
    let what = format!("site {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a site", problems);
    let name = entry.name();
    if !entry.value.is_map() {
        let place = place::read(&entry.value, &what, shared.names, problems)?;
        return Some(Site {
            name,
            place,
            cold: Vec::new(),
        });
    }
    let placed = Placed::read(&Here::of(entry, &what, problems))?;
    let place = place::read(&placed.place, &what, shared.names, problems);
    Some(Site {
        name,
        place: place?,
        cold: placed.cold,
    })
}

/// One site needs no law, more need exactly one of the two.
pub(crate) fn check_number(
    fields: &Fields<'_>,
    name: &Spanned<String>,
    sites: &[Site],
    together: Option<&Together>,
    problems: &Problems,
) {
    let listed = fields
        .names("sites")
        .iter()
        .filter(|entry| !entry.value.is_null())
        .count();
    let (failover, active) = (fields.entry("failover"), fields.entry("active-active"));
    let what = fields.what();
    match (listed, failover, active) {
        (_, Some(failover), Some(active)) => problems.push(
            crate::diagnostic::Diagnostic::error(format!("{what} has both `failover` and `active-active`"))
                .at(active.key_span.clone(), "the sites serve together")
                .at(failover.key_span.clone(), "one site serves at a time")
                .help("keep one of the two"),
        ),
        (2.., None, None) => problems.error(
            &name.span,
            format!("{what} has {listed} sites, but neither `failover` nor `active-active`"),
            "how do the sites work together?",
            "add `failover: {detect: 90s, decide: 10min..40min, switch: 5min..20min}` if one serves at a time, or `active-active: {needs: 1}`",
        ),
        (1, Some(entry), None) | (1, None, Some(entry)) => problems.error(
            &entry.key_span,
            format!("{what} has one site, so that `{}` has no meaning", entry.key),
            "nothing to move to",
            "add a second site, or remove it",
        ),
        _ => {}
    }
    if let Some(together) = together
        && together.needs.value as usize > listed
        && listed > 1
    {
        problems.error(
            &together.needs.span,
            format!(
                "`active-active` needs {} of {listed} sites",
                together.needs.value
            ),
            "more than there are",
            "lower `needs`, or add sites",
        );
    }
    for site in sites.iter().filter(|site| !site.cold.is_empty()) {
        let first = sites.first().is_some_and(|first| first.name == site.name);
        let place = site.cold.first().map_or(&site.name.span, |name| &name.span);
        if active.is_some() || first {
            problems.error(
                place,
                format!(
                    "site {} serves from the start and cannot have cold components",
                    quoted(&site.name.value)
                ),
                "nothing would start them",
                "`cold` is for a site that another one fails over to",
            );
        }
    }
}
