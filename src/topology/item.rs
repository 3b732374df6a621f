//! A line of the bill before it is multiplied out.

use crate::catalog::CostKind;

/// Something paid for each month, price resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// `web t3.small`, `egress`.
    pub name: String,
    /// Site it is paid at; empty where it belongs to the whole architecture.
    pub site: String,
    /// How many `unit`s a month; hours are already in it (2 servers: 1460 hours).
    pub quantity: f64,
    /// `hour`, `GB-month`, `1M queries`.
    pub unit: String,
    /// US dollars a unit, the discount taken off.
    pub unit_price: f64,
    /// US dollars a unit before any discount.
    pub list_price: f64,
    /// Negotiated discount as a share of the list price; 0 without.
    pub discount: f64,
    /// What was committed to for this price, `1y`; empty on demand.
    pub commitment: String,
    /// What is paid for with it.
    pub kind: CostKind,
    /// Date of the price; `plan` where the file gives it.
    pub as_of: String,
    /// Where the price was found; `plan` where the file gives it.
    pub source: String,
}
