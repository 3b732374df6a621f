//! A table for scripts: CSV (RFC 4180, UTF-8, a line feed after each row), units in the headings, an observation a row. An
//! empty cell is a value that there is not.

use super::table::Table;
use crate::{answer::Finite, report::error::ReportError};

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
                .write_record(columns().map(|(_, raw)| raw(*row)))
                .map_err(refused)?;
        }
        let bytes = writer.into_inner().map_err(refused)?;
        String::from_utf8(bytes).map_err(refused)
    }
}

/// Wraps the library's refusal.
fn refused(error: impl std::fmt::Display) -> ReportError {
    ReportError::Csv(error.to_string())
}
