//! `mitigations`: what is done against an outage of a shared thing.

use crate::diagnostic::quoted;
use crate::language::law;
use crate::language::{Entry, Fields, Problems, Spanned, scalar};
use crate::plan::money::{people, price};
use crate::plan::names::Names;
use crate::topology::{Effect, Quote};
use crate::units;

/// A mitigation as written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mitigation {
    /// Its name in the plan.
    pub(crate) name: Spanned<String>,
    /// Dependencies it is against.
    pub(crate) against: Vec<Spanned<String>>,
    /// Components it is limited to; empty for all.
    pub(crate) only: Vec<Spanned<String>>,
    /// What it does; `None` where that is not understood.
    pub(crate) effect: Option<Effect>,
    /// Probability that it works when it is needed.
    pub(crate) works: f64,
    /// What it costs a month.
    pub(crate) price: Option<Spanned<Quote>>,
    /// What it costs once, in the plan's currency.
    pub(crate) once: Option<f64>,
    /// Hours of the team's work a month.
    pub(crate) engineering: Option<f64>,
}

/// Reads a mitigation.
pub(crate) fn read(entry: &Entry, names: &Names<'_>, problems: &Problems) -> Mitigation {
    let what = format!("mitigation {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a mitigation", problems);
    let mut mitigation = Mitigation {
        name: entry.name(),
        against: Vec::new(),
        only: Vec::new(),
        effect: None,
        works: 1.0,
        price: None,
        once: None,
        engineering: None,
    };
    let Some(fields) = Fields::open(&entry.value, what.clone(), &entry.key_span, problems) else {
        return mitigation;
    };
    mitigation.against = fields
        .require(
            "against",
            "name the dependency it is against, such as `against: dns-resolver`",
        )
        .map(|node| scalar::words(node, &format!("{what}: `against`"), problems))
        .unwrap_or_default();
    mitigation.only = fields
        .get("for")
        .map(|node| scalar::words(node, &format!("{what}: `for`"), problems))
        .unwrap_or_default();
    mitigation.works = fields
        .get("works")
        .and_then(|node| scalar::share(node, &format!("{what}: `works`"), problems))
        .unwrap_or(1.0);
    mitigation.price = fields
        .get("price")
        .and_then(|node| price::read_one(node, &format!("{what}: `price`"), names, problems));
    mitigation.once = fields.get("once").and_then(|node| {
        scalar::number(
            node,
            &format!("{what}: `once`"),
            units::parse_number,
            problems,
        )
    });
    mitigation.engineering = fields
        .get("engineering")
        .and_then(|node| people::read_hours(node, problems));
    let (after, covers) = (fields.get("after"), fields.get("covers_first"));
    mitigation.effect = match (after, covers) {
        (Some(node), None) => {
            law::law(node, &format!("{what}: `after`"), problems).map(Effect::After)
        }
        (None, Some(node)) => {
            law::law(node, &format!("{what}: `covers_first`"), problems).map(Effect::CoversFirst)
        }
        _ => {
            problems.error(
                &entry.key_span,
                format!("{what} needs exactly one of `after` and `covers_first`"),
                if after.is_some() { "has both" } else { "has neither" },
                "`after: 40min` ends the impact that long after the outage began; `covers_first: 5min` lets it begin that late",
            );
            None
        }
    };
    scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    fields.finish();
    mitigation
}
