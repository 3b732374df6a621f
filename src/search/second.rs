//! The usual second sites: started when needed, running, or serving too, at the places where one may stand.

use std::collections::BTreeMap;

use super::{
    area,
    offered::{Offered, Written},
};
use crate::{
    catalog::{Catalog, Provider, Region},
    diagnostic::SourceText,
    language::{Problems, Value, parse},
    scope::Scope,
    topology::{Architecture, Size},
};

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

/// What of a design matters to its second site.
struct First<'a> {
    /// Its only site, and where that stands.
    site: &'a str,
    provider: &'a str,
    /// Components that are started when they are needed.
    cold: Vec<&'a str>,
    /// Those that hold data.
    stateful: Vec<&'a str>,
    /// Components that are bought as a size by its name at this provider, and what it holds.
    sizes: Vec<(&'a str, &'a str, [f64; 2])>,
}

/// The options of a second site.
pub struct Second {
    pub choice: Written,
    /// Whether a database would be copied from one provider to another, which none does for its users.
    pub copies_data: bool,
}

/// A second site for a design with one; `within` are the areas where it may stand, else other regions of its provider.
pub fn second(
    source: &SourceText,
    architecture: &Architecture,
    catalog: &Catalog,
    within: &[String],
) -> Option<Second> {
    let site = architecture.sites.first()?;
    let first = First {
        site: &site.name,
        provider: &site.provider,
        cold: placed(architecture, |it| it != Some("database")),
        stateful: placed(architecture, |it| it == Some("database")),
        sizes: sizes(source, architecture, (catalog, &site.provider)),
    };
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
                let each = kinds(&first, provider, region).into_iter();
                options.extend(each.map(|(name, patch)| Offered {
                    name,
                    patch,
                    region: Some(full.clone()),
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

/// Components with things of their own in zones, of these services.
fn placed(architecture: &Architecture, wanted: impl Fn(Option<&str>) -> bool) -> Vec<&str> {
    let bought = architecture.purchases.components.iter();
    let bought = bought.filter(|it| {
        let mut leaves = it.leaves.iter().map(|&leaf| &architecture.leaves[leaf]);
        let at_site = leaves.any(|leaf| leaf.domain.scope() <= Scope::Region);
        at_site && !it.shop.site.is_empty() && wanted(it.service.as_deref())
    });
    let mut names: Vec<&str> = bought.map(|it| &*it.component).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Components whose size the plan gives by a name, for any provider: elsewhere one that holds as much is meant.
fn sizes<'a>(
    source: &SourceText,
    architecture: &'a Architecture,
    (catalog, provider): (&Catalog, &str),
) -> Vec<(&'a str, &'a str, [f64; 2])> {
    let root = parse(&source.text, &Problems::default());
    let written = |component: &str| {
        let components = root.as_ref()?.get("components")?;
        match &components.get(component)?.get("size")?.value {
            Value::Scalar(text) => Some(text.as_str()),
            _ => None,
        }
    };
    let bought = architecture.purchases.components.iter();
    let named = bought.filter_map(|it| match &it.size {
        Some(Size::Named(size)) if it.shop.provider == provider => Some((&*it.component, &**size)),
        _ => None,
    });
    let sizes = named.filter(|&(component, size)| written(component) == Some(size));
    let mut sizes: Vec<(&str, &str, [f64; 2])> = sizes
        .filter_map(|(component, size)| {
            let shape = catalog.shape(provider, size)?;
            Some((component, size, [shape.vcpu, shape.ram]))
        })
        .collect();
    sizes.dedup_by_key(|it| it.0);
    sizes
}

/// What stands at a place, by kind.
fn kinds(first: &First<'_>, provider: &Provider, region: &Region) -> Vec<(String, String)> {
    let mut name = area::slug(region);
    if provider.name != first.provider {
        name = format!("{}-{name}", provider.name);
    }
    if name == first.site {
        name = format!("second-{name}");
    }
    let zone = region.zones.first().map_or("all", String::as_str);
    let place = format!("{}/{}/{zone}", provider.name, region.name);
    let mut components: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    if provider.name != first.provider {
        for (component, size, [vcpu, ram]) in &first.sizes {
            let there = format!("{}: {{vcpu: {vcpu}, ram: {ram}}}", provider.name);
            let both = format!("size: {{{}: {size}, {there}}}", first.provider);
            components.entry(component).or_default().push(both);
        }
    }
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
    if provider.name != first.provider && !first.stateful.is_empty() {
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

/// What a patch says of components, after what else it says.
fn of_components(components: &BTreeMap<&str, Vec<String>>) -> String {
    if components.is_empty() {
        return String::new();
    }
    let each = components
        .iter()
        .map(|(name, says)| format!("{name}: {{{}}}", says.join(", ")));
    format!(
        ", components: {{{}}}",
        each.collect::<Vec<String>>().join(", ")
    )
}
