//! The price list, a shelf for each region of a provider, filled from CSV files. A shelf of the program's own is read when
//! somebody first looks at it, since a plan needs a handful of the eighty there are.

use super::error::CatalogError;
use super::evidence::{Evidence, EvidenceKind};
use super::price::{Price, PriceRow};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

/// The prices of one region of a provider.
#[derive(Debug, Clone, Default)]
struct Shelf {
    /// The program's own rows, as CSV; empty where there are none.
    bundled: &'static str,
    /// Rows of users, which take the place of the program's.
    own: Vec<PriceRow>,
    filled: OnceLock<Filled>,
}

/// A shelf that was read.
#[derive(Debug, Clone, Default)]
struct Filled {
    rows: Vec<PriceRow>,
    /// The newest row of each `service/sku`.
    newest: HashMap<String, usize>,
}

/// Every price there is.
#[derive(Debug, Clone, Default)]
pub(super) struct Prices {
    /// By provider and region.
    shelves: BTreeMap<(String, String), Shelf>,
}

impl Prices {
    /// Puts up a shelf of the program's own, unread: `aws/eu-west-2` and its CSV.
    pub(super) fn put_up(&mut self, place: &str, bundled: &'static str) {
        let (provider, region) = place.split_once('/').unwrap_or((place, "global"));
        let shelf = Shelf {
            bundled,
            ..Shelf::default()
        };
        let place = (provider.to_owned(), region.to_owned());
        self.shelves.insert(place, shelf);
    }

    /// Reads a user's price list; its rows take the place of those of the same path that are there already, whatever the
    /// date.
    pub(super) fn read(&mut self, file: &str, text: &str) -> Result<(), CatalogError> {
        let mut places: BTreeMap<(String, String), Vec<PriceRow>> = BTreeMap::new();
        for row in rows(file, text)? {
            let place = (row.provider.clone(), row.region.clone());
            places.entry(place).or_default().push(row);
        }
        for (place, mut rows) in places {
            let shelf = self.shelves.entry(place).or_default();
            let replaced: HashSet<String> = rows.iter().map(PriceRow::within).collect();
            shelf.own.retain(|row| !replaced.contains(&row.within()));
            shelf.own.append(&mut rows);
            shelf.filled = OnceLock::new();
        }
        Ok(())
    }

    /// All rows, provider by provider and region by region. Reads every shelf.
    pub(super) fn rows(&self) -> impl Iterator<Item = &PriceRow> {
        self.shelves.values().flat_map(|shelf| &shelf.filled().rows)
    }

    /// The rows of one region.
    pub(super) fn at(&self, provider: &str, region: &str) -> &[PriceRow] {
        let place = (provider.to_owned(), region.to_owned());
        let shelf = self.shelves.get(&place);
        shelf.map_or(&[], |shelf| &shelf.filled().rows)
    }

    /// The newest row of a `service/sku` in one region.
    pub(super) fn newest(&self, provider: &str, region: &str, within: &str) -> Option<&PriceRow> {
        let place = (provider.to_owned(), region.to_owned());
        let filled = self.shelves.get(&place)?.filled();
        filled.rows.get(*filled.newest.get(within)?)
    }

    /// The shelves that somebody looked at.
    #[cfg(test)]
    pub(super) fn regions_read(&self) -> Vec<String> {
        let shelves = self.shelves.iter();
        let read = shelves.filter(|(_, shelf)| shelf.filled.get().is_some());
        read.map(|((provider, region), _)| format!("{provider}/{region}"))
            .collect()
    }

    /// Everybody who has a price, each once. Reads nothing.
    pub(super) fn vendors(&self) -> Vec<&str> {
        let places = self.shelves.keys();
        let mut vendors: Vec<&str> = places.map(|(provider, _)| provider.as_str()).collect();
        vendors.dedup();
        vendors
    }

    /// The regions for which a vendor has prices, `global` among them. Reads nothing.
    pub(super) fn regions(&self, vendor: &str) -> Vec<&str> {
        let places = self.shelves.keys();
        let of = places.filter(|(provider, _)| provider == vendor);
        of.map(|(_, region)| region.as_str()).collect()
    }
}

