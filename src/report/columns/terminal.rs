//! Tables of any width on a terminal of a given width: columns that do not fit side by side are set in blocks below one
//! another, each beginning with the row's name. No cell is ever broken in the middle of a word.

use super::grid::{Grid, GridColumn, Kind};
use super::table::{Medium, Table};
use crate::report::lines::{Page, TableStyle};
use comfy_table::{CellAlignment, LineStyle};
use unicode_width::UnicodeWidthStr;

impl TableStyle {
    /// Where tables of this style are read.
    pub(in crate::report) fn medium(self) -> Medium {
        Medium::Terminal(self.width)
    }
}

impl Page {
    /// A table below an empty line.
    pub(in crate::report) fn table<'a, R: Copy + 'a>(&mut self, table: &Table<'a, R>) {
        self.gap();
        let grid = table.grid(self.style.medium());
        self.lines.extend(grid.lines(self.style));
    }
}

impl GridColumn {
    /// Columns of the terminal that it takes, with the space around it.
    fn width(&self) -> usize {
        let lines = self
            .cells
            .iter()
            .chain([&self.heading])
            .flat_map(|cell| cell.lines());
        lines.map(UnicodeWidthStr::width).max().unwrap_or(0) + 2
    }
}

impl Grid {
    /// Which columns stand side by side.
    fn blocks(&self, width: usize) -> Vec<Vec<usize>> {
        let widths: Vec<usize> = self.columns.iter().map(GridColumn::width).collect();
        let mut blocks: Vec<Vec<usize>> = vec![(0..self.keys.min(widths.len())).collect()];
        let mut used: usize = widths.iter().take(self.keys).sum();
        for (index, column) in widths.iter().enumerate().skip(self.keys) {
            let names = if blocks.len() == 1 { self.keys } else { 1 };
            if let Some(block) = blocks.last_mut() {
                // A block always takes one column beside the names, however narrow the terminal.
                if block.len() <= names || used + column <= width {
                    block.push(index);
                    used += column;
                    continue;
                }
            }
            blocks.push(vec![0, index]);
            used = widths[0] + column;
        }
        blocks
    }

    /// How many blocks the table takes.
    pub(in crate::report) fn block_count(&self, width: usize) -> usize {
        self.blocks(width).len()
    }

    /// The table's lines.
    pub(in crate::report) fn lines(&self, style: TableStyle) -> Vec<String> {
        let mut lines = Vec::new();
        for (position, block) in self.blocks(style.width).into_iter().enumerate() {
            if position > 0 {
                lines.push(String::new());
            }
            lines.extend(self.block(&block, style));
        }
        lines
    }

    /// One block's lines.
    fn block(&self, chosen: &[usize], style: TableStyle) -> Vec<String> {
        let columns: Vec<&GridColumn> = chosen
            .iter()
            .filter_map(|&index| self.columns.get(index))
            .collect();
        let mut table = comfy_table::Table::new();
        table.load_style(
            comfy_table::TableStyle::new()
                .header_separator(LineStyle::none().fill('─').junction('─')),
        );
        // The heading stands at the foot of its box, next to its numbers.
        let height = columns
            .iter()
            .map(|column| column.heading.lines().count())
            .max()
            .unwrap_or(1);
        table.set_header(columns.iter().map(|column| {
            let missing = height - column.heading.lines().count().min(height);
            format!("{}{}", "\n".repeat(missing), column.heading)
        }));
        let rows = columns
            .iter()
            .map(|column| column.cells.len())
            .max()
            .unwrap_or(0);
        for row in 0..rows {
            table.add_row(
                columns
                    .iter()
                    .map(|column| column.cells.get(row).map_or("", String::as_str)),
            );
        }
        for (position, column) in columns.iter().enumerate() {
            if let Some(target) = table.column_mut(position) {
                target.set_padding((0, 1));
                target.set_cell_alignment(if column.kind == Kind::Figures {
                    CellAlignment::Right
                } else {
                    CellAlignment::Left
                });
            }
        }
        // The library has no colours here: each row's lines are counted and set off as a whole.
        let mut weights = vec![true; height];
        weights.push(false);
        for row in 0..rows {
            let tall = columns
                .iter()
                .filter_map(|column| column.cells.get(row))
                .map(|cell| cell.lines().count())
                .max();
            weights.extend(vec![
                self.strong.get(row).copied().unwrap_or(false);
                tall.unwrap_or(1).max(1)
            ]);
        }
        table
            .trim_fmt()
            .lines()
            .enumerate()
            .map(|(index, line)| {
                let line = line.trim_end();
                if weights.get(index).copied().unwrap_or(false) {
                    if self.coloured && index >= height {
                        style.chosen(line)
                    } else {
                        style.strong(line)
                    }
                } else {
                    line.to_owned()
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_fit_and_repeat_the_name() {
        let column = |heading: &str| GridColumn {
            heading: heading.to_owned(),
            kind: Kind::Figures,
            cells: vec!["12345678".to_owned(); 3],
        };
        let grid = Grid {
            columns: (0..9).map(|index| column(&format!("c{index}"))).collect(),
            keys: 1,
            strong: vec![true, false, false],
            coloured: false,
        };
        assert_eq!(
            grid.blocks(30),
            [vec![0, 1, 2], vec![0, 3, 4], vec![0, 5, 6], vec![0, 7, 8]]
        );
        let lines = grid.lines(TableStyle {
            width: 30,
            colour: false,
        });
        assert!(lines.iter().all(|line| line.width() <= 30), "{lines:#?}");
    }
}
