//! `spreads_to`: an outage of one shared thing that takes others down with it.

use serde_json::Value as Json;

use crate::diagnostic::quoted;
use crate::language::schema::whole;
use crate::language::{Definitions, Entry, Here, Kind, Merge, Share, Spanned, Value, scalar};

/// A thing that an outage may take down too.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spread {
    /// Its name, looked up from where the striker stands.
    pub(crate) to: Spanned<String>,
    /// How likely.
    pub(crate) chance: f64,
}

/// What an outage takes down with it, each with its probability.
pub(crate) struct Spreads;

impl Kind for Spreads {
    type Value = Vec<Spread>;
    const NAME: &'static str = "[shares by name](#spreads_to)";

    fn read(here: &Here<'_>) -> Option<Vec<Spread>> {
        if !here.node.is_map() {
            let name = match &here.node.value {
                Value::Scalar(text) => scalar::tame(text),
                _ => "control-plane".to_owned(),
            };
            here.problems.error(
                &here.node.span,
                format!("{} does not say how likely", here.what),
                "expected a map of names and shares",
                &format!("write `spreads_to: {{{name}: 50%}}`"),
            );
            return None;
        }
        let entries = here.node.entries().iter();
        let read = |entry: &Entry| {
            let what = format!("{}: {}", here.what, quoted(&entry.key));
            Some(Spread {
                to: entry.name(),
                chance: scalar::share(&entry.value, &what, here.problems)?,
            })
        };
        let spreads = entries
            .filter(|entry| !entry.value.is_null())
            .filter_map(read);
        Some(spreads.collect())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let chance = Share::schema(definitions);
        definitions.mode.keyed(whole("dependency-name"), chance)
    }

    fn merge() -> Merge {
        Merge::Names(|| Merge::Whole)
    }

    fn absent() -> Option<Vec<Spread>> {
        Some(Vec::new())
    }
}
