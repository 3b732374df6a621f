//! Tables of the text report as the page shows them: the same columns and cells, with names in full.

use crate::{
    answer::Results,
    report::{
        table::{
            grid::{Column, Grid},
            steps, uncertainty,
        },
        words,
    },
};
use serde::Serialize;

/// A table of the page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Table {
    headings: Vec<Cell>,
    rows: Vec<Row>,
}

/// A row; its first cell names it.
#[derive(Debug, Serialize)]
struct Row {
    strong: bool,
    cells: Vec<Cell>,
}

/// A cell; lines after the first are smaller.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    text: String,
    more: String,
    number: bool,
}

impl Table {
    /// A table of the text report, its rows' names in full.
    fn new(mut grid: Grid, names: Vec<String>) -> Self {
        if let Some(first) = grid.columns.first_mut() {
            first.cells = names;
        }
        let row = |index: usize| Row {
            strong: grid.strong.get(index).copied().unwrap_or(false),
            cells: cells(&grid.columns, index),
        };
        Table {
            headings: headings(&grid.columns),
            rows: (0..grid.strong.len()).map(row).collect(),
        }
    }

    /// What each step buys; without rows where there is no step to take.
    pub(super) fn of_steps(results: &Results) -> Self {
        let all: Vec<_> = results.decision.steps.iter().collect();
        let names = all
            .iter()
            .map(|step| format!("{}\n→ {}", words::plain(&step.from), words::plain(&step.to)));
        let names = names.collect();
        Self::new(steps::grid(results, &all), names)
    }

    /// What other worlds said of each design; without rows where none were drawn.
    pub(super) fn of_worlds(results: &Results) -> Self {
        let Some(drawn) = &results.uncertainty else {
            return Self::default();
        };
        let rows = drawn.architectures.iter();
        let names = rows.map(|row| words::plain(&row.name)).collect();
        Self::new(uncertainty::grid(results, drawn), names)
    }
}

/// The headings of columns, each in one line.
pub(super) fn headings(columns: &[Column]) -> Vec<Cell> {
    let heading = |column: &Column| Cell {
        text: column.heading.replace('\n', " "),
        more: String::new(),
        number: !column.words,
    };
    columns.iter().map(heading).collect()
}

/// A row of columns.
pub(super) fn cells(columns: &[Column], row: usize) -> Vec<Cell> {
    let cell = |column: &Column| {
        let whole = column.cells.get(row).map_or("", String::as_str);
        let (text, more) = whole.split_once('\n').unwrap_or((whole, ""));
        Cell {
            text: text.to_owned(),
            more: more.replace('\n', " "),
            number: !column.words,
        }
    };
    columns.iter().map(cell).collect()
}
