//! `known`: an answer worked out elsewhere, to hold the simulation against.

use crate::plan::text::{Fields, Problems, Value, scalar};
use crate::topology::Stated;

/// Reads `known` of an architecture.
pub(crate) fn read(fields: &Fields<'_>, problems: &Problems) -> Option<Stated> {
    let entry = fields.entry("known")?;
    let what = format!("{}: `known`", fields.what());
    if matches!(entry.value.value, Value::Scalar(_)) {
        problems.error(
            &entry.value.span,
            format!("{what} does not say by whom"),
            "of what, and who says so?",
            "write `known: {unavailability: 0.0006, by: \"Gaver 1963\"}`",
        );
        return None;
    }
    let inner = Fields::open(&entry.value, what, &entry.key_span, problems)?;
    let label = |key: &str| format!("{}: `{key}`", inner.what());
    let unavailability = inner
        .require(
            "unavailability",
            "write the share of time without service, such as `unavailability: 0.0006` or `0.06%`",
        )
        .and_then(|node| scalar::share(node, &label("unavailability"), problems));
    let by = inner
        .require("by", "say who or what says so: `by: \"Gaver 1963\"`")
        .and_then(|node| {
            let text = scalar::tame(scalar::text(node, &label("by"), problems)?);
            if text.is_empty() {
                problems.error(
                    &node.span,
                    format!("{} is empty", label("by")),
                    "who or what says so?",
                    "name a formula, a book or another program: `by: \"Gaver 1963\"`",
                );
            }
            (!text.is_empty()).then_some(text)
        });
    inner.finish();
    Some(Stated {
        unavailability: unavailability?,
        by: by?,
    })
}
