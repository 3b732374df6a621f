//! What a command works on: a plan's file, and what it means under the catalog.
//!
//! This is the one place that reads a plan's file. What cannot be a plan is refused before it costs anything.

use std::{
    borrow::Cow,
    fs::File,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{
    exit::Failure,
    models::{self, Models},
    screen,
};
use crate::{
    answer::Basis,
    build::{self, Reading},
    catalog::Catalog,
    diagnostic::{self, Diagnostic, LARGEST_PLAN, SourceText, too_large},
    plan,
    topology::Topology,
};

/// The plan that a command works on, and the catalog under it.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// The plan, a YAML file; `-` reads stdin
    #[arg(index = 1)]
    pub file: PathBuf,
    #[command(flatten)]
    models: Models,
}

impl Input {
    /// What the plan means, and the catalog that its prices are from; warnings are printed on the way, and the plan's
    /// problems are the failure.
    pub fn read(&self) -> Result<(Topology, Cow<'static, Catalog>), Failure> {
        let catalog = self.models.catalog()?;
        let reading = reading(&self.file, &catalog)?;
        Ok((
            reading.topology,
            reading.catalog.map_or(catalog, Cow::Owned),
        ))
    }

    /// The catalog.
    pub fn catalog(&self) -> Result<Cow<'static, Catalog>, Failure> {
        self.models.catalog()
    }

    /// What the plan means, where prices do not matter.
    pub fn topology(&self) -> Result<Topology, Failure> {
        Ok(self.read()?.0)
    }
}

/// Reads the plan at `path`, `-` being stdin; its problems are the failure.
pub(super) fn reading(path: &Path, catalog: &Catalog) -> Result<Reading, Failure> {
    let source = read_plan_file(path).map_err(|refused| {
        let (source, problem) = *refused;
        Failure::Plan(source, vec![problem])
    })?;
    // Beside the plan, wherever one stands.
    let folder = plan::models_of(&source.text);
    let folder = folder.map(|folder| path.parent().unwrap_or(Path::new(".")).join(folder));
    let own = folder
        .map(|folder| models::over(catalog, &folder))
        .transpose()?;
    match build::read(&source, own.as_ref().unwrap_or(catalog)) {
        Ok(mut reading) => {
            reading.catalog = reading.catalog.or(own);
            if !reading.warnings.is_empty() {
                screen::problems(&source, &reading.warnings);
            }
            Ok(reading)
        }
        Err(problems) => Err(Failure::Plan(source, problems)),
    }
}

/// The place of the architecture of this name.
pub(super) fn architecture(topology: &Topology, name: &str) -> Result<usize, Failure> {
    let architectures = &topology.architectures;
    let names = || {
        architectures
            .iter()
            .map(|architecture| architecture.name.as_str())
    };
    if let Some(index) = names().position(|other| other == name) {
        return Ok(index);
    }
    let there = names().collect::<Vec<_>>().join(", ");
    let help = match diagnostic::nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`? There is {there}"),
        None => format!("there is {there}"),
    };
    let problem = Diagnostic::error(format!("the plan has no architecture `{name}`"));
    Err(Failure::Request(problem.help(help)))
}

/// Reads a plan; `-` is standard input. What cannot be read is reported under the name returned with it.
///
/// # Errors
/// When there is no such file, it is a directory, too large, binary or not UTF-8.
pub fn read_plan_file(path: &Path) -> Result<SourceText, Box<(SourceText, Diagnostic)>> {
    let name = if path.as_os_str() == "-" {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    };
    let bytes = if path.as_os_str() == "-" {
        read_bounded(std::io::stdin().lock())
    } else {
        read_file(path)
    };
    bytes
        .and_then(|bytes| SourceText::from_bytes(name.clone(), &bytes))
        .map_err(|problem| Box::new((SourceText::new(name, ""), problem)))
}

fn read_file(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    // Asked before opening: opening a pipe that nobody writes to would wait for ever.
    let about = std::fs::metadata(path).map_err(|error| unreadable(&error, path))?;
    if about.is_dir() {
        return Err(Diagnostic::error("this is a directory, not a plan")
            .help("give a YAML file; `spof init` writes one to start from"));
    }
    if about.is_file() && about.len() > LARGEST_PLAN {
        return Err(too_large(about.len()));
    }
    let file = File::open(path).map_err(|error| unreadable(&error, path))?;
    read_bounded(file)
}

/// Everything up to just over the limit, for what has no size to ask for.
fn read_bounded(input: impl Read) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::new();
    let read = input.take(LARGEST_PLAN + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(&error, Path::new("")))?;
    Ok(bytes)
}

fn unreadable(error: &std::io::Error, path: &Path) -> Diagnostic {
    match error.kind() {
        ErrorKind::NotFound => {
            let near = neighbour(path);
            let help = near.map_or_else(
                || "check the path, or write a plan with `spof init`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Diagnostic::error("there is no such file").help(help)
        }
        ErrorKind::PermissionDenied => {
            Diagnostic::error("the file may not be read").help("check its permissions")
        }
        _ => Diagnostic::error(format!("the file cannot be read: {error}")),
    }
}

/// A plan beside a path that is not there, with almost its name.
fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = std::fs::read_dir(parent.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = folder
        .take(1_000)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".yaml") || name.ends_with(".yml"))
        .collect();
    names.sort();
    let near = diagnostic::nearest(wanted, names.iter().map(String::as_str))?;
    Some(parent.map_or_else(
        || near.to_owned(),
        |parent| parent.join(near).display().to_string(),
    ))
}

/// How the numbers of a plan are taken.
pub fn basis(as_written: bool) -> Basis {
    match as_written {
        true => Basis::AsWritten,
        false => Basis::Expected,
    }
}
