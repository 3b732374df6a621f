//! `spof importance`: minimal cut sets and importance measures.

use clap::Args;

use super::{
    exit::{Exit, Failure},
    input::{self, Input},
    output::{Format, Output, forms},
    screen,
};
use crate::{report, study::weaknesses};

/// Tell what takes each architecture down: minimal cut sets and importance measures
///
/// Computed, not simulated. A minimal cut set is a least set of sources that take the service down together; the
/// importance measures tell how much of the downtime depends on each source. They need a structure without a past, so an
/// architecture with failovers, crews or common causes is first made static, and it is said what was changed.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  spof importance examples/seoul-shop.yaml --architecture multi-az",
    mut_arg("format", |arg| arg.value_parser(forms([("text", "Tables for people"), ("json", "One JSON object, with all sources")])))
)]
pub struct Arguments {
    /// Only this architecture
    #[arg(long, value_name = "NAME")]
    architecture: Option<String>,
    /// How many cut sets and how many sources to tell of each architecture, at most
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    top: u16,
    /// Take every number as it is written, at its central value, and not at the mean of what is believed of it
    #[arg(long)]
    as_written: bool,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    input: Input,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut topology = arguments.input.topology()?;
    if let Some(name) = &arguments.architecture {
        let index = input::architecture(&topology, name)?;
        topology.architectures = vec![topology.architectures.swap_remove(index)];
    }
    let top = usize::from(arguments.top);
    let results = weaknesses(&topology, top, input::basis(arguments.as_written));
    screen::print(&match arguments.output.format {
        Format::Json => report::pretty_json(&results).map_err(Failure::ours)?,
        // No other form is offered here.
        _ => report::weaknesses(&results, top, screen::style()),
    })?;
    Ok(Exit::Done)
}
