//! How long to simulate, from which seed and on how many threads: the options of every command that runs a study, and
//! the run itself with its progress.

use std::sync::atomic::AtomicBool;

use clap::Args;

use super::{exit::Failure, interrupt, progress, stopwatch::Stopwatch};
use crate::{
    experiment::{Event, Method, Options},
    units::parse_share,
};

/// Options of every command that simulates a whole plan.
#[derive(Debug, Args)]
pub struct Simulation {
    /// Half-width of the 95 % intervals to reach, relative to the mean
    #[arg(long, default_value = "2%", value_parser = precision, value_name = "SHARE")]
    precision: f64,
    /// Most years to simulate, rounded up to blocks of 1,024; without it at most 1,000,000, and fewer where each has very
    /// many failures
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    years: Option<u64>,
    /// Seed of all random draws; the same seed gives the same results
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads to use; 0 takes every core. The results do not depend on it
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1024))]
    threads: u16,
}

/// Reads a precision, a share above 0.
pub fn precision(text: &str) -> Result<f64, String> {
    let share = parse_share(text).map_err(|error| error.to_string())?;
    if share > 0.0 {
        Ok(share)
    } else {
        Err("a precision of nothing is never reached; try `2%`".to_owned())
    }
}

impl Simulation {
    /// Does `work` on as many threads as wanted, with a progress bar; Ctrl-C sets the flag it is given.
    pub fn run<T: Send>(
        &self,
        stopwatch: &Stopwatch,
        work: impl FnOnce(Options, &(dyn Fn(Event) + Sync), &AtomicBool) -> T + Send,
    ) -> Result<T, Failure> {
        let stop = interrupt::flag();
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(self.threads))
            .build();
        let pool = pool.map_err(Failure::ours)?;
        let options = Options {
            seed: self.seed,
            precision: self.precision,
            years: self.years,
            method: Method::Best,
        };
        let bar = progress::Bar::new(options);
        let observe = |event| match event {
            Event::Begins(stage) => stopwatch.begin(stage),
            Event::Progress(progress) => bar.show(progress),
            Event::Scenarios { done, of } => bar.show_scenarios(done, of),
        };
        let done = pool.install(|| work(options, &observe, &stop));
        bar.finish();
        Ok(done)
    }
}
