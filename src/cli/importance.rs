//! `spof importance`: minimal cut sets and importance measures.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{
    exit::{Exit, Failure},
    load, screen, world,
};
use crate::{
    report::{self, TableStyle},
    study::weaknesses,
};

/// Tell what takes each architecture down: minimal cut sets and importance measures
///
/// Computed, not simulated. A minimal cut set is a least set of sources that take the service down together; the
/// importance measures tell how much of the downtime hangs on each source. They need a structure without a past, so an
/// architecture with failovers, crews or common causes is first made static, and it is said what was changed.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  spof importance examples/seoul-shop.yaml --architecture multi-az"
)]
pub struct Arguments {
    /// The plan, a YAML file; `-` reads stdin
    file: PathBuf,
    /// Only this architecture
    #[arg(long, value_name = "NAME")]
    architecture: Option<String>,
    /// How many cut sets and how many sources to tell of each architecture, at most
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    top: u16,
    /// What goes to stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    models: world::Models,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for people.
    Text,
    /// One JSON object, with all sources.
    Json,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let catalog = world::catalog(&arguments.models)?;
    let mut topology = load::topology(&arguments.file, &catalog)?;
    if let Some(name) = &arguments.architecture {
        let index = load::architecture(&topology, name)?;
        topology.architectures = vec![topology.architectures.swap_remove(index)];
    }
    let top = usize::from(arguments.top);
    let results = weaknesses(&topology, top);
    screen::print(&match arguments.format {
        Format::Text => report::weaknesses(
            &results,
            top,
            TableStyle {
                width: screen::width(),
                colour: screen::colour(),
            },
        ),
        Format::Json => report::weaknesses_json(&results).map_err(Failure::ours)?,
    })?;
    Ok(Exit::Done)
}
