//! A table as the page's template sets it: lines of a cell after the first are smaller.

use super::grid::{Grid, GridColumn, Kind};
use super::table::{Medium, Table};
use serde::Serialize;

/// A table of the page.
#[derive(Debug, Default, Serialize)]
pub(in crate::report) struct HtmlTable {
    headings: Vec<HtmlCell>,
    rows: Vec<HtmlRow>,
}

/// A row; its first cell names it.
#[derive(Debug, Serialize)]
struct HtmlRow {
    strong: bool,
    cells: Vec<HtmlCell>,
}

/// A cell.
#[derive(Debug, Serialize)]
struct HtmlCell {
    text: String,
    more: String,
    /// Its class in `page.css`; empty for words.
    class: &'static str,
    /// What the page's script calls it; mostly nothing.
    role: &'static str,
    /// Whether its text is an address that may become a link.
    link: bool,
}

impl HtmlCell {
    fn new(column: &GridColumn, whole: &str) -> Self {
        let (text, more) = whole.split_once('\n').unwrap_or((whole, ""));
        HtmlCell {
            // Only what surely is an address becomes a link; a plan may say anything.
            link: column.kind == Kind::Address
                && text.starts_with("https://")
                && !text.contains(char::is_whitespace),
            role: "",
            text: text.to_owned(),
            more: more.replace('\n', " "),
            class: match column.kind {
                Kind::Words => "",
                Kind::Figures => "number",
                Kind::Date => "date",
                Kind::Evidence => "evidence",
                Kind::Address => "found",
            },
        }
    }
}

impl<'a, R: Copy + 'a> Table<'a, R> {
    /// What the page shows of it.
    pub(in crate::report) fn html(&self) -> HtmlTable {
        HtmlTable::new(&self.grid(Medium::Page))
    }
}

impl HtmlTable {
    /// The cells of a table.
    pub(in crate::report) fn new(grid: &Grid) -> Self {
        let row = |(index, strong): (usize, &bool)| HtmlRow {
            strong: *strong,
            cells: grid
                .columns
                .iter()
                .map(|column| {
                    HtmlCell::new(column, column.cells.get(index).map_or("", String::as_str))
                })
                .collect(),
        };
        HtmlTable {
            headings: grid
                .columns
                .iter()
                .map(|column| HtmlCell::new(column, &column.heading.replace('\n', " ")))
                .collect(),
            rows: grid.strong.iter().enumerate().map(row).collect(),
        }
    }

    /// What the page's script calls the cells of the last column.
    pub(in crate::report) fn last(mut self, role: &'static str) -> Self {
        for row in &mut self.rows {
            if let Some(cell) = row.cells.last_mut() {
                cell.role = role;
            }
        }
        self
    }
}
