//! A map of the language: its keys with their kinds, and what follows from them without a plan, its JSON Schema and the rule
//! by which one is laid over another. `map!` writes it.

use serde_json::{Map as Object, Value as Json, json};

use super::kind::Kind;
use super::merge::Merge;
use super::schema::{Definitions, Mode};

/// What holds where a key is missing.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Missing {
    /// It must be there; the help for one who left it out.
    Need(&'static str),
    /// This value, as one would write it.
    Default(&'static str),
    /// It may be missing; what happens then, in words for the manual.
    Or(&'static str),
}

/// A key of a map.
pub(crate) struct Key {
    /// As it is written.
    pub(crate) name: &'static str,
    /// A sentence about it, in Markdown.
    pub(crate) says: &'static str,
    /// What holds without it.
    pub(crate) missing: Missing,
    /// What the manual calls its value.
    pub(crate) value: &'static str,
    /// The JSON Schema of its value.
    pub(crate) schema: fn(&mut Definitions) -> Json,
    /// How one value is laid over another.
    pub(crate) merge: fn() -> Merge,
}

impl Key {
    /// A key with a value of that kind.
    pub(crate) const fn of<K: Kind>(
        name: &'static str,
        says: &'static str,
        missing: Missing,
    ) -> Self {
        Self {
            name,
            says,
            missing,
            value: K::NAME,
            schema: K::schema,
            merge: K::merge,
        }
    }
}

/// A map of the language: all that is known of it without a plan.
pub(crate) struct Shape {
    /// The mark of its table in the manual.
    pub(crate) name: &'static str,
    /// A sentence about it.
    pub(crate) about: &'static str,
    /// Its keys, in the order of the manual.
    pub(crate) keys: &'static [Key],
    /// Maps whose keys may stand in it too.
    pub(crate) also: &'static [&'static Shape],
    /// Its name among the definitions of the schema; empty where it stands in its place.
    pub(crate) definition: &'static str,
    /// Whether it is one value when plans are laid over each other.
    pub(crate) whole: bool,
    /// Whether messages name its keys alone, `` `budget` ``, and not the map before them.
    pub(crate) bare: bool,
    /// Rules between keys as far as JSON Schema can say them.
    pub(crate) rules: fn(&mut Json, &mut Definitions),
    /// How the value of any other key is laid over another.
    pub(crate) others: fn() -> Merge,
}

impl Shape {
    /// What most maps are.
    pub(crate) const PLAIN: Self = Self {
        name: "",
        about: "",
        keys: &[],
        also: &[],
        definition: "",
        whole: false,
        bare: false,
        rules: |_, _| {},
        others: || Merge::Whole,
    };

    /// Its keys, and those that may stand in it too.
    pub(crate) fn all_keys(&self) -> impl Iterator<Item = &'static Key> {
        let also = self.also.iter().flat_map(|shape| shape.keys);
        self.keys.iter().chain(also)
    }

    /// How the value of a key is laid over another.
    pub(crate) fn under(&self, key: &str) -> Merge {
        let known = self.all_keys().find(|known| known.name == key);
        known.map_or_else(self.others, |known| (known.merge)())
    }

    /// How one is laid over another: as a whole, or key by key by that rule, which is `under` of this shape.
    pub(crate) const fn merge(&self, rule: fn(&str) -> Merge) -> Merge {
        if self.whole {
            Merge::Whole
        } else {
            Merge::By(rule)
        }
    }

    /// The schema of a map, or a reference to it.
    pub(crate) fn schema(&self, definitions: &mut Definitions) -> Json {
        let mode = definitions.mode;
        if self.whole {
            definitions.mode = Mode::Whole;
        }
        let schema = if self.definition.is_empty() {
            self.in_place(definitions)
        } else {
            definitions.part(self.definition, |definitions| self.in_place(definitions))
        };
        definitions.mode = mode;
        schema
    }

    /// The schema of a map in its place.
    pub(crate) fn in_place(&self, definitions: &mut Definitions) -> Json {
        let mut properties = Object::new();
        let mut required = Vec::new();
        for key in self.all_keys() {
            let schema = (key.schema)(definitions);
            let mut schema = definitions.mode.removable(schema);
            let says = key.says.trim();
            let says = match key.missing {
                Missing::Default(value) => without(says, value),
                Missing::Or(words) if !words.is_empty() => without(says, words),
                Missing::Or(_) => says.to_owned(),
                Missing::Need(_) => {
                    required.push(key.name);
                    says.to_owned()
                }
            };
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("description".to_owned(), says.into());
            }
            properties.insert(key.name.to_owned(), schema);
        }
        let mut schema = json!({
            "type": "object",
            "description": self.about.trim(),
            "properties": properties,
            "additionalProperties": false,
        });
        if definitions.mode == Mode::Whole && !required.is_empty() {
            schema["required"] = required.into();
        }
        (self.rules)(&mut schema, definitions);
        schema
    }
}

/// A sentence with what holds where the key is missing.
fn without(says: &str, missing: &str) -> String {
    format!("{}; {missing} if not given.", says.trim_end_matches('.'))
}
