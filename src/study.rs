//! A study: a plan's topology simulated, priced and compared. The one door through which the program, the tests and
//! the benchmarks go from [`Topology`] to [`Results`].

mod best;
mod decision;
mod explain;
mod money;
mod notes;
mod remedy;
mod story;
mod timeline;
mod uncertainty;
mod verification;
mod weakness;

use std::sync::atomic::AtomicBool;

use best::Best;
use decision::Evidence;
use uncertainty::{Doubt, assumptions};

use crate::{
    answer::{
        ArchitectureResult, Cause, Downtime, GoalResult, OutageRow, Results, Stopped, Verdict,
    },
    bill::bill,
    decide::{Offer, frontier},
    estimate::{Blocks, Estimate, Interval},
    exact::Method,
    experiment::{
        self, Believed, Event, Options, Run, Scenarios, Stage, TableRow, outage_table, scenarios,
        simulate,
    },
    report::advice,
    topology::Topology,
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

pub use explain::{Chosen, explain};
pub use verification::verify;
pub use weakness::weaknesses;

/// Minimal cut sets that the results hold of each architecture.
const CUT_SETS: usize = 10;
/// A source whose outages cost this share of their length everywhere is relieved by nothing.
const UNRELIEVED: f64 = 0.99;
/// What is charged when no source is to blame: service is being moved back to a preferred member.
const SWITCHING_BACK: &str = "switching back";

/// Simulates, prices and compares all architectures of a plan.
///
/// `observe` hears of every stage and of the progress; setting `stop` ends the simulation with what there is.
#[must_use]
pub fn study(
    topology: &Topology,
    options: Options,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Results {
    uncertain_study(topology, options, 0, observe, stop)
}

/// The same, and how sure that is: the architectures are lived again in `draws` worlds whose numbers are drawn from what
/// is believed of them, and in those in which one number alone is at an end of its range.
#[must_use]
pub fn uncertain_study(
    topology: &Topology,
    options: Options,
    draws: u64,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Results {
    let run = simulate(topology, options, observe, stop);
    observe(Event::Begins(Stage::OutageTable));
    let table = outage_table(topology, options.seed);
    observe(Event::Begins(Stage::Report));
    let (lived, architectures) = Lived::new(topology, &run, &table);
    if draws == 0 {
        return results(
            topology,
            options,
            &lived,
            architectures,
            &Scenarios::default(),
        );
    }
    let planned = architectures.iter().map(|result| result.downtime.mean);
    let planned: Vec<f64> = planned.collect();
    let mut worlds = scenarios(topology, options, &run, &planned, draws, observe, stop);
    if worlds.swings.len() < topology.unknowns.len() {
        // A tornado of some of the numbers would name the wrong one.
        worlds.swings.clear();
    }
    observe(Event::Begins(Stage::Report));
    let mut results = results(topology, options, &lived, architectures, &worlds);
    results
        .notes
        .extend(notes::of_worlds(topology, &worlds, draws));
    results
}

/// What the lives of all architectures came to.
struct Lived<'a> {
    run: &'a Run,
    table: &'a [TableRow],
    /// Mean downtimes, block by block.
    blocks: Vec<Blocks>,
}

impl<'a> Lived<'a> {
    /// That, and the architectures' results, not yet compared.
    fn new(
        topology: &Topology,
        run: &'a Run,
        table: &'a [TableRow],
    ) -> (Self, Vec<ArchitectureResult>) {
        let (architectures, blocks) = (0..topology.architectures.len())
            .map(|index| architecture(topology, run, table, index))
            .unzip();
        (Self { run, table, blocks }, architectures)
    }
}

fn results(
    topology: &Topology,
    options: Options,
    lived: &Lived<'_>,
    mut architectures: Vec<ArchitectureResult>,
    worlds: &Scenarios,
) -> Results {
    let Lived { run, table, blocks } = lived;
    let reckoned = architectures.iter().map(|it| it.downtime.reckoned());
    let offers = offered(&architectures, reckoned);
    let drawn = worlds.drawn.iter();
    let drawn: Vec<Vec<Offer>> = drawn
        .map(|world| offered(&architectures, world.iter().copied()))
        .collect();
    let points: Vec<(f64, f64)> = offers.iter().map(|it| (it.cost, it.downtime)).collect();
    for (result, on_frontier) in architectures.iter_mut().zip(frontier(&points)) {
        result.on_frontier = on_frontier;
    }
    let doubt = Doubt {
        topology,
        architectures: &architectures,
        offers: &offers,
        drawn: &drawn,
        worlds,
    };
    let uncertainty = doubt.result();
    let evidence = Evidence {
        topology,
        architectures: &architectures,
        offers: &offers,
        blocks,
        lives: run.years,
        drawn: if topology.unknowns.is_empty() {
            // All worlds are the same one, which says nothing of how sure it is.
            &[]
        } else {
            &drawn
        },
    };
    let decision = evidence.decide();
    let mut notes = notes::notes(topology, options, run, &architectures);
    notes.extend(money::notes(topology, &architectures));
    notes.extend(notes::disagreements(topology, run));
    let mut results = Results {
        spof: env!("CARGO_PKG_VERSION").to_owned(),
        service: topology.service.clone(),
        about: topology.about.clone(),
        seed: options.seed,
        years: run.years,
        events: run.lived().map(|tally| tally.events).sum(),
        stopped: match run.stopped {
            experiment::Stopped::Precision => Stopped::Precision,
            experiment::Stopped::Years => Stopped::Years,
            experiment::Stopped::Interrupted => Stopped::Interrupted,
        },
        p_resolution: (3.0 / run.years.max(1) as f64).min(1.0),
        precision: options.precision,
        currency: topology.currency.clone(),
        fx: topology.fx,
        vat: topology.vat,
        goal: GoalResult {
            availability: topology.goal.availability,
            budget: topology.goal.budget,
            outage_cost: topology.goal.outage_cost,
        },
        decision,
        uncertainty,
        assumptions: assumptions(topology),
        architectures,
        unrelieved: unrelieved(table),
        notes,
    };
    results.decision.sentences = advice(&results);
    results
}

/// What the architectures ask and give where they are down so long [min a year].
fn offered(
    architectures: &[ArchitectureResult],
    downtimes: impl Iterator<Item = f64>,
) -> Vec<Offer> {
    let each = architectures.iter().zip(downtimes);
    each.map(|(result, downtime)| Offer {
        cost: result.cost.monthly,
        downtime,
    })
    .collect()
}

fn architecture(
    topology: &Topology,
    run: &Run,
    table: &[TableRow],
    index: usize,
) -> (ArchitectureResult, Blocks) {
    let architecture = &topology.architectures[index];
    let known = run.known[index].as_ref().ok();
    let tally = &run.tallies[index];
    let estimate = match tally.weighted.means() {
        Some(means) if run.branched[index] => Estimate::new(tally).weighted(&means),
        _ => Estimate::new(tally),
    };
    let best = Best::new(run, index, &estimate);
    let (mean, interval) = (best.mean, best.interval);
    let cost = money::cost(&bill(topology, architecture), architecture);
    let weakness = weakness::weakness(topology, architecture, CUT_SETS, weakness::FEW_STEPS);
    let mut result = ArchitectureResult {
        name: architecture.name.clone(),
        about: architecture.about.clone(),
        availability: 1.0 - mean / (HOURS_PER_YEAR * MINUTES_PER_HOUR),
        outages_per_year: known
            .and_then(|exact| exact.outages_per_year)
            .unwrap_or(estimate.outages),
        failover_minutes_per_year: known
            .filter(|exact| exact.method == Method::Chain)
            .map_or(estimate.failover, |exact| exact.failover_minutes),
        lost_service_minutes_per_year: estimate.lost_service,
        planned_minutes_per_year: known
            .and_then(|exact| exact.planned_minutes)
            .unwrap_or(estimate.planned),
        data_loss_minutes_per_year: estimate.data_lost,
        p_data_loss: estimate.losing_data,
        made_static: weakness.made_static,
        cut_sets: weakness.cut_sets,
        cut_sets_total: weakness.cut_sets_total,
        importance: weakness.importance,
        p_no_downtime: estimate.no_downtime,
        p_long_outage_5y: estimate.long_outage_in_5y,
        p_goal: topology.goal.availability.map(|_| estimate.met_goal),
        meets_goal: topology
            .goal
            .availability
            .map(|share| verdict(interval, share)),
        outage_cost_monthly: None,
        total_monthly: None,
        cost,
        on_frontier: false,
        causes: causes(topology, run, index, &estimate, mean),
        exceedance: estimate.exceedance,
        outage_table: table
            .iter()
            .filter_map(|row| outage_row(row, index))
            .collect(),
        downtime: Downtime {
            unit: "minutes/year",
            mean,
            ci95: [interval.low, interval.high],
            p50: estimate.p50,
            p90: estimate.p90,
            p99: estimate.p99,
            simulated: estimate.mean,
            simulated_ci95: [estimate.interval.low, estimate.interval.high],
            exact: known.map(|exact| exact.downtime_minutes),
            believed: believed(run, index, mean).unwrap_or(mean),
            estimator: best.estimator,
            estimator_reason: best.reason,
            effective_sample_size: best.sample,
            none_seen: estimate.none_seen && known.is_none(),
        },
        sla_credits: money::sla_credits(topology, architecture),
        complexity: money::complexity(architecture),
    };
    if let Some(price) = topology.goal.outage_cost {
        let offer = Offer {
            cost: result.cost.monthly,
            downtime: result.downtime.reckoned(),
        };
        result.outage_cost_monthly = Some(offer.hours_a_month() * price);
        result.total_monthly = Some(offer.total(price));
    }
    (result, best.blocks)
}

/// What one would have believed [min a year]; `None` where that is the architecture itself. Exact where possible, else
/// `mean` less what the same years show between the two.
fn believed(run: &Run, index: usize, mean: f64) -> Option<f64> {
    Some(match run.believed[index].as_ref()? {
        Believed::Known(minutes) => *minutes,
        Believed::Lived(tally) => {
            let apart = run.tallies[index].mean_hours() - tally.mean_hours();
            (mean - apart * MINUTES_PER_HOUR).max(0.0)
        }
    })
}

/// Whether an interval of downtime [min a year] meets an availability.
fn verdict(interval: Interval, availability: f64) -> Verdict {
    let allowed = (1.0 - availability) * HOURS_PER_YEAR * MINUTES_PER_HOUR;
    if interval.high <= allowed {
        Verdict::Yes
    } else if interval.low > allowed {
        Verdict::No
    } else {
        Verdict::Undecided
    }
}

/// What the downtime is owed to: shares as simulated, of the best mean there is.
fn causes(
    topology: &Topology,
    run: &Run,
    index: usize,
    estimate: &Estimate,
    mean: f64,
) -> Vec<Cause> {
    let sources = &run.sources[index];
    let mut causes: Vec<Cause> = estimate
        .causes
        .iter()
        .enumerate()
        .filter(|(_, minutes)| minutes.0 > 0.0)
        .map(|(local, &(minutes, failover))| {
            let source = sources.get(local).map(|source| &topology.sources[source]);
            Cause {
                source: source
                    .map_or(SWITCHING_BACK, |source| &source.name)
                    .to_owned(),
                kind: source
                    .map_or(SWITCHING_BACK, |source| &source.kind)
                    .to_owned(),
                minutes_per_year: minutes / estimate.mean * mean,
                failover_minutes_per_year: failover / estimate.mean * mean,
                share: minutes / estimate.mean,
            }
        })
        .collect();
    causes.sort_by(|a, b| {
        b.minutes_per_year
            .total_cmp(&a.minutes_per_year)
            .then_with(|| a.source.cmp(&b.source))
    });
    causes
}

fn outage_row(row: &TableRow, index: usize) -> Option<OutageRow> {
    row.cells[index].map(|cell| OutageRow {
        source: row.kind.clone(),
        length_minutes: cell.length,
        minutes_lost: Some(cell.lost),
        per_year: cell.per_year,
        length_p90_minutes: cell.length_p90,
        minutes_lost_p90: Some(cell.lost_p90),
        per_year_range: cell.per_year_range.map(|(low, high)| [low, high]),
    })
}

/// Kinds of source that cost their whole length in every architecture of a plan with a choice.
fn unrelieved(table: &[TableRow]) -> Vec<String> {
    let whole = |row: &&TableRow| {
        row.cells.len() > 1
            && row
                .cells
                .iter()
                .all(|cell| cell.is_some_and(|cell| cell.lost >= UNRELIEVED * cell.length))
    };
    table
        .iter()
        .filter(whole)
        .map(|row| row.kind.clone())
        .collect()
}
