//! A line of the bill before it is multiplied out.

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
    /// US dollars a unit.
    pub unit_price: f64,
    /// Whether it is there without traffic.
    pub kind: Kind,
    /// Date of the price; `plan` where the file gives it.
    pub as_of: String,
    /// Where the price was found; `plan` where the file gives it.
    pub source: String,
}

/// Whether an amount is paid for standing there or for being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The same in a month without visitors.
    Fixed,
    /// Follows the traffic.
    Usage,
}
