//! The pictures as SVG: each a pure function of the results, whose bytes depend on these alone.
//!
//! A folder or file a picture; they share the [`sheet`] with its headings, the strokes of the [`canvas`], scales of the
//! [`axis`], the [`palette`], the reckoned width of [`lettering`] and the greedy [`placer`] of names.

mod axis;
mod canvas;
mod causes;
mod exceedance;
mod geometry;
#[cfg(test)]
mod inspection;
mod lettering;
mod outages;
mod palette;
mod placer;
mod sheet;
mod timeline;
mod topology;
mod tornado;
mod tradeoff;

pub use causes::causes_svg;
pub use exceedance::exceedance_svg;
pub use outages::outages_svg;
pub use timeline::timeline_svg;
pub use topology::topology_svg;
pub use tornado::tornado_svg;
pub use tradeoff::tradeoff_svg;

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ChartError {
    /// There is nothing to show.
    #[error("there is no architecture to draw")]
    Empty,
    /// A cost or a downtime is not a finite number.
    #[error("the cost or the downtime of `{0}` is not a number")]
    NotFinite(String),
    /// The drawing library refused.
    #[error("could not draw the chart: {0}")]
    Drawing(String),
}

impl ChartError {
    /// Wraps the drawing library's error.
    fn drawing(error: impl std::fmt::Display) -> Self {
        ChartError::Drawing(error.to_string())
    }
}

#[cfg(test)]
mod tests;
