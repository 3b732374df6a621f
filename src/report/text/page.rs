//! The lines of a text for the terminal so far.

use crate::report::{
    columns::grid::Grid,
    lines::{TableStyle, clip, wrap},
};

/// The lines so far.
pub(super) struct Page {
    pub(super) style: TableStyle,
    pub(super) lines: Vec<String>,
}

impl Page {
    /// An empty page.
    pub(super) fn new(style: TableStyle) -> Self {
        Self {
            style: TableStyle {
                width: style.width.max(40),
                ..style
            },
            lines: Vec::new(),
        }
    }

    /// All of it, with a newline at the end.
    pub(super) fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }

    /// A line that stands out.
    pub(super) fn heading(&mut self, text: &str) {
        self.lines
            .push(self.style.strong(&clip(text, self.style.width)));
    }

    /// A text broken to the terminal's width; further lines begin with the indent.
    pub(super) fn paragraph(&mut self, text: &str, indent: &str) {
        if !text.is_empty() {
            self.lines.extend(wrap(text, self.style.width, indent));
        }
    }

    /// A table.
    pub(super) fn grid(&mut self, grid: &Grid) {
        self.lines.extend(grid.lines(self.style));
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.lines.push(String::new());
    }
}
