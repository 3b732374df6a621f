//! `complexity`: how many times as often the team's own shared things fail in one architecture. More sites, more of one's
//! own mistakes; by how much nobody has measured, so nothing is assumed.

use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::{Entry, Fields, Node, Problems, Spanned, Value, scalar};
use crate::plan::dependency::Dependency;
use crate::plan::names::Names;
use crate::units;
use std::collections::HashMap;

/// Largest factor, and the inverse of the smallest.
const MOST: f64 = 1_000.0;

/// How many times as often a dependency fails in an architecture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Complexity {
    /// The dependency.
    pub(crate) name: Spanned<String>,
    /// How many times as often.
    pub(crate) factor: f64,
    /// 90 % range of the factor.
    pub(crate) range: Option<(f64, f64)>,
}

/// Reads one entry: `release: 1.5`, `release: {factor: 1.5, range: [1, 2.5]}`.
pub(crate) fn read(entry: &Entry, problems: &Problems) -> Option<Complexity> {
    let what = format!("complexity of {}", quoted(&entry.key));
    let name = entry.name();
    if !entry.value.is_map() {
        let factor = read_factor(&entry.value, &what, problems)?;
        return Some(Complexity {
            name,
            factor,
            range: None,
        });
    }
    let fields = Fields::open(&entry.value, what.clone(), &entry.key_span, problems)?;
    let factor = fields
        .require(
            "factor",
            "add `factor: 1.5`: how many times as often it fails here",
        )
        .and_then(|node| read_factor(node, &format!("{what}: `factor`"), problems));
    let given = fields.get("range");
    let range = given.and_then(|node| read_range(node, &format!("{what}: `range`"), problems));
    scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    fields.finish();
    let factor = factor?;
    if let (Some(node), Some((low, high))) = (given, range)
        && !(low..=high).contains(&factor)
    {
        problems.error(
            &node.span,
            format!("{what}: the factor {factor} lies outside of its own range"),
            "does not hold the factor",
            &format!(
                "write a range round it, such as `range: [{}, {}]`",
                low.min(factor),
                high.max(factor)
            ),
        );
        return None;
    }
    Some(Complexity {
        name,
        factor,
        range,
    })
}

fn read_factor(node: &Node, what: &str, problems: &Problems) -> Option<f64> {
    let factor = scalar::number(node, what, units::parse_number, problems)?;
    if (1.0 / MOST..=MOST).contains(&factor) {
        return Some(factor);
    }
    problems.error(
        &node.span,
        format!("{what} must be from 0.001 to 1,000"),
        "how many times as often",
        "write `1.5` for half as many failures again; `1` changes nothing",
    );
    None
}

fn read_range(node: &Node, what: &str, problems: &Problems) -> Option<(f64, f64)> {
    let ends = match &node.value {
        Value::Sequence(ends) => ends.as_slice(),
        _ => &[],
    };
    let [low, high] = ends else {
        problems.error(
            &node.span,
            format!("{what} must be a list of two numbers, not {}", node.shape()),
            "low and high",
            "write `range: [1, 2.5]`: one time in ten the truth lies outside",
        );
        return None;
    };
    let (low, high) = (
        read_factor(low, what, problems),
        read_factor(high, what, problems),
    );
    let (low, high) = (low?, high?);
    if low > high {
        problems.error(
            &node.span,
            format!("{what} begins above its end"),
            "low first, then high",
            &format!("write `range: [{high}, {low}]`"),
        );
        return None;
    }
    Some((low, high))
}

/// Reports names that are no dependencies of one's own, and about those that never fail.
pub(crate) fn check(
    complexity: &[Complexity],
    dependencies: &[Dependency],
    names: &Names<'_>,
    problems: &Problems,
) {
    let known: Vec<&str> = dependencies.iter().map(|own| &*own.name.value).collect();
    let named = dependencies.iter().map(|own| (&*own.name.value, own));
    let named: HashMap<&str, &Dependency> = named.collect();
    for entry in complexity {
        let name = &entry.name;
        let found = named.get(&*name.value);
        if found.is_none() && !problems.is_news(&name.span) {
            continue;
        }
        match found {
            Some(own) if own.numbers.fails.is_none() => problems.error(
                &name.span,
                format!("{} never fails by itself", quoted(&name.value)),
                "nothing to multiply",
                "remove it, or give the dependency a rate such as `fails: 1/year`",
            ),
            Some(_) => {}
            None if names.dependencies().contains(&&*name.value) => problems.error(
                &name.span,
                format!(
                    "`complexity` is for dependencies of your own, and {} is the catalog's",
                    quoted(&name.value)
                ),
                "not one of your own",
                "change the catalog's numbers with `override`, such as `{aws/ap-northeast-2/dns-resolver: {fails: 0.02/year}}`",
            ),
            None => problems.error(
                &name.span,
                format!(
                    "`complexity` names no dependency of the plan: {}",
                    quoted(&name.value)
                ),
                &suggestion::label(&name.value, &known, "not a dependency of this plan"),
                &if known.is_empty() {
                    "define it first, such as `dependencies: {release: {scope: service, fails: 1/year, lasts: 1h, used_by: [web]}}`".to_owned()
                } else {
                    suggestion::help("dependency", &known)
                },
            ),
        }
    }
}
