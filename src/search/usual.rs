//! The usual choices of a plan that leaves none open: how many zones of its region, how many replicas, each mitigation, and a second
//! site elsewhere. They are written as a `search` section, so that one can see and change them, and are read like any other.

use super::area;
use crate::{
    build::{Picks, Space},
    catalog::{Catalog, Provider, Region},
    diagnostic::{Diagnostic, SourceText, nearest, quoted},
    scope::Scope,
    topology::{Architecture, Component, Topology, Within},
};

/// How sites take over from each other where the plan has no law of its own. Judgement, as of the examples: somebody must decide,
/// and one move in twenty does not work at once.
const FAILOVER: &str = "failover: {detect: 90s, decide: 10min..40min, switch: 5min..20min, succeeds: 95%, otherwise: 2h..6h}";
/// The same where servers must be started first.
const PILOT: &str = "failover: {detect: 90s, decide: 10min..40min, switch: 30min..90min, succeeds: 90%, otherwise: 2h..8h}";
/// How a database over two sites that serve together takes over.
const ACROSS: &str = "{detect: 90s, switch: 5min..20min}";
/// Kinds of a second site.
const KINDS: [&str; 3] = ["pilot-light", "warm-standby", "active-active"];
/// Zones of a region that are offered at most.
const MOST_ZONES: usize = 3;

/// The usual choices, written out.
#[derive(Debug, Clone, PartialEq)]
pub struct Usual {
    /// The `search` section.
    pub section: String,
    /// Options that were left out, and why.
    pub left_out: Vec<String>,
}

/// One choice as it is written.
struct Written {
    name: String,
    /// Options with their patches; or one patch with a range.
    options: Result<Vec<(String, String)>, String>,
}

/// Makes the usual choices of a plan, whose meaning is `topology`; a second site may stand `within` these areas, else in other
/// regions of the provider that the plan runs at.
///
/// # Errors
///
/// A word of `within` that means no place; a plan that leaves nothing to choose.
pub fn usual(
    source: &SourceText,
    (topology, catalog): (&Topology, &Catalog),
    within: &[String],
) -> Result<Usual, Vec<Diagnostic>> {
    check(within, catalog)?;
    let base = topology.today.unwrap_or(0);
    let architecture = &topology.architectures[base];
    let mut choices = zones(architecture, catalog);
    choices.extend(replicas(architecture));
    let second = second(architecture, catalog, within);
    choices.extend(second.filter(|_| architecture.sites.len() == 1));
    choices.extend(mitigations(topology, architecture));
    let mut left_out = Vec::new();
    let section = loop {
        if choices.is_empty() {
            return Err(vec![
                Diagnostic::error("there is nothing usual to choose in this plan")
                    .help("write the choices yourself: `search: {choose: {web: {replicas: {web: 1..4}}}}`"),
            ]);
        }
        let section = write(&architecture.name, &choices);
        let text = format!("{}\n\n{section}", source.text.trim_end());
        let whole = SourceText::new(source.name.clone(), text);
        let failing = failing(&whole, catalog)?;
        if failing.is_empty() {
            break section;
        }
        drop_failing(&mut choices, &failing);
        left_out.extend(failing);
    };
    Ok(Usual {
        section,
        left_out: in_few_words(&left_out),
    })
}

/// Options that were left out, those for one reason together. A place at which one kind of second site has no price has none for the
/// others.
fn in_few_words(left_out: &[(usize, String, String)]) -> Vec<String> {
    let mut places: Vec<&str> = Vec::new();
    let mut said = Vec::new();
    for (_, option, reason) in left_out {
        let kinds = KINDS.iter().filter_map(|kind| option.strip_prefix(kind));
        match kinds.map(|it| it.trim_start_matches('-')).next() {
            Some(place) if reason.contains("price") => {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            _ => said.push(format!("{option}: {reason}")),
        }
    }
    if !places.is_empty() {
        let places = places.join(", ");
        said.push(format!(
            "second sites at {places}: not all that the service needs has a price there"
        ));
    }
    said
}

/// Refuses words that mean no place.
fn check(within: &[String], catalog: &Catalog) -> Result<(), Vec<Diagnostic>> {
    for pattern in within {
        let holds = |it: &Provider| {
            it.regions
                .iter()
                .any(|region| area::holds(pattern, &it.name, region))
        };
        if catalog.providers().iter().any(holds) {
            continue;
        }
        let words = area::words();
        let help = match nearest(pattern, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}, or regions such as `aws/eu-*`", words.join(", ")),
        };
        let message = format!(
            "`--within`: no place of the catalog is in {}",
            quoted(pattern)
        );
        return Err(vec![Diagnostic::error(message).help(help)]);
    }
    Ok(())
}

