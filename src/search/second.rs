//! The usual second sites: started when needed, running, or serving too, at the places where one may stand.

use super::{
    area,
    first::{First, of_components},
    offered::{Offered, Written},
};
use crate::catalog::{Catalog, Provider, Region};

/// How sites take over from each other where the plan has no law of its own. Judgement, as of the examples: somebody must decide,
/// and one move in twenty does not work at once.
const FAILOVER: &str =
    "detect: 90s, decide: 10min..40min, switch: 5min..20min, succeeds: 95%, otherwise: 2h..6h";
/// The same where servers must be started first.
const PILOT: &str =
    "detect: 90s, decide: 10min..40min, switch: 30min..90min, succeeds: 90%, otherwise: 2h..8h";
/// How a database over two sites that serve together takes over.
const ACROSS: &str = "detect: 90s, switch: 5min..20min";
/// How far the copy of a database in another region is behind. Judgement: providers promise nothing, and name about a second where all is
/// well.
const LAG: &str = ", lag: 1s..1min";
/// Kinds of a second site.
pub const KINDS: [&str; 3] = ["pilot-light", "warm-standby", "active-active"];

/// The options of a second site.
pub struct Second {
    pub choice: Written,
    /// Whether a database would be copied from one provider to another, which none does for its users.
    pub copies_data: bool,
}

/// A second site for a design with one; `within` are the areas where it may stand, else other regions of its provider.
pub fn second(first: &First<'_>, catalog: &Catalog, within: &[String]) -> Option<Second> {
    let site = first.site;
    let mut options = vec![Offered::new("none", "{}")];
    let mut copies_data = false;
    for provider in catalog.providers() {
        for region in &provider.regions {
            let is_own = provider.name == site.provider && region.name == site.region;
            let is_meant = if within.is_empty() {
                provider.name == site.provider && region.has_zones()
            } else {
                within
                    .iter()
                    .any(|it| area::holds(it, &provider.name, region))
            };
            // Where the first site may move away, its own region is one as good as others for the second.
            if is_meant && (!is_own || !within.is_empty()) {
                let full = format!("{}/{}", provider.name, region.name);
                let each = kinds(first, provider, region).into_iter();
                options.extend(each.map(|(name, patch)| {
                    Offered {
                        needs: (name.starts_with(KINDS[2]) && !first.stateful.is_empty())
                            .then(|| provider.name.clone()),
                        name,
                        patch,
                        region: Some(full.clone()),
                    }
                }));
                copies_data |= provider.name != site.provider && !first.stateful.is_empty();
            }
        }
    }
    (options.len() > 1).then(|| Second {
        choice: Written {
            name: "second".to_owned(),
            options: Ok(options),
        },
        copies_data,
    })
}

/// What stands at a place, by kind.
fn kinds(first: &First<'_>, provider: &Provider, region: &Region) -> Vec<(String, String)> {
    let mut name = first.name_at(provider, region);
    if name == first.site.name {
        name = format!("second-{name}");
    }
    let zone = region.zones.first().map_or("all", String::as_str);
    let place = format!("{}/{}/{zone}", provider.name, region.name);
    let mut components = first.sizes_at(provider);
    let lag = if first.stateful.is_empty() { "" } else { LAG };
    let bought = of_components(&components);
    let mut kinds = Vec::new();
    if !first.cold.is_empty() {
        let cold = first.cold.join(", ");
        let sites = format!("sites: {{{name}: {{place: {place}, cold: [{cold}]}}}}");
        let patch = format!("{{{sites}, failover: {{{PILOT}{lag}}}{bought}}}");
        kinds.push((format!("{}-{name}", KINDS[0]), patch));
    }
    let patch = format!("{{sites: {{{name}: {place}}}, failover: {{{FAILOVER}{lag}}}{bought}}}");
    kinds.push((format!("{}-{name}", KINDS[1]), patch));
    // No managed database stands at two providers.
    if provider.name != first.site.provider && !first.stateful.is_empty() {
        return kinds;
    }
    for component in &first.stateful {
        let across = format!("across: sites, failover: {{{ACROSS}{lag}}}");
        components.entry(component).or_default().push(across);
    }
    let bought = of_components(&components);
    let both = "active-active: {needs: 1, drain: 60s}";
    let patch = format!("{{sites: {{{name}: {place}}}, {both}{bought}}}");
    kinds.push((format!("{}-{name}", KINDS[2]), patch));
    kinds
}
