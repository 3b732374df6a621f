//! Tables of any width on a terminal of a given width: columns that do not fit side by side are set in blocks below one
//! another, each beginning with the row's name. No cell is ever broken in the middle of a word.

use super::TableStyle;
use comfy_table::{CellAlignment, LineStyle, Table};
use unicode_width::UnicodeWidthStr;

/// A table before it is broken into blocks.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Grid {
    /// Columns from left to right; the first names the row.
    pub(in crate::report) columns: Vec<Column>,
    /// How many columns at the left belong to the row's name; only the first is repeated in later blocks.
    pub(super) keys: usize,
    /// Rows to be set off by weight.
    pub(in crate::report) strong: Vec<bool>,
}

/// A column: its heading and one cell a row. Both may have several lines.
#[derive(Debug, Clone)]
pub(in crate::report) struct Column {
    /// What it is, with the unit.
    pub(in crate::report) heading: String,
    /// The cells.
    pub(in crate::report) cells: Vec<String>,
    /// Whether it holds words rather than numbers.
    pub(in crate::report) words: bool,
}

impl Column {
    /// A column of numbers, flush right.
    pub(super) fn numbers(heading: impl Into<String>, cells: Vec<String>) -> Self {
        Column {
            heading: heading.into(),
            cells,
            words: false,
        }
    }

    /// A column of words, flush left.
    pub(super) fn words(heading: impl Into<String>, cells: Vec<String>) -> Self {
        Column {
            heading: heading.into(),
            cells,
            words: true,
        }
    }

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
        let widths: Vec<usize> = self.columns.iter().map(Column::width).collect();
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
    pub(super) fn block_count(&self, width: usize) -> usize {
        self.blocks(width).len()
    }

    /// The table's lines.
    pub(super) fn lines(&self, style: TableStyle) -> Vec<String> {
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
        let columns: Vec<&Column> = chosen
            .iter()
            .filter_map(|&index| self.columns.get(index))
            .collect();
        let mut table = Table::new();
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
                target.set_cell_alignment(if column.words {
                    CellAlignment::Left
                } else {
                    CellAlignment::Right
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
                    style.strong(line)
                } else {
                    line.to_owned()
                }
            })
            .collect()
    }
}

/// As much of a text as fits, ending in `…`.
pub(super) fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let longer = format!("{kept}{c}");
        if longer.width() + 1 > width {
            break;
        }
        kept = longer;
    }
    format!("{}…", kept.trim_end())
}

/// A name broken after hyphens, underscores, slashes and spaces into lines of at most the given width.
pub(super) fn fold(name: &str, width: usize) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for part in name.split_inclusive(['-', '_', '/', ' ']) {
        if let Some(last) = lines.last_mut()
            && (last.is_empty() || last.width() + part.trim_end().width() <= width)
        {
            last.push_str(part);
            continue;
        }
        lines.push(part.to_owned());
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| clip(line.trim_end(), width))
        .collect();
    lines.join("\n")
}

/// A text broken between words; lines after the first begin with the indent.
pub(in crate::report) fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.trim().is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        }
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_fit_and_repeat_the_name() {
        let column = |heading: &str| Column::numbers(heading, vec!["12345678".to_owned(); 3]);
        let grid = Grid {
            columns: (0..9).map(|index| column(&format!("c{index}"))).collect(),
            keys: 1,
            strong: vec![true, false, false],
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

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(fold("multi-az-pinned", 9), "multi-az-\npinned");
        assert_eq!(clip("한국어이름", 7), "한국어…");
        assert_eq!(wrap("one two three", 8, "  "), ["one two", "  three"]);
    }
}
