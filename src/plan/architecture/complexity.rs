//! `complexity`: how many times as often the team's own shared things fail in one architecture. More sites, more of one's
//! own mistakes; by how much nobody has measured, so nothing is assumed.

use serde_json::{Value as Json, json};

use crate::catalog::range::pair;
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::schema::any;
use crate::language::value::NUMBER;
use crate::language::{
    Definitions, Entry, Here, Kind, Merge, Problems, Spanned, Text, Value, map, scalar,
};
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

map! {
    /// How many times as often it fails here.
    pub(crate) struct Multiple as ComplexityForm(name: "complexity") {
        /// How many times as often.
        factor: Factor = need("add `factor: 1.5`: how many times as often it fails here"),
        /// How far off the factor may be: two numbers, the ends of a 90 % range.
        range: Option<Spanned<FactorRange>> = or("taken as known"),
        /// A sentence about it.
        about: Text,
    }
}

/// How many times as often, from 0.001 to 1,000.
pub(crate) struct Factor;

impl Kind for Factor {
    type Value = f64;
    const NAME: &'static str = "number";

    fn read(here: &Here<'_>) -> Option<f64> {
        let factor = scalar::number(here.node, here.what, units::parse_number, here.problems)?;
        if (1.0 / MOST..=MOST).contains(&factor) {
            return Some(factor);
        }
        here.problems.error(
            &here.node.span,
            format!("{} must be from 0.001 to 1,000", here.what),
            "how many times as often",
            "write `1.5` for half as many failures again; `1` changes nothing",
        );
        None
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("factor", |_| {
            json!({
                "description": "How many times as often, from 0.001 to 1,000; 1 changes nothing.",
                "type": ["number", "string"],
                "minimum": 0.001,
                "maximum": 1_000,
                "pattern": format!(r"^\s*{NUMBER}\s*$"),
                "examples": [1.5],
            })
        })
    }
}

/// The ends of a 90 % range of a factor, the lower first.
pub(crate) struct FactorRange;

impl Kind for FactorRange {
    type Value = (f64, f64);
    const NAME: &'static str = "two numbers";

    fn read(here: &Here<'_>) -> Option<(f64, f64)> {
        let ends = match &here.node.value {
            Value::Sequence(ends) => ends.as_slice(),
            _ => &[],
        };
        let [low, high] = ends else {
            here.problems.error(
                &here.node.span,
                format!(
                    "{} must be a list of two numbers, not {}",
                    here.what,
                    here.node.shape()
                ),
                "low and high",
                "write `range: [1, 2.5]`: one time in ten the truth lies outside",
            );
            return None;
        };
        let end = |node| Factor::read(&Here { node, ..*here });
        let (low, high) = (end(low), end(high));
        let (low, high) = (low?, high?);
        if low > high {
            here.problems.error(
                &here.node.span,
                format!("{} begins above its end", here.what),
                "low first, then high",
                &format!("write `range: [{high}, {low}]`"),
            );
            return None;
        }
        Some((low, high))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        pair(
            Factor::schema(definitions),
            "The ends of a 90 % range of the factor, the lower first.",
        )
    }
}

/// A factor, or a factor and how well it is known.
pub(crate) struct Complex;

impl Kind for Complex {
    type Value = Multiple;
    const NAME: &'static str = "number, map";

    fn read(here: &Here<'_>) -> Option<Multiple> {
        if here.node.is_map() {
            return Multiple::read(here);
        }
        Some(Multiple {
            factor: Factor::read(here)?,
            range: None,
            about: String::new(),
        })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        any([Factor::schema(definitions), Multiple::schema(definitions)])
    }

    fn merge() -> Merge {
        Multiple::merge()
    }
}

/// Reads one entry: `release: 1.5`, `release: {factor: 1.5, range: [1, 2.5]}`.
pub(crate) fn read(entry: &Entry, problems: &Problems) -> Option<Complexity> {
    let what = format!("complexity of {}", quoted(&entry.key));
    let Multiple { factor, range, .. } = Complex::read(&Here::of(entry, &what, problems))?;
    if let Some(range) = &range
        && !(range.value.0..=range.value.1).contains(&factor)
    {
        problems.error(
            &range.span,
            format!("{what}: the factor {factor} lies outside of its own range"),
            "does not hold the factor",
            &format!(
                "write a range round it, such as `range: [{}, {}]`",
                range.value.0.min(factor),
                range.value.1.max(factor)
            ),
        );
        return None;
    }
    Some(Complexity {
        name: entry.name(),
        factor,
        range: range.map(|range| range.value),
    })
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
