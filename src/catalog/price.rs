//! Unit prices, dated and sourced, from `models/prices.csv`, and what their units mean.

use super::error::CatalogError;
use crate::units::{Amount, CostKind};
use serde::Deserialize;
use std::collections::HashMap;

/// One row of the price list.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceRow {
    /// `aws`.
    pub provider: String,
    /// `ap-northeast-2` or `global`.
    pub region: String,
    /// `load_balancer`.
    pub service: String,
    /// `alb`.
    pub sku: String,
    /// What one buys and what it costs.
    pub price: Price,
}

impl PriceRow {
    /// `aws/ap-northeast-2/load_balancer/alb`.
    #[must_use]
    pub fn path(&self) -> String {
        format!(
            "{}/{}/{}/{}",
            self.provider, self.region, self.service, self.sku
        )
    }
}

/// What a unit costs, since when, and who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// `hour`, `GB-month`, `1M queries`.
    pub unit: String,
    /// US dollars a unit.
    pub usd: f64,
    /// Date of the price as its source gives it.
    pub as_of: String,
    /// Where it was found.
    pub source: String,
}

impl Price {
    /// Whether so many of it have to be multiplied by the hours of a month: `hour`, `LCU-hour`, `hour per AZ`.
    #[must_use]
    pub fn hourly(&self) -> bool {
        let unit = self.unit.split(' ').next().unwrap_or_default();
        unit == "hour" || unit.ends_with("-hour")
    }

    /// What its unit suggests: hours of something that stands there and months of something kept are fixed, all else
    /// (traffic, requests, capacity units that follow the load) is usage.
    #[must_use]
    pub fn kind(&self) -> CostKind {
        let unit = self.unit.split(' ').next().unwrap_or_default();
        let follows_load = matches!(unit, "LCU-hour" | "NLCU-hour" | "CU-hour" | "ACU-hour");
        if (self.hourly() && !follows_load) || unit == "month" || unit.ends_with("-month") {
            CostKind::Fixed
        } else {
            CostKind::Usage
        }
    }

    /// How many units of this price an amount is a month: a bare number counts things, so an hourly price is multiplied
    /// by 730; with a unit of its own it is taken as it stands and must match. `None` where it does not.
    #[must_use]
    pub fn units(&self, amount: &Amount) -> Option<f64> {
        if amount.unit.is_empty() {
            let hours = if self.hourly() {
                crate::units::HOURS_PER_MONTH
            } else {
                1.0
            };
            return Some(amount.number * hours);
        }
        let (size, noun) = self.noun();
        let given = normal(&amount.unit);
        if let (Some(size_given), Some(size_sold)) = (
            gigabytes(&given),
            gigabytes(noun.strip_suffix("-month").unwrap_or(&noun)),
        ) {
            return Some(amount.number * size_given / size_sold / size);
        }
        // Storage is paid by the month, and a month is what the bill is for: `100 GB` of a `GB-month` price.
        (given == noun || format!("{given}-month") == noun).then(|| amount.number / size)
    }

    /// How many of what one unit is: `1M queries` is 1,000,000 `queries`, `hour per AZ` is one `hour`.
    fn noun(&self) -> (f64, String) {
        match crate::units::parse_amount(&self.unit) {
            Ok(amount) if !amount.unit.is_empty() && amount.number > 0.0 => {
                (amount.number, normal(&amount.unit))
            }
            _ => (1.0, normal(self.unit.split(' ').next().unwrap_or_default())),
        }
    }
}

/// Gigabytes in a unit of data. A thousand to the next: no bill depends on the difference.
fn gigabytes(unit: &str) -> Option<f64> {
    match unit {
        "MB" | "MiB" => Some(0.001),
        "GB" | "GiB" => Some(1.0),
        "TB" | "TiB" => Some(1_000.0),
        "PB" | "PiB" => Some(1_000_000.0),
        _ => None,
    }
}

/// A unit with its spellings made one: `h`, `hours` and `hour`; `query` and `queries`.
fn normal(unit: &str) -> String {
    match unit {
        "h" | "hr" | "hours" => "hour".to_owned(),
        "mo" | "months" => "month".to_owned(),
        "query" => "queries".to_owned(),
        "request" => "requests".to_owned(),
        other => other.to_owned(),
    }
}

/// Every price there is, and the newest by its path.
#[derive(Debug, Clone, Default)]
pub(super) struct Prices {
    rows: Vec<PriceRow>,
    newest: HashMap<String, usize>,
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
}

