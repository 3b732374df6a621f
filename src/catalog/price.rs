//! A unit price, dated and sourced, and what its unit means.

use crate::units::{Amount, CostKind};

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
        format!("{}/{}/{}", self.provider, self.region, self.within())
    }

    /// `load_balancer/alb`.
    pub(super) fn within(&self) -> String {
        format!("{}/{}", self.service, self.sku)
    }
}

/// What a unit costs, since when, and who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// `hour`, `GB-month`, `1M queries`.
    pub unit: String,
    /// US dollars a unit.
    pub usd: f64,
    /// Date of the price as its source gives it: `2026-09-05`, `2025`, `undated`; `plan` for a price of the plan's own.
    pub as_of: String,
    /// Where it was found; `plan` for a price of the plan's own.
    pub source: String,
    /// How one came by it.
    pub basis: Basis,
    /// The rule of a derived price, or a remark; mostly empty.
    pub note: String,
}

/// How one came by a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// It stands so in its source.
    #[default]
    Published,
    /// Arithmetic on a price of its source, by the rule in its note.
    Derived,
    /// A well-known list price for which no source was at hand.
    Memory,
}

impl Price {
    /// Where it was found, and what was done with it: `an/offer.json (derived: 2 x single-az)`.
    #[must_use]
    pub fn evidence(&self) -> String {
        let source = &self.source;
        match (self.basis, self.note.as_str()) {
            (Basis::Derived, note) => format!("{source} (derived: {note})"),
            (Basis::Memory, "") => format!("{source} (from memory)"),
            (Basis::Memory, note) => format!("{source} (from memory; {note})"),
            (Basis::Published, "") => source.clone(),
            (Basis::Published, note) => format!("{source} ({note})"),
        }
    }

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
            basis: Basis::Published,
            note: String::new(),
        }
    }

    fn units(amount: &str, unit: &str) -> Option<f64> {
        per(unit).units(&parse_amount(amount).unwrap())
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
