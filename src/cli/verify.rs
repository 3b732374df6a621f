//! `spof verify`: the simulation held against the exact answer.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use clap::Args;

use super::{
    exit::{Exit, Failure},
    load, screen, world,
};
use crate::{
    report::{self, TableStyle},
    study::verify,
};

/// Hold the simulation against the exact answer
///
/// Both are worked out for every architecture that has an exact answer, by programs that share only the model, and their
/// difference is told in standard errors of the simulation. The exit code is 70 where one is beyond 4: that is a mistake
/// of spof's, for the two cannot both be right. An answer that the plan states, `known: {unavailability: …, by: …}`, is
/// held against the simulation too; where only such a one is beyond 4, the exit code is 1.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  spof verify examples/seoul-shop.yaml --seeds 5")]
pub struct Arguments {
    /// The plan, a YAML file; `-` reads stdin
    file: PathBuf,
    /// Half-width of the 95 % intervals to reach with each seed, relative to the mean
    #[arg(long, default_value = "1%", value_parser = super::run::precision, value_name = "SHARE")]
    precision: f64,
    /// Most years to simulate with each seed, rounded up to blocks of 1,024
    #[arg(long, default_value_t = 200_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    years: u64,
    /// How many seeds, from 1 on
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=1000))]
    seeds: u64,
    #[command(flatten)]
    models: world::Models,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let catalog = world::catalog(&arguments.models)?;
    let topology = load::topology(&arguments.file, &catalog)?;
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    // As in `run`: the first Ctrl-C ends with the seeds that are complete, the second the program.
    let _ = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::SeqCst) {
            std::process::abort();
        }
    });
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
    screen::print(&report::verification(
        &results,
        TableStyle {
            width: screen::width(),
            colour: screen::colour(),
        },
    ))?;
    Ok(if results.agrees() {
        Exit::Done
    } else if results.agrees_with_itself() {
        Exit::GoalMissed
    } else {
        Exit::OurFault
    })
}
