//! The YAML files of a catalog as trees, and how one is laid over another: by the rules of the maps that read them.

use std::collections::BTreeMap;

use super::dependency::Shared;
use super::ground::{ALL, KEY};
use super::numbers::NUMBERS;
use super::place::Cloud;
use super::service::Sold;
use super::sla::Promise;
use crate::diagnostic::Span;
use crate::language::{Entry, Kind, LENGTHS, Merge, Node, Problems, RATES, Value, merge};

/// Whose files are laid over a catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// The program's.
    Programs,
    /// A user's: their own rates do not drift.
    Users,
}

/// The YAML files as merged so far, by file name. Only what was laid last has a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw(BTreeMap<&'static str, Node>);

impl Raw {
    /// Lays a file over what there is: maps merge deeply, `null` removes, all else replaces. The range and the evidence of a number
    /// belong to it and go with it.
    pub(super) fn lay(
        &mut self,
        file: &'static str,
        mut root: Node,
        whose: Whose,
        problems: &Problems,
    ) {
        if root.is_null() {
            return;
        }
        if !root.is_map() {
            problems.error(
                &root.span,
                format!(
                    "{file} must be a map of entries by name, not {}",
                    root.shape()
                ),
                "expected `name: …` lines",
                "",
            );
            return;
        }
        let rule = Merge::Names(match file {
            "places.yaml" => Cloud::merge,
            "dependencies.yaml" => Shared::merge,
            "services.yaml" => Sold::merge,
            _ => Promise::merge,
        });
        if whose == Whose::Users {
            settle(&mut root);
        }
        let merged = match self.0.get(file) {
            Some(under) => merge(under, &root, rule),
            None => root,
        };
        self.0.insert(file, merged);
    }

    /// The entries of a file that were not removed.
    pub(super) fn entries(&self, file: &str) -> impl Iterator<Item = &Entry> {
        let entries = self.0.get(file).map_or(&[][..], Node::entries);
        entries.iter().filter(|entry| !entry.value.is_null())
    }

    /// Where an entry stands.
    pub(super) fn place_of(&self, file: &str, name: &str) -> Span {
        let found = self.entries(file).find(|entry| entry.key == name);
        found.map_or(0..0, |entry| entry.key_span.clone())
    }

    /// Forgets where everything stood, once it is read.
    pub(super) fn forget_places(&mut self) {
        self.0.values_mut().for_each(Node::forget_places);
    }
}

/// Makes plain what a user's file means by what it leaves out: their own rates do not drift, and a number that is replaced without a
/// word leaves its evidence behind.
fn settle(node: &mut Node) {
    let is_given = |number: &str| {
        let words = match number {
            "fails" => &RATES[..],
            "lasts" => &LENGTHS[..],
            _ => std::slice::from_ref(&number),
        };
        words.iter().any(|word| node.given(word).is_some())
    };
    let given: Vec<&str> = NUMBERS.into_iter().filter(|it| is_given(it)).collect();
    let Value::Mapping(entries) = &mut node.value else {
        return;
    };
    for entry in entries.iter_mut().filter(|entry| entry.key != KEY) {
        settle(&mut entry.value);
    }
    if given.is_empty() {
        return;
    }
    if given.contains(&"fails") && entries.iter().all(|it| it.key != "drifts") {
        entries.push(Entry::made("drifts", Node::scalar("false", &(0..0))));
    }
    if entries.iter().all(|it| it.key != KEY) {
        entries.push(Entry::made(KEY, Node::map(Vec::new(), &(0..0))));
    }
    let nothing = Node {
        span: 0..0,
        value: Value::Null,
    };
    for evidence in entries.iter_mut().filter(|it| it.key == KEY) {
        let all = evidence.value.get(ALL).cloned();
        if let Value::Mapping(said) = &mut evidence.value.value
            && said.iter().all(|it| it.key != "kind")
        {
            for number in &given {
                if said.iter().all(|it| it.key != *number) {
                    said.push(Entry::made(number, all.clone().unwrap_or(nothing.clone())));
                }
            }
        }
    }
}
