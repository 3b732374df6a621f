//! `size` and `storage`: what a component is bought as.

use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::plan::names::Names;
use crate::plan::text::{Fields, Node, Problems, Spanned, Value, scalar};
use crate::units;

/// A size for all providers, or one for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sizes {
    all: Option<Spanned<Size>>,
    by_provider: Vec<(String, Spanned<Size>)>,
}

/// What one provider is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Size {
    /// `t3.small`.
    Named(String),
    /// `{vcpu: 2, ram: 4}`.
    Shaped {
        /// Processors.
        vcpu: f64,
        /// Memory [GB].
        ram: f64,
    },
}

impl Sizes {
    /// The size at a provider.
    pub(crate) fn at(&self, provider: &str) -> Option<&Spanned<Size>> {
        let own = self.by_provider.iter().find(|(name, _)| name == provider);
        own.map(|(_, size)| size).or(self.all.as_ref())
    }
}

/// Reads a size, or a map of them by provider.
pub(crate) fn read(node: &Node, what: &str, world: &Names<'_>, problems: &Problems) -> Sizes {
    let is_shape = |key: &str| matches!(key, "vcpu" | "ram");
    let entries = node.entries();
    if entries.is_empty() || entries.iter().any(|entry| is_shape(&entry.key)) {
        return Sizes {
            all: read_one(node, what, problems),
            by_provider: Vec::new(),
        };
    }
    let mut sizes = Sizes::default();
    for entry in node.entries().iter().filter(|entry| !entry.value.is_null()) {
        check_provider(&entry.key, &entry.key_span, what, world, problems);
        if let Some(size) = read_one(&entry.value, what, problems) {
            sizes.by_provider.push((entry.key.clone(), size));
        }
    }
    sizes
}

/// Reports a key that should be a provider.
pub(crate) fn check_provider(
    name: &str,
    span: &crate::diagnostic::Span,
    what: &str,
    world: &Names<'_>,
    problems: &Problems,
) {
    let Some(providers) = world.catalog() else {
        return;
    };
    let names: Vec<&str> = providers.iter().map(|provider| &*provider.name).collect();
    if !names.contains(&name) {
        problems.error(
            span,
            format!("{what}: unknown provider {}", quoted(name)),
            &suggestion::label(name, &names, "not in the catalog"),
            &suggestion::help("provider", &names),
        );
    }
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
