//! Places: `aws/ap-northeast-2/a+c` or `aws/ap-northeast-2` for a site, `aws` or `aws/ap-northeast-2` for `at`.

use crate::catalog::{ALL, Provider, Region};
use crate::diagnostic::suggestion;
use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::language::{Node, Problems, Spanned};
use crate::place::Domain;
use crate::plan::names::Names;

/// Most zones of one site.
const MOST_ZONES: usize = 32;

/// Where a site is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// `aws`.
    pub(crate) provider: String,
    /// `ap-northeast-2`.
    pub(crate) region: String,
    /// `a`, `c`, none twice; empty for a region alone, which takes what needs no zone.
    pub(crate) zones: Vec<String>,
}

impl Place {
    /// Its region.
    pub(crate) fn in_region(&self) -> Domain {
        Domain::region(&self.provider, &self.region)
    }
}

/// What a component is pinned to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pin {
    /// `aws`.
    pub(crate) provider: String,
    /// `ap-northeast-2`, where said.
    pub(crate) region: Option<String>,
}

/// Reads a site's place.
pub(crate) fn read(
    node: &Node,
    what: &str,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<Place> {
    let text = crate::language::scalar::text(node, what, problems)?;
    let help = names.catalog().map_or_else(
        || "write provider/region/zones, such as `aws/ap-northeast-2/a+c`".to_owned(),
        |catalog| meant(catalog, text),
    );
    let help = help.as_str();
    let parts = parts(text, &node.span, '/', 0);
    let zones = match parts.as_slice() {
        [_, _, zones] => Some(zones),
        [provider, region] if is_region(names, &provider.value, &region.value) => None,
        _ => {
            problems.error(
                &node.span,
                format!("{what} is at {}, which is not a place", quoted(text)),
                "expected provider/region/zones",
                help,
            );
            return None;
        }
    };
    let [provider, region, ..] = parts.as_slice() else {
        return None;
    };
    let split =
        |zones: &Spanned<String>| self::parts(&zones.value, &zones.span, '+', zones.span.start);
    let mut zones = zones.map(split).unwrap_or_default();
    for part in [provider, region].into_iter().chain(&zones) {
        let fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if part.value.is_empty() || part.value.len() > 63 || !part.value.chars().all(fine) {
            problems.error(
                &node.span,
                format!("{what} is at {}, which is not a place", quoted(text)),
                "a part of it is missing or not a name",
                help,
            );
            return None;
        }
    }
    if zones.len() > MOST_ZONES {
        problems.error(
            &node.span,
            format!("{what} has more than {MOST_ZONES} zones"),
            "too many",
            help,
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
    if let Some(catalog) = names.catalog() {
        let known = known_provider(catalog, provider, true, problems)
            .and_then(|found| known_region(found, region, problems));
        fine &= known.is_some_and(|found| known_zones(found, provider, &zones, problems));
        if zones.is_empty() && known.is_some_and(|found| !found.has_zones()) {
            zones.push(node.spanned(ALL.to_owned()));
        }
    }
    fine.then(|| Place {
        provider: provider.value.clone(),
        region: region.value.clone(),
        zones: zones.into_iter().map(|zone| zone.value).collect(),
    })
}

/// Reads what a component is pinned to.
pub(crate) fn read_pin(
    node: &Node,
    what: &str,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<Pin> {
    let text = crate::language::scalar::text(node, what, problems)?;
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
    if let Some(catalog) = names.catalog() {
        let found = known_provider(catalog, provider, region.is_some(), problems)?;
        if let Some(region) = region {
            known_region(found, region, problems)?;
        }
    }
    Some(Pin {
        provider: provider.value.clone(),
        region: region.map(|region| region.value.clone()),
    })
}

/// Whether a region alone is a place: one that is known, or any without a catalog.
fn is_region(names: &Names<'_>, provider: &str, region: &str) -> bool {
    names
        .known()
        .is_none_or(|catalog| catalog.region(provider, region).is_some())
}

/// A provider by its name, one with regions to choose where `places` are wanted.
fn known_provider<'a>(
    providers: &'a [Provider],
    name: &Spanned<String>,
    places: bool,
    problems: &Problems,
) -> Option<&'a Provider> {
    let found = providers
        .iter()
        .find(|provider| provider.name == name.value);
    if found.is_some_and(|found| places && found.regions.is_empty()) {
        problems.error(
            &name.span,
            format!(
                "{} has no places that one could choose",
                quoted(&name.value)
            ),
            "a vendor",
            &format!(
                "name it where it serves from everywhere: `at: {}` on a component such as a CDN",
                name.value
            ),
        );
        return None;
    }
    if found.is_none() {
        let fit = |it: &&Provider| !places || !it.regions.is_empty();
        let known = providers.iter().filter(fit);
        let known: Vec<&str> = known.map(|provider| &*provider.name).collect();
        problems.error(
            &name.span,
            format!("unknown provider {}", quoted(&name.value)),
            &named_by(&name.value, providers, |it| (&it.name, &it.about)).map_or_else(
                || suggestion::label(&name.value, &known, "not in the catalog"),
                |found| format!("did you mean `{}`?", found.name),
            ),
            &format!(
                "{}; a place of your own is added at the top of the plan, such as `places: {{{}: {{like: aws, regions: {{REGION: {{zones: [a]}}}}}}}}`, or with numbers of its own",
                suggestion::help("provider", &known),
                crate::language::scalar::tame(&name.value)
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
        let known: Vec<&str> = provider
            .regions
            .iter()
            .map(|region| &*region.name)
            .collect();
        problems.error(
            &name.span,
            format!("`{}` has no region {}", provider.name, quoted(&name.value)),
            &region_meant(provider, &name.value).map_or_else(
                || suggestion::label(&name.value, &known, "not a region in the catalog"),
                |found| format!("did you mean `{}`?", found.name),
            ),
            &suggestion::help("region", &known),
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
    let known: Vec<&str> = region.zones.iter().map(String::as_str).collect();
    if let Some(zone) = zones
        .iter()
        .find(|zone| !region.has_zones() && zone.value != ALL)
    {
        let place = format!("{}/{}", provider.value, region.name);
        problems.error(
            &zone.span,
            format!(
                "`{place}` has no zone {}: it sells none",
                quoted(&zone.value)
            ),
            "all that stands there shares one building, as far as anybody says",
            &format!(
                "write `{place}` alone; for a second building take a second site in another region"
            ),
        );
        return false;
    }
    let mut fine = true;
    for zone in zones.iter().filter(|zone| !known.contains(&&*zone.value)) {
        fine = false;
        problems.error(
            &zone.span,
            format!(
                "`{}/{}` has no zone {}",
                provider.value,
                region.name,
                quoted(&zone.value)
            ),
            &zone_meant(region, &zone.value).map_or_else(
                || "not a zone of this region".to_owned(),
                |found| format!("did you mean `{found}`?"),
            ),
            &suggestion::help("zone", &known),
        );
    }
    fine
}

/// The one that a name in plain words means: `google`, `tokyo`.
fn named_by<'a, T>(
    name: &str,
    all: &'a [T],
    texts: impl Fn(&'a T) -> (&'a str, &'a str),
) -> Option<&'a T> {
    let name = name.trim().to_lowercase();
    let same = |text: &str| {
        let text = text.to_lowercase();
        text == name || name.chars().count() > 3 && text.split(' ').any(|word| word == name)
    };
    all.iter().find(|one| {
        let (short, long) = texts(one);
        same(short) || same(long)
    })
}

/// The region that is meant by a city, or by a region with its zone behind: `ap-northeast-1a`.
fn region_meant<'a>(provider: &'a Provider, name: &str) -> Option<&'a Region> {
    named_by(name, &provider.regions, |it| (&it.name, &it.place)).or_else(|| {
        let regions = provider.regions.iter();
        let mut behind = regions.filter(|region| {
            name.strip_prefix(region.name.as_str())
                .is_some_and(|rest| zone_meant(region, rest.trim_start_matches('-')).is_some())
        });
        behind.next()
    })
}

/// The zone that is meant by `A`, `ap-northeast-1a` or `asia-northeast1-a`.
fn zone_meant<'a>(region: &'a Region, name: &str) -> Option<&'a str> {
    let bare = name
        .strip_prefix(region.name.as_str())
        .unwrap_or(name)
        .trim_start_matches('-');
    let zones = region.zones.iter().map(String::as_str);
    let mut same = zones.filter(|zone| zone.eq_ignore_ascii_case(bare));
    same.next()
}

/// What to write for a text that is no place: the place it seems to mean, or one of its provider's.
fn meant(providers: &[Provider], text: &str) -> String {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let first = parts.first().copied().unwrap_or_default();
    let provider = named_by(first, providers, |it| (&it.name, &it.about));
    // A region alone says whose it is.
    let (provider, region) = match provider {
        Some(provider) => (Some(provider), parts.get(1).copied().unwrap_or_default()),
        None => {
            let mut owners = providers.iter();
            let owner = owners.find(|it| !first.is_empty() && region_meant(it, first).is_some());
            (owner.or(providers.first()), first)
        }
    };
    let Some(provider) = provider else {
        return "write provider/region/zones".to_owned();
    };
    let found = region_meant(provider, region);
    let Some(known) = found.or(provider.regions.first()) else {
        return "write provider/region/zones".to_owned();
    };
    let behind = region.strip_prefix(known.name.as_str()).unwrap_or_default();
    let zone = zone_meant(known, behind).filter(|_| !behind.is_empty());
    match zone {
        Some(zone) => format!("did you mean `{}/{}/{zone}`?", provider.name, known.name),
        None => {
            if !known.has_zones() {
                return format!(
                    "write provider/region, such as `{}/{}`",
                    provider.name, known.name
                );
            }
            let two: Vec<&str> = known.zones.iter().take(2).map(String::as_str).collect();
            format!(
                "write provider/region/zones, such as `{}/{}/{}`",
                provider.name,
                known.name,
                two.join("+")
            )
        }
    }
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
