//! One architecture's numbers, from its lives, its exact answer and its bill; not yet compared with the others.

use super::{beside::Beside, money, weakness};
use crate::{
    answer::{
        ArchitectureResult, Cause, CausesBasis, Downtime, FirstOutage, OutageRow, SingleYears,
    },
    bill::bill,
    catalog::Catalog,
    estimate::{Blocks, Chance, Estimate, Interval, believed, choose},
    exact::{self, Blame, Causes, Charge},
    experiment::{FiveYears, Run, TableRow, Weighted},
    failover::Failback,
    topology::{Architecture, Goal, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Minimal cut sets that the results hold of each architecture.
const CUT_SETS: usize = 10;
/// A source whose outages cost this share of their length everywhere is reduced by nothing.
const UNRELIEVED: f64 = 0.99;
/// Minutes of a year.
const YEAR: f64 = HOURS_PER_YEAR * MINUTES_PER_HOUR;

/// What is charged when no source is to blame: service is being moved back to a preferred member, or a switch did harm.
pub(super) fn switching(architecture: &Architecture) -> &'static str {
    let laws = || architecture.groups.iter().map(|group| &group.law);
    let goes_back = laws().any(|law| matches!(law.failback, Failback::After { .. }));
    match (laws().any(|law| law.botched.is_some()), goes_back) {
        (false, _) => "switching back",
        (true, false) => "botched switch",
        (true, true) => "switching",
    }
}

/// The numbers of the architecture at `index`, and its mean downtime block by block.
pub(super) fn architecture(
    topology: &Topology,
    catalog: &Catalog,
    run: &Run,
    (table, five): (&[TableRow], Option<&FiveYears>),
    index: usize,
) -> (ArchitectureResult, Blocks) {
    let architecture = &topology.architectures[index];
    let goal = &topology.goal;
    let known = run.known[index].as_ref().ok();
    let estimate = estimate(run, index);
    let years = single_years(&estimate, goal);
    let beside = Beside::new(topology, run, index, &estimate);
    let long = five.map_or(estimate.long_outage_in_5y, Chance::of_lives);
    let best = choose(run, index, &estimate);
    let (mean, interval) = (best.mean, best.interval);
    let first_order = run.first_order[index].as_ref();
    let cost = money::cost(
        topology,
        &bill(topology, architecture, catalog),
        architecture,
    );
    let causes = causes(topology, run, index, &estimate, mean);
    let weakness = weakness::weakness(topology, architecture, CUT_SETS, weakness::FEW_STEPS);
    let result = ArchitectureResult {
        name: architecture.name.clone(),
        about: architecture.about.clone(),
        regions: regions(architecture),
        availability: 1.0 - mean / YEAR,
        unavailability: mean / YEAR,
        outages_per_year: known
            .and_then(|exact| exact.outages_per_year)
            .or_else(|| Some(first_order?.outages?.mean))
            .unwrap_or(estimate.outages),
        first_outage: first_outage(topology, run, index, &estimate),
        failover_minutes_per_year: causes.failover_minutes(),
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
        classes: Vec::new(),
        p_no_downtime: estimate.no_downtime,
        p_long_outage_5y: long.share,
        p_long_outage_5y_ci95: ends(long.interval),
        p_goal: years.p_goal,
        p_rto: years.p_rto,
        p_rpo: years.p_rpo,
        meets_goal: None,
        unpriced: money::unpriced(topology, architecture, &cost),
        unbilled: money::unbilled(architecture, catalog),
        expected: None,
        outage_cost_monthly: None,
        total_monthly: None,
        cost,
        on_frontier: false,
        causes: named(topology, architecture, &causes, mean),
        causes_basis: causes.basis,
        exceedance: estimate.exceedance,
        outage_table: table
            .iter()
            .filter_map(|row| outage_row(row, index))
            .collect(),
        downtime: Downtime {
            unit: "minutes/year",
            mean,
            ci95: ends(interval),
            p50: years.p50,
            p90: years.p90,
            p99: years.p99,
            simulated: estimate.mean,
            simulated_ci95: ends(estimate.interval),
            exact: known.map(|exact| exact.downtime_minutes),
            believed: believed(run, index, mean).unwrap_or(mean),
            estimator: best.estimator,
            estimator_reason: best.reason,
            effective_sample_size: best.sample,
            none_seen: estimate.none_seen && !run.is_computed(index),
            settled: best.settled,
        },
        sla_credits: money::sla_credits(topology, architecture, catalog),
        complexity: money::complexity(topology, architecture),
    };
    (result, best.blocks)
}

/// Provider and region of its sites, each once.
fn regions(architecture: &Architecture) -> Vec<String> {
    let mut regions: Vec<String> = Vec::new();
    for site in &architecture.sites {
        let region = format!("{}/{}", site.provider, site.region);
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    regions
}

/// What the lives of the architecture at `index` say.
pub(super) fn estimate(run: &Run, index: usize) -> Estimate {
    let tally = &run.tallies[index];
    match tally.weighted.means() {
        Some(means) if run.branched[index] => {
            let work = tally.with_work.as_ref().and_then(Weighted::means);
            Estimate::new(tally).weighted(&means, work.as_ref())
        }
        _ => Estimate::new(tally),
    }
}

/// How single years go, by so many of them.
pub(super) fn single_years(estimate: &Estimate, goal: &Goal) -> SingleYears {
    let periods = f64::from(goal.periods());
    SingleYears {
        p50: estimate.p50,
        p90: estimate.p90,
        p99: estimate.p99,
        p_goal: goal.availability.map(|_| estimate.met_goal / periods),
        p_rto: goal.rto.map(|_| estimate.met_rto),
        p_rpo: goal.rpo.map(|_| estimate.met_rpo),
    }
}

pub(super) fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

/// When the first outage is to be expected: computed where the mean is and the states are few, or where it is too rare to be seen,
/// else as the lives have it.
fn first_outage(topology: &Topology, run: &Run, index: usize, estimate: &Estimate) -> FirstOutage {
    let known = run.known[index].as_ref().ok();
    let architecture = &topology.architectures[index];
    let computed = known.and_then(|_| exact::first_outage(topology, architecture));
    // Too rare for any to be seen: then they come as good as independently of each other, and the wait is as long as from one to
    // the next.
    let first_order = run.first_order[index].as_ref();
    let outages = known
        .and_then(|exact| exact.outages_per_year)
        .or_else(|| Some(first_order?.outages?.mean));
    let rare = outages.filter(|outages| estimate.with_outage == 0 && *outages > 0.0);
    let rare = rare.map(|outages| HOURS_PER_YEAR / outages);
    FirstOutage {
        mean_hours: computed.or(rare).unwrap_or(estimate.first_outage),
        at_least: computed.or(rare).is_none() && estimate.with_outage == 0,
        exact: computed.is_some(),
        years_seen: estimate.with_outage,
    }
}

/// What causes the downtime: computed where the mean is, else as the lives charge it, of the best mean there is.
fn causes(topology: &Topology, run: &Run, index: usize, estimate: &Estimate, mean: f64) -> Causes {
    let known = run.known[index].as_ref().ok();
    let computed =
        known.and_then(|known| exact::causes(topology, &topology.architectures[index], known));
    let first_order = run.first_order[index].as_ref();
    let computed = computed.or_else(|| {
        let first_order = first_order.filter(|_| known.is_none())?;
        first_order.causes(topology, &topology.architectures[index], mean)
    });
    computed.unwrap_or_else(|| {
        let sources = run.sources[index]
            .iter()
            .map(|&source| Blame::Source(source));
        let blames = sources.chain([Blame::SwitchingBack]);
        let charges = blames.zip(&estimate.causes);
        let charges = charges.map(|(blame, &(minutes, failover_minutes))| Charge {
            blame,
            minutes,
            failover_minutes,
        });
        Causes::adding_up_to(mean, None, CausesBasis::Simulated, charges)
    })
}

/// The causes by name, those first that cost most.
fn named(
    topology: &Topology,
    architecture: &Architecture,
    causes: &Causes,
    mean: f64,
) -> Vec<Cause> {
    let switching = switching(architecture);
    let named = |charge: &Charge| {
        let (source, kind) = match charge.blame {
            Blame::Source(id) => (&*topology.sources[id].name, &*topology.sources[id].kind),
            Blame::SwitchingBack => (switching, switching),
        };
        Cause {
            source: source.to_owned(),
            kind: kind.to_owned(),
            minutes_per_year: charge.minutes,
            failover_minutes_per_year: charge.failover_minutes,
            share: charge.minutes / mean,
        }
    };
    let mut causes: Vec<Cause> = causes.charges.iter().map(named).collect();
    causes.sort_by(|one, other| {
        let by_minutes = other.minutes_per_year.total_cmp(&one.minutes_per_year);
        by_minutes.then_with(|| one.source.cmp(&other.source))
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
        one_per_year: cell.one_per_year,
        one_per_year_range: cell.one_per_year_range.map(|(low, high)| [low, high]),
        average_per_year: cell.one_per_year,
        average_minutes_lost: None,
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
