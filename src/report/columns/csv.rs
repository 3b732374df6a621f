//! A table for scripts: CSV (RFC 4180, UTF-8, a line feed after each row), units in the headings, an observation a row. An
//! empty cell is a value that there is not.

use super::table::Table;
use crate::{
    answer::Finite,
    diagnostic::{is_hidden, visible},
    report::error::ReportError,
};

impl<'a, R: Copy + 'a> Table<'a, R> {
    /// The columns that scripts read, as CSV; of an answer whose numbers all are numbers.
    pub(in crate::report) fn csv<T>(&self, _: Finite<'_, T>) -> Result<String, ReportError> {
        let columns = || {
            let named = self.columns.iter();
            named.filter_map(|column| Some((column.key, column.raw.as_ref()?)))
        };
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer
            .write_record(columns().map(|(key, _)| key))
            .map_err(refused)?;
        for row in &self.rows {
            writer
                .write_record(columns().map(|(_, raw)| harmless(raw(*row))))
                .map_err(refused)?;
        }
        let bytes = writer.into_inner().map_err(refused)?;
        String::from_utf8(bytes).map_err(refused)
    }
}

/// A cell that neither steers a terminal nor is run by a spreadsheet, which takes what begins so for a formula.
fn harmless(cell: String) -> String {
    let shown = if cell.contains(is_hidden) {
        visible(&cell)
    } else {
        cell
    };
    let is_formula = shown.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if is_formula && shown.parse::<f64>().is_err() {
        format!("'{shown}")
    } else {
        shown
    }
}

/// Wraps the library's refusal.
fn refused(error: impl std::fmt::Display) -> ReportError {
    ReportError::Csv(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_spreadsheet_runs_nothing() {
        let cells = [
            "=1+1",
            "+x",
            "-3.5",
            "-x",
            "@a",
            "a=b",
            "1e-9",
            "",
            "\u{1b}[2J",
        ];
        let shown = cells.map(|cell| harmless(cell.to_owned()));
        assert_eq!(
            shown,
            [
                "'=1+1", "'+x", "-3.5", "'-x", "'@a", "a=b", "1e-9", "", "␛[2J"
            ]
        );
    }
}
