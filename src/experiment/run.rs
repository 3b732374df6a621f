//! Many lives of all architectures, on all cores, until every interval is narrow enough.
//!
//! Lives come in blocks of 1,024, or of fewer where each has very many events; blocks are simulated in parallel and added
//! up in order, and whether to stop is judged only at fixed counts of blocks. Nothing depends on the number of threads,
//! and what was interrupted is the run of a shorter prefix.

use crate::topology::SourceId;
use std::{ops::Range, sync::atomic::AtomicBool};

use rayon::prelude::*;

use super::{
    bench::{Believed, Bench, Worker},
    control::Controlled,
    effort::{Effort, events_a_life, of_branches},
    first_order::FirstOrder,
    forecast::{Forecast, Rare},
    options::{Method, NORMAL_975, Options},
    progress::{Event, Progress, Stage},
    tally::Tally,
};
use crate::{
    exact::{Exact, Obstacle, Settings},
    topology::Topology,
};

/// The first of the pilot lives, far from those that count.
const PILOT: u64 = 1 << 60;
/// A batch of fewer blocks than this is divided further, so that all cores find enough to do.
const FEW_BLOCKS: u64 = 16;
/// Into so many parts of each block.
const PARTS: u64 = 8;
/// An interval is not believed before so many lives had downtime.
const LEAST_LIVES_DOWN: usize = 200;

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// Every interval is narrow enough.
    Precision,
    /// The allowed years are simulated.
    Years,
    /// More years would have too many events.
    Events,
    /// The caller stopped it.
    Interrupted,
}

/// What a run found.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Lives of every architecture.
    pub years: u64,
    /// Why it ended.
    pub stopped: Stopped,
    /// Per architecture.
    pub tallies: Vec<Tally>,
    /// Per architecture, the same as one would have believed it; `None` where that is the architecture itself.
    pub believed: Vec<Option<Believed>>,
    /// Per architecture, its exact answer, or what stands in its way.
    pub known: Vec<Result<Exact, Obstacle>>,
    /// Per architecture, its mean outage by outage, where that suffices and nothing is exact.
    pub first_order: Vec<Option<FirstOrder>>,
    /// Per architecture, what controls its mean; `None` where nothing does.
    pub controls: Vec<Option<Controlled>>,
    /// Per architecture, whether its mean is that of branches.
    pub branched: Vec<bool>,
    /// Per architecture, the plan's source behind each entry of its tally's causes but the last (switching back).
    pub sources: Vec<Vec<SourceId>>,
}

impl Run {
    /// Whether the mean of an architecture is computed, so that its lives are for the rest.
    #[must_use]
    pub fn is_computed(&self, index: usize) -> bool {
        self.known[index].is_ok() || self.first_order[index].is_some()
    }

    /// The tallies of all that was lived: the architectures, what was believed of some, what controls some.
    pub fn lived(&self) -> impl Iterator<Item = &Tally> {
        let believed = self.believed.iter().flatten();
        let believed = believed.filter_map(|believed| match believed {
            Believed::Known(_) => None,
            Believed::Lived(tally) => Some(tally),
        });
        let controls = self.controls.iter().flatten();
        let controls = controls.map(|control| &control.relaxed);
        self.tallies.iter().chain(believed).chain(controls)
    }
}

