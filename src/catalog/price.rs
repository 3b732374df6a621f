//! Unit prices, dated and sourced, from `models/prices.csv`.

/// One row of the price list.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// `aws`.
    pub provider: String,
    /// `ap-northeast-2` or `global`.
    pub region: String,
    /// `load_balancer`.
    pub service: String,
    /// `alb`.
    pub sku: String,
    /// What one buys and its price.
    pub tag: Tag,
}

/// What a unit costs, since when, and who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// `hour`, `GB-month`, `1M queries`.
    pub unit: String,
    /// US dollars a unit.
    pub usd: f64,
    /// Date of the price as its source gives it.
    pub as_of: String,
    /// Where it was found.
    pub source: String,
}
