//! `size` and `storage`: what a component is bought as.

use serde_json::{Value as Json, json};

use super::by_provider::{ByProvider, by_provider};
use crate::language::schema::any;
use crate::language::value::{NUMBER, positive};
use crate::language::{
    Definitions, Described, Here, Kind, Merge, Node, Number, Problems, Spanned, Text, Value, map,
    scalar,
};
use crate::plan::names::Names;
use crate::topology::Size;
use crate::units;

/// A size for all providers, or one for each.
pub(crate) type Sizes = ByProvider<Size>;

/// Reads a size, or a map of them by provider.
pub(crate) fn read(node: &Node, what: &str, names: &Names<'_>, problems: &Problems) -> Sizes {
    let is_shape = |key: &str| matches!(key, "vcpu" | "ram");
    let entries = node.entries();
    if entries.is_empty() || entries.iter().any(|entry| is_shape(&entry.key)) {
        return Sizes::same(read_one(node, what, problems));
    }
    ByProvider::read(node, what, names, problems, |node| {
        read_one(node, what, problems)
    })
}

fn read_one(node: &Node, what: &str, problems: &Problems) -> Option<Spanned<Size>> {
    read_size(node, what, problems).map(|value| node.spanned(value))
}

fn read_size(node: &Node, what: &str, problems: &Problems) -> Option<Size> {
    if !node.is_map() {
        return scalar::text(node, what, problems).map(|text| Size::Named(text.trim().to_owned()));
    }
    let Shape { vcpu, ram } = Shape::read(&Here {
        node,
        what,
        place: &node.span,
        problems,
    })?;
    Some(Size::Shaped { vcpu, ram })
}

map! {
    /// A size by its shape, for providers that sell shapes or the next larger type.
    pub(crate) struct Shape as SizeForm(name: "size") {
        /// Processors.
        vcpu: Processors = need("write `{vcpu: 2, ram: 4}`, memory in GB"),
        /// Memory [GB], `4` or `4 GB`.
        ram: Memory = need("write `{vcpu: 2, ram: 4}`, memory in GB"),
    }
}

/// A size, or a map of these by provider.
pub(crate) struct Bought;

impl Described for Bought {
    const NAME: &'static str = "text, map";

    fn schema(definitions: &mut Definitions) -> Json {
        let size = any([Text::schema(definitions), Shape::schema(definitions)]);
        by_provider(size, definitions)
    }

    fn merge() -> Merge {
        Merge::DEEP
    }
}

/// An amount of data [GB].
pub(crate) struct Gigabytes;

impl Kind for Gigabytes {
    type Value = f64;
    const NAME: &'static str = "GB or TB";

    fn read(here: &Here<'_>) -> Option<f64> {
        gigabytes(here.node, here.what, here.problems)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("gigabytes", |_| {
            json!({
                "description": "An amount of data in GB or TB.",
                "type": "string",
                "pattern": format!(r"^\s*{NUMBER}\s*(GB|GiB|TB|TiB)\s*$"),
                "examples": ["100 GB", "2 TB"],
            })
        })
    }
}

/// A number of processors.
pub(crate) struct Processors;

impl Kind for Processors {
    type Value = f64;
    const NAME: &'static str = Number::NAME;

    fn read(here: &Here<'_>) -> Option<f64> {
        Number::read(here)
    }

    fn schema(_: &mut Definitions) -> Json {
        positive()
    }
}

/// Memory [GB], with its unit or without.
pub(crate) struct Memory;

impl Kind for Memory {
    type Value = f64;
    const NAME: &'static str = "number, GB or TB";

    fn read(here: &Here<'_>) -> Option<f64> {
        match &here.node.value {
            Value::Scalar(text) if units::parse_number(text).is_err() => Gigabytes::read(here),
            _ => Number::read(here),
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        any([positive(), Gigabytes::schema(definitions)])
    }
}

/// Reads `100 GB` or `2 TB` [GB].
pub(crate) fn gigabytes(node: &Node, what: &str, problems: &Problems) -> Option<f64> {
    let amount = scalar::number(node, what, units::parse_amount, problems)?;
    match &*amount.unit {
        "GB" | "GiB" => Some(amount.number),
        "TB" | "TiB" => Some(amount.number * 1_000.0),
        other => {
            let (label, example) = if other.is_empty() {
                ("no unit", amount.number)
            } else {
                ("not a unit known here", 100.0)
            };
            problems.error(
                &node.span,
                format!("{what} must be in `GB` or `TB`"),
                label,
                &format!("write `{example} GB`"),
            );
            None
        }
    }
}
