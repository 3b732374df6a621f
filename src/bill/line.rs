//! A line of a bill: so much of something at a price, and where the price is from.

use crate::catalog::Price;
use crate::units::CostKind;

/// Billionths of a dollar in a dollar, and of a factor in one.
pub(super) const BILLION: f64 = 1e9;

/// One line of a bill.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// `web t3.small`, `egress`.
    pub name: String,
    /// Site it is paid at; empty where it belongs to the whole architecture.
    pub site: String,
    /// How many units of the price a month; hours are already in it (2 servers: 1460 hours).
    pub quantity: f64,
    /// What a unit costs before any discount, since when, and who says so; `plan` says the plan itself.
    pub price: Price,
    /// Negotiated discount as a share of the price; 0 without.
    pub discount: f64,
    /// What was committed to for this price, `1y`; `None` on demand.
    pub commitment: Option<String>,
    /// What is paid for with it.
    pub kind: CostKind,
    /// The place whose price it is, `gcp/us-central1`, where the thing is bought elsewhere.
    pub borrowed: Option<String>,
}

impl Line {
    /// So much of something at a price that is what it is.
    pub(super) fn new(name: String, site: &str, quantity: f64, price: Price) -> Self {
        Self {
            name,
            site: site.to_owned(),
            quantity,
            kind: price.kind(),
            price,
            discount: 0.0,
            commitment: None,
            borrowed: None,
        }
    }

    /// What a unit costs, the discount taken off [USD].
    #[must_use]
    pub fn unit_price(&self) -> f64 {
        self.price.usd * (1.0 - self.discount)
    }

    /// Price of the line [USD/month], before VAT, not rounded to cents.
    #[must_use]
    pub fn monthly(&self) -> f64 {
        self.billionths() as f64 / BILLION
    }

    /// The same in whole billionths of a dollar.
    pub(super) fn billionths(&self) -> i128 {
        billionths(self.quantity * self.unit_price())
    }
}

/// The nearest whole number of billionths. Far above any bill it saturates, and what is not a number is nothing.
pub(super) fn billionths(value: f64) -> i128 {
    (value * BILLION).round() as i128
}
