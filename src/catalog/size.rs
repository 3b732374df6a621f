//! What sizes by name hold: processors and memory, from `models/sizes.csv`.

use super::error::CatalogError;
use super::lookup::Catalog;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a machine or a database of a size holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Processors, as the provider counts them.
    pub vcpu: f64,
    /// Memory [GB].
    pub ram: f64,
    /// Who says so.
    pub source: String,
    /// Since when.
    pub as_of: String,
}

/// Shapes by provider and size; the program's own are read when somebody first asks for one.
#[derive(Debug, Clone, Default)]
pub(super) struct Shapes {
    /// The program's own, as CSV; empty where there are none.
    bundled: &'static str,
    /// Those of users, which take the place of the program's.
    own: Table,
    filled: OnceLock<Table>,
}

type Table = HashMap<(String, String), Shape>;

impl Shapes {
    /// The program's own, unread.
    pub(super) fn put_up(bundled: &'static str) -> Self {
        Self {
            bundled,
            ..Self::default()
        }
    }

    /// Reads a user's table of sizes over those that are there.
    pub(super) fn read(&mut self, file: &str, text: &str) -> Result<(), CatalogError> {
        read(&mut self.own, file, text)
    }

    fn get(&self, place: &(String, String)) -> Option<&Shape> {
        let filled = || {
            let mut table = Table::new();
            // A test asks for sizes of this table, so reading does not fail here.
            let _ = read(&mut table, "sizes.csv", self.bundled);
            table
        };
        let own = self.own.get(place);
        own.or_else(|| self.filled.get_or_init(filled).get(place))
    }
}

impl Catalog {
    /// What a size of a provider holds; `None` where nobody says.
    #[must_use]
    pub fn shape(&self, provider: &str, size: &str) -> Option<&Shape> {
        let place = (provider.to_owned(), size.to_owned());
        self.shapes.get(&place)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    provider: String,
    size: String,
    vcpu: f64,
    ram_gb: f64,
    as_of: String,
    source: String,
}

/// Reads a table of sizes over those that are there.
fn read(shapes: &mut Table, file: &str, text: &str) -> Result<(), CatalogError> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    for row in reader.deserialize::<Row>() {
        let row = row.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            CatalogError::row(file, &format!("line {line}"), error)
        })?;
        let sane = |number: f64| number > 0.0 && number <= 1e6;
        if !sane(row.vcpu) || !sane(row.ram_gb) || row.source.is_empty() {
            let message = "`vcpu` and `ram_gb` are above zero, and `source` says who says so";
            return Err(CatalogError::row(file, &row.size, message));
        }
        let shape = Shape {
            vcpu: row.vcpu,
            ram: row.ram_gb,
            source: row.source,
            as_of: row.as_of,
        };
        shapes.insert((row.provider, row.size), shape);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_machine_that_is_sold_by_name_has_a_shape() {
        let catalog = Catalog::bundled();
        for row in catalog.prices() {
            if row.service == "vm_ondemand_linux" {
                let shape = catalog.shape(&row.provider, &row.sku);
                assert!(shape.is_some(), "{}", row.path());
            }
        }
        let all = include_str!("../../models/sizes.csv");
        read(&mut Table::new(), "sizes.csv", all).unwrap();
        let shape = catalog.shape("aws", "db.t3.medium").unwrap();
        assert_eq!((shape.vcpu, shape.ram), (2.0, 4.0));
    }

    #[test]
    fn a_size_costs_what_it_may_cost() {
        let catalog = Catalog::bundled();
        for provider in ["aws", "gcp", "azure"] {
            for row in catalog.prices_of(provider) {
                if row.service != "vm_ondemand_linux" {
                    continue;
                }
                let shape = catalog.shape(provider, &row.sku).unwrap();
                // A processor and a GB cost 0.1 cents an hour or more; 6 cents and 1.2 cents or less, anywhere.
                let low = 0.001 * (shape.vcpu + shape.ram);
                let high = 0.06 * shape.vcpu + 0.012 * shape.ram;
                assert!((low..high).contains(&row.price.usd), "{}", row.path());
            }
        }
    }

    #[test]
    fn a_size_that_holds_nothing_is_refused() {
        let mut shapes = Table::new();
        let head = "provider,size,vcpu,ram_gb,as_of,source\n";
        for row in [
            "a,b,0,1,2026,me",
            "a,b,1,nan,2026,me",
            "a,b,1,1,2026,",
            "a,b,x,1,2026,me",
        ] {
            assert!(
                read(&mut shapes, "sizes.csv", &format!("{head}{row}\n")).is_err(),
                "{row}"
            );
        }
    }
}
