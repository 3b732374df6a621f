//! The cells of a table as people read them, before a format sets them.

/// A table in words.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Grid {
    /// Columns from left to right; the first names the row.
    pub(in crate::report) columns: Vec<GridColumn>,
    /// How many columns at the left belong to the row's name; only the first is repeated where a table is broken.
    pub(in crate::report) keys: usize,
    /// Per row, whether it is set off by weight.
    pub(in crate::report) strong: Vec<bool>,
    /// Whether such a row has a colour too, where there are colours; never the only thing that sets it off.
    pub(in crate::report) coloured: bool,
}

/// A column in words: its heading and one cell a row. Both may have several lines.
#[derive(Debug, Clone)]
pub(in crate::report) struct GridColumn {
    /// What it is, with the unit.
    pub(in crate::report) heading: String,
    /// How its cells are set.
    pub(in crate::report) kind: Kind,
    /// The cells.
    pub(in crate::report) cells: Vec<String>,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Kind {
    /// Flush left.
    Words,
    /// Flush right.
    Figures,
    /// Words that are a date.
    Date,
    /// Words that are a sentence or more.
    Evidence,
    /// Words that are the address of a document, or say where it is.
    Address,
}
