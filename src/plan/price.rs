//! `price` of a component: given inline, as a path of the catalog, or by provider.

use super::World;
use super::fields::Spanned;
use super::problems::Problems;
use super::scalar;
use super::size::check_provider;
use super::tree::{Node, Value};
use crate::diagnostic::quoted;
use crate::units::{self, MoneyRate};

/// A price for all providers, or one for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Prices {
    all: Option<Spanned<Price>>,
    by_provider: Vec<(String, Spanned<Price>)>,
}

/// One price.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Price {
    /// It costs nothing.
    Free,
    /// US dollars for a time.
    Money(MoneyRate),
    /// US dollars a unit: `0.126/GB`.
    Unit {
        /// US dollars.
        usd: f64,
        /// Of what.
        unit: String,
    },
    /// `load_balancer/alb` or `gcp/us-central1/load_balancer/data_processed`.
    Path(String),
}

impl Prices {
    /// The price at a provider.
    pub(super) fn at(&self, provider: &str) -> Option<&Spanned<Price>> {
        let own = self.by_provider.iter().find(|(name, _)| name == provider);
        own.map(|(_, price)| price).or(self.all.as_ref())
    }
}

/// Reads a price, or a map of them by provider.
pub(super) fn read(
    node: &Node,
    what: &str,
    world: &World<'_>,
    problems: &Problems,
) -> Option<Prices> {
    if let Value::Mapping(entries) = &node.value {
        let mut prices = Prices::default();
        for entry in entries.iter().filter(|entry| !entry.value.is_null()) {
            check_provider(&entry.key, &entry.key_span, what, world, problems);
            if let Some(price) = read_one(&entry.value, what, problems) {
                prices.by_provider.push((entry.key.clone(), price));
            }
        }
        return Some(prices);
    }
    Some(Prices {
        all: Some(read_one(node, what, problems)?),
        ..Prices::default()
    })
}

fn read_one(node: &Node, what: &str, problems: &Problems) -> Option<Spanned<Price>> {
    let text = scalar::text(node, what, problems)?.trim();
    let spanned = |value| Spanned {
        value,
        span: node.span.clone(),
    };
    if let Ok(number) = units::parse_number(text) {
        if number == 0.0 {
            return Some(spanned(Price::Free));
        }
        problems.error(
            &node.span,
            format!("{what}: {} has no unit", quoted(text)),
            "for an hour, or for a month?",
            "write `0.05/hour`, `30/month`, or a path of the catalog such as `load_balancer/alb`",
        );
        return None;
    }
    let begins_as_number =
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    if !begins_as_number {
        if text.eq_ignore_ascii_case("nan") || text.is_empty() {
            problems.error(
                &node.span,
                format!("{what}: {} is not a price", quoted(text)),
                "not understood",
                "write `0.05/hour`",
            );
            return None;
        }
        return Some(spanned(Price::Path(text.to_owned())));
    }
    if let Ok(rate) = units::parse_money_rate(text) {
        return Some(spanned(Price::Money(rate)));
    }
    if let Some((number, unit)) = text.split_once('/')
        && let Ok(usd) = units::parse_number(number)
        && !unit.trim().is_empty()
        && unit
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
        && what.starts_with("bill")
    {
        return Some(spanned(Price::Unit {
            usd,
            unit: unit.trim().to_owned(),
        }));
    }
    scalar::number(node, what, units::parse_money_rate, problems)
        .map(|rate| spanned(Price::Money(rate)))
}