/// How many zones of its region the first site has; what it has now comes first.
fn zones(architecture: &Architecture, catalog: &Catalog) -> Vec<Written> {
    let Some(site) = architecture.sites.first() else {
        return Vec::new();
    };
    let region = catalog.region(&site.provider, &site.region);
    let Some(region) = region.filter(|it| it.has_zones()) else {
        return Vec::new();
    };
    let mut all = site.zones.clone();
    let more = region.zones.iter().filter(|it| !site.zones.contains(it));
    all.extend(more.cloned());
    let words = ["one", "two", "three"];
    let now = site.zones.len();
    let mut options = vec![(count(&words, now), "{}".to_owned())];
    for number in (1..=all.len().min(MOST_ZONES)).filter(|&it| it != now) {
        let place = format!(
            "{}/{}/{}",
            site.provider,
            site.region,
            all[..number].join("+")
        );
        options.push((
            count(&words, number),
            format!("{{sites: {{{}: {place}}}}}", site.name),
        ));
    }
    (options.len() > 1)
        .then(|| Written {
            name: "zones".to_owned(),
            options: Ok(options),
        })
        .into_iter()
        .collect()
}

fn count(words: &[&str], number: usize) -> String {
    let word = number.checked_sub(1).and_then(|it| words.get(it));
    word.map_or_else(|| number.to_string(), |&word| word.to_owned())
}

/// How many replicas there are of what stands in zones and has no law by which one takes over from another.
fn replicas(architecture: &Architecture) -> Vec<Written> {
    let mut names: Vec<&str> = Vec::new();
    for component in &architecture.components {
        let name = &*component.placed.component;
        if is_replicated(architecture, component) && !names.contains(&name) {
            names.push(name);
        }
    }
    let most = match names.len() {
        0..=2 => 4,
        3 => 3,
        _ => 2,
    };
    let each = names.iter().map(|name| Written {
        name: (*name).to_owned(),
        options: Err(format!("{{replicas: {{{name}: 1..{most}}}}}")),
    });
    each.collect()
}

fn is_replicated(architecture: &Architecture, component: &Component) -> bool {
    let first = component
        .leaves
        .first()
        .map(|&leaf| &architecture.leaves[leaf]);
    let in_zones = first.is_some_and(|leaf| leaf.domain.scope() == Scope::Zone);
    let at_site = matches!(component.placed.within, Within::Site(_));
    let is_server = |service: Option<&str>| {
        !matches!(
            service,
            Some("database" | "cache" | "queue" | "key-value" | "object-store")
        )
    };
    let bought = architecture.purchases.components.iter();
    let mut bought = bought.filter(|it| it.component == component.placed.component);
    let serves = bought
        .next()
        .is_none_or(|it| is_server(it.service.as_deref()));
    in_zones && at_site && component.needs == Some(1) && serves
}

/// Each mitigation that it does not have.
fn mitigations(topology: &Topology, architecture: &Architecture) -> Vec<Written> {
    let has = |name: &str| {
        let mut used = architecture.links.iter().flat_map(|link| &link.mitigations);
        used.any(|&id| topology.mitigations[id].name == name)
    };
    let all = topology.mitigations.iter().map(|it| &*it.name);
    let each = all.filter(|name| !has(name)).map(|name| Written {
        name: name.to_owned(),
        options: Ok(vec![
            ("no".to_owned(), "{}".to_owned()),
            ("yes".to_owned(), format!("{{mitigations: [{name}]}}")),
        ]),
    });
    each.collect()
}

