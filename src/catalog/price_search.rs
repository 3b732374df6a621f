//! Prices that somebody asks for. Where one thing is sold in many regions and no region was named, they are one entry from
//! the lowest to the highest.

use super::lookup::Catalog;
use super::price::PriceRow;
use super::search::{Hit, Meant, Section, dated};
use std::collections::{BTreeMap, HashMap};

/// Most prices that are listed one by one.
const MOST: usize = 24;

impl Catalog {
    /// Lists the prices that are meant.
    pub(super) fn list_prices(&self, meant: Meant<'_>, hits: &mut Vec<Hit>) {
        let services = self.services().iter();
        let products: HashMap<&str, String> = services
            .map(|service| (&*service.name, self.products(service).join(" ")))
            .collect();
        let rows = self.prices();
        let meant: Vec<&PriceRow> = rows
            .filter(|row| self.means(meant, row, &products))
            .collect();
        if meant.len() <= MOST {
            hits.extend(meant.into_iter().map(one));
            return;
        }
        let mut things: BTreeMap<(&str, &str, &str), Vec<&PriceRow>> = BTreeMap::new();
        for row in meant {
            let thing = (&*row.provider, &*row.service, &*row.sku);
            things.entry(thing).or_default().push(row);
        }
        hits.extend(things.into_values().filter_map(|rows| match *rows {
            [row] => Some(one(row)),
            _ => several(&rows),
        }));
    }

    /// Whether a row is meant: by its path, its place, or the service that it is a price for.
    fn means(&self, meant: Meant<'_>, row: &PriceRow, products: &HashMap<&str, String>) -> bool {
        let provider = self.provider(&row.provider);
        let region = self.region(&row.provider, &row.region);
        let about = provider.map_or("", |it| &it.about);
        let place = region.map_or("", |it| &it.place);
        let path = row.path();
        let mut keys = vec![path.as_str(), about, place];
        for (service, any) in self.priced_by(row) {
            keys.push(&service.name);
            let all = products.get(&*service.name).filter(|_| any);
            keys.extend(all.map(String::as_str));
        }
        meant(&keys)
    }
}

fn one(row: &PriceRow) -> Hit {
    Hit {
        section: Section::Price,
        name: format!("{}/{}", row.service, row.sku),
        place: format!("{}/{}", row.provider, row.region),
        text: format!("${} / {}", row.price.usd, row.price.unit),
        evidence: vec![dated(&row.price.sourced(), &row.price.evidence.as_of)],
    }
}

/// One thing in several regions.
fn several(rows: &[&PriceRow]) -> Option<Hit> {
    let by_price = |one: &&&PriceRow, other: &&&PriceRow| one.price.usd.total_cmp(&other.price.usd);
    let (low, high) = (rows.iter().min_by(by_price)?, rows.iter().max_by(by_price)?);
    let dates = || rows.iter().map(|row| row.price.evidence.as_of.as_str());
    let (from, to) = (dates().min()?, dates().max()?);
    let price = if low.price.usd == high.price.usd {
        format!("${}", low.price.usd)
    } else {
        format!(
            "${} ({}) to ${} ({})",
            low.price.usd, low.region, high.price.usd, high.region
        )
    };
    Some(Hit {
        section: Section::Price,
        name: format!("{}/{}", low.service, low.sku),
        place: format!("{}, {} regions", low.provider, rows.len()),
        text: format!("{price} / {}", low.price.unit),
        evidence: vec![if from == to {
            format!("as of {from}; name a region for its source")
        } else {
            format!("as of {from} to {to}; name a region for its source")
        }],
    })
}
