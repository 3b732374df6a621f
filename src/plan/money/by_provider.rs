//! A value for all providers, or one for each: sizes, prices, commitments.

use serde_json::Value as Json;

use crate::diagnostic::{quoted, suggestion};
use crate::language::Definitions;
use crate::language::schema::{any, whole};
use crate::language::{Node, Problems, Spanned, Value};
use crate::plan::names::Names;

/// The JSON Schema of one value, or one for each provider.
pub(crate) fn by_provider(value: Json, definitions: &Definitions) -> Json {
    let each = definitions.mode.keyed(whole("provider"), value.clone());
    any([value, each])
}

/// A value for all providers, or one for each.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ByProvider<T> {
    all: Option<Spanned<T>>,
    own: Vec<(String, Spanned<T>)>,
}

impl<T> Default for ByProvider<T> {
    fn default() -> Self {
        Self::same(None)
    }
}

impl<T> ByProvider<T> {
    /// The same everywhere.
    pub(crate) fn same(all: Option<Spanned<T>>) -> Self {
        Self {
            all,
            own: Vec::new(),
        }
    }

    /// The value at a provider; `None` where nothing is said.
    pub(crate) fn at(&self, provider: &str) -> Option<&Spanned<T>> {
        let own = self.own.iter().find(|(name, _)| name == provider);
        own.map(|(_, value)| value).or(self.all.as_ref())
    }

    /// Reads a value, or a map of them by provider.
    pub(crate) fn read(
        node: &Node,
        what: &str,
        names: &Names<'_>,
        problems: &Problems,
        read_one: impl Fn(&Node) -> Option<Spanned<T>>,
    ) -> Self {
        let Value::Mapping(entries) = &node.value else {
            return Self::same(read_one(node));
        };
        let mut values = Self::default();
        for entry in entries.iter().filter(|entry| !entry.value.is_null()) {
            if let Some(providers) = names.catalog() {
                let known: Vec<&str> = providers.iter().map(|provider| &*provider.name).collect();
                if !known.contains(&&*entry.key) {
                    problems.error(
                        &entry.key_span,
                        format!("{what}: unknown provider {}", quoted(&entry.key)),
                        &suggestion::label(&entry.key, &known, "not in the catalog"),
                        &suggestion::help("provider", &known),
                    );
                }
            }
            if let Some(value) = read_one(&entry.value) {
                values.own.push((entry.key.clone(), value));
            }
        }
        values
    }
}
