//! What the curves cover.

use crate::{
    answer::{ArchitectureResult, Results},
    report::chart::axis::extent,
};

/// The rarest year drawn, where the lines go that far: once in a thousand.
const RAREST: f64 = 1e-3;

/// The architectures that had enough years with downtime for a curve.
pub(super) fn curves(results: &Results) -> impl Iterator<Item = &ArchitectureResult> {
    let all = results.architectures.iter();
    all.filter(|result| result.exceedance.len() > 2)
}

/// What the curves cover.
pub(super) struct Reach {
    /// From the downtime at which the first of them falls to that at which the last ends [min a year].
    pub(super) downtime: (f64, f64),
    /// The rarest year drawn, as a share of years.
    pub(super) rarest: f64,
    /// The chance of any downtime where it is highest.
    pub(super) highest: f64,
}

impl Reach {
    /// `None` where there is no curve.
    pub(super) fn of(results: &Results) -> Option<Self> {
        let points = || curves(results).flat_map(|result| &result.exceedance);
        let (rarest, highest) = extent(points().map(|point| point[1]))?;
        if highest <= 0.0 {
            return None;
        }
        let rarest = rarest.max(RAREST.min(highest / 20.0));
        // What lies below hardly differs from the chance of any downtime.
        let least = curves(results).filter_map(|curve| {
            let any = curve.exceedance.first().map_or(0.0, |point| point[1]);
            let mut points = curve.exceedance.iter();
            points.find(|point| point[1] < 0.97 * any)
        });
        let drawn = points().filter(|point| point[1] >= rarest);
        Some(Reach {
            downtime: (
                least.map(|point| point[0]).fold(f64::INFINITY, f64::min),
                drawn.map(|point| point[0]).fold(0.0, f64::max),
            ),
            rarest,
            highest,
        })
    }
}
