//! JSON Schema of the language, draft 7: the definitions while it is put together, and the few forms that kinds are made of.

use serde_json::{Map as Object, Value as Json, json};

/// Whether a map stands by itself, or is laid over another one by an architecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// What must be there must be there, and an empty entry is a slip.
    Whole,
    /// Everything may be missing, and `null` removes.
    LaidOver,
}

impl Mode {
    /// The name of a definition that differs between the two.
    pub(crate) fn name(self, name: &str) -> String {
        match self {
            Self::Whole => name.to_owned(),
            Self::LaidOver => format!("{name}-laid-over"),
        }
    }

    /// A value that may be null where that removes something.
    pub(crate) fn removable(self, value: Json) -> Json {
        match self {
            Self::Whole => value,
            Self::LaidOver => or_null(value),
        }
    }

    /// A map whose keys are the user's names.
    pub(crate) fn named(self, value: Json) -> Json {
        self.keyed(whole("name"), value)
    }

    /// A map whose keys are of some form.
    pub(crate) fn keyed(self, key: Json, value: Json) -> Json {
        json!({
            "type": "object",
            "propertyNames": key,
            "additionalProperties": self.removable(value),
        })
    }
}

/// The definitions of a schema while it is put together.
pub(crate) struct Definitions {
    /// How what is described now stands to others of its kind.
    pub(crate) mode: Mode,
    /// The keys by which a plan changes sources of the catalog's services.
    pub(crate) sources: Vec<String>,
    /// All definitions by name.
    pub(crate) all: Object<String, Json>,
}

impl Definitions {
    /// None yet.
    pub(crate) fn new(sources: Vec<String>) -> Self {
        Self {
            mode: Mode::Whole,
            sources,
            all: Object::new(),
        }
    }

    /// A reference to a definition that is the same everywhere.
    pub(crate) fn same(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Json) -> Json {
        let mode = std::mem::replace(&mut self.mode, Mode::Whole);
        let reference = self.part(name, schema);
        self.mode = mode;
        reference
    }

    /// A reference to a definition that differs between the modes.
    pub(crate) fn part(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Json) -> Json {
        let name = self.mode.name(name);
        if !self.all.contains_key(&name) {
            // Before it is made, so that what refers to itself ends.
            self.all.insert(name.clone(), Json::Null);
            let schema = schema(self);
            self.all.insert(name.clone(), schema);
        }
        whole(&name)
    }
}

/// A reference to a definition that is the same everywhere.
pub(crate) fn whole(name: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// A value, or nothing.
pub(crate) fn or_null(value: Json) -> Json {
    json!({ "anyOf": [value, { "type": "null" }] })
}

/// One of several ways to write a value.
pub(crate) fn any<const N: usize>(ways: [Json; N]) -> Json {
    json!({ "anyOf": Vec::from(ways) })
}

/// One of a few words.
pub(crate) fn word(words: &[&str]) -> Json {
    json!({ "type": "string", "enum": words })
}
