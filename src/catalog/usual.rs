//! Lines that the bill of a service usually has beside what its offers draw on: what is paid by use.

use super::decode::{entries, from};
use super::price::PriceRow;
use super::unit::Unit;
use serde_yaml::Mapping;

/// A line that a service usually has on its bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usual {
    /// `requests`, `traffic`.
    pub name: String,
    /// What such a line is sold as: a part of the price list, `function`, and a unit there, `GB-seconds`.
    pub parts: Vec<(String, String)>,
}

impl Usual {
    /// Whether a row of the price list is sold as such a line.
    #[must_use]
    pub fn is_row(&self, row: &PriceRow) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|(part, unit)| *part == row.service && is_sold_in(&row.price.unit, unit))
    }

    /// Whether it is paid in this unit: `request`, `GB-second`.
    #[must_use]
    pub fn is_in(&self, unit: &str) -> bool {
        self.parts.iter().any(|(_, known)| is_sold_in(unit, known))
    }
}

/// Whether both units are of the same thing, and both for a time or neither.
fn is_sold_in(sold: &str, unit: &str) -> bool {
    let (sold, unit) = (Unit::sold(sold), Unit::given(unit));
    sold.what == unit.what && sold.time.is_some() == unit.time.is_some()
}

/// The `usual` of an entry of `services.yaml`.
pub(super) fn decode(lines: &Mapping) -> Result<Vec<Usual>, String> {
    let line = |(name, parts): (Result<String, String>, &serde_yaml::Value)| {
        let name = name?;
        let parts: Vec<String> = from(parts).map_err(|message| format!("`{name}`: {message}"))?;
        let part = |text: String| match text.split_once('/') {
            Some((part, unit)) => Ok((part.to_owned(), unit.to_owned())),
            None => Err(format!(
                "`{name}`: `{text}` is not of the form service/unit"
            )),
        };
        let parts = parts.into_iter().map(part).collect::<Result<_, _>>()?;
        Ok(Usual { name, parts })
    };
    entries(lines).map(line).collect()
}
