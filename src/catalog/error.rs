//! The files of a catalog and what can be wrong with them. The bundled ones are tested, so a user meets these only in their own.

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
    /// Not YAML at all, or a key twice.
    #[error("`{file}` cannot be read: {message}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the parser says.
        message: String,
    },
    /// One entry is not what it should be.
    #[error("`{file}`, entry `{entry}`: {message}")]
    Entry {
        /// Name of the file.
        file: String,
        /// Its key, or `line 12` of a CSV file.
        entry: String,
        /// What is wrong with it.
        message: String,
    },
}

impl CatalogError {
    pub(super) fn entry(file: &str, entry: &str, message: impl ToString) -> Self {
        Self::Entry {
            file: file.to_owned(),
            entry: entry.to_owned(),
            message: message.to_string(),
        }
    }
}
