//! `commitment`: prices for promising to stay a year, in place of those on demand.

use serde_json::Value as Json;

use super::by_provider::{ByProvider, by_provider};
use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::schema::whole;
use crate::language::{Definitions, Described, Merge, Node, Problems, Spanned, scalar};
use crate::plan::names::Names;

/// A commitment for all providers, or one for each: `1y`, or `None` for on demand.
pub(crate) type Commitments = ByProvider<Option<String>>;

/// A commitment, or a map of these by provider, as the language describes it.
pub(crate) struct ByTerm;

impl Described for ByTerm {
    const NAME: &'static str = "`1y`, `none`, map by provider";

    fn schema(definitions: &mut Definitions) -> Json {
        by_provider(whole("commitment"), definitions)
    }

    fn merge() -> Merge {
        Merge::DEEP
    }
}

/// Reads a commitment, or a map of them by provider.
pub(crate) fn read(node: &Node, what: &str, names: &Names<'_>, problems: &Problems) -> Commitments {
    ByProvider::read(node, what, names, problems, |node| {
        read_one(node, what, names, problems)
    })
}

fn read_one(
    node: &Node,
    what: &str,
    names: &Names<'_>,
    problems: &Problems,
) -> Option<Spanned<Option<String>>> {
    let text = scalar::text(node, what, problems)?.trim();
    let term = |value| node.spanned(value);
    if text == "none" {
        return Some(term(None));
    }
    let mut known = names.commitments();
    if known.contains(&text) {
        return Some(term(Some(text.to_owned())));
    }
    if names.catalog().is_none() {
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
            names.example("20", "month")
        ),
    );
    None
}
