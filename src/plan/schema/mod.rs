//! The language as JSON Schema, so that editors complete and check plans while they are written.
//!
//! All maps say themselves what they are (`language::map`); here are the names of the catalog. The tests ask the reader which keys it asks for, and fail where the two differ. What only a
//! look at the whole plan can find (that a name is not there, that a median is over its 90 % point) is left to `spof check`.
//!
//! Draft 7 of JSON Schema, which editors know best.

mod suggested;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use super::sections::Top;
use crate::catalog::Catalog;
use crate::language::Definitions;

/// The schema of plans; names of the catalog are what editors offer.
#[must_use]
pub fn schema(catalog: &Catalog) -> Value {
    let mut definitions = Definitions::new(own_sources(catalog));
    let mut schema = Top::SHAPE.in_place(&mut definitions);
    for (name, definition) in suggested::definitions(catalog) {
        definitions.all.insert(name.to_owned(), definition);
    }
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("A plan of spof");
    schema["definitions"] = definitions.all.into();
    schema
}

/// The keys by which a plan changes sources of the catalog's services.
fn own_sources(catalog: &Catalog) -> Vec<String> {
    let own = catalog.services().iter().flat_map(|service| &service.own);
    let mut names: Vec<String> = own
        .map(|own| crate::plan::component::own::key(&own.name).to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
