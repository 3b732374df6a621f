//! The description of a table: what its rows are, and of each column the name and value for scripts, the heading and cell
//! for people. A column may be for scripts only or for people only.

use super::grid::{Grid, GridColumn, Kind};
use crate::report::{
    lines::{clip_middle, fold},
    words,
};

/// Where the cells for people are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Medium {
    /// A terminal of this width [columns].
    Terminal(usize),
    /// The HTML page.
    Page,
    /// A Markdown document.
    Markdown,
}

impl Medium {
    /// A name of the user's without control characters; on a terminal no longer than there is room for.
    pub(in crate::report) fn name(self, name: &str, room: usize) -> String {
        let name = words::plain(name);
        match self {
            Medium::Terminal(_) => clip_middle(&name, room),
            Medium::Page | Medium::Markdown => name,
        }
    }

    /// The same, broken into lines of so much room, those after the first behind an indent.
    pub(in crate::report) fn folded(self, name: &str, room: usize, indent: &str) -> String {
        let name = words::plain(name);
        match self {
            Medium::Terminal(_) => fold(&name, room).replace('\n', &format!("\n{indent}")),
            Medium::Page | Medium::Markdown => name,
        }
    }

    /// The room for a name that may take a third of the terminal.
    pub(in crate::report) fn third(self) -> usize {
        match self {
            Medium::Terminal(width) => (width / 3).clamp(12, 40),
            Medium::Page | Medium::Markdown => usize::MAX,
        }
    }

    /// The room for a name that may take half of the terminal.
    pub(in crate::report) fn half(self) -> usize {
        match self {
            Medium::Terminal(width) => (width / 2).max(20),
            Medium::Page | Medium::Markdown => usize::MAX,
        }
    }
}

/// The value of a row for scripts.
type Raw<'a, R> = Box<dyn Fn(R) -> String + 'a>;
/// The cell of a row for people.
type Cell<'a, R> = Box<dyn Fn(R, Medium) -> String + 'a>;

/// A table over rows that are cheap to copy: references, or tuples of them.
pub(in crate::report) struct Table<'a, R: Copy> {
    pub(super) rows: Vec<R>,
    pub(super) columns: Vec<Column<'a, R>>,
    keys: usize,
    strong: Box<dyn Fn(R) -> bool + 'a>,
    coloured: bool,
}

/// A column.
pub(super) struct Column<'a, R> {
    /// Its name for scripts, units last.
    pub(super) key: &'static str,
    /// Its values for scripts.
    pub(super) raw: Option<Raw<'a, R>>,
    shown: Option<Shown<'a, R>>,
}

/// What people see of a column.
struct Shown<'a, R> {
    /// Where it stands among the others; equal ones stand as they are listed.
    place: usize,
    heading: String,
    kind: Kind,
    cell: Cell<'a, R>,
}

