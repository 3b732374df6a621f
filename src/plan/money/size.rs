//! `size` and `storage`: what a component is bought as.

use super::by_provider::ByProvider;
use crate::language::{Fields, Node, Problems, Spanned, Value, scalar};
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
    let fields = Fields::open(node, what, &node.span, problems)?;
    let help = "write `{vcpu: 2, ram: 4}`, memory in GB";
    let (vcpu, ram) = (fields.require("vcpu", help), fields.require("ram", help));
    fields.finish();
    let vcpu = scalar::number(
        vcpu?,
        &format!("{what}: `vcpu`"),
        units::parse_number,
        problems,
    );
    let ram = ram.and_then(|node| match &node.value {
        Value::Scalar(text) if units::parse_number(text).is_err() => {
            gigabytes(node, &format!("{what}: `ram`"), problems)
        }
        _ => scalar::number(
            node,
            &format!("{what}: `ram`"),
            units::parse_number,
            problems,
        ),
    });
    Some(Size::Shaped {
        vcpu: vcpu?,
        ram: ram?,
    })
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
