//! A map of the language as it is put together: key by key, each with its value and a sentence about it.

use serde_json::{Map as Object, Value, json};

use crate::language::Mode;

/// A map in the making.
pub(super) struct Map {
    mode: Mode,
    about: &'static str,
    properties: Object<String, Value>,
    required: Vec<&'static str>,
}

impl Map {
    /// A map without keys; `about` says what it describes.
    pub(super) fn new(mode: Mode, about: &'static str) -> Self {
        Self {
            mode,
            about,
            properties: Object::new(),
            required: Vec::new(),
        }
    }

    /// A key that may be there.
    pub(super) fn key(mut self, name: &str, value: Value, about: &str) -> Self {
        let mut value = self.mode.removable(value);
        if let Some(value) = value.as_object_mut() {
            value.insert("description".to_owned(), about.into());
        }
        self.properties.insert(name.to_owned(), value);
        self
    }

    /// A key that must be there.
    pub(super) fn need(mut self, name: &'static str, value: Value, about: &str) -> Self {
        self.required.push(name);
        self.key(name, value, about)
    }

    /// The schema.
    pub(super) fn done(self) -> Value {
        let mut schema = json!({
            "type": "object",
            "description": self.about,
            "properties": self.properties,
            "additionalProperties": false,
        });
        if self.mode == Mode::Whole
            && !self.required.is_empty()
            && let Some(schema) = schema.as_object_mut()
        {
            schema.insert("required".to_owned(), self.required.into());
        }
        schema
    }
}
