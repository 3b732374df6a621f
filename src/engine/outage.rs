//! One outage of a source.

/// One outage of a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outage {
    /// When it begins [h]; before the life's first hour where it is in progress then.
    pub start: f64,
    /// When it ends [h].
    pub end: f64,
    /// Which outage of this source's life it is, unreached ones counted.
    pub ordinal: u32,
    /// Whether it reaches us; what does not is felt by nobody.
    pub reaches: bool,
    /// The source it is charged to: the source itself or the shock that struck it.
    pub cause: u32,
}
