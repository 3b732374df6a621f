//! `spof check`: what is wrong with a plan, and what spof understood of it.

use std::path::PathBuf;

use clap::Args;

use super::{
    exit::{Exit, Failure},
    load, screen, world,
};
use crate::report::{TableStyle, understanding};

/// Check a plan and tell what spof understood of it
///
/// Prints every problem with its place in the file, or, if there is none, the failure domains, who depends on what,
/// where each number comes from, and the single points of failure. Nothing is simulated.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  spof check examples/seoul-shop.yaml")]
pub struct Arguments {
    /// The plan, a YAML file; `-` reads stdin
    file: PathBuf,
    #[command(flatten)]
    models: world::Models,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let catalog = world::catalog(&arguments.models)?;
    let topology = load::topology(&arguments.file, &catalog)?;
    screen::print(&understanding(
        &topology,
        &catalog,
        TableStyle {
            width: screen::width(),
            colour: screen::colour(),
        },
    ))?;
    Ok(Exit::Done)
}