impl<'a, R: Copy + 'a> Table<'a, R> {
    /// A table without columns.
    pub(in crate::report) fn over(rows: impl IntoIterator<Item = R>) -> Self {
        Self {
            rows: rows.into_iter().collect(),
            columns: Vec::new(),
            keys: 1,
            strong: Box::new(|_| false),
            coloured: false,
        }
    }

    /// How many columns at the left name a row.
    pub(in crate::report) fn keys(mut self, keys: usize) -> Self {
        self.keys = keys;
        self
    }

    /// Rows that are set off have a colour too, where there are colours.
    pub(in crate::report) fn coloured(mut self) -> Self {
        self.coloured = true;
        self
    }

    /// Which rows are set off by weight.
    pub(in crate::report) fn strong(mut self, strong: impl Fn(R) -> bool + 'a) -> Self {
        self.strong = Box::new(strong);
        self
    }

    /// A column of texts for scripts.
    pub(in crate::report) fn text(
        mut self,
        key: &'static str,
        raw: impl Fn(R) -> String + 'a,
    ) -> Self {
        self.columns.push(Column {
            key,
            raw: Some(Box::new(raw)),
            shown: None,
        });
        self
    }

    /// A column of numbers for scripts.
    pub(in crate::report) fn number(self, key: &'static str, raw: impl Fn(R) -> f64 + 'a) -> Self {
        self.text(key, move |row| number(raw(row)))
    }

    /// A column of numbers for scripts, empty where there is none.
    pub(in crate::report) fn maybe(
        self,
        key: &'static str,
        raw: impl Fn(R) -> Option<f64> + 'a,
    ) -> Self {
        self.text(key, move |row| raw(row).map(number).unwrap_or_default())
    }

    /// A column of words that people alone see.
    pub(in crate::report) fn words(
        self,
        heading: impl Into<String>,
        cell: impl Fn(R, Medium) -> String + 'a,
    ) -> Self {
        self.unnamed().with_words(heading, cell)
    }

    /// A column of numbers that people alone see.
    pub(in crate::report) fn figures(
        self,
        heading: impl Into<String>,
        cell: impl Fn(R, Medium) -> String + 'a,
    ) -> Self {
        self.unnamed().with_figures(heading, cell)
    }

    /// The last column, for people too: as words.
    pub(in crate::report) fn with_words(
        self,
        heading: impl Into<String>,
        cell: impl Fn(R, Medium) -> String + 'a,
    ) -> Self {
        self.shown(heading.into(), Kind::Words, Box::new(cell))
    }

    /// The last column, for people too: as numbers with their units.
    pub(in crate::report) fn with_figures(
        self,
        heading: impl Into<String>,
        cell: impl Fn(R, Medium) -> String + 'a,
    ) -> Self {
        self.shown(heading.into(), Kind::Figures, Box::new(cell))
    }

    /// Where people see the last column, if not where it is listed.
    pub(in crate::report) fn at(mut self, place: usize) -> Self {
        self.last_shown().for_each(|shown| shown.place = place);
        self
    }

    /// How the last column's cells are set, if neither as words nor as figures.
    pub(in crate::report) fn kind(mut self, kind: Kind) -> Self {
        self.last_shown().for_each(|shown| shown.kind = kind);
        self
    }

    /// People see the last column only if this holds; scripts always do.
    pub(in crate::report) fn when(mut self, holds: bool) -> Self {
        if let Some(column) = self.columns.last_mut().filter(|_| !holds) {
            column.shown = None;
        }
        self
    }

    /// Whether there is no row.
    pub(in crate::report) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What people read of it.
    pub(in crate::report) fn grid(&self, medium: Medium) -> Grid {
        let shown = self.columns.iter().flat_map(|column| &column.shown);
        let mut shown: Vec<&Shown<'a, R>> = shown.collect();
        shown.sort_by_key(|shown| shown.place);
        let columns = shown.into_iter().map(|shown| GridColumn {
            heading: shown.heading.clone(),
            kind: shown.kind,
            cells: self
                .rows
                .iter()
                .map(|row| (shown.cell)(*row, medium))
                .collect(),
        });
        Grid {
            columns: columns.collect(),
            keys: self.keys,
            strong: self.rows.iter().map(|row| (self.strong)(*row)).collect(),
            coloured: self.coloured,
        }
    }

    /// The description itself, a line a column: its name for scripts, and what people see of it in which place.
    #[cfg(test)]
    pub(in crate::report) fn described(&self) -> String {
        let line = |column: &Column<'a, R>| match &column.shown {
            Some(Shown {
                place,
                heading,
                kind,
                ..
            }) => format!("{:46}{place:2} {kind:?} {heading:?}\n", column.key),
            None => format!("{}\n", column.key),
        };
        self.columns.iter().map(line).collect()
    }

    /// What people see of the last column, if they see it.
    fn last_shown(&mut self) -> impl Iterator<Item = &mut Shown<'a, R>> {
        let last = self.columns.last_mut();
        last.and_then(|column| column.shown.as_mut()).into_iter()
    }

    fn unnamed(mut self) -> Self {
        self.columns.push(Column {
            key: "",
            raw: None,
            shown: None,
        });
        self
    }

    fn shown(mut self, heading: String, kind: Kind, cell: Cell<'a, R>) -> Self {
        if let Some(column) = self.columns.last_mut() {
            column.shown = Some(Shown {
                place: 0,
                heading,
                kind,
                cell,
            });
        }
        self
    }
}

/// The shortest text that reads back as the same number.
fn number(value: f64) -> String {
    // Adding zero turns -0 into 0.
    (value + 0.0).to_string()
}
