//! Colours, sizes and the one font stack of the charts. `page/page.css` turns each of these colours over for dark screens.
//!
//! The hues are from Okabe and Ito's set, which colour-blind readers can distinguish; their greys differ too, and each meaning
//! also has a shape or a word of its own, so a black and white print loses nothing.

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u8, pub(super) u8, pub(super) u8);

/// Behind the row of what one should have.
pub(super) const BAND: Colour = Colour(0xe6, 0xf1, 0xf9);
/// The sheet.
pub(super) const WHITE: Colour = Colour(0xff, 0xff, 0xff);
/// Text and axes.
pub(super) const INK: Colour = Colour(0x22, 0x26, 0x2b);
/// Secondary text.
pub(super) const SOFT_INK: Colour = Colour(0x55, 0x5b, 0x63);
/// Grid lines.
pub(super) const GRID: Colour = Colour(0xe4, 0xe7, 0xeb);
/// Points of the frontier.
pub(super) const FRONTIER: Colour = Colour(0x00, 0x5f, 0x9e);
/// The staircase through them.
pub(super) const STAIRCASE: Colour = Colour(0x8f, 0xbd, 0xdd);
/// All that some point of the frontier beats.
pub(super) const BEATEN_AREA: Colour = Colour(0xf6, 0xf8, 0xfa);
/// Dominated points.
pub(super) const BEATEN: Colour = Colour(0x7b, 0x82, 0x8a);
/// What one would have believed.
pub(super) const BELIEVED: Colour = Colour(0x8a, 0x6d, 0x3b);
/// Goal and budget.
pub(super) const LIMIT: Colour = Colour(0xb3, 0x47, 0x00);
/// From a label to its point.
pub(super) const LEADER: Colour = Colour(0x9a, 0xa1, 0xa9);

/// What alone takes the service down, and the service while it is down.
pub(super) const SINGLE: Colour = Colour(0xa8, 0x1e, 0x46);
/// Failure domains, the widest first.
pub(super) const DOMAINS: [Colour; 3] = [
    Colour(0xf6, 0xf8, 0xfa),
    Colour(0xee, 0xf4, 0xf9),
    Colour(0xff, 0xff, 0xff),
];
/// A failover on its way.
pub(super) const MOVING: Colour = Colour(0xf0, 0xc0, 0x60);

/// Sans-serif faces that are on most machines.
pub(in crate::report) const FONTS: &str = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', 'Noto Sans CJK KR', sans-serif";

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

/// Text on a pale cell or bar.
pub(super) const CELL_INK: Colour = Colour(0x10, 0x18, 0x1f);
/// Text on a dark cell or bar.
pub(super) const CELL_PAPER: Colour = Colour(0xfe, 0xfe, 0xfe);
/// One hue from nothing to much; grey print keeps the order.
pub(super) const HEAT: [Colour; 8] = [
    Colour(0xf3, 0xf5, 0xf7),
    Colour(0xe1, 0xed, 0xf7),
    Colour(0xc4, 0xdb, 0xee),
    Colour(0x9a, 0xc3, 0xe0),
    Colour(0x68, 0xa5, 0xcf),
    Colour(0x2d, 0x72, 0xa6),
    Colour(0x18, 0x52, 0x85),
    Colour(0x0b, 0x33, 0x60),
];
/// The text that can be read on a step of [`HEAT`].
pub(super) fn on_heat(step: usize) -> Colour {
    if step < 5 { CELL_INK } else { CELL_PAPER }
}

/// Things to be distinguished, in this order, with the text that can be read on each; the hues of Okabe and Ito, and two more.
pub(super) const KINDS: [(Colour, Colour); 8] = [
    (Colour(0x3b, 0x4a, 0x6b), CELL_PAPER),
    (Colour(0xe6, 0x9f, 0x00), CELL_INK),
    (Colour(0x00, 0x99, 0x70), CELL_INK),
    (Colour(0xd5, 0x6a, 0xa0), CELL_INK),
    (Colour(0x56, 0xb4, 0xe9), CELL_INK),
    (Colour(0x7a, 0x4a, 0x1d), CELL_PAPER),
    (Colour(0x75, 0x57, 0x9f), CELL_PAPER),
    (Colour(0x8c, 0x9a, 0x2e), CELL_INK),
];
/// Small things that are joined.
pub(super) const OTHERS: (Colour, Colour) = (Colour(0xd5, 0xda, 0xdf), CELL_INK);
/// Behind what nothing in the plan reduces.
pub(super) const UNRELIEVED_BAND: Colour = Colour(0xee, 0xf0, 0xf2);

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(Colour(red, green, blue): Colour) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    #[test]
    fn text_can_be_read_on_every_colour() {
        let heat = HEAT
            .iter()
            .enumerate()
            .map(|(step, &colour)| (colour, on_heat(step)));
        for (ground, text) in heat.chain(KINDS).chain([OTHERS]) {
            let (a, b) = (luminance(ground), luminance(text));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{ground:?}: {contrast}");
        }
        assert!(
            HEAT.windows(2)
                .all(|pair| luminance(pair[0]) > luminance(pair[1]))
        );
    }
}
