//! The first site of a design, and what another place for a site must know of it.

use std::collections::BTreeMap;

use super::area;
use crate::{
    catalog::{Catalog, Provider, Region},
    diagnostic::SourceText,
    language::{Problems, Value, parse},
    scope::Scope,
    topology::{Architecture, Site, Size},
};

/// What of a design matters to where its sites may stand.
pub struct First<'a> {
    /// Its first site.
    pub site: &'a Site,
    /// Components that are started when they are needed.
    pub cold: Vec<&'a str>,
    /// Those that hold data.
    pub stateful: Vec<&'a str>,
    /// Components that are bought as a size by its name, and what it is at each provider where a site may stand.
    sizes: Vec<(&'a str, String)>,
}

impl<'a> First<'a> {
    /// Of a design, if it has a site; others may stand `within` these areas.
    pub fn new(
        source: &SourceText,
        architecture: &'a Architecture,
        catalog: &Catalog,
        within: &[String],
    ) -> Option<Self> {
        let site = architecture.sites.first()?;
        let is_meant = |provider: &&Provider| {
            let mut regions = provider.regions.iter();
            let holds = |region: &Region| {
                within
                    .iter()
                    .any(|it| area::holds(it, &provider.name, region))
            };
            provider.name != site.provider && regions.any(holds)
        };
        let others: Vec<&Provider> = catalog.providers().iter().filter(is_meant).collect();
        let sizes = sizes(source, architecture, (catalog, &site.provider)).into_iter();
        let sizes = sizes.map(|(component, size, [vcpu, ram])| {
            let mut each = vec![format!("{}: {size}", site.provider)];
            let others = others.iter();
            each.extend(others.map(|it| format!("{}: {{vcpu: {vcpu}, ram: {ram}}}", it.name)));
            (component, format!("size: {{{}}}", each.join(", ")))
        });
        Some(Self {
            site,
            cold: placed(architecture, |it| it != Some("database")),
            stateful: placed(architecture, |it| it == Some("database")),
            sizes: sizes.collect(),
        })
    }

    /// What a site at a place is called: by the place, and by the provider where it is another.
    pub fn name_at(&self, provider: &Provider, region: &Region) -> String {
        let place = area::slug(region);
        if provider.name == self.site.provider {
            place
        } else {
            format!("{}-{place}", provider.name)
        }
    }

    /// What must be said of components with a site at this provider: what a size by name is there.
    pub fn sizes_at(&self, provider: &Provider) -> BTreeMap<&'a str, Vec<String>> {
        let sizes = self.sizes.iter();
        let needed = sizes.filter(|_| provider.name != self.site.provider);
        let each = needed.map(|(component, size)| (*component, vec![size.clone()]));
        each.collect()
    }
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

/// What a patch says of components, after what else it says.
pub fn of_components(components: &BTreeMap<&str, Vec<String>>) -> String {
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
