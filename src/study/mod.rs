//! A study: a plan's topology simulated, priced, estimated and decided upon. The one door through which the program, the tests and
//! the benchmarks go from [`Topology`] to [`Results`].

mod architecture;
mod bad_year;
mod beside;
mod borrowed;
mod certain;
mod computed;
mod expected;
mod explain;
mod money;
mod notes;
mod results;
mod story;
mod timeline;
mod verification;
mod weakness;

use std::sync::atomic::AtomicBool;

use crate::{
    answer::{Results, Stopped},
    catalog::Catalog,
    experiment::{
        Event, Losses, Options, Scenarios, Stage, five_years, outage_table, scenarios, simulate,
    },
    topology::Topology,
};

pub use bad_year::bad_year;
pub use explain::{Chosen, explain};
pub use verification::verify;
pub use weakness::weaknesses;

use results::{Lived, results};

/// Simulates, prices and compares all architectures of a plan; prices are the catalog's.
///
/// `observe` hears of every stage and of the progress; setting `stop` ends the simulation with what there is.
#[must_use]
pub fn study(
    topology: &Topology,
    catalog: &Catalog,
    options: Options,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Results {
    uncertain_study(topology, catalog, options, 0, observe, stop)
}

/// The same in so many scenarios whose numbers are drawn from what is believed of them: what is expected over all of them, how
/// sure that is, and what one number alone does at either end of its range.
#[must_use]
pub fn uncertain_study(
    topology: &Topology,
    catalog: &Catalog,
    options: Options,
    count: u32,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Results {
    let run = simulate(topology, options, observe, stop);
    let five = five_years(topology, options.seed, stop);
    observe(Event::Begins(Stage::OutageTable));
    let table = outage_table(topology, options.seed);
    observe(Event::Begins(Stage::Report));
    let (lived, architectures) = Lived::new(topology, catalog, &run, &table, &five);
    if count == 0 {
        return results(
            topology,
            options,
            &lived,
            architectures,
            &Scenarios::default(),
        );
    }
    let planned: Vec<Losses> = architectures.iter().map(expected::as_written).collect();
    let mut others = scenarios(topology, options, &run, &planned, count, observe, stop);
    if others.swings.len() < topology.unknowns.len() {
        // A tornado of some of the numbers would name the wrong one.
        others.swings.clear();
    }
    observe(Event::Begins(Stage::Report));
    let mut results = results(topology, options, &lived, architectures, &others);
    if results.scenarios < u64::from(count) || others.swings.len() < topology.unknowns.len() {
        results.stopped = Stopped::Interrupted;
    }
    results
        .notes
        .extend(notes::of_scenarios(topology, &others, u64::from(count)));
    results
}