impl Prices {
    /// Reads a price list; its rows take the place of those of the same path that are there already, whatever the date.
    pub(super) fn read(&mut self, file: &str, text: &str) -> Result<(), CatalogError> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut read: Vec<PriceRow> = Vec::new();
        for row in reader.deserialize::<Row>() {
            let row = row.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                CatalogError::entry(file, &format!("line {line}"), error)
            })?;
            let price =
                price(row).map_err(|(path, message)| CatalogError::entry(file, &path, message))?;
            read.push(price);
        }
        let replaced: std::collections::HashSet<String> = read.iter().map(PriceRow::path).collect();
        self.rows.retain(|row| !replaced.contains(&row.path()));
        self.rows.append(&mut read);
        self.newest.clear();
        for (index, row) in self.rows.iter().enumerate() {
            let newest = self.newest.entry(row.path()).or_insert(index);
            if date(&row.price.as_of) > date(&self.rows[*newest].price.as_of) {
                *newest = index;
            }
        }
        Ok(())
    }

    /// All rows, in the order of the file.
    pub(super) fn rows(&self) -> &[PriceRow] {
        &self.rows
    }

    /// The newest row of this path.
    pub(super) fn at(&self, path: &str) -> Option<&PriceRow> {
        self.newest
            .get(path)
            .and_then(|index| self.rows.get(*index))
    }
}

fn price(row: Row) -> Result<PriceRow, (String, String)> {
    let usd = row.usd.parse::<f64>();
    let price = PriceRow {
        provider: row.provider,
        region: row.region,
        service: row.service,
        sku: row.sku,
        price: Price {
            unit: row.unit,
            usd: *usd.as_ref().unwrap_or(&0.0),
            as_of: row.as_of,
            source: row.source,
        },
    };
    // A credit is a negative price, so the sign is free.
    if !usd.is_ok_and(|usd| usd.abs() <= 1e9) {
        return Err((
            price.path(),
            format!("`{}` is not a price in US dollars", row.usd),
        ));
    }
    for (field, text) in [
        ("provider", &price.provider),
        ("region", &price.region),
        ("service", &price.service),
        ("sku", &price.sku),
        ("unit", &price.price.unit),
        ("source", &price.price.source),
    ] {
        if text.is_empty() {
            return Err((price.path(), format!("`{field}` is empty")));
        }
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
    use crate::units::parse_amount;

    fn per(unit: &str) -> Price {
        Price {
            unit: unit.to_owned(),
            usd: 1.0,
            as_of: "undated".to_owned(),
            source: "test".to_owned(),
        }
    }

    fn units(amount: &str, unit: &str) -> Option<f64> {
        per(unit).units(&parse_amount(amount).unwrap())
    }

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

    #[test]
    fn a_bare_number_counts_things_and_a_unit_is_taken_as_it_stands() {
        assert_eq!(units("2", "hour"), Some(1460.0));
        assert_eq!(units("0.2", "LCU-hour"), Some(146.0));
        assert_eq!(units("730 h", "hour"), Some(730.0));
        assert_eq!(units("730 h", "hour per AZ"), Some(730.0));
        assert_eq!(units("2", "month"), Some(2.0));
        assert_eq!(units("5M queries", "1M queries"), Some(5.0));
        assert_eq!(units("5", "1M queries"), Some(5.0));
        assert_eq!(units("30k requests", "10k requests"), Some(3.0));
        assert_eq!(units("400 GB", "GB"), Some(400.0));
        assert_eq!(units("400 GB", "GB-month"), Some(400.0));
        assert_eq!(units("5 TB", "GB"), Some(5_000.0));
        assert_eq!(units("5 TB", "GB-month"), Some(5_000.0));
        assert_eq!(units("400 GB", "hour"), None);
        assert_eq!(units("730 h", "GB-hour"), None);
    }

    #[test]
    fn the_unit_tells_fixed_from_usage() {
        for unit in [
            "hour",
            "hour per AZ",
            "hour (effective)",
            "month",
            "GB-month",
            "disk-month",
            "vCPU-hour",
            "VM-hour",
        ] {
            assert_eq!(per(unit).kind(), CostKind::Fixed, "{unit}");
        }
        for unit in [
            "GB",
            "1M queries",
            "10k requests",
            "LCU-hour",
            "NLCU-hour",
            "GB-second",
        ] {
            assert_eq!(per(unit).kind(), CostKind::Usage, "{unit}");
        }
    }
}
