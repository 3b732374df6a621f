//! The language as JSON Schema, so that editors complete and check plans while they are written.
//!
//! The reader keeps the place of every value and makes no use of serde, so there are no structs to derive this from. It
//! is a description of its own, one line a key; its tests ask the reader which keys it asks for, and fail where the two
//! differ. What only a look at the whole plan can find (that a name is not there, that a median is over its 90 % point)
//! is left to `spof check`.
//!
//! A new key is a new `.key(…)` in the map it belongs to; the tests name those that are missing, and
//! `SPOF_UPDATE=1 cargo test --test it schema` writes the published files anew.
//!
//! Draft 7 of JSON Schema, which editors know best.

mod architecture;
mod component;
mod map;
mod shared;
mod suggested;
#[cfg(test)]
mod tests;
mod top;
mod value;

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::language::{Count, Definitions, Kind, Mode, Share, Text};
use crate::law::Law;
use crate::plan::architecture::stated::Known;
use crate::plan::failure::failover::Failover;
use crate::units::MoneyRate;

/// The schema of plans; names of the catalog are what editors offer.
#[must_use]
pub fn schema(catalog: &Catalog) -> Value {
    let mut definitions = Definitions::new();
    Share::schema(&mut definitions);
    Count::<10_000>::schema(&mut definitions);
    Text::schema(&mut definitions);
    Law::schema(&mut definitions);
    MoneyRate::schema(&mut definitions);
    for mode in [Mode::Whole, Mode::LaidOver] {
        definitions.mode = mode;
        Failover::schema(&mut definitions);
    }
    definitions.mode = Mode::LaidOver;
    Known::schema(&mut definitions);
    let same = [
        value::definitions(&mut definitions),
        suggested::definitions(catalog),
        top::definitions(),
        architecture::definitions(&mut definitions),
    ];
    for (name, definition) in same.into_iter().flatten() {
        definitions.all.insert(name.to_owned(), definition);
    }
    for mode in [Mode::Whole, Mode::LaidOver] {
        let parts = [
            component::definitions(catalog, mode),
            shared::definitions(mode),
        ];
        for (name, definition) in parts.into_iter().flatten() {
            definitions.all.insert(mode.name(name), definition);
        }
    }
    definitions.mode = Mode::Whole;
    let mut schema = top::plan(&mut definitions);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("A plan of spof");
    schema["definitions"] = definitions.all.into();
    schema
}
