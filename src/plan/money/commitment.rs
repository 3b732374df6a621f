//! `commitment`: prices for promising to stay a year, in place of those on demand.

use super::size::check_provider;
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::plan::names::Names;
use crate::plan::text::{Node, Problems, Spanned, scalar};

/// A commitment for all providers, or one for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Commitments {
    all: Option<Term>,
    by_provider: Vec<(String, Term)>,
}

/// `1y`, or `None` for on demand, and where it is written.
pub(crate) type Term = Spanned<Option<String>>;

impl Commitments {
    /// What is committed to at a provider; `None` where nothing is said.
    pub(crate) fn at(&self, provider: &str) -> Option<&Term> {
        let own = self.by_provider.iter().find(|(name, _)| name == provider);
        own.map(|(_, term)| term).or(self.all.as_ref())
    }
}

/// Reads a commitment, or a map of them by provider.
pub(crate) fn read(node: &Node, what: &str, world: &Names<'_>, problems: &Problems) -> Commitments {
    if !node.is_map() {
        return Commitments {
            all: read_one(node, what, world, problems),
            by_provider: Vec::new(),
        };
    }
    let mut commitments = Commitments::default();
    for entry in node.entries().iter().filter(|entry| !entry.value.is_null()) {
        check_provider(&entry.key, &entry.key_span, what, world, problems);
        if let Some(term) = read_one(&entry.value, what, world, problems) {
            commitments.by_provider.push((entry.key.clone(), term));
        }
    }
    commitments
}

fn read_one(node: &Node, what: &str, world: &Names<'_>, problems: &Problems) -> Option<Term> {
    let text = scalar::text(node, what, problems)?.trim();
    let term = |value| node.spanned(value);
    if text == "none" {
        return Some(term(None));
    }
    let mut known = world.commitments();
    if known.contains(&text) {
        return Some(term(Some(text.to_owned())));
    }
    if world.catalog().is_none() {
        problems.error(
            &node.span,
            format!("{what} is for prices of the price list, and `world: none` leaves none"),
            "there is no price list",
            "remove it, and give each price as you pay it",
        );
        return None;
    }
    known.push("none");
    problems.error(
        &node.span,
        format!(
            "{what}: nothing is sold with a commitment of {}",
            quoted(text)
        ),
        &suggestion::label(text, &known, "not in the price list"),
        &format!(
            "{}; or give the price of the component as you pay it: `price: {}`",
            suggestion::help("commitment", &known),
            world.example("20", "month")
        ),
    );
    None
}
