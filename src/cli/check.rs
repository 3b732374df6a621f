//! `spof check`: what is wrong with a plan, and what spof understood of it.

use clap::Args;

use super::{
    exit::{Exit, Failure},
    input::Input,
    screen,
};
use crate::report::understanding;

/// Check a plan and tell what spof understood of it
///
/// Prints every problem with its place in the file, or, if there is none, the failure domains, who depends on what,
/// where each number comes from, and the single points of failure. Nothing is simulated.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  spof check examples/seoul-shop.yaml")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let (topology, catalog) = arguments.input.read()?;
    screen::print(&understanding(&topology, &catalog, screen::style()))?;
    Ok(Exit::Done)
}