impl Shelf {
    fn filled(&self) -> &Filled {
        self.filled.get_or_init(|| {
            let own: HashSet<String> = self.own.iter().map(PriceRow::within).collect();
            // A test reads every file of the program's own, so none fails here.
            let mut all = rows("prices", self.bundled).unwrap_or_default();
            all.retain(|row| !own.contains(&row.within()));
            all.extend(self.own.iter().cloned());
            let mut newest: HashMap<String, usize> = HashMap::with_capacity(all.len());
            for (index, row) in all.iter().enumerate() {
                let known = newest.entry(row.within()).or_insert(index);
                if date(&row.price.evidence.as_of) > date(&all[*known].price.evidence.as_of) {
                    *known = index;
                }
            }
            Filled { rows: all, newest }
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    provider: String,
    region: String,
    service: String,
    sku: String,
    unit: String,
    usd: String,
    as_of: String,
    source: String,
    #[serde(default)]
    kind: Option<EvidenceKind>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    credit: String,
    /// The region whose price it is, where the row is of another or of all.
    #[serde(default)]
    of: String,
}

/// The rows of a price list.
pub(super) fn rows(file: &str, text: &str) -> Result<Vec<PriceRow>, CatalogError> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut read: Vec<PriceRow> = Vec::new();
    for row in reader.deserialize::<Row>() {
        let row = row.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            CatalogError::row(file, &format!("line {line}"), error)
        })?;
        let row = price(row).map_err(|(path, message)| CatalogError::row(file, &path, message))?;
        read.push(row);
    }
    Ok(read)
}

fn price(row: Row) -> Result<PriceRow, (String, String)> {
    let usd = row.usd.parse::<f64>().ok().filter(|usd| usd.abs() <= 1e9);
    let price = PriceRow {
        provider: row.provider,
        region: row.region,
        service: row.service,
        sku: row.sku,
        price: Price {
            unit: row.unit,
            usd: usd.unwrap_or_default(),
            evidence: Evidence {
                kind: row.kind.unwrap_or_default(),
                source: row.source,
                as_of: row.as_of,
                says: row.note,
                of: Vec::from_iter(Some(row.of).filter(|of| !of.is_empty())),
            },
            written: None,
        },
    };
    let refuse = |message: String| Err((price.path(), message));
    let credit = match row.credit.as_str() {
        "yes" => true,
        "" | "no" => false,
        other => {
            return refuse(format!(
                "`credit` is `{other}`, which is neither `yes` nor `no`"
            ));
        }
    };
    match usd {
        None => return refuse(format!("`{}` is not a price in US dollars", row.usd)),
        Some(usd) if usd < 0.0 && !credit => {
            return refuse(format!(
                "`{}` is below zero; a credit says so: `yes` in the column `credit`",
                row.usd
            ));
        }
        Some(_) => {}
    }
    for (field, text) in [
        ("provider", &price.provider),
        ("region", &price.region),
        ("service", &price.service),
        ("sku", &price.sku),
        ("unit", &price.price.unit),
        ("source", &price.price.evidence.source),
    ] {
        if text.is_empty() {
            return refuse(format!("`{field}` is empty"));
        }
    }
    if price.price.evidence.kind == EvidenceKind::Derived && price.price.evidence.says.is_empty() {
        return refuse("a derived price says its rule in `note`".to_owned());
    }
    Ok(price)
}

/// A date to compare by: year, month, day, each 0 where it is not said. Odd texts count by the year they begin with, and
/// `undated` is older than all.
fn date(text: &str) -> [u32; 3] {
    let mut parts = [0; 3];
    for (part, piece) in parts.iter_mut().zip(text.split('-')) {
        let digits: String = piece
            .chars()
            .take_while(char::is_ascii_digit)
            .take(4)
            .collect();
        *part = digits.parse().unwrap_or(0);
        if digits.len() < piece.len() {
            break;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_compare_however_they_are_written() {
        let inorder = [
            "undated",
            "2021-08-03",
            "2025/2026 (v8, undated copy)",
            "2025-05",
            "2025-05-01",
            "2026-10-01",
        ];
        for pair in inorder.windows(2) {
            assert!(date(pair[0]) < date(pair[1]), "{pair:?}");
        }
        assert_eq!(date("99999999999999999999"), [9999, 0, 0]);
    }

    const HEAD: &str = "provider,region,service,sku,unit,usd,as_of,source";

    fn refused(columns: &str, row: &str) -> String {
        let text = format!("{HEAD}{columns}\n{row}\n");
        rows("prices.csv", &text).map_or_else(|error| error.to_string(), |_| "taken".to_owned())
    }

    #[test]
    fn below_zero_is_a_credit_only_where_the_row_says_so() {
        let row = "a,b,c,d,month,-74.4,2026-10-01,me";
        assert!(refused("", row).contains("is below zero; a credit says so"));
        assert!(refused(",credit", &format!("{row},maybe")).contains("neither `yes` nor `no`"));
        assert_eq!(refused(",credit", &format!("{row},yes")), "taken");
    }

    #[test]
    fn a_price_says_how_one_came_by_it() {
        let row = "a,b,c,d,month,2,2026-10-01,me";
        assert!(refused(",kind,note", &format!("{row},derived,")).contains("says its rule"));
        assert!(refused(",kind", &format!("{row},guessed")).contains("line 2"));
        let text = format!("{HEAD},kind,note\n{row},derived,2 x one\n");
        let evidence = rows("prices.csv", &text).unwrap()[0].price.sourced();
        assert_eq!(evidence, "me (derived: 2 x one)");
    }
}
