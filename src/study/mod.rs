//! A study: a plan's topology simulated, priced, estimated and decided upon. The one door through which the program, the tests and
//! the benchmarks go from [`Topology`] to [`Results`].

mod architecture;
mod bad_year;
mod basis;
mod beneath;
mod beside;
mod borrowed;
mod certain;
mod classes;
mod computed;
mod elsewhere;
mod expected;
mod explain;
mod growth;
mod money;
mod notes;
mod results;
mod story;
mod timeline;
mod traffic;
mod unsaid;
mod valued;
mod verification;
mod weakness;

use std::sync::{Arc, atomic::AtomicBool};

use crate::{
    answer::{Results, Stopped},
    build::{Refused, read_plan},
    catalog::Catalog,
    exact::Settings,
    experiment::{
        Event, Method, Options, Scenarios, Stage, drawn_years, five_years, outage_table_among,
        scenarios, simulate_among,
    },
    plan::written::Plan,
    topology::Topology,
};

pub use bad_year::bad_year;
pub use explain::{Chosen, explain};
pub use valued::{Valued, valued};
pub use verification::verify;
pub use weakness::weaknesses;

use results::{Lived, results};

/// Scenarios of a run where nobody says how many.
pub const SCENARIOS: u32 = 400;

/// Reads, runs and decides upon a plan that a program made, as `spof run` does with one of a file: catalog and prices are the bundled
/// ones, the seed is 1.
///
/// ```
/// use spof::plan::written::{Architecture, Component, Plan};
///
/// let vm = Component { service: "vm".into(), size: "t3.small".into(), ..Component::default() };
/// let at = |zones: &str| Architecture { sites: [("tokyo", zones)].into(), ..Architecture::default() };
/// let plan = Plan {
///     spof: 1.into(),
///     service: "shop".into(),
///     path: ["web"].into(),
///     components: [("web", vm)].into(),
///     architectures: [("one", at("aws/ap-northeast-1/a")), ("two", at("aws/ap-northeast-1/a+c"))].into(),
///     ..Plan::default()
/// };
/// for design in spof::study(&plan)?.architectures.iter().filter(|it| it.on_frontier) {
///     println!("{}: {:.0} $ a month, {:.0} min a year", design.name, design.cost.monthly, design.downtime.mean);
/// }
/// # Ok::<(), spof::build::Refused>(())
/// ```
///
/// # Errors
///
/// What is wrong with the plan, drawn over the YAML that it is printed as.
pub fn of_plan(plan: &Plan) -> Result<Results, Refused> {
    let catalog = Catalog::bundled();
    let reading = read_plan(plan, catalog)?;
    let catalog = reading.catalog.as_ref().unwrap_or(catalog);
    let options = Options {
        seed: 1,
        precision: 0.02,
        years: None,
        method: Method::Best,
    };
    let (topology, stop) = (&reading.topology, AtomicBool::new(false));
    Ok(uncertain_study(
        topology,
        catalog,
        options,
        SCENARIOS,
        &|_| {},
        &stop,
    ))
}

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
    let with_classes = &*topology.with_classes();
    let settings = &Arc::<Settings>::default();
    let run = simulate_among(settings, with_classes, options, observe, stop);
    let five = five_years(topology, options.seed, stop);
    observe(Event::Begins(Stage::OutageTable));
    let table = outage_table_among(settings, topology, options.seed);
    observe(Event::Begins(Stage::Report));
    let (lived, mut architectures) = Lived::new(topology, catalog, &run, &table, &five);
    classes::add(with_classes, &run, &mut architectures);
    if count == 0 {
        return results(
            topology,
            options,
            &lived,
            architectures,
            (&Scenarios::default(), &[]),
        );
    }
    let planned = classes::losses(&architectures);
    let mut others = scenarios(
        with_classes,
        options,
        (&run, settings),
        &planned,
        count,
        observe,
        stop,
    );
    if others.swings.len() < topology.unknowns.len() {
        // A tornado of some of the numbers would name the wrong one.
        others.swings.clear();
    }
    let years = match topology.unknowns.is_empty() {
        true => Vec::new(),
        false => drawn_years(topology, &others.numbers, (options.seed, run.years), stop),
    };
    observe(Event::Begins(Stage::Report));
    let drawn = (&others, &years[..]);
    let mut results = results(topology, options, &lived, architectures, drawn);
    if results.scenarios < u64::from(count) || others.swings.len() < topology.unknowns.len() {
        results.stopped = Stopped::Interrupted;
    }
    results
        .notes
        .extend(notes::of_scenarios(topology, &others, u64::from(count)));
    results
}
