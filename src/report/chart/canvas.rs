//! The few strokes that the chart is made of, over plotters' SVG backend.

use super::ChartError;
use super::geometry::{Point, Rect, Segment};
use super::palette::{FONTS, SOFT_INK};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::DashedPathElement;
use plotters::prelude::{Circle, IntoDrawingArea, PathElement, Polygon, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle, WHITE,
};

/// plotters divides font sizes by this for SVG.
const FONT_SCALE: f64 = 1.24;

/// How a text is set.
#[derive(Clone, Copy)]
pub(super) struct Lettering {
    /// Font size in units of the drawing.
    pub(super) size: f64,
    /// Bold or not.
    pub(super) bold: bool,
    /// Colour.
    pub(super) colour: RGBColor,
    /// Which end of the text stands at the point; the text is centred vertically on it.
    pub(super) anchor: HPos,
}

/// Text that begins at its point.
pub(super) fn left(size: f64, bold: bool, colour: RGBColor) -> Lettering {
    Lettering {
        size,
        bold,
        colour,
        anchor: HPos::Left,
    }
}

/// Text that ends at its point.
pub(super) fn right(size: f64, bold: bool, colour: RGBColor) -> Lettering {
    Lettering {
        anchor: HPos::Right,
        ..left(size, bold, colour)
    }
}

/// Text with its middle at its point.
pub(super) fn centred(size: f64, bold: bool, colour: RGBColor) -> Lettering {
    Lettering {
        anchor: HPos::Center,
        ..left(size, bold, colour)
    }
}

/// A sheet to draw on.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

impl<'a> Canvas<'a> {
    /// A white sheet of the given width and height.
    pub(super) fn sized(
        target: &'a mut String,
        (width, height): (f64, f64),
    ) -> Result<Self, ChartError> {
        let side = |length: f64| length.clamp(100.0, 100_000.0).ceil() as u32;
        let size = (side(width), side(height));
        let area = SVGBackend::with_string(target, size).into_drawing_area();
        area.fill(&WHITE).map_err(ChartError::drawing)?;
        Ok(Canvas { area })
    }

    /// Ends the drawing.
    pub(super) fn finish(self) -> Result<(), ChartError> {
        self.area.present().map_err(ChartError::drawing)
    }

    /// A solid line through points.
    pub(super) fn line(
        &self,
        points: &[Point],
        colour: RGBColor,
        width: u32,
    ) -> Result<(), ChartError> {
        let path = PathElement::new(whole(points), stroke(colour, width));
        self.area.draw(&path).map_err(ChartError::drawing)
    }

    /// A broken line: dashes and gaps of the given lengths.
    pub(super) fn dashes(
        &self,
        line: Segment,
        colour: RGBColor,
        width: u32,
        dash: (u32, u32),
    ) -> Result<(), ChartError> {
        let points = whole(&[line.from, line.to]);
        let path = DashedPathElement::new(points, dash.0, dash.1, stroke(colour, width));
        self.area.draw(&path).map_err(ChartError::drawing)
    }

    /// A filled shape.
    pub(super) fn polygon(&self, points: &[Point], colour: RGBColor) -> Result<(), ChartError> {
        self.area
            .draw(&Polygon::new(whole(points), colour.filled()))
            .map_err(ChartError::drawing)
    }

    /// A filled box.
    pub(super) fn block(&self, rect: Rect, colour: RGBColor) -> Result<(), ChartError> {
        self.polygon(&corners(rect), colour)
    }

    /// The outline of a box.
    pub(super) fn frame(&self, rect: Rect, colour: RGBColor, width: u32) -> Result<(), ChartError> {
        let [first, second, third, fourth] = corners(rect);
        self.line(&[first, second, third, fourth, first], colour, width)
    }

    /// The outline of a box in dashes.
    pub(super) fn dashed_frame(
        &self,
        rect: Rect,
        colour: RGBColor,
        width: u32,
    ) -> Result<(), ChartError> {
        let corners = corners(rect);
        for (index, from) in corners.iter().enumerate() {
            let side = Segment::new(*from, corners[(index + 1) % corners.len()]);
            self.dashes(side, colour, width, (10, 8))?;
        }
        Ok(())
    }

    /// A disc.
    pub(super) fn disc(&self, at: Point, radius: f64, colour: RGBColor) -> Result<(), ChartError> {
        self.circle(at, radius, colour.filled())
    }

    /// A ring with white inside.
    pub(super) fn ring(&self, at: Point, radius: f64, colour: RGBColor) -> Result<(), ChartError> {
        self.circle(at, radius, WHITE.filled())?;
        self.circle(at, radius, stroke(colour, 3))
    }

    /// A square on its corner.
    pub(super) fn diamond(
        &self,
        (x, y): Point,
        radius: f64,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
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

    /// A line of text from a point to the right, centred on its height.
    pub(super) fn words(
        &self,
        text: &str,
        at: Point,
        (size, bold): (f64, bool),
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let lettering = Lettering {
            size,
            bold,
            colour,
            anchor: HPos::Left,
        };
        self.text(text, at, lettering)
    }

    /// The left and the lower edge of a plot.
    pub(super) fn edges(&self, plot: Rect) -> Result<(), ChartError> {
        let corner = (plot.left, plot.bottom);
        let edges = [(plot.left, plot.top), corner, (plot.right, plot.bottom)];
        self.line(&edges, SOFT_INK, 2)
    }

    /// A line of text.
    pub(super) fn text(
        &self,
        text: &str,
        at: Point,
        lettering: Lettering,
    ) -> Result<(), ChartError> {
        let weight = if lettering.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let style = TextStyle::from((FontFamily::Name(FONTS), lettering.size * FONT_SCALE, weight))
            .color(&lettering.colour)
            .pos(Pos::new(lettering.anchor, VPos::Center));
        self.write(text, at, &style)
    }

    /// A line of text that runs upwards from its point.
    pub(super) fn upward(
        &self,
        text: &str,
        at: Point,
        size: f64,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let style = TextStyle::from((FontFamily::Name(FONTS), size * FONT_SCALE, FontStyle::Bold))
            .transform(FontTransform::Rotate270)
            .color(&colour)
            .pos(Pos::new(HPos::Left, VPos::Center));
        self.write(text, at, &style)
    }

    fn write(&self, text: &str, at: Point, style: &TextStyle<'_>) -> Result<(), ChartError> {
        self.area
            .draw_text(text, style, pixel(at))
            .map_err(ChartError::drawing)
    }

    fn circle(&self, at: Point, radius: f64, style: ShapeStyle) -> Result<(), ChartError> {
        self.area
            .draw(&Circle::new(pixel(at), radius.round() as i32, style))
            .map_err(ChartError::drawing)
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

/// An outline's style.
fn stroke(colour: RGBColor, width: u32) -> ShapeStyle {
    colour.stroke_width(width)
}

/// The nearest whole units.
fn pixel((x, y): Point) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// The nearest whole units of several points.
fn whole(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().copied().map(pixel).collect()
}
