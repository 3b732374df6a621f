//! A map of the language as it is put together: key by key, each with its value and a sentence about it.

use serde_json::{Map as Object, Value, json};

pub(super) use crate::language::schema::{Mode, any, or_null, whole, word};

/// One value, or one for each provider.
pub(super) fn by_provider(mode: Mode, value: Value) -> Value {
    any([value.clone(), mode.keyed(whole("provider"), value)])
}

/// A map in the making.
pub(super) struct Map {
    mode: Mode,
    about: &'static str,
    properties: Object<String, Value>,
    required: Vec<&'static str>,
    beside: Object<String, Value>,
    others: Value,
}

impl Map {
    /// A map without keys; `about` says what it describes.
    pub(super) fn new(mode: Mode, about: &'static str) -> Self {
        Self {
            mode,
            about,
            properties: Object::new(),
            required: Vec::new(),
            beside: Object::new(),
            others: Value::Bool(false),
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

    /// How far off a number of this map may be, `fails_range` beside `fails`: nothing without the number itself.
    pub(super) fn range(mut self, of: &str, about: &str) -> Self {
        let name = format!("{of}_range");
        self.beside.insert(name.clone(), json!([of]));
        self.key(&name, whole(&format!("{of}-range")), about)
    }

    /// Any other key is a name of the user's, with such a value.
    pub(super) fn others(mut self, value: Value) -> Self {
        self.others = value;
        self
    }

    /// The schema.
    pub(super) fn done(self) -> Value {
        let mut schema = json!({
            "type": "object",
            "description": self.about,
            "properties": self.properties,
            "additionalProperties": self.others,
        });
        if self.mode == Mode::Whole
            && !self.required.is_empty()
            && let Some(schema) = schema.as_object_mut()
        {
            schema.insert("required".to_owned(), self.required.into());
        }
        // Laid over another map, a range may be that of a number which stands there.
        if self.mode == Mode::Whole
            && !self.beside.is_empty()
            && let Some(schema) = schema.as_object_mut()
        {
            schema.insert("dependencies".to_owned(), self.beside.into());
        }
        schema
    }
}
