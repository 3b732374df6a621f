//! Colours, sizes and the one font stack of the charts. `page/page.css` turns each of these colours over for dark screens.
//!
//! The hues are from Okabe and Ito's set, told apart by colour-blind readers; their greys differ too, and each meaning
//! also has a shape or a word of its own, so a black and white print loses nothing.

use plotters::style::RGBColor;

/// Text and axes.
pub(super) const INK: RGBColor = RGBColor(0x22, 0x26, 0x2b);
/// Secondary text.
pub(super) const SOFT_INK: RGBColor = RGBColor(0x55, 0x5b, 0x63);
/// Grid lines.
pub(super) const GRID: RGBColor = RGBColor(0xe4, 0xe7, 0xeb);
/// Points of the frontier.
pub(super) const FRONTIER: RGBColor = RGBColor(0x00, 0x5f, 0x9e);
/// The staircase through them.
pub(super) const STAIRCASE: RGBColor = RGBColor(0x8f, 0xbd, 0xdd);
/// All that some point of the frontier beats.
pub(super) const BEATEN_AREA: RGBColor = RGBColor(0xf6, 0xf8, 0xfa);
/// Dominated points.
pub(super) const BEATEN: RGBColor = RGBColor(0x7b, 0x82, 0x8a);
/// What one would have believed.
pub(super) const BELIEVED: RGBColor = RGBColor(0x8a, 0x6d, 0x3b);
/// Goal and budget.
pub(super) const LIMIT: RGBColor = RGBColor(0xb3, 0x47, 0x00);
/// From a label to its point.
pub(super) const LEADER: RGBColor = RGBColor(0x9a, 0xa1, 0xa9);

/// Sans-serif faces that are on most machines.
pub(super) const FONTS: &str = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', 'Noto Sans CJK KR', sans-serif";

/// Left edge of the headings.
pub(super) const LEFT: f64 = 28.0;
/// Width of the drawing; the base height keeps it at 16:10.
pub(super) const WIDTH: f64 = 1600.0;
/// Height of the drawing without a list of numbered names below.
pub(super) const HEIGHT: f64 = 1000.0;
/// Radius of a point.
pub(super) const RADIUS: f64 = 12.0;
/// Half the width of an interval's caps.
pub(super) const CAP: f64 = 21.0;
/// Length of the arrow below an architecture in which no downtime was seen.
pub(super) const ARROW: f64 = 48.0;

/// Font sizes, in units of the drawing: on a phone of 390 points one unit is about a quarter of a point.
pub(super) mod size {
    /// The heading.
    pub(in super::super) const TITLE: f64 = 46.0;
    /// What was simulated.
    pub(in super::super) const SUBTITLE: f64 = 32.0;
    /// Tick labels and axis names.
    pub(in super::super) const AXIS: f64 = 32.0;
    /// What each sign means.
    pub(in super::super) const KEY: f64 = 28.0;
    /// Goal and budget.
    pub(in super::super) const LIMIT: f64 = 28.0;
    /// Names of the points, from the roomiest chart to the fullest.
    pub(in super::super) const NAMES: [f64; 3] = [32.0, 28.0, 24.0];
    /// The list of numbered names.
    pub(in super::super) const LIST: f64 = 26.0;
}
