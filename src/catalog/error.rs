//! The files of a catalog and what can be wrong with them. The bundled ones are tested, so a user meets these only in their own.

use crate::diagnostic::{Diagnostic, SourceText, render};
use thiserror::Error;

/// The files a catalog is made of, by name.
pub const FILES: [&str; 6] = [
    "places.yaml",
    "dependencies.yaml",
    "services.yaml",
    "slas.yaml",
    "sizes.csv",
    "prices.csv",
];

/// A catalog file that cannot be taken. Fatal for the catalog: a half-read world would give wrong numbers.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum CatalogError {
    /// A file by a name that means nothing here; a misspelt name must not be passed over.
    #[error("`{file}` is not a file of the catalog; it has {}", FILES.join(", "))]
    UnknownFile {
        /// Name of the file.
        file: String,
    },
    /// A file with all that is wrong with it, as of a plan.
    #[error("{}", render(.problems, .source_text, false))]
    Refused {
        /// The file.
        source_text: SourceText,
        /// What is wrong, and where.
        problems: Vec<Diagnostic>,
    },
    /// One row of a table is not what it should be.
    #[error("`{file}`, entry `{row}`: {message}")]
    Row {
        /// Name of the file.
        file: String,
        /// The row, by its line or by what it is of.
        row: String,
        /// What is wrong with it.
        message: String,
    },
}

impl CatalogError {
    pub(super) fn row(file: &str, row: &str, message: impl ToString) -> Self {
        Self::Row {
            file: file.to_owned(),
            row: row.to_owned(),
            message: message.to_string(),
        }
    }
}