/// Simulates all architectures of `topology` under the same outages. `observe` hears of every stage and batch; setting
/// `stop` ends the run with the complete prefix of blocks.
pub fn simulate(
    topology: &Topology,
    options: Options,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Run {
    simulate_among(&Settings::default(), topology, options, observe, stop)
}

/// The same of designs that are looked at together with others.
pub fn simulate_among(
    settings: &Settings,
    topology: &Topology,
    options: Options,
    observe: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Run {
    observe(Event::Begins(Stage::Exact));
    let mut bench = Bench::new(topology, options, settings);
    observe(Event::Begins(Stage::Pilot));
    let events = events_a_life(topology, &bench.circuits);
    let effort = Effort::new(events, bench.is_all_computed(), options);
    let branched = pilot(&mut bench, options, effort, stop);
    let effort = effort.with_branches(branched, options);
    observe(Event::Begins(Stage::Simulate));
    let mut tallies = bench.tallies();
    let mut blocks = 0;
    // Weighted lives that look precise by luck are looked at twice: stopping at the first narrow interval favours those whose
    // variance comes out too small.
    let has_branches = bench.branched.iter().any(Option::is_some);
    let looks = if has_branches { 2 } else { 1 };
    let mut narrow = 0;
    let stopped = loop {
        // A quarter more each time: many cores find enough to do, and no run overshoots by much.
        let batch = effort.first.max(blocks / 4).min(effort.most - blocks);
        let complete = add_blocks(
            (&bench, effort.block),
            &mut tallies,
            blocks..blocks + batch,
            stop,
        );
        blocks += complete;
        let precision = precision(&bench, &tallies);
        rest(&mut bench, &tallies, options.precision);
        observe(Event::Progress(Progress {
            years: blocks * effort.block,
            precision,
        }));
        if complete < batch {
            break Stopped::Interrupted;
        }
        narrow = if precision <= options.precision {
            narrow + 1
        } else {
            0
        };
        if narrow >= looks {
            break Stopped::Precision;
        }
        if blocks >= effort.most && !effort.is_cut {
            break Stopped::Years;
        }
        let events = tallies.iter().map(|it| it.events + it.weighted.events);
        if blocks >= effort.most || events.sum::<u64>() >= effort.events {
            break Stopped::Events;
        }
    };
    finish(bench, blocks * effort.block, stopped, tallies)
}

/// Simulates blocks in parallel and adds the complete prefix, whose length it returns.
fn add_blocks(
    (bench, block): (&Bench<'_>, u64),
    tallies: &mut [Tally],
    blocks: Range<u64>,
    stop: &AtomicBool,
) -> u64 {
    let parts = match blocks.end - blocks.start {
        0..FEW_BLOCKS => PARTS,
        _ => 1,
    };
    let length = block / parts;
    let done: Vec<Option<Vec<Tally>>> = (blocks.start * parts..blocks.end * parts)
        .into_par_iter()
        .map_init(
            || Worker::new(bench),
            |worker, part| worker.lives(part * length..(part + 1) * length, stop),
        )
        .collect();
    let complete = done.iter().position(Option::is_none).unwrap_or(done.len());
    let complete = complete as u64 / parts;
    let mut done = done.into_iter().flatten();
    for _ in 0..complete {
        let mut block = bench.tallies();
        done.by_ref()
            .take(parts as usize)
            .for_each(|part| merge(&mut block, part));
        block.iter_mut().for_each(Tally::close);
        merge(tallies, block);
    }
    complete
}

/// Pilot lives, which count for nothing else.
fn pilot_lives(bench: &Bench<'_>, effort: Effort, stop: &AtomicBool) -> Vec<Tally> {
    let length = (effort.pilot / PARTS).max(1);
    let done: Vec<Option<Vec<Tally>>> = (0..effort.pilot.div_ceil(length))
        .into_par_iter()
        .map_init(
            || Worker::new(bench),
            |worker, part| worker.lives(PILOT + part * length..PILOT + (part + 1) * length, stop),
        )
        .collect();
    let mut tallies = bench.tallies();
    done.into_iter()
        .map_while(|part| part)
        .for_each(|part| merge(&mut tallies, part));
    tallies
}

/// Adds more lives, architecture by architecture.
fn merge(tallies: &mut [Tally], more: Vec<Tally>) {
    for (tally, more) in tallies.iter_mut().zip(more) {
        tally.merge(more);
    }
}

/// Fixes the controls' coefficients, and which architectures are branched, from lives that count for nothing else. Gives
/// what the branches of a life take, in plain events.
fn pilot(bench: &mut Bench<'_>, options: Options, effort: Effort, stop: &AtomicBool) -> f64 {
    let architectures = bench.known.len();
    if options.method == Method::Branched {
        (0..architectures).for_each(|index| bench.branch_counted(index));
        bench.branch_works();
        return 0.0;
    }
    let is_controlled = bench.controls.iter().any(Option::is_some);
    let may_branch = options.precision > 0.0;
    let is_computed = |index| bench.is_computed(index);
    if (0..architectures).all(is_computed) || !(is_controlled || may_branch) {
        return 0.0;
    }
    let tallies = pilot_lives(bench, effort, stop);
    for (index, control) in bench.controls.iter_mut().enumerate() {
        if let Some(control) = control {
            control.learn(&tallies[index], &tallies[control.circuit]);
        }
    }
    if may_branch {
        let forecasts: Vec<Option<Forecast>> = (0..architectures)
            .map(|index| forecast(bench, &tallies, index, options.precision))
            .collect();
        return choose_branched(bench, &forecasts, effort, stop);
    }
    0.0
}

/// What plain lives of an architecture would take, if that is much.
fn forecast(
    bench: &Bench<'_>,
    tallies: &[Tally],
    index: usize,
    precision: f64,
) -> Option<Forecast> {
    if bench.is_computed(index) {
        return None;
    }
    let (mean, error, _) = plain(bench, tallies, index);
    let control = bench.controls[index].as_ref();
    let relaxed = control.map(|control| (&tallies[control.circuit], &control.exact));
    let counted = bench.topology.architectures[index].counted(&bench.topology.sources);
    let lives = tallies[index].lives;
    let rare = Rare::new(bench.topology, &counted, lives, relaxed.is_some());
    let forecast = Forecast::new(&tallies[index], (mean, error), relaxed, rare, precision);
    let sources = bench.circuits[index].sources.len();
    forecast.is_much(sources).then_some(forecast)
}

/// Branches those architectures for which plain lives would be too many and branches are more precise, by pilot lives again. Gives
/// what the branches of a life take then, in plain events.
fn choose_branched(
    bench: &mut Bench<'_>,
    forecasts: &[Option<Forecast>],
    effort: Effort,
    stop: &AtomicBool,
) -> f64 {
    if forecasts.iter().all(Option::is_none) {
        return 0.0;
    }
    for (index, forecast) in forecasts.iter().enumerate() {
        if forecast.is_some() {
            bench.branch_counted(index);
        }
    }
    let tallies = pilot_lives(bench, effort, stop);
    let mut events = 0.0;
    for (index, forecast) in forecasts.iter().enumerate() {
        let (tally, sources) = (&tallies[index], bench.circuits[index].sources.len());
        let chosen = forecast.is_some_and(|forecast| forecast.is_worse_than(tally, sources));
        if chosen {
            events += of_branches(tally.weighted.events, sources) / tally.lives.max(1) as f64;
        } else {
            bench.branched[index] = None;
        }
    }
    bench.branch_works();
    events
}

/// Mean and standard error [h a year] of lives that are not weighted, controlled where that is possible; and whether
/// enough of them were down for these to be believed.
fn plain(bench: &Bench<'_>, tallies: &[Tally], index: usize) -> (f64, f64, bool) {
    let tally = &tallies[index];
    let control = bench.controls[index].as_ref();
    let controlled = control.and_then(|control| control.estimate(tally, &tallies[control.circuit]));
    let (mean, error) = controlled.unwrap_or((tally.mean_hours(), tally.standard_error_hours()));
    let believed = match controlled {
        Some(_) => tally.totals.len() >= LEAST_LIVES_DOWN,
        None => tally.is_settled(),
    };
    (mean, error, believed)
}

/// Widest relative half-width of the architectures' intervals; an exact mean has none.
fn precision(bench: &Bench<'_>, tallies: &[Tally]) -> f64 {
    let width = |index: usize| {
        if bench.is_computed(index) {
            return 0.0;
        }
        if bench.branched[index].is_some() {
            let means = tallies[index].weighted.means();
            let settled = means.filter(|means| means.settled);
            return settled.map_or(f64::INFINITY, |means| {
                NORMAL_975 * means.error / means.downtime
            });
        }
        let (mean, error, believed) = plain(bench, tallies, index);
        if believed {
            NORMAL_975 * error / mean
        } else {
            f64::INFINITY
        }
    };
    (0..bench.known.len()).map(width).fold(0.0, f64::max)
}

/// Lets rest what was lived for planned time alone and says enough of it.
fn rest(bench: &mut Bench<'_>, tallies: &[Tally], precision: f64) {
    for (tally, work) in tallies.iter().zip(&bench.works) {
        if let Some(work) = *work {
            let planned = &tally.planned;
            let half = NORMAL_975 * planned.standard_error_hours();
            let tells = planned.seen >= LEAST_LIVES_DOWN as u64;
            bench.idle[work] |= tells && half <= precision * planned.mean_hours().abs();
        }
    }
}

fn finish(bench: Bench<'_>, years: u64, stopped: Stopped, mut tallies: Vec<Tally>) -> Run {
    let believed = bench
        .believed
        .iter()
        .map(|believed| {
            believed.as_ref().map(|believed| match believed {
                Believed::Known(minutes) => Believed::Known(*minutes),
                Believed::Lived(index) => Believed::Lived(tallies[*index].clone()),
            })
        })
        .collect();
    let controls = bench
        .controls
        .iter()
        .map(|control| {
            control.as_ref().map(|control| Controlled {
                control: *control,
                relaxed: tallies[control.circuit].clone(),
            })
        })
        .collect();
    for (index, work) in bench.works.iter().enumerate() {
        // What is lost while the service is up is lost with the work.
        if let Some(work) = *work {
            let (lost_service, data_lost) = (tallies[work].lost_service, tallies[work].data_lost);
            let events = tallies[work].events;
            let weighted = tallies[work].weighted.clone();
            let tally = &mut tallies[index];
            tally.with_work = bench.branched[work].as_ref().map(|_| weighted);
            (tally.lost_service, tally.data_lost) = (lost_service, data_lost);
            tally.events += events;
        }
    }
    let architectures = bench.topology.architectures.len();
    let is_branched = bench.branched.iter().take(architectures);
    let is_branched = is_branched.map(Option::is_some).collect();
    tallies.truncate(architectures);
    let sources = bench
        .circuits
        .into_iter()
        .take(architectures)
        .map(|circuit| circuit.sources.in_plan)
        .collect();
    Run {
        years,
        stopped,
        tallies,
        believed,
        known: bench.known,
        first_order: bench.first_order,
        controls,
        branched: is_branched,
        sources,
    }
}

#[cfg(test)]
mod tests;
