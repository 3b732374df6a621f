//! `known`: an answer worked out elsewhere, to hold the simulation against.

use serde_json::Value as Json;

use crate::language::{Definitions, Fields, Here, Kind, Problems, Share, Text, Value, map};
use crate::topology::Stated;

map! {
    /// An answer worked out elsewhere.
    pub(crate) struct Known as KnownForm(name: "known", definition: "known", whole: true) {
        /// Expected share of the time without service.
        unavailability: Share = need("write the share of time without service, such as `unavailability: 0.0006` or `0.06%`"),
        /// Who or what says so.
        by: Said = need("say who or what says so: `by: \"Gaver 1963\"`"),
    }
}

/// A text that says something.
pub(crate) struct Said;

impl Kind for Said {
    type Value = String;
    const NAME: &'static str = Text::NAME;

    fn read(here: &Here<'_>) -> Option<String> {
        let text = Text::read(here)?;
        if text.is_empty() {
            here.problems.error(
                &here.node.span,
                format!("{} is empty", here.what),
                "who or what says so?",
                "name a formula, a book or another program: `by: \"Gaver 1963\"`",
            );
            return None;
        }
        Some(text)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Text::schema(definitions)
    }
}

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
    let Known { unavailability, by } = Known::read(&Here::of(entry, &what, problems))?;
    Some(Stated { unavailability, by })
}
