//! `null`: it removes what `like` or the plan gives. Where there is nothing to remove it is a mistake, such as
//! `{tokyo: aws/ap-northeast-1/a,c}`, which YAML reads as `tokyo: aws/ap-northeast-1/a` and an empty `c`.

use super::merge::Merge;
use super::problems::Problems;
use super::tree::{Entry, Node, Value};
use crate::diagnostic::{Diagnostic, quoted};

/// Reports every empty entry of a map that removes nothing. `bases` are the maps it is laid over by that rule. `kept` says
/// which empty entries mean something of their own.
pub(crate) fn check(
    node: &Node,
    bases: &[&Node],
    rule: Merge,
    kept: &dyn Fn(&str) -> bool,
    problems: &Problems,
) {
    if matches!(rule, Merge::Whole) {
        return;
    }
    let entries = node.entries();
    for (index, entry) in entries.iter().enumerate() {
        let under: Vec<&Node> = bases
            .iter()
            .filter_map(|base| base.get(&entry.key))
            .filter(|base| !base.is_null())
            .collect();
        if !entry.value.is_null() {
            check(&entry.value, &under, rule.under(&entry.key), kept, problems);
        } else if under.is_empty() && !kept(&entry.key) {
            let before = index.checked_sub(1).and_then(|index| entries.get(index));
            complain(entry, before, bases.is_empty(), problems);
        }
    }
}

fn complain(entry: &Entry, before: Option<&Entry>, first: bool, problems: &Problems) {
    if !problems.is_news(&entry.key_span) {
        return;
    }
    let name = quoted(&entry.key);
    let place = before.and_then(|before| match &before.value.value {
        Value::Scalar(text) if text.matches('/').count() == 2 => Some(text),
        _ => None,
    });
    let number = before.and_then(|before| match &before.value.value {
        Value::Scalar(text) => Some(text).filter(|text| {
            text.ends_with(|c: char| c.is_ascii_digit())
                && entry.key.starts_with(|c: char| c.is_ascii_digit())
        }),
        _ => None,
    });
    let (message, label, help) = match (place, number) {
        (_, Some(text)) => (
            format!("a comma in braces ends the value before {name}"),
            "read as an entry of its own, without a value",
            format!(
                "write numbers without separators and currency signs: `{}{}`",
                text.trim_start_matches(|c: char| !c.is_ascii_digit()),
                entry.key
            ),
        ),
        (Some(place), None) => (
            format!("there is no {name} to remove"),
            "read as an entry of its own, without a value",
            format!(
                "zones of one site are joined with `+`: `{place}+{}`",
                entry.key
            ),
        ),
        (None, None) if first => (
            format!("{name} is empty"),
            "nothing follows",
            "give it a value, or remove it".to_owned(),
        ),
        (None, None) => (
            format!("there is no {name} to remove"),
            "nothing of that name is taken over",
            "an entry without a value removes what `like` or the plan gives; give it a value, or remove it"
                .to_owned(),
        ),
    };
    problems.push(
        Diagnostic::error(message)
            .at(entry.key_span.clone(), label)
            .help(help),
    );
}
