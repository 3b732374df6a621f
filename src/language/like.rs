//! `like`: an architecture that takes over another and changes parts of it. Works on the tree, before anything is read,
//! so that every value keeps the place where it was written. How one value is laid over another stands in `merge`.

use super::keys::{OF_ITS_OWN, SHARED};
use super::merge::{Merge, merge};
use super::problems::Problems;
use super::removal;
use super::tree::{Entry, Node, Spanned, Value};
use crate::diagnostic::suggestion;
use crate::diagnostic::{Diagnostic, quoted};

/// Most values in all architectures together, once written out.
pub(crate) const MOST_MERGED: usize = 1_000_000;

/// Every architecture written out, in the order of the file. One that cannot be is left out, and reported.
/// `top` is the whole plan, which gives what all architectures share; `rule` is that of an architecture.
pub(crate) fn write_out(
    entries: &[Entry],
    top: &Node,
    rule: Merge,
    problems: &Problems,
) -> Vec<(Spanned<String>, Node)> {
    let parents = parents(entries, problems);
    let broken = cycles(entries, &parents, problems);
    let mut done: Vec<Option<Node>> = vec![None; entries.len()];
    let mut budget = MOST_MERGED;
    for start in 0..entries.len() {
        // From the architecture up to the nearest ancestor that is written out, then down again.
        let mut chain = Vec::new();
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| matches!(done.get(*index), Some(None))) {
            if broken.get(index).copied().unwrap_or(true) {
                break;
            }
            chain.push(index);
            at = parents.get(index).copied().and_then(Parent::known);
        }
        for index in chain.into_iter().rev() {
            let Some(entry) = entries.get(index) else {
                continue;
            };
            let parent = parents.get(index).copied().and_then(Parent::known);
            if parent.is_some_and(|parent| broken.get(parent).copied().unwrap_or(true)) {
                continue;
            }
            let base = parent.and_then(|parent| done.get(parent).and_then(Option::as_ref));
            check_removals(&entry.value, base, top, rule, problems);
            let node = base.map_or_else(
                || entry.value.clone(),
                |base| inherit(base, &entry.value, rule),
            );
            let Some(rest) = budget.checked_sub(node.size()) else {
                problems.error(
                    &entry.key_span,
                    "the architectures hold more than 1,000,000 values once `like` is written out",
                    "the limit is passed here",
                    "split the plan into several files",
                );
                return collect(entries, done);
            };
            budget = rest;
            if let Some(slot) = done.get_mut(index) {
                *slot = Some(node);
            }
        }
    }
    collect(entries, done)
}

/// What is empty in an architecture must remove something: of the one it is like, or of the plan.
fn check_removals(own: &Node, base: Option<&Node>, top: &Node, rule: Merge, problems: &Problems) {
    let missing = Node {
        span: own.span.clone(),
        value: Value::Mapping(Vec::new()),
    };
    for entry in own.entries() {
        let shared = SHARED.contains(&&*entry.key);
        let under: Vec<&Node> = [base, shared.then_some(top)]
            .into_iter()
            .flatten()
            .filter_map(|node| node.get(&entry.key))
            .collect();
        if entry.value.is_null() {
            // A section of which everything is commented out.
            let named = matches!(rule.under(&entry.key), Merge::Names(_));
            let section = named || OF_ITS_OWN.contains(&&*entry.key);
            let alone = Node {
                span: own.span.clone(),
                value: Value::Mapping(vec![entry.clone()]),
            };
            if !section {
                removal::check(
                    &alone,
                    &[base.unwrap_or(&missing)],
                    rule,
                    &|_| false,
                    problems,
                );
            }
            continue;
        }
        // A component's `failover` may be the catalog's.
        let kept = |key: &str| entry.key == "components" && key == "failover";
        let under = if under.is_empty() {
            vec![&missing]
        } else {
            under
        };
        removal::check(
            &entry.value,
            &under,
            rule.under(&entry.key),
            &kept,
            problems,
        );
    }
}

fn collect(entries: &[Entry], done: Vec<Option<Node>>) -> Vec<(Spanned<String>, Node)> {
    let named = entries.iter().zip(done);
    named
        .filter_map(|(entry, node)| {
            let name = entry.name();
            node.map(|node| (name, node))
        })
        .collect()
}

/// What an architecture is like.
#[derive(Clone, Copy)]
enum Parent {
    /// Nothing; it stands on its own.
    None,
    /// Another architecture, by index.
    Known(usize),
    /// Something that is not there, which has been reported.
    Unknown,
}

impl Parent {
    fn known(self) -> Option<usize> {
        match self {
            Self::Known(index) => Some(index),
            Self::None | Self::Unknown => None,
        }
    }
}

