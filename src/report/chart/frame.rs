//! What frames the data of a chart: the grid with its labels, the edges, lines of the user's own, and the key.

use super::axis::Tick;
use super::canvas::{Canvas, centred, left, right};
use super::geometry::{Point, Rect, Segment};
use super::lettering;
use super::palette::{GRID, INK, LIMIT};

/// The box that data are drawn in, with its axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// The box.
    pub(super) plot: Rect,
    /// Font size of the labels.
    pub(super) text: f64,
    /// From the lower edge down to the middle of the labels below it.
    pub(super) below: f64,
}

impl Frame {
    /// A line down the box for each tick across, with its label below.
    pub(super) fn across(&self, canvas: &Canvas<'_>, ticks: &[Tick], at: impl Fn(&Tick) -> f64) {
        let plot = self.plot;
        for tick in ticks {
            let x = at(tick);
            canvas.line(&[(x, plot.top), (x, plot.bottom)], GRID, 2);
            self.label(canvas, &tick.label, x);
        }
    }

    /// A label below the box; its middle is at x.
    pub(super) fn label(&self, canvas: &Canvas<'_>, text: &str, x: f64) {
        let at = (x, self.plot.bottom + self.below);
        canvas.text(text, at, centred(self.text, false, INK));
    }

    /// A line across the box at a height, with its label at the left.
    pub(super) fn level(&self, canvas: &Canvas<'_>, text: &str, y: f64, space: f64) {
        let plot = self.plot;
        canvas.line(&[(plot.left, y), (plot.right, y)], GRID, 2);
        let style = right(self.text, false, INK);
        canvas.text(text, (plot.left - space, y), style);
    }

    /// What is measured across, so far below the box.
    pub(super) fn name(&self, canvas: &Canvas<'_>, text: &str, down: f64, size: f64) {
        let at = (self.plot.left, self.plot.bottom + down);
        canvas.text(text, at, left(size, true, INK));
    }
}

/// A line that the user drew: a goal, a budget, a price.
pub(super) fn limit(canvas: &Canvas<'_>, line: Segment) {
    canvas.dashes(line, LIMIT, 3, (16, 10));
}

/// How the rows of a key are laid out.
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
        }
    }

    /// How much further down it reaches than a single row.
    pub(super) fn more(&self) -> f64 {
        let first = self.entries.first();
        let ends = first.zip(self.entries.last());
        ends.map_or(0.0, |((_, _, first), (_, _, last))| last.1 - first.1)
    }
}
