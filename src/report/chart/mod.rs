//! The pictures as SVG: each a pure function of the results, which cannot fail and whose bytes depend on these alone.
//!
//! A folder or file a picture; they share the [`sheet`] with its headings, the strokes of the [`canvas`], axes and key of the [`frame`], the
//! [`axis`] with its scale, the user's own lines of [`limit`], the [`palette`], the computed width of [`lettering`] and the greedy [`placer`] of names.

mod axis;
mod canvas;
mod causes;
mod exceedance;
mod frame;
mod geometry;
#[cfg(test)]
mod inspection;
mod lettering;
mod limit;
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

#[cfg(test)]
mod tests;
