//! The catalog that a command works with: the bundled one, under the user's own files.

use std::{borrow::Cow, fs, path::PathBuf};

use clap::Args;

use super::exit::Failure;
use crate::{catalog::Catalog, diagnostic::Diagnostic};

/// Largest file of a user's models [bytes].
const LARGEST: u64 = 16 << 20;

/// Options of every command that reads the catalog.
#[derive(Debug, Args)]
pub struct Models {
    /// Folder of your own dependencies.yaml, services.yaml, places.yaml, prices.csv or slas.yaml, laid over the
    /// bundled ones
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

impl Models {
    /// The bundled catalog with the user's own over it.
    pub fn catalog(&self) -> Result<Cow<'static, Catalog>, Failure> {
        let Some(folder) = &self.models else {
            return Ok(Cow::Borrowed(Catalog::bundled()));
        };
        let mut files = Vec::new();
        let entries = fs::read_dir(folder).map_err(Failure::request("read the folder", folder))?;
        for entry in entries {
            let path = entry
                .map_err(Failure::request("read the folder", folder))?
                .path();
            let kind = path.extension().and_then(|kind| kind.to_str());
            if !matches!(kind, Some("yaml" | "csv")) {
                continue;
            }
            let size = fs::metadata(&path)
                .map_err(Failure::request("read", &path))?
                .len();
            if size > LARGEST {
                return Err(Failure::Request(Diagnostic::error(format!(
                    "`{}` is too large for a model file",
                    path.display()
                ))));
            }
            let text = fs::read_to_string(&path).map_err(Failure::request("read", &path))?;
            files.push((
                path.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                text,
            ));
        }
        files.sort();
        let catalog = Catalog::bundled().overlay(&files);
        let refused =
            |error| Failure::Request(Diagnostic::error(format!("{}: {error}", folder.display())));
        catalog.map(Cow::Owned).map_err(refused)
    }
}
