//! One architecture's numbers, from its lives, its exact answer and its bill; not yet compared with the others.

use super::{beside::Beside, money, weakness};
use crate::{
    answer::{ArchitectureResult, Cause, Downtime, OutageRow},
    bill::bill,
    catalog::Catalog,
    decide::{Offer, verdict},
    estimate::{Blocks, Chance, Estimate, Interval, believed, choose},
    exact::Method,
    experiment::{FirstOrder, FiveYears, Mean, Run, TableRow, Weighted},
    topology::Topology,
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Minimal cut sets that the results hold of each architecture.
const CUT_SETS: usize = 10;
/// A source whose outages cost this share of their length everywhere is reduced by nothing.
const UNRELIEVED: f64 = 0.99;
/// What is charged when no source is to blame: service is being moved back to a preferred member.
pub(super) const SWITCHING_BACK: &str = "switching back";

/// The numbers of the architecture at `index`, and its mean downtime block by block.
pub(super) fn architecture(
    topology: &Topology,
    catalog: &Catalog,
    run: &Run,
    (table, five): (&[TableRow], Option<&FiveYears>),
    index: usize,
) -> (ArchitectureResult, Blocks) {
    let architecture = &topology.architectures[index];
    let known = run.known[index].as_ref().ok();
    let tally = &run.tallies[index];
    let estimate = match tally.weighted.means() {
        Some(means) if run.branched[index] => {
            let work = tally.with_work.as_ref().and_then(Weighted::means);
            Estimate::new(tally).weighted(&means, work.as_ref())
        }
        _ => Estimate::new(tally),
    };
    let beside = Beside::new(topology, run, index, &estimate);
    let long = five.map_or(estimate.long_outage_in_5y, Chance::of_lives);
    let best = choose(run, index, &estimate);
    let (mean, interval) = (best.mean, best.interval);
    let first_order = run.first_order[index].as_ref();
    let minutes = |of: fn(&FirstOrder) -> Mean| Some(of(first_order?).mean * MINUTES_PER_HOUR);
    let cost = money::cost(&bill(topology, architecture, catalog), architecture);
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
            .map(|exact| exact.failover_minutes)
            .or_else(|| minutes(|it| it.failover))
            .unwrap_or(estimate.failover),
        lost_service_minutes_per_year: beside.lost_service.measured.mean,
        lost_service_ci95: ends(beside.lost_service.measured.interval),
        lost_service_exact: beside.lost_service.exact,
        planned_minutes_per_year: beside.planned.measured.mean,
        planned_ci95: ends(beside.planned.measured.interval),
        planned_exact: beside.planned.exact,
        data_loss_minutes_per_year: beside.data_lost.measured.mean,
        data_loss_ci95: ends(beside.data_lost.measured.interval),
        data_loss_exact: beside.data_lost.exact,
        p_data_loss: estimate.losing_data,
        made_static: weakness.made_static,
        cut_sets: weakness.cut_sets,
        cut_sets_total: weakness.cut_sets_total,
        importance: weakness.importance,
        p_no_downtime: estimate.no_downtime,
        p_long_outage_5y: long.share,
        p_long_outage_5y_ci95: ends(long.interval),
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
            ci95: ends(interval),
            p50: estimate.p50,
            p90: estimate.p90,
            p99: estimate.p99,
            simulated: estimate.mean,
            simulated_ci95: ends(estimate.interval),
            exact: known.map(|exact| exact.downtime_minutes),
            believed: believed(run, index, mean).unwrap_or(mean),
            estimator: best.estimator,
            estimator_reason: best.reason,
            effective_sample_size: best.sample,
            none_seen: estimate.none_seen && !run.is_computed(index),
        },
        sla_credits: money::sla_credits(topology, architecture, catalog),
        complexity: money::complexity(architecture),
    };
    if let Some(price) = topology.goal.outage_cost {
        let offer = Offer {
            cost: result.cost.monthly,
            downtime: result.downtime.mean_or_bound(),
        };
        result.outage_cost_monthly = Some(offer.hours_a_month() * price);
        result.total_monthly = Some(offer.total(price));
    }
    (result, best.blocks)
}

fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

/// What causes the downtime: shares as simulated, of the best mean there is.
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
pub(super) fn unrelieved(table: &[TableRow]) -> Vec<String> {
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
