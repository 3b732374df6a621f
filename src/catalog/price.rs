//! A unit price, dated and sourced, and what its unit means.

use super::evidence::{Evidence, EvidenceKind};
use super::unit::Unit;
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

    /// Its sku as people say it: `first 10 TB` for `first_10TB`.
    #[must_use]
    pub fn sku_in_words(&self) -> String {
        let mut words = String::new();
        let mut was_digit = false;
        for letter in self.sku.chars() {
            let is_unit = was_digit && letter.is_ascii_uppercase();
            if is_unit {
                words.push(' ');
            }
            words.push(if letter == '_' { ' ' } else { letter });
            was_digit = letter.is_ascii_digit();
        }
        words
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
    /// Where it was found, from when (as its source gives the date) and how one came by it: it says the rule of a derived
    /// price, or a remark. A price of the plan's own has `plan` for source and date.
    pub evidence: Evidence,
    /// A price of the plan's own as it stands there, `20 EUR/month`, where the plan is not in dollars.
    pub written: Option<String>,
}

impl Price {
    /// Where it was found, and what was done with it: `an/offer.json (derived: 2 x single-az)`.
    #[must_use]
    pub fn sourced(&self) -> String {
        let Evidence {
            kind, source, says, ..
        } = &self.evidence;
        match (kind, says.as_str()) {
            (EvidenceKind::Published | EvidenceKind::Given, "") => source.clone(),
            (EvidenceKind::Published | EvidenceKind::Given, says) => format!("{source} ({says})"),
            (EvidenceKind::Memory, says) if !says.is_empty() => {
                format!("{source} (from memory; {says})")
            }
            (kind, "") => format!("{source} ({})", kind.words()),
            (kind, says) => format!("{source} ({}: {says})", kind.words()),
        }
    }

    /// Whether it is sold in this unit, however many of it at once: `request` for `1M requests`.
    #[must_use]
    pub fn is_sold_in(&self, unit: &str) -> bool {
        let (sold, unit) = (Unit::sold(&self.unit), Unit::sold(unit));
        sold.what == unit.what && sold.time.is_some() == unit.time.is_some()
    }

    /// Whether so many of it have to be multiplied by the hours of a month: `hour`, `LCU-hour`, `hour per AZ`.
    #[must_use]
    pub fn hourly(&self) -> bool {
        Unit::sold(&self.unit).time == Some(1.0)
    }

    /// What its unit suggests: hours of something that stands there and months of something kept are fixed, all else
    /// (traffic, requests, capacity units that follow the load) is usage.
    #[must_use]
    pub fn kind(&self) -> CostKind {
        let unit = Unit::sold(&self.unit);
        let follows_load = matches!(&*unit.what, "lcu" | "nlcu" | "cu" | "acu");
        match unit.time {
            Some(time) if time >= 1.0 && !follows_load => CostKind::Fixed,
            _ => CostKind::Usage,
        }
    }

    /// How many units of this price an amount is a month: a bare number counts things, so an hourly price is multiplied
    /// by 730, and one by the day by 730 ÷ 24; with a unit of its own it is taken as it stands and must match. `None` where it
    /// does not.
    #[must_use]
    pub fn units(&self, amount: &Amount) -> Option<f64> {
        if amount.unit.is_empty() {
            let unit = Unit::sold(&self.unit);
            // `10M` of what is sold by the million is ten of it, as ten million pieces are; nobody buys a million millions.
            if unit.time.is_none() && unit.number > 1.0 && amount.number >= unit.number {
                return Some(amount.number / unit.number);
            }
            // A thing that is sold by the hour or by another time alone is there all month.
            let alone = unit.what.is_empty() && unit.number == 1.0;
            let times = match unit.time.filter(|time| alone || *time == 1.0) {
                Some(time) => crate::units::HOURS_PER_MONTH / time,
                None => 1.0,
            };
            return Some(amount.number * times);
        }
        Unit::sold(&self.unit).of(amount.number, &Unit::given(&amount.unit))
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
            evidence: Evidence::given(""),
            written: None,
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
        assert_eq!(units("2", "minute"), Some(2.0 * 43_800.0));
        assert_eq!(units("24", "day"), Some(730.0));
        assert_eq!(units("12", "year"), Some(1.0));
        assert_eq!(units("2", "1M minutes"), Some(2.0));
        assert_eq!(units("2", "GB-second"), Some(2.0));
        assert_eq!(units("5M queries", "1M queries"), Some(5.0));
        assert_eq!(units("5", "1M queries"), Some(5.0));
        assert_eq!(units("10M", "1M queries"), Some(10.0));
        assert_eq!(units("30k requests", "10k requests"), Some(3.0));
        assert_eq!(units("20M reads", "1M read units"), Some(20.0));
        assert_eq!(units("20M read units", "1M read units"), Some(20.0));
        assert_eq!(units("20M writes", "1M read units"), None);
        assert_eq!(units("400 GB", "GB"), Some(400.0));
        assert_eq!(units("400 GB", "GB-month"), Some(400.0));
        assert_eq!(units("5 TB", "GB"), Some(5_000.0));
        assert_eq!(units("5 TB", "GB-month"), Some(5_000.0));
        assert_eq!(units("400 GB", "hour"), None);
        assert_eq!(units("730 h", "GB-hour"), None);
        assert_eq!(units("400 Gb", "GB"), None);
    }

    #[test]
    fn units_may_be_written_as_people_write_them() {
        for (amount, unit, many) in [
            ("5 GB-seconds", "GB-second", 5.0),
            ("5 GB-second", "GB-second", 5.0),
            ("2 GB-hours", "GB-second", 7_200.0),
            ("2048 MB-seconds", "GB-second", 2.048),
            ("3 vCPUs", "vCPU-hour", 2_190.0),
            ("3 vcpu-hours", "vCPU-hour", 3.0),
            ("400 RU/s", "100 RU/s-hour", 2_920.0),
            ("5M query", "1M queries", 5.0),
            ("5M write unit", "1M write units", 5.0),
            ("2 disks", "disk-month", 2.0),
            ("400 gb", "GB-month", 400.0),
            ("1 TB-month", "GB-month", 1_000.0),
            ("3 months", "month", 3.0),
            ("2 TiB", "TiB", 2.0),
            ("10 minutes", "1M minutes", 0.000_01),
        ] {
            let found = units(amount, unit).unwrap_or(f64::NAN);
            assert!(
                (found - many).abs() < 1e-9 * many,
                "{amount} of {unit}: {found}"
            );
        }
        for (amount, unit) in [
            ("5 GB-hours", "GB"),
            ("5 requests", "GB"),
            ("5 vCPU", "vCPU-second"),
        ] {
            assert_eq!(units(amount, unit), None, "{amount} of {unit}");
        }
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
            "100 RU/s-hour",
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
