//! `spof init`: a commented plan to start from.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use super::{
    exit::{Exit, Failure},
    screen,
};
use crate::diagnostic::Diagnostic;

/// Write a commented plan to start from
///
/// Without a file name it goes to stdout. An existing file is never overwritten.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  spof init --template multi-region plan.yaml")]
pub struct Arguments {
    /// The file to write; stdout if none is given
    file: Option<PathBuf>,
    /// What the plan compares
    #[arg(long, value_enum, default_value_t = Template::MultiAz)]
    template: Template,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    /// One zone, and the same with a watchdog.
    SingleAz,
    /// One zone against two.
    MultiAz,
    /// Two zones against a second region, standing by or serving.
    MultiRegion,
    /// Two zones against a second cloud.
    MultiCloud,
    /// Functions and a table in one region against two.
    Serverless,
    /// A server room of one's own against a cloud.
    OwnPlace,
    /// The shop of the Seoul outage of November 2018, as in `examples/seoul-shop.yaml`.
    Seoul,
}

impl Template {
    fn text(self) -> &'static str {
        match self {
            Self::SingleAz => include_str!("../../examples/templates/single-az.yaml"),
            Self::MultiAz => include_str!("../../examples/templates/multi-az.yaml"),
            Self::MultiRegion => include_str!("../../examples/templates/multi-region.yaml"),
            Self::MultiCloud => include_str!("../../examples/templates/multi-cloud.yaml"),
            Self::Serverless => include_str!("../../examples/templates/serverless.yaml"),
            Self::OwnPlace => include_str!("../../examples/templates/own-place.yaml"),
            Self::Seoul => include_str!("../../examples/seoul-shop.yaml"),
        }
    }
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let text = arguments.template.text();
    match &arguments.file {
        None => screen::print(text)?,
        Some(path) => {
            create(path, text)?;
            screen::say(&format!("wrote {0}; now `spof check {0}`", path.display()));
        }
    }
    Ok(Exit::Done)
}

fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            let problem = Diagnostic::error(format!("`{}` exists already", path.display()));
            Failure::Request(
                problem.help("give another name; an existing file is never overwritten"),
            )
        }
        _ => Failure::request("write", path)(error),
    })?;
    file.write_all(text.as_bytes())
        .map_err(Failure::io("write", path))
}
