//! Providers, their regions and zones.

/// A cloud.
#[derive(Debug, Clone, PartialEq)]
pub struct Provider {
    /// `aws`.
    pub name: String,
    /// `Amazon Web Services`.
    pub about: String,
    /// Its regions.
    pub regions: Vec<Region>,
}

/// One region of a provider.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// `ap-northeast-2`.
    pub name: String,
    /// `Seoul`.
    pub place: String,
    /// `a`, `b`, `c`, `d`.
    pub zones: Vec<String>,
}
