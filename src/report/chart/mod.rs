//! The pictures as SVG: each a pure function of the results, which cannot fail and whose bytes depend on these alone.
//!
//! A folder or file a picture; they share the [`sheet`] with its headings, the strokes of the [`canvas`], axes and key of the [`frame`], the
//! [`axis`] with its scale, the user's own lines of [`limit`], the [`palette`], the computed width of [`lettering`] and the greedy [`placer`] of names.

mod axis;
mod canvas;
mod causes;
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
mod years;

pub use causes::causes_svg;
pub use outages::outages_svg;
#[cfg(test)]
pub(super) use palette::FONTS;
pub use timeline::timeline_svg;
pub use topology::topology_svg;
pub use tornado::tornado_svg;
pub use tradeoff::{tradeoff_narrow_svg, tradeoff_svg};
pub use years::years_svg;

#[cfg(test)]
mod tests;
