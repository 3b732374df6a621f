//! `spreads_to`: an outage of one shared thing that takes others down with it.

use crate::language::{Fields, Problems, Spanned, Value, scalar};

/// A thing that an outage may take down too.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spread {
    /// Its name, looked up from where the striker stands.
    pub(crate) to: Spanned<String>,
    /// How likely.
    pub(crate) chance: f64,
}

/// Reads `spreads_to`.
pub(crate) fn read(fields: &Fields<'_>, problems: &Problems) -> Vec<Spread> {
    let Some(node) = fields.get("spreads_to") else {
        return Vec::new();
    };
    let what = format!("{}: `spreads_to`", fields.what());
    if !node.is_map() {
        let name = match &node.value {
            Value::Scalar(text) => scalar::tame(text),
            _ => "control-plane".to_owned(),
        };
        problems.error(
            &node.span,
            format!("{what} does not say how likely"),
            "expected a map of names and shares",
            &format!("write `spreads_to: {{{name}: 50%}}`"),
        );
        return Vec::new();
    }
    let entries = node.entries().iter().filter(|entry| !entry.value.is_null());
    let read = |entry: &crate::language::Entry| {
        let chance = scalar::share(
            &entry.value,
            &format!("{what}: {}", crate::diagnostic::quoted(&entry.key)),
            problems,
        );
        Some(Spread {
            to: entry.name(),
            chance: chance?,
        })
    };
    entries.filter_map(read).collect()
}
