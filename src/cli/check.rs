//! `spof check`: what is wrong with a plan, and what spof understood of it.

use std::borrow::Cow;

use clap::Args;

use super::{
    exit::{Exit, Failure},
    input::{Input, reading},
    screen,
};
use crate::report::{overview, understanding};

/// Check a plan and tell what spof understood of it
///
/// Prints every problem with its place in the file, or, if there is none, an overview of the architectures; with `--all`
/// the failure domains, who depends on what, where each number comes from, and the single points of failure. Nothing is
/// simulated.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  spof check examples/seoul-shop.yaml")]
pub struct Arguments {
    /// Print all that was understood, not an overview alone
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    input: Input,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let catalog = arguments.input.catalog()?;
    let reading = reading(&arguments.input.file, &catalog)?;
    let topology = reading.topology;
    let catalog = reading.catalog.map_or(catalog, Cow::Owned);
    let understood = if arguments.all {
        understanding(
            &topology,
            (&reading.choices, reading.tried.as_ref()),
            &catalog,
            screen::style(),
        )
    } else {
        overview(&topology, &catalog, screen::style())
    };
    screen::print(&understood)?;
    Ok(Exit::Done)
}
