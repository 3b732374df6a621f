//! The usual choices of a plan that leaves none open: how many zones of its region, how many replicas, each mitigation, and a second
//! site elsewhere. They are written as a `search` section, so that one can see and change them, and are read like any other.

use super::{
    area,
    first::First,
    home::{MOST_ELSEWHERE, count, home},
    offered::{Offered, Written},
    second::{self, KINDS},
};
use crate::{
    build::Space,
    catalog::{Catalog, Provider},
    diagnostic::{Diagnostic, SourceText, nearest, quoted},
    scope::Scope,
    topology::{Architecture, Component, Topology, Within},
};

/// The usual choices, written out.
#[derive(Debug, Clone, PartialEq)]
pub struct Usual {
    /// The `search` section.
    pub section: String,
    /// Options that were left out, and why.
    pub left_out: Vec<String>,
    /// What these choices do not say.
    pub remarks: Vec<String>,
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
    // What has several sites says by itself where they are.
    let is_alone = architecture.sites.len() == 1;
    let areas = if is_alone { within } else { &[] };
    let first = First::new(source, architecture, catalog, within);
    let home = first.as_ref().and_then(|it| home(it, catalog, areas));
    let mut choices: Vec<Written> = home.into_iter().collect();
    choices.extend(replicas(architecture));
    let second = first.as_ref().filter(|_| is_alone);
    let second = second.and_then(|it| second::second(it, catalog, within));
    let mut remarks = first_site(architecture, within)
        .into_iter()
        .collect::<Vec<String>>();
    remarks.push(
        "as written: sizes, products and commitments stay as the plan has them; smaller ones may do"
            .to_owned(),
    );
    if second.as_ref().is_some_and(|it| it.copies_data) {
        remarks.push("copied data: a database is copied to another provider by means of your own; neither that work nor its outages are counted".to_owned());
    }
    choices.extend(second.map(|it| it.choice));
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
        let mut failing = failing(&whole, catalog)?;
        let Some(first) = failing.first().map(|it| it.0) else {
            break section;
        };
        // Options of later choices may have failed because of one of these beside them.
        failing.retain(|it| it.0 == first);
        drop_failing(&mut choices, &failing);
        left_out.extend(failing.into_iter().filter(|it| !it.2.is_empty()));
    };
    Ok(Usual {
        section,
        left_out: in_few_words(&left_out, &choices),
        remarks,
    })
}

/// Options that were left out, those for one reason together, each for the first: places where nothing is left by their names alone.
fn in_few_words(left_out: &[(usize, String, String)], left: &[Written]) -> Vec<String> {
    let left = left.iter().filter_map(|it| it.options.as_ref().ok());
    let left: Vec<&str> = left.flatten().map(|it| place(&it.name)).collect();
    // By reason, without the place that it names, the options.
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for (_, option, reason) in left_out {
        let place = Some(place(option)).filter(|it| !left.contains(it));
        let place = place.unwrap_or(option);
        if said.iter().any(|it| it.1.contains(&place)) {
            continue;
        }
        let reason = without_place(reason);
        match said.iter_mut().find(|it| it.0 == reason) {
            Some((_, places)) => places.push(place),
            None => said.push((reason, vec![place])),
        }
    }
    let each = said.into_iter();
    each.map(|(reason, places)| format!("{}: {reason}", places.join(", ")))
        .collect()
}

/// The place of an option that puts a site somewhere; any other option by its name.
fn place(option: &str) -> &str {
    let second = KINDS
        .iter()
        .find_map(|it| option.strip_prefix(it)?.strip_prefix('-'));
    let zones =
        (1..=MOST_ELSEWHERE).find_map(|it| option.strip_suffix(&count(it))?.strip_suffix('-'));
    second.or(zones).unwrap_or(option)
}

/// A reason without the place of which it tells: `` at `aws/eu-south-1` `` is `there`.
fn without_place(reason: &str) -> String {
    let parts: Vec<&str> = reason.splitn(3, " at `").collect();
    let [before, after] = parts[..] else {
        return reason.to_owned();
    };
    match after.split_once('`') {
        Some((place, after)) if place.contains('/') => format!("{before} there{after}"),
        _ => reason.to_owned(),
    }
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

/// What is not said of where the first site stands.
fn first_site(architecture: &Architecture, within: &[String]) -> Option<String> {
    let site = architecture.sites.first()?;
    if architecture.sites.len() > 1 || within.is_empty() {
        return Some(format!(
            "first site: {} stays at {}/{}; elsewhere the same service may cost less, and `--within` an area looks there too",
            site.name, site.provider, site.region
        ));
    }
    Some(format!(
        "first site: to move it away from {}/{} takes work once, to another provider much of it, and it may be further from your users; neither is counted",
        site.provider, site.region
    ))
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
            Offered::new("no", "{}"),
            Offered::new("yes", &format!("{{mitigations: [{name}]}}")),
        ]),
    });
    each.collect()
}

