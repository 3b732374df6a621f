//! What the reader should know about the numbers of a run: why it ended, what is left out, and whether simulation and
//! exact answer disagree.

use crate::{
    answer::ArchitectureResult,
    experiment::{self, Options, Run, Scenarios},
    failover::Failback,
    report::words,
    topology::{Source, Topology},
    units::MINUTES_PER_HOUR,
};

/// Standard errors that simulation and exact answer may lie apart; chance alone does so once in 16,000 comparisons.
pub const AGREEMENT: f64 = 4.0;

/// One sentence each.
pub fn notes(
    topology: &Topology,
    options: Options,
    run: &Run,
    architectures: &[ArchitectureResult],
) -> Vec<String> {
    let mut notes = Vec::new();
    let wide: Vec<&str> = architectures
        .iter()
        .filter(|result| {
            let downtime = &result.downtime;
            (downtime.ci95[1] - downtime.ci95[0]) / 2.0 > options.precision * downtime.mean
        })
        .map(|result| result.name.as_str())
        .collect();
    match run.stopped {
        experiment::Stopped::Precision => {}
        experiment::Stopped::Years if wide.is_empty() => {}
        experiment::Stopped::Years => notes.push(format!(
            "after {} years the interval of {} is still wider than ± {} %; `--years` allows more",
            words::count(run.years),
            wide.join(", "),
            options.precision * 100.0
        )),
        experiment::Stopped::Interrupted => notes.push(format!(
            "stopped by hand after {} years: these are the results of those years, with their wider intervals",
            words::count(run.years)
        )),
    }
    let sources = &topology.sources;
    let spreads = |source: &Source| {
        let mut strikers = source.struck_by.iter();
        strikers.any(|strike| !sources[strike.by].is_shock)
    };
    if sources.iter().any(spreads) {
        notes.push(
            "the outage table takes each outage by itself: what it takes down with it (`spreads_to`) is in the downtime only"
                .to_owned(),
        );
    }
    if sources.iter().any(|source| source.repair.is_some()) {
        notes.push(
            "the outage table knows no waiting: a crew that is asleep or busy lengthens outages in the downtime only"
                .to_owned(),
        );
    }
    if architectures
        .iter()
        .any(|result| result.lost_service_minutes_per_year > 0.0)
    {
        notes.push(
            "lost service has no price here: neither the outage cost nor the frontier counts it"
                .to_owned(),
        );
    }
    let mut sites = topology
        .architectures
        .iter()
        .flat_map(|architecture| &architecture.sites);
    if let Some(first) = sites.next()
        && sites.any(|site| site.provider != first.provider)
    {
        notes.push(
            "providers publish their outages by different rules, so a difference between two of them is no fact about them"
                .to_owned(),
        );
    }
    notes
}

/// What to know of the drawn worlds, of which `asked` were wanted.
pub fn of_worlds(topology: &Topology, worlds: &Scenarios, asked: u64) -> Vec<String> {
    let mut notes = Vec::new();
    let drawn = worlds.drawn.len() as u64;
    if drawn == 0 {
        notes.push("stopped by hand before a world with other numbers was done: how sure the results are is not told".to_owned());
    } else if drawn < asked {
        notes.push(format!(
            "stopped by hand after {} of {} worlds: how sure the results are rests on these",
            words::count(drawn),
            words::count(asked)
        ));
    }
    if worlds.swings.len() < topology.unknowns.len() {
        notes.push("stopped by hand before each number was tried alone: which one to measure next is not told".to_owned());
    }
    let rough: Vec<&str> = worlds
        .rough
        .iter()
        .map(|&index| topology.architectures[index].name.as_str())
        .collect();
    if !rough.is_empty() {
        notes.push(format!(
            "{} too rarely down for the years of a world: how other numbers change that is told by the same design with failovers that take no time",
            if let [one] = rough.as_slice() {
                format!("{one} is")
            } else {
                format!("{} are", rough.join(", "))
            }
        ));
    }
    notes
}

/// Where simulation and exact answer cannot both be right: said loudly, for one of the two programs is wrong then.
pub fn disagreements(topology: &Topology, run: &Run) -> Vec<String> {
    let told = topology
        .architectures
        .iter()
        .zip(&run.tallies)
        .zip(&run.known)
        .filter_map(|((architecture, tally), known)| {
            // Without failback a life has but one year to forget who served first; the exact answer has for ever.
            let groups = &mut architecture.groups.iter();
            if groups.any(|group| group.law.failback == Failback::Never) {
                return None;
            }
            let known = known.as_ref().ok()?;
            let simulated = tally.mean_hours() * MINUTES_PER_HOUR;
            let error = tally.standard_error_hours() * MINUTES_PER_HOUR;
            let errors = known.errors_from(simulated, error, tally.lives);
            (errors > AGREEMENT).then(|| {
                format!(
                    "{}: simulated {simulated} and exact {} min/year are {errors:.1} standard errors apart; please report this plan, for one of the two is wrong",
                    architecture.name, known.downtime_minutes
                )
            })
        });
    told.collect()
}
