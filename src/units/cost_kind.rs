//! What an amount of money is paid for.

/// Whether an amount is paid for standing there, for being used, or for people's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CostKind {
    /// The same in a month without visitors.
    Fixed,
    /// Follows the traffic.
    Usage,
    /// Hours of the team's own work: no value-added tax is due on them.
    People,
}
