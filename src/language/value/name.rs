//! Names, lists of names, and free text.

use serde_json::{Value as Json, json};
use std::marker::PhantomData;

use crate::language::kind::{Here, Kind};
use crate::language::scalar;
use crate::language::schema::{Definitions, whole};
use crate::language::tree::Spanned;

/// Free text on one line, empty where nothing is said.
pub(crate) struct Text;

impl Kind for Text {
    type Value = String;
    const NAME: &'static str = "text";

    fn read(here: &Here<'_>) -> Option<String> {
        scalar::text(here.node, here.what, here.problems).map(scalar::tame)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same(
            "text",
            |_| json!({ "description": "Free text.", "type": ["string", "number", "boolean"] }),
        )
    }

    fn absent() -> Option<String> {
        Some(String::new())
    }
}

/// What a name names.
pub(crate) trait Named {
    /// What the manual calls several of them.
    const SEVERAL: &'static str;
    /// The definition of one in the schema.
    const ONE: &'static str;
}

/// One name, or a list of several; empty where nothing is said.
pub(crate) struct List<N>(PhantomData<N>);

impl<N: Named> Kind for List<N> {
    type Value = Vec<Spanned<String>>;
    const NAME: &'static str = N::SEVERAL;

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        Some(scalar::words(here.node, here.what, here.problems))
    }

    fn schema(_: &mut Definitions) -> Json {
        list_of(whole(N::ONE))
    }

    fn absent() -> Option<Self::Value> {
        Some(Vec::new())
    }
}

/// One of them, or a list of several.
pub(crate) fn list_of(value: Json) -> Json {
    json!({ "anyOf": [
        value,
        { "type": "array", "items": value, "uniqueItems": true, "maxItems": 1_000 },
    ] })
}