/// For each architecture, the one it is like.
fn parents(entries: &[Entry], problems: &Problems) -> Vec<Parent> {
    let names: Vec<&str> = entries.iter().map(|entry| &*entry.key).collect();
    let places: std::collections::HashMap<&str, usize> = names
        .iter()
        .enumerate()
        .map(|(index, name)| (*name, index))
        .collect();
    let parent = |entry: &Entry| {
        let Some(like) = entry.value.get("like").filter(|like| !like.is_null()) else {
            return Parent::None;
        };
        let Some(name) = super::scalar::text(like, "`like`", problems) else {
            return Parent::Unknown;
        };
        let found = places.get(name).copied();
        if found.is_none() {
            problems.error(
                &like.span,
                format!("there is no architecture {}", quoted(name)),
                &suggestion::label(name, &names, "not an architecture of this plan"),
                &suggestion::help("architecture", &names),
            );
        }
        found.map_or(Parent::Unknown, Parent::Known)
    };
    entries.iter().map(parent).collect()
}

/// Which architectures are part of a cycle or depend on one; each cycle is reported once.
fn cycles(entries: &[Entry], parents: &[Parent], problems: &Problems) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open(usize),
        Good,
        Broken,
    }
    let mut states = vec![State::New; entries.len()];
    for start in 0..entries.len() {
        let mut chain = Vec::new();
        let mut at = Some(start);
        let outcome = loop {
            let Some(index) = at else {
                break State::Good;
            };
            match states.get(index).copied().unwrap_or(State::Good) {
                State::New => {
                    if let Some(state) = states.get_mut(index) {
                        *state = State::Open(start);
                    }
                    chain.push(index);
                    at = match parents.get(index) {
                        Some(Parent::Known(parent)) => Some(*parent),
                        Some(Parent::Unknown) => break State::Broken,
                        Some(Parent::None) | None => None,
                    };
                }
                State::Open(_) => {
                    let from = chain.iter().position(|link| *link == index).unwrap_or(0);
                    complain(entries, chain.get(from..).unwrap_or_default(), problems);
                    break State::Broken;
                }
                settled => break settled,
            }
        };
        for index in chain {
            if let Some(state) = states.get_mut(index) {
                *state = outcome;
            }
        }
    }
    states
        .into_iter()
        .map(|state| state == State::Broken)
        .collect()
}

fn complain(entries: &[Entry], cycle: &[usize], problems: &Problems) {
    let members: Vec<&Entry> = cycle
        .iter()
        .filter_map(|index| entries.get(*index))
        .collect();
    let Some(first) = members.first() else {
        return;
    };
    let chain: Vec<&str> = members
        .iter()
        .take(12)
        .map(|entry| &*entry.key)
        .chain([&*first.key])
        .collect();
    let place = first
        .value
        .get("like")
        .map_or(&first.key_span, |like| &like.span);
    problems.push(
        Diagnostic::error("`like` goes round in a circle")
            .at(place.clone(), "this leads back here")
            .help(format!(
                "{}; one of them must stand on its own",
                chain
                    .iter()
                    .map(|name| quoted(name))
                    .collect::<Vec<_>>()
                    .join(" is like ")
            )),
    );
}

/// What an architecture is, given the one it is like.
pub(crate) fn inherit(base: &Node, own: &Node, rule: Merge) -> Node {
    let mut base = base.clone();
    if let Value::Mapping(entries) = &mut base.value {
        let says = |key: &str| own.get(key).is_some_and(|node| !node.is_null());
        let (failover, active) = (says("failover"), says("active-active"));
        let (path, requests) = (says("path"), says("requests"));
        entries.retain(|entry| match &*entry.key {
            "active-active" => !failover || active,
            "failover" => !active || failover,
            "requests" => !path || requests,
            "path" => !requests || path,
            key => !OF_ITS_OWN.contains(&key),
        });
    }
    // A word where a map belongs is reported when it is read.
    if own.is_null() {
        base
    } else {
        merge(&base, own, rule)
    }
}

/// Reports an entry that is empty where nothing stands to be removed.
pub(crate) fn refuse_empty(entries: &[Entry], what: &str, rule: Merge, problems: &Problems) {
    for entry in entries {
        let kept = |key: &str| what == "component" && key == "failover";
        if !entry.value.is_null() {
            removal::check(&entry.value, &[], rule, &kept, problems);
            continue;
        }
        problems.error(
            &entry.key_span,
            format!("{what} {} is empty", quoted(&entry.key)),
            "nothing follows",
            match what {
                "component" => "say what it is, such as `{service: vm, size: t3.small}`, or remove it",
                "dependency" => {
                    "say what it is, such as `{scope: service, fails: 1/year, lasts: 1h}`, or remove it"
                }
                "override" => "say what changes, such as `{fails: 0.02/year}`, or remove it",
                "mitigation" => "say what it does, such as `{against: NAME, after: 1h}`, or remove it",
                "crew" => "say how many repairs it works on at once, such as `oncall: 1`, or remove it",
                "class of requests" => "say what it needs, such as `{path: [web, db]}`, or remove it",
                _ => "say what it costs, such as `{price: 30/month}`, or remove it",
            },
        );
    }
}
