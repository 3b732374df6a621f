//! Names, lists of names, and free text.

use serde_json::{Value as Json, json};
use std::marker::PhantomData;

use crate::language::kind::{Here, Kind};
use crate::language::merge::Merge;
use crate::language::scalar;
use crate::language::schema::{Definitions, whole};
use crate::language::tree::{Node, Spanned};

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

/// A name of something in the plan.
pub(crate) struct Name;

impl Kind for Name {
    type Value = String;
    const NAME: &'static str = "name";

    fn read(here: &Here<'_>) -> Option<String> {
        scalar::text(here.node, here.what, here.problems).map(str::to_owned)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("name", |_| {
            json!({
                "description": "A name: letters, digits, `-`, `_` and `.`, at most 63 of them.",
                "type": ["string", "number"],
                "pattern": r"^[\p{L}\p{N}_.-]{1,63}$",
            })
        })
    }
}

/// What takes more than its own text to be understood: the catalog, or other parts of the plan.
pub(crate) trait Described {
    /// What the manual calls it.
    const NAME: &'static str;

    /// Its JSON Schema.
    fn schema(definitions: &mut Definitions) -> Json;

    /// How one is laid over another.
    fn merge() -> Merge {
        Merge::Whole
    }
}

/// Such a value as it stands; a plain function beside the map reads it.
pub(crate) struct Unread<D>(PhantomData<D>);

impl<D: Described> Kind for Unread<D> {
    type Value = Node;
    const NAME: &'static str = D::NAME;

    fn read(here: &Here<'_>) -> Option<Node> {
        Some(here.node.clone())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        D::schema(definitions)
    }

    fn merge() -> Merge {
        D::merge()
    }
}

/// What a name names.
pub(crate) trait Named {
    /// What the manual calls several of them.
    const SEVERAL: &'static str;
    /// The definition of one in the schema.
    const ONE: &'static str;

    /// The JSON Schema of one or several.
    fn list(definitions: &mut Definitions) -> Json {
        let _ = definitions;
        list_of(whole(Self::ONE))
    }
}

/// Components of the plan.
pub(crate) struct Components;

impl Named for Components {
    const SEVERAL: &'static str = "components";
    const ONE: &'static str = "name";

    fn list(definitions: &mut Definitions) -> Json {
        definitions.same("names", |definitions| list_of(Name::schema(definitions)))
    }
}

/// Sites of an architecture.
pub(crate) struct Sites;

impl Named for Sites {
    const SEVERAL: &'static str = "sites";
    const ONE: &'static str = "name";

    fn list(definitions: &mut Definitions) -> Json {
        definitions.same("names", |definitions| list_of(Name::schema(definitions)))
    }
}

/// Shared things, of the plan or of the catalog.
pub(crate) struct Dependencies;

impl Named for Dependencies {
    const SEVERAL: &'static str = "dependencies";
    const ONE: &'static str = "dependency-name";
}

/// Names of any kind.
pub(crate) struct Names;

impl Named for Names {
    const SEVERAL: &'static str = "names";
    const ONE: &'static str = "name";
}

/// One name, or a list of several; empty where nothing is said.
pub(crate) struct List<N>(PhantomData<N>);

impl<N: Named> Kind for List<N> {
    type Value = Vec<Spanned<String>>;
    const NAME: &'static str = N::SEVERAL;

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        Some(scalar::words(here.node, here.what, here.problems))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        N::list(definitions)
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
