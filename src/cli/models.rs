//! The catalog that a command works with: the bundled one, under the user's own files.

use std::{
    borrow::Cow,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use clap::Args;

use super::exit::Failure;
use crate::catalog::{Catalog, CatalogError};
use crate::diagnostic::{Diagnostic, SourceText};

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
        match &self.models {
            Some(folder) => over(Catalog::bundled(), folder).map(Cow::Owned),
            None => Ok(Cow::Borrowed(Catalog::bundled())),
        }
    }
}

/// A catalog with the files of a folder over it.
pub(super) fn over(catalog: &Catalog, folder: &Path) -> Result<Catalog, Failure> {
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
        let text = read(&path)?;
        files.push((
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            text,
        ));
    }
    files.sort();
    catalog.overlay(&files).map_err(|error| match error {
        CatalogError::Refused {
            source_text: SourceText { name, text },
            problems,
        } => {
            let path = folder.join(name).display().to_string();
            Failure::Plan(SourceText::new(path, text), problems)
        }
        error => Failure::Request(Diagnostic::error(format!("{}: {error}", folder.display()))),
    })
}

/// The text of a model file.
fn read(path: &Path) -> Result<String, Failure> {
    let refused = |what: &str| {
        let message = format!("`{}` {what}", path.display());
        Failure::Request(Diagnostic::error(message))
    };
    // A file may grow meanwhile, so the limit is held while reading too. Asked before opening: opening a pipe that nobody writes to would wait for ever.
    let about = fs::metadata(path).map_err(Failure::request("read", path))?;
    if !about.is_file() {
        return Err(refused("is not a file"));
    }
    if about.len() > LARGEST {
        return Err(refused("is too large for a model file"));
    }
    let mut text = String::new();
    let file = File::open(path).map_err(Failure::request("read", path))?;
    let read = file.take(LARGEST + 1).read_to_string(&mut text);
    read.map_err(Failure::request("read", path))?;
    if text.len() as u64 > LARGEST {
        return Err(refused("is too large for a model file"));
    }
    Ok(text)
}
