//! What frames the data of a chart: the grid with its labels, the edges, and the key.

use super::axis::Axis;
use super::canvas::{Canvas, centred, left, right};
use super::geometry::{Point, Rect};
use super::lettering;
use super::palette::{Colour, GRID, INK, SOFT_INK};

/// The box that data are drawn in, with its axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// The box.
    pub(super) plot: Rect,
    /// Width of the sheet.
    pub(super) sheet: f64,
    /// Font size of the labels.
    pub(super) text: f64,
    /// From the lower edge down to the middle of the labels below it.
    pub(super) below: f64,
}

impl Frame {
    /// A line down the box for each tick across, with its label below, no further right than the sheet goes.
    pub(super) fn across(&self, canvas: &Canvas<'_>, axis: &Axis) {
        let plot = self.plot;
        let every = self.labelled(axis);
        for (index, tick) in axis.ticks.iter().enumerate() {
            let x = axis.at(tick.value);
            canvas.line(&[(x, plot.top), (x, plot.bottom)], GRID, 2);
            if index % every != 0 {
                continue;
            }
            let half = lettering::width(&tick.label, self.text, false) / 2.0;
            let at = (x.min(self.sheet - half - 6.0), plot.bottom + self.below);
            canvas.text(&tick.label, at, centred(self.text, false, INK));
        }
    }

    /// Of every how many ticks one has its label, so that none runs into the next.
    fn labelled(&self, axis: &Axis) -> usize {
        let widths = axis.ticks.iter();
        let widths = widths.map(|tick| lettering::width(&tick.label, self.text, false));
        let widest = widths.fold(0.0, f64::max);
        let places: Vec<f64> = axis.ticks.iter().map(|tick| axis.at(tick.value)).collect();
        let is_free = |every: &usize| {
            let mut pairs = places.windows(every + 1);
            pairs.all(|pair| (pair[*every] - pair[0]).abs() >= widest)
        };
        (1..=places.len()).find(is_free).unwrap_or(1)
    }

    /// A line across the box for each tick up, with its label at the left.
    pub(super) fn up(&self, canvas: &Canvas<'_>, axis: &Axis, space: f64) {
        let plot = self.plot;
        let style = right(self.text, false, INK);
        for tick in &axis.ticks {
            let y = axis.at(tick.value);
            canvas.line(&[(plot.left, y), (plot.right, y)], GRID, 2);
            canvas.text(&tick.label, (plot.left - space, y), style);
        }
    }

    /// The left and the lower edge.
    pub(super) fn edges(&self, canvas: &Canvas<'_>) {
        let plot = self.plot;
        let corner = (plot.left, plot.bottom);
        let edges = [(plot.left, plot.top), corner, (plot.right, plot.bottom)];
        canvas.line(&edges, SOFT_INK, 2);
    }

    /// What is measured across, so far below the box.
    pub(super) fn name(&self, canvas: &Canvas<'_>, text: &str, down: f64, size: f64) {
        let at = (self.plot.left, self.plot.bottom + down);
        canvas.text(text, at, left(size, true, INK));
    }
}

/// How the rows of a key are laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct KeyLayout {
    /// The first sign.
    pub(super) from: Point,
    /// No words run beyond this.
    pub(super) right: f64,
    /// From row to row.
    pub(super) row: f64,
    /// From a sign to its words.
    pub(super) sign: f64,
    /// From the words to the next sign.
    pub(super) gap: f64,
    /// Font size of the words.
    pub(super) size: f64,
}

/// What the signs of a chart mean: signs with their words, in rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key<S> {
    /// Each sign with its words and its place.
    pub(super) entries: Vec<(S, String, Point)>,
    /// Where the next sign would stand.
    pub(super) end: Point,
    layout: KeyLayout,
}

impl<S> Key<S> {
    /// Finds a place for each sign.
    pub(super) fn new(signs: impl IntoIterator<Item = (S, String)>, layout: &KeyLayout) -> Self {
        let (mut x, mut y) = layout.from;
        let mut entries = Vec::new();
        for (sign, words) in signs {
            let wide = layout.sign + lettering::width(&words, layout.size, false);
            if x > layout.from.0 && x + wide > layout.right {
                (x, y) = (layout.from.0, y + layout.row);
            }
            entries.push((sign, words, (x, y)));
            x += wide + layout.gap;
        }
        Key {
            entries,
            end: (x, y),
            layout: *layout,
        }
    }

    /// How much further down it reaches than a single row.
    pub(super) fn more(&self) -> f64 {
        let first = self.entries.first();
        let ends = first.zip(self.entries.last());
        ends.map_or(0.0, |((_, _, first), (_, _, last))| last.1 - first.1)
    }

    /// Draws the rows: a sign as its chart has it, which gives the colour of its words.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, sign: impl Fn(&S, Point) -> Colour) {
        for (of, words, at) in &self.entries {
            let style = left(self.layout.size, false, sign(of, *at));
            canvas.text(words, (at.0 + self.layout.sign, at.1), style);
        }
    }
}

/// A square that is the sign of a colour.
pub(super) fn square(canvas: &Canvas<'_>, (x, y): Point, colour: Colour) {
    canvas.block(Rect::sized((x, y - 14.0), (28.0, 28.0)), colour);
}
