//! Places: `aws/ap-northeast-2/a+c` for a site, `aws` or `aws/ap-northeast-2` for `at`.

use super::World;
use super::fields::Spanned;
use super::problems::Problems;
use super::suggestion;
use super::tree::Node;
use crate::catalog::{Provider, Region};
use crate::diagnostic::{Diagnostic, Span, quoted};

/// Most zones of one site.
const MOST_ZONES: usize = 32;

/// Where a site is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// `aws`.
    pub(super) provider: String,
    /// `ap-northeast-2`.
    pub(super) region: String,
    /// `a`, `c`; not empty, none twice.
    pub(super) zones: Vec<String>,
}

/// What a component is pinned to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pin {
    /// `aws`.
    pub(super) provider: String,
    /// `ap-northeast-2`, where said.
    pub(super) region: Option<String>,
}

/// Reads a site's place.
pub(super) fn read(
    node: &Node,
    what: &str,
    world: &World<'_>,
    problems: &Problems,
) -> Option<Place> {
    const HELP: &str = "write provider/region/zones, such as `aws/ap-northeast-2/a+c`";
    let text = super::scalar::text(node, what, problems)?;
    let parts = parts(text, &node.span, '/', 0);
    let [provider, region, zones] = parts.as_slice() else {
        problems.error(
            &node.span,
            format!("{what} is at {}, which is not a place", quoted(text)),
            "expected provider/region/zones",
            HELP,
        );
        return None;
    };
    let zones = self::parts(&zones.value, &zones.span, '+', zones.span.start);
    for part in [provider, region].into_iter().chain(&zones) {
        let fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if part.value.is_empty() || part.value.len() > 63 || !part.value.chars().all(fine) {
            problems.error(
                &node.span,
                format!("{what} is at {}, which is not a place", quoted(text)),
                "a part of it is missing or not a name",
                HELP,
            );
            return None;
        }
    }
    if zones.len() > MOST_ZONES {
        problems.error(
            &node.span,
            format!("{what} has more than {MOST_ZONES} zones"),
            "too many",
            HELP,
        );
        return None;
    }
    let mut fine = true;
    for (index, zone) in zones.iter().enumerate() {
        if let Some(first) = zones
            .iter()
            .take(index)
            .find(|first| first.value == zone.value)
        {
            problems.push(
                Diagnostic::error(format!("{what} names zone {} twice", quoted(&zone.value)))
                    .at(zone.span.clone(), "named again here")
                    .at(first.span.clone(), "first named here")
                    .help("a zone counts once; put more replicas into it with `replicas`"),
            );
            fine = false;
        }
    }
    if let Some(catalog) = world.catalog() {
        let known = known_provider(catalog, provider, problems)
            .and_then(|found| known_region(found, region, problems));
        fine &= known.is_some_and(|found| known_zones(found, provider, &zones, problems));
    }
    fine.then(|| Place {
        provider: provider.value.clone(),
        region: region.value.clone(),
        zones: zones.into_iter().map(|zone| zone.value).collect(),
    })
}

/// Reads what a component is pinned to.
pub(super) fn read_pin(
    node: &Node,
    what: &str,
    world: &World<'_>,
    problems: &Problems,
) -> Option<Pin> {
    let text = super::scalar::text(node, what, problems)?;
    let parts = parts(text, &node.span, '/', 0);
    let (provider, region) = match parts.as_slice() {
        [provider] if !provider.value.is_empty() => (provider, None),
        [provider, region] if !provider.value.is_empty() && !region.value.is_empty() => {
            (provider, Some(region))
        }
        _ => {
            problems.error(
                &node.span,
                format!(
                    "{what}: {} is neither a provider nor a region",
                    quoted(text)
                ),
                "expected a provider or a region",
                "write `aws` or `aws/ap-northeast-2`",
            );
            return None;
        }
    };
    if let Some(catalog) = world.catalog() {
        let found = known_provider(catalog, provider, problems)?;
        if let Some(region) = region {
            known_region(found, region, problems)?;
        }
    }
    Some(Pin {
        provider: provider.value.clone(),
        region: region.map(|region| region.value.clone()),
    })
}

fn known_provider<'a>(
    providers: &'a [Provider],
    name: &Spanned<String>,
    problems: &Problems,
) -> Option<&'a Provider> {
    let found = providers
        .iter()
        .find(|provider| provider.name == name.value);
    if found.is_none() {
        let names: Vec<&str> = providers.iter().map(|provider| &*provider.name).collect();
        problems.error(
            &name.span,
            format!("unknown provider {}", quoted(&name.value)),
            &suggestion::label(&name.value, &names, "not in the catalog"),
            &format!(
                "{}; with `world: none` any name will do",
                suggestion::help("provider", &names)
            ),
        );
    }
    found
}

fn known_region<'a>(
    provider: &'a Provider,
    name: &Spanned<String>,
    problems: &Problems,
) -> Option<&'a Region> {
    let found = provider
        .regions
        .iter()
        .find(|region| region.name == name.value);
    if found.is_none() {
        let names: Vec<&str> = provider
            .regions
            .iter()
            .map(|region| &*region.name)
            .collect();
        problems.error(
            &name.span,
            format!("`{}` has no region {}", provider.name, quoted(&name.value)),
            &suggestion::label(&name.value, &names, "not a region in the catalog"),
            &suggestion::help("region", &names),
        );
    }
    found
}

fn known_zones(
    region: &Region,
    provider: &Spanned<String>,
    zones: &[Spanned<String>],
    problems: &Problems,
) -> bool {
    let names: Vec<&str> = region.zones.iter().map(String::as_str).collect();
    let mut fine = true;
    for zone in zones.iter().filter(|zone| !names.contains(&&*zone.value)) {
        fine = false;
        problems.error(
            &zone.span,
            format!(
                "`{}/{}` has no zone {}",
                provider.value,
                region.name,
                quoted(&zone.value)
            ),
            "not a zone of this region",
            &suggestion::help("zone", &names),
        );
    }
    fine
}

/// The parts of a text with their places, as far as the text stands in the file as it is; else that of the whole.
fn parts(text: &str, span: &Span, separator: char, start: usize) -> Vec<Spanned<String>> {
    let verbatim = span.len() == text.len();
    let mut at = if start == 0 { span.start } else { start };
    text.split(separator)
        .map(|part| {
            let place = if verbatim {
                at..at + part.len()
            } else {
                span.clone()
            };
            at += part.len() + separator.len_utf8();
            Spanned {
                value: part.to_owned(),
                span: place,
            }
        })
        .collect()
}
