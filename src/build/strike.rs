//! What takes what down with it: `spreads_to`, looked up from every place where the striker is.

use super::resolve::{Resolver, Standing};
use crate::catalog::spread::Spread;
use crate::diagnostic::quoted;
use crate::language::Spanned;
use crate::law::Law;
use crate::plan::architecture::candidate::Candidate;
use crate::plan::reference;
use crate::topology::Source;
use std::collections::{HashMap, HashSet};

/// Most pairs of places and names that are looked up for one architecture.
const MOST_PAIRS: usize = 100_000;
/// Longest chain of things that take each other down.
const LONGEST_CHAIN: usize = 32;

/// By the full name of what is struck: what strikes it, and how likely.
pub(super) type Strikers = HashMap<String, Vec<(Source, f64)>>;

/// Everything in an architecture that strikes something else, felt or not.
pub(super) fn strikers(candidate: &Candidate<'_>, resolver: &Resolver<'_, '_>) -> Strikers {
    let mut table = Table {
        resolver,
        strikers: HashMap::new(),
        places: HashMap::new(),
        edges: Vec::new(),
    };
    let own = candidate.dependencies.iter();
    let own: Vec<_> = own.filter(|own| !own.spreads_to.is_empty()).collect();
    let sites = candidate.sites.iter();
    let zones: Vec<Standing> = sites.flat_map(Standing::in_zones).collect();
    let names: usize = own.iter().map(|own| own.spreads_to.len()).sum();
    if names.saturating_mul(zones.len()) > MOST_PAIRS {
        resolver.problems.error(
            &candidate.name.span,
            "in this architecture too many things spread to too many others",
            "at most 100,000 pairs of a zone and a name in `spreads_to` are looked up",
            "shorten the lists, or use fewer zones",
        );
        return HashMap::new();
    }
    for own in own {
        let mut from = Vec::new();
        for zone in &zones {
            if let Some(domain) = zone.domain_of(own.scope) {
                from.push((zone.widened(own.scope), resolver.of_own(domain, own)));
            }
        }
        table.add(&own.name, &from, &own.spreads_to);
    }
    for zone in &zones {
        table.add_catalog(zone, candidate);
    }
    for over in candidate.overrides.values() {
        let of = reference::full(&over.name.value);
        let source = resolver.absolute(&over.name.value);
        if let (Some((domain, _)), Some(source)) = (of, source) {
            let from = [(Standing::within(domain), source)];
            table.add(&over.name, &from, &over.spreads_to);
        }
    }
    table.finish()
}

struct Table<'r, 'a, 'w> {
    resolver: &'r Resolver<'a, 'w>,
    strikers: Strikers,
    /// Where it is said that one strikes the other.
    places: HashMap<(String, String), Spanned<String>>,
    /// Strikers and what they strike, in order.
    edges: Vec<(String, String)>,
}

impl Table<'_, '_, '_> {
    /// What a thing strikes from each of the places where it is.
    fn add(&mut self, name: &Spanned<String>, from: &[(Standing, Source)], spreads: &[Spread]) {
        let who = format!("{}: `spreads_to`", quoted(&name.value));
        let problems = self.resolver.problems;
        for spread in spreads {
            let mut found = false;
            for (standing, striker) in from {
                let Some(struck) = self.resolver.find(&spread.to, standing) else {
                    continue;
                };
                found = true;
                if struck.name == striker.name {
                    problems.error(
                        &spread.to.span,
                        format!("{who} names {} itself", quoted(&striker.name)),
                        "down already",
                        "name what else it takes down, or remove this entry",
                    );
                } else if struck.lasts == Law::Fixed(0.0) {
                    problems.error(
                        &spread.to.span,
                        format!(
                            "{who} takes down {}, which has no `lasts`",
                            quoted(&struck.name)
                        ),
                        "down for how long?",
                        "give it the length of an outage, such as `lasts: 30min..2h`",
                    );
                } else {
                    self.strike(striker, struck.name, spread);
                }
            }
            if let (false, Some((standing, _))) = (found, from.last()) {
                let who = format!("{} spreads to", quoted(&name.value));
                self.resolver.named(&spread.to, standing, &who);
            }
        }
    }

    /// What things of the catalog strike around a zone. Where the plan says it of one itself, that counts alone.
    fn add_catalog(&mut self, zone: &Standing, candidate: &Candidate<'_>) {
        let named = |value: &String| Spanned {
            value: value.clone(),
            span: candidate.name.span.clone(),
        };
        for found in &self.resolver.offered(zone).spreading {
            let name = named(&found.name);
            let Some(striker) = self.resolver.find(&name, zone) else {
                continue;
            };
            let given = candidate.overrides.get(&striker.name);
            if given.is_some_and(|given| !given.spreads_to.is_empty()) {
                continue;
            }
            for (to, chance) in &found.spreads_to {
                let to = named(to);
                if let Some(struck) = self.resolver.find(&to, zone) {
                    let chance = *chance;
                    self.strike(&striker, struck.name, &Spread { to, chance });
                }
            }
        }
    }

    fn strike(&mut self, striker: &Source, struck: String, spread: &Spread) {
        let pair = (striker.name.clone(), struck.clone());
        if let Some(first) = self.places.get(&pair) {
            if first.span != spread.to.span {
                self.resolver.problems.error(
                    &spread.to.span,
                    format!(
                        "{} spreads to {} by two names",
                        quoted(&striker.name),
                        quoted(&struck)
                    ),
                    "the same thing",
                    "remove one of the two",
                );
            }
            return;
        }
        self.places.insert(pair.clone(), spread.to.clone());
        self.edges.push(pair);
        if spread.chance > 0.0 {
            let strikers = self.strikers.entry(struck).or_default();
            strikers.push((striker.clone(), spread.chance));
        }
    }

    /// The table, unless something takes itself down in the end.
    fn finish(self) -> Strikers {
        let mut waiting: HashMap<&str, usize> = HashMap::new();
        let mut strikes: HashMap<&str, Vec<&str>> = HashMap::new();
        for (striker, struck) in &self.edges {
            waiting.entry(striker).or_default();
            *waiting.entry(struck).or_default() += 1;
            strikes.entry(striker).or_default().push(struck);
        }
        let mut ready: Vec<&str> = waiting
            .iter()
            .filter(|(_, count)| **count == 0)
            .map(|(name, _)| *name)
            .collect();
        let mut done: HashSet<&str> = HashSet::new();
        // Everything is taken up once all that strikes it is; what is never taken up is on a circle or behind one.
        let mut steps = 0;
        while !ready.is_empty() && steps < LONGEST_CHAIN {
            let mut next = Vec::new();
            for name in ready {
                done.insert(name);
                for struck in strikes.get(name).into_iter().flatten() {
                    if let Some(count) = waiting.get_mut(struck) {
                        *count -= 1;
                        if *count == 0 {
                            next.push(*struck);
                        }
                    }
                }
            }
            ready = next;
            steps += 1;
        }
        let open = |pair: &&(String, String)| !done.contains(&*pair.1);
        let Some(pair) = self.edges.iter().find(open) else {
            return self.strikers;
        };
        if let Some(place) = self.places.get(pair) {
            let (message, label) = if ready.is_empty() {
                (
                    "`spreads_to` goes round in a circle",
                    "this leads back to where it began, or depends on what does",
                )
            } else {
                (
                    "`spreads_to` goes on for more than 32 steps",
                    "the limit is passed behind this",
                )
            };
            self.resolver.problems.error(
                &place.span,
                message,
                label,
                "say only what each thing takes down directly, from the cause to the effect",
            );
        }
        HashMap::new()
    }
}