/// A second site: started when needed, running, or serving too.
fn second(architecture: &Architecture, catalog: &Catalog, within: &[String]) -> Option<Written> {
    let site = architecture.sites.first()?;
    let mut options = vec![("none".to_owned(), "{}".to_owned())];
    let cold: Vec<&str> = placed(architecture, |it| it != Some("database"));
    let stateful: Vec<&str> = placed(architecture, |it| it == Some("database"));
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
            if !is_own && is_meant {
                options.extend(kinds(
                    (site.name.as_str(), &site.provider),
                    (provider, region),
                    &cold,
                    &stateful,
                ));
            }
        }
    }
    (options.len() > 1).then(|| Written {
        name: "second".to_owned(),
        options: Ok(options),
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

fn kinds(
    (main, own): (&str, &str),
    (provider, region): (&Provider, &Region),
    cold: &[&str],
    stateful: &[&str],
) -> Vec<(String, String)> {
    let slug: String = region.place.to_lowercase().replace(' ', "-");
    let plain = slug.chars().filter(|it| it.is_alphanumeric() || *it == '-');
    let mut name: String = plain.collect();
    if provider.name != own {
        name = format!("{}-{name}", provider.name);
    }
    if name == main {
        name = format!("second-{name}");
    }
    let zone = region.zones.first().map_or("all", String::as_str);
    let place = format!("{}/{}/{zone}", provider.name, region.name);
    let mut kinds = Vec::new();
    if !cold.is_empty() {
        let cold = cold.join(", ");
        let patch = format!("{{sites: {{{name}: {{place: {place}, cold: [{cold}]}}}}, {PILOT}}}");
        kinds.push((format!("{}-{name}", KINDS[0]), patch));
    }
    let patch = format!("{{sites: {{{name}: {place}}}, {FAILOVER}}}");
    kinds.push((format!("{}-{name}", KINDS[1]), patch));
    let across = stateful
        .iter()
        .map(|it| format!("{it}: {{across: sites, failover: {ACROSS}}}"));
    let across: Vec<String> = across.collect();
    let state = if stateful.is_empty() {
        String::new()
    } else {
        format!(", components: {{{}}}", across.join(", "))
    };
    let patch =
        format!("{{sites: {{{name}: {place}}}, active-active: {{needs: 1, drain: 60s}}{state}}}");
    kinds.push((format!("{}-{name}", KINDS[2]), patch));
    kinds
}

/// The section as it stands in a plan.
fn write(like: &str, choices: &[Written]) -> String {
    let mut text = format!("search:\n  like: {like}\n  choose:\n");
    for choice in choices {
        match &choice.options {
            Err(patch) => text += &format!("    {}: {patch}\n", choice.name),
            Ok(options) => {
                text += &format!("    {}:\n", choice.name);
                for (name, patch) in options {
                    text += &format!("      {name}: {patch}\n");
                }
            }
        }
    }
    text
}

/// Options that cannot be read with the first of all others: the choice, the option and why.
fn failing(
    whole: &SourceText,
    catalog: &Catalog,
) -> Result<Vec<(usize, String, String)>, Vec<Diagnostic>> {
    let space = Space::open(whole, catalog)?;
    let choices = space.choices();
    let mut failing = Vec::new();
    for (place, (_, options)) in choices.iter().enumerate() {
        for (option, name) in options.iter().enumerate() {
            let mut picks: Picks = vec![0; choices.len()];
            picks[place] = option;
            if let Err(problems) = space.topology(&[picks]) {
                let first = problems.first().map(|it| it.message.clone());
                failing.push((place, (*name).to_owned(), first.unwrap_or_default()));
            }
        }
    }
    // What goes wrong with the first of all goes wrong with every design.
    let first = failing
        .iter()
        .filter(|it| choices[it.0].1.first() == Some(&&*it.1))
        .count();
    if first == choices.len() {
        let base = vec![0; choices.len()];
        return Err(space.topology(&[base]).err().unwrap_or_default());
    }
    Ok(failing)
}

fn drop_failing(choices: &mut Vec<Written>, failing: &[(usize, String, String)]) {
    let mut place = 0;
    choices.retain_mut(|choice| {
        let own: Vec<&str> = failing
            .iter()
            .filter(|it| it.0 == place)
            .map(|it| &*it.1)
            .collect();
        place += 1;
        match &mut choice.options {
            // A range goes as a whole.
            Err(_) => own.is_empty(),
            Ok(options) => {
                options.retain(|(name, _)| !own.contains(&&**name));
                options.len() > 1
            }
        }
    });
}
