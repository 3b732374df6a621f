//! Several values of one kind: by names of the user's, or in a list.

use serde_json::{Value as Json, json};
use std::marker::PhantomData;

use crate::diagnostic::quoted;
use crate::language::kind::{Here, Kind};
use crate::language::merge::Merge;
use crate::language::schema::Definitions;
use crate::language::tree::{Spanned, Value};

/// Values by their names, in the order of the file; none where nothing is said. An empty one is as if it were not there.
pub(crate) struct ByName<K>(PhantomData<K>);

impl<K: Kind> Kind for ByName<K> {
    type Value = Vec<(Spanned<String>, K::Value)>;
    const NAME: &'static str = "map by name";

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        if !here.node.is_map() {
            here.problems.error(
                &here.node.span,
                format!(
                    "{} must be a map of names, not {}",
                    here.what,
                    here.node.shape()
                ),
                "expected `name: …` lines",
                "",
            );
            return None;
        }
        let entries = here.node.entries().iter();
        let given = entries.filter(|entry| !entry.value.is_null());
        let each = given.map(|entry| {
            let what = format!("{}: {}", here.what, quoted(&entry.key));
            let value = K::read(&Here::of(entry, &what, here.problems));
            value.map(|value| (entry.name(), value))
        });
        // All are read, so that all that is wrong is reported.
        let each: Vec<_> = each.collect();
        each.into_iter().collect()
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let one = K::schema(definitions);
        definitions.mode.named(one)
    }

    fn merge() -> Merge {
        Merge::Names(K::merge)
    }

    fn absent() -> Option<Self::Value> {
        Some(Vec::new())
    }
}

/// A list of values; empty where nothing is said.
pub(crate) struct Several<K>(PhantomData<K>);

impl<K: Kind> Kind for Several<K> {
    type Value = Vec<K::Value>;
    const NAME: &'static str = "list";

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        let Value::Sequence(nodes) = &here.node.value else {
            here.problems.error(
                &here.node.span,
                format!("{} must be a list, not {}", here.what, here.node.shape()),
                "expected `[…]`, or lines that begin with `-`",
                "",
            );
            return None;
        };
        let each = nodes.iter().map(|node| {
            K::read(&Here {
                node,
                place: &node.span,
                ..*here
            })
        });
        let each: Vec<_> = each.collect();
        each.into_iter().collect()
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({ "type": "array", "items": K::schema(definitions) })
    }

    fn absent() -> Option<Self::Value> {
        Some(Vec::new())
    }
}