/// The section as it stands in a plan.
fn write(like: &str, choices: &[Written]) -> String {
    let mut text = format!("search:\n  like: {like}\n  choose:\n");
    for choice in choices {
        match &choice.options {
            Err(patch) => text += &format!("    {}: {patch}\n", choice.name),
            Ok(options) => {
                text += &format!("    {}:\n", choice.name);
                for option in options {
                    text += &format!("      {}: {}\n", option.name, option.patch);
                }
            }
        }
    }
    let rules = never(choices);
    if !rules.is_empty() {
        text += &format!("  never:\n{rules}");
    }
    text
}

/// Rules by which no two choices put sites in one region, and none puts one where another cannot have its own.
fn never(choices: &[Written]) -> String {
    let mut rules = String::new();
    let listed = choices.iter().filter_map(|choice| {
        let options = choice.options.as_ref().ok()?;
        Some((&choice.name, options))
    });
    let listed: Vec<(&String, &Vec<Offered>)> = listed.collect();
    for (place, (one, options)) in listed.iter().enumerate() {
        let all = options.iter().filter_map(|it| it.region.as_deref());
        let mut regions: Vec<&str> = all.collect();
        regions.dedup();
        let mut providers: Vec<&str> = regions.iter().map(|it| provider(it)).collect();
        providers.dedup();
        for (other, others) in &listed[place + 1..] {
            let mut rule = |ours: &dyn Fn(&Offered) -> bool, theirs: &dyn Fn(&Offered) -> bool| {
                let names = |all: &[Offered], are: &dyn Fn(&Offered) -> bool| {
                    let named = all.iter().filter(|it| are(it)).map(|it| &*it.name);
                    named.collect::<Vec<&str>>().join(", ")
                };
                let (ours, theirs) = (names(options, ours), names(others, theirs));
                if !theirs.is_empty() {
                    rules += &format!("    - {{{one}: [{ours}], {other}: [{theirs}]}}\n");
                }
            };
            for region in &regions {
                let there = |it: &Offered| it.region.as_deref() == Some(region);
                rule(&there, &there);
            }
            for name in &providers {
                let at =
                    |it: &Offered| it.region.as_deref().is_some_and(|it| provider(it) == *name);
                let apart = |it: &Offered| it.needs.as_deref().is_some_and(|it| it != *name);
                rule(&at, &apart);
            }
        }
    }
    rules
}

/// `aws` of `aws/eu-west-1`.
fn provider(region: &str) -> &str {
    region.split_once('/').map_or(region, |it| it.0)
}

/// Options that cannot be read with the first of all others that go with them: the choice, the option and why.
fn failing(
    whole: &SourceText,
    catalog: &Catalog,
) -> Result<Vec<(usize, String, String)>, Vec<Diagnostic>> {
    let space = Space::open(whole, catalog)?;
    let choices = space.choices();
    let mut failing = Vec::new();
    for (place, (_, options)) in choices.iter().enumerate() {
        for (option, name) in options.iter().enumerate() {
            let Some(picks) = space.with_option(place, option) else {
                // No first site elsewhere is left that would go with it.
                failing.push((place, (*name).to_owned(), String::new()));
                continue;
            };
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
                options.retain(|it| !own.contains(&&*it.name));
                options.len() > 1
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place where one kind of second site may stand is not left out as a whole.
    #[test]
    fn a_place_alone_is_named_where_nothing_is_left_of_it() {
        let failed = |option: &str| (0, option.to_owned(), "no price".to_owned());
        let left_out = [
            failed("paris-one-zone"),
            failed("pilot-light-paris"),
            failed("warm-standby-oslo"),
            failed("three-zones"),
            (0, "active-active-paris".to_owned(), "no size".to_owned()),
        ];
        let left = Written {
            name: "second".to_owned(),
            options: Ok(vec![Offered::new("pilot-light-oslo", "{}")]),
        };
        assert_eq!(
            in_few_words(&left_out, &[left]),
            ["paris, warm-standby-oslo, three-zones: no price"]
        );
    }
}
