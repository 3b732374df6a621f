//! `spof verify`: the simulation held against what is computed.

use std::sync::atomic::Ordering;

use clap::Args;

use super::{
    exit::{Exit, Failure},
    input::Input,
    interrupt,
    output::{Format, Output, forms},
    screen,
};
use crate::{report, study::verify};

/// Hold the simulation against what is computed
///
/// For every architecture whose mean downtime can be computed, exactly or outage by outage, it is, and with each seed it is
/// simulated as if it could not be, by two parts of spof that share nothing but the model. So are lost service, planned time
/// and lost data. How far apart they are is given in standard errors of the simulation, for each seed and for all of them
/// together. Beyond 4 one of the two is wrong, which is spof's mistake and not the plan's: the exit code is then 70. Where too
/// few years had any, that is said, and counts for neither.
///
/// An answer that the plan states, `known: {unavailability: …, by: …}`, is held against the simulation too; where only such
/// a one is beyond 4, the exit code is 1.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  spof verify examples/seoul-shop.yaml --seeds 5",
    mut_arg("format", |arg| arg.value_parser(forms([("text", "A table for people"), ("json", "One JSON object")])))
)]
pub struct Arguments {
    /// Half-width of the 95 % intervals to reach with each seed, relative to the mean
    #[arg(long, default_value = "2%", value_parser = super::simulation::precision, value_name = "SHARE")]
    precision: f64,
    /// Most years to simulate with each seed, rounded up to blocks of 1,024 [default: 200000, or fewer where these would have
    /// more than 200 million events]
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    years: Option<u64>,
    /// How many seeds to try: 1, 2, 3 and so on
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=1000))]
    seeds: u64,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    input: Input,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let topology = arguments.input.topology()?;
    let stop = interrupt::flag();
    let results = verify(
        &topology,
        arguments.precision,
        arguments.years,
        arguments.seeds,
        &|_| {},
        &stop,
    );
    if stop.load(Ordering::SeqCst) && results.years == 0 {
        return Err(Failure::Interrupted);
    }
    screen::print(&match arguments.output.format {
        Format::Json => report::pretty_json(&results).map_err(Failure::ours)?,
        // No other form is offered here.
        _ => report::verification(&results, screen::style()),
    })?;
    Ok(if results.agrees() {
        Exit::Done
    } else if results.agrees_with_itself() {
        Exit::GoalMissed
    } else {
        Exit::OurFault
    })
}
