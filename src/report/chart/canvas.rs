//! The strokes that all pictures are made of. This file alone knows plotters.
//!
//! No stroke returns an error, because none can fail: plotters' SVG backend fails only where it opens or writes a file, and
//! here it writes into a string. Its errors of fonts and bitmaps belong to features that we do not build.

use super::geometry::{Point, Rect, Segment};
use super::palette::{Colour, FONTS, WHITE};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::DashedPathElement;
use plotters::prelude::{Circle, IntoDrawingArea, PathElement, Polygon, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle,
};

/// plotters divides font sizes by this for SVG.
const FONT_SCALE: f64 = 1.24;

/// Which end of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Anchor {
    /// The text begins there.
    Left,
    /// Its middle is there.
    Middle,
    /// It ends there.
    Right,
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(super) struct Lettering {
    /// Font size in units of the drawing.
    pub(super) size: f64,
    /// Bold or not.
    pub(super) bold: bool,
    /// Colour.
    pub(super) colour: Colour,
    /// Which end of the text stands at the point; the text is centred vertically on it.
    pub(super) anchor: Anchor,
}

/// Text that begins at its point.
pub(super) fn left(size: f64, bold: bool, colour: Colour) -> Lettering {
    Lettering {
        size,
        bold,
        colour,
        anchor: Anchor::Left,
    }
}

/// Text that ends at its point.
pub(super) fn right(size: f64, bold: bool, colour: Colour) -> Lettering {
    Lettering {
        anchor: Anchor::Right,
        ..left(size, bold, colour)
    }
}

/// Text with its middle at its point.
pub(super) fn centred(size: f64, bold: bool, colour: Colour) -> Lettering {
    Lettering {
        anchor: Anchor::Middle,
        ..left(size, bold, colour)
    }
}

/// Draws on a white sheet of the given width and height; gives the SVG document.
pub(super) fn drawing((width, height): (f64, f64), draw: impl FnOnce(&Canvas<'_>)) -> String {
    let side = |length: f64| length.clamp(100.0, 100_000.0).ceil() as u32;
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (side(width), side(height)));
        let canvas = Canvas {
            area: area.into_drawing_area(),
        };
        drawn(canvas.area.fill(&ink(WHITE)));
        draw(&canvas);
        drawn(canvas.area.present());
    }
    svg
}

/// Drops the result of a stroke into a string, which is always `Ok` (see above).
fn drawn<E>(stroke: Result<(), E>) {
    let _ = stroke;
}

/// A sheet to draw on.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

impl Canvas<'_> {
    /// A solid line through points.
    pub(super) fn line(&self, points: &[Point], colour: Colour, width: u32) {
        let path = PathElement::new(whole(points), stroke(colour, width));
        drawn(self.area.draw(&path));
    }

    /// A broken line: dashes and gaps of the given lengths.
    pub(super) fn dashes(&self, line: Segment, colour: Colour, width: u32, dash: (u32, u32)) {
        let points = whole(&[line.from, line.to]);
        let path = DashedPathElement::new(points, dash.0, dash.1, stroke(colour, width));
        drawn(self.area.draw(&path));
    }

    /// A filled shape.
    pub(super) fn polygon(&self, points: &[Point], colour: Colour) {
        let shape = Polygon::new(whole(points), ink(colour).filled());
        drawn(self.area.draw(&shape));
    }

    /// A filled box.
    pub(super) fn block(&self, rect: Rect, colour: Colour) {
        self.polygon(&corners(rect), colour)
    }

    /// The outline of a box.
    pub(super) fn frame(&self, rect: Rect, colour: Colour, width: u32) {
        let [first, second, third, fourth] = corners(rect);
        self.line(&[first, second, third, fourth, first], colour, width)
    }

    /// The outline of a box in dashes.
    pub(super) fn dashed_frame(&self, rect: Rect, colour: Colour, width: u32) {
        let corners = corners(rect);
        for (index, from) in corners.iter().enumerate() {
            let side = Segment::new(*from, corners[(index + 1) % corners.len()]);
            self.dashes(side, colour, width, (10, 8));
        }
    }

    /// A disc.
    pub(super) fn disc(&self, at: Point, radius: f64, colour: Colour) {
        self.circle(at, radius, ink(colour).filled())
    }

    /// A ring with white inside.
    pub(super) fn ring(&self, at: Point, radius: f64, colour: Colour) {
        self.circle(at, radius, ink(WHITE).filled());
        self.circle(at, radius, stroke(colour, 3))
    }

    /// A square on its corner.
    pub(super) fn diamond(&self, (x, y): Point, radius: f64, colour: Colour) {
        self.polygon(
            &[
                (x, y - radius),
                (x + radius, y),
                (x, y + radius),
                (x - radius, y),
            ],
            colour,
        )
    }

    /// A line of text.
    pub(super) fn text(&self, text: &str, at: Point, lettering: Lettering) {
        self.write(text, at, lettering, FontTransform::None);
    }

    /// A line of text that runs upwards from its point.
    pub(super) fn upward(&self, text: &str, at: Point, size: f64, colour: Colour) {
        self.write(text, at, left(size, true, colour), FontTransform::Rotate270);
    }

    fn write(&self, text: &str, at: Point, lettering: Lettering, turn: FontTransform) {
        let anchor = match lettering.anchor {
            Anchor::Left => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::Right => HPos::Right,
        };
        let weight = if lettering.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let colour = ink(lettering.colour);
        let style = TextStyle::from((FontFamily::Name(FONTS), lettering.size * FONT_SCALE, weight))
            .transform(turn)
            .color(&colour)
            .pos(Pos::new(anchor, VPos::Center));
        drawn(self.area.draw_text(text, &style, pixel(at)));
    }

    fn circle(&self, at: Point, radius: f64, style: ShapeStyle) {
        let circle = Circle::new(pixel(at), radius.round() as i32, style);
        drawn(self.area.draw(&circle));
    }
}

/// The corners of a box, clockwise.
fn corners(rect: Rect) -> [Point; 4] {
    [
        (rect.left, rect.top),
        (rect.right, rect.top),
        (rect.right, rect.bottom),
        (rect.left, rect.bottom),
    ]
}

/// A colour as plotters has it.
fn ink(Colour(red, green, blue): Colour) -> RGBColor {
    RGBColor(red, green, blue)
}

/// An outline's style.
fn stroke(colour: Colour, width: u32) -> ShapeStyle {
    ink(colour).stroke_width(width)
}

/// The nearest whole units.
fn pixel((x, y): Point) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// The nearest whole units of several points.
fn whole(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().copied().map(pixel).collect()
}
