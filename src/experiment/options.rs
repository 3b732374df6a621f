//! How long a run is to go on, and by what means.

/// The 97.5 % point of the standard normal law: half of a 95 % interval in standard errors.
pub const NORMAL_975: f64 = 1.959_963_984_540_054;

/// How long to run, and by what means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Seed of all streams.
    pub seed: u64,
    /// Half-width of the 95 % interval, relative to the mean, that every architecture must reach.
    pub precision: f64,
    /// At most so many lives, rounded up to whole blocks; `None` leaves it to the run, which then lives fewer where each has
    /// very many events, and never more than a million.
    pub years: Option<u64>,
    /// What the means are taken from.
    pub method: Method,
}

/// What the means are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// The exact answer where there is one; else lives, controlled by an exact relaxation; branches where plain lives
    /// would be too many.
    #[default]
    Best,
    /// Nothing that is known exactly: plain lives, or branches where these would be too many. To compare with it.
    Unaided,
    /// Branches, whatever they are worth.
    Branched,
}
