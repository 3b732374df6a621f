//! How many lives a run lives: as many as the asked precision takes, within bounds on the events that are foreseen.
//!
//! How often everything fails is known before the first life, so the events of a life are known in the mean. Lives and events
//! are counted, never time, so that the same plan is treated alike on every machine. Whoever says how many years are
//! allowed is obeyed.

use super::{
    bench::BLOCK,
    options::{Method, Options},
};
use crate::{
    engine::{Circuit, WarmUp},
    topology::{SourceId, Table, Topology, strikers_first},
    units::HOURS_PER_YEAR,
};

/// Lives of a block are no fewer than these, however many events each has.
const LEAST_LIVES: u64 = 128;
/// Blocks before the first judgement.
const FIRST_BATCH: u64 = 16;
/// The same where all means are computed and lives are for quantiles and shares of years only; and at most, where they are short:
/// enough for a chance in five years to have a standard error below 0.005.
const FOR_QUANTILES: u64 = 4;
const FOR_CHANCES: u64 = 40;
/// Events that nobody notices.
const FREE_EVENTS: f64 = 1e6;
/// Events of the first batch that are not too many: about a second of one core. It has fewer blocks if it would take more.
const QUICK_EVENTS: f64 = 2e7;
/// Events of a whole run that are not too many, where nobody says how many years it may take.
const MOST_EVENTS: f64 = 2e9;
/// The same with branches: some ten seconds of one core, after which more would not settle much.
const MOST_BRANCHED_EVENTS: f64 = 5e8;
/// Lives of a run that are not too many, likewise.
const MOST_LIVES: u64 = 1_000_000;
/// The same of plain lives that nothing computed helps: what `spof verify` takes for each seed.
const MOST_UNAIDED_EVENTS: f64 = 2e8;
const MOST_UNAIDED_LIVES: u64 = 200_000;
/// Pilot lives, and the fewest where each has many events.
const PILOT_LIVES: u64 = 2 * BLOCK;
const LEAST_PILOT_LIVES: u64 = 256;

/// The blocks of lives that a run may live.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Lives of a block.
    pub block: u64,
    /// Before the first judgement.
    pub first: u64,
    /// In all.
    pub most: u64,
    /// Whether more were allowed but for their events.
    pub is_cut: bool,
    /// Events after which no more are begun.
    pub events: u64,
    /// Pilot lives.
    pub pilot: u64,
    /// Events of a life that are foreseen.
    events_a_life: f64,
}

impl Effort {
    /// For lives of so many events each; `is_computed` where they are for quantiles and shares of years only.
    pub fn new(events_a_life: f64, is_computed: bool, options: Options) -> Self {
        let lives = |events: f64| (events / events_a_life.max(1e-9)) as u64;
        let pilot = lives(QUICK_EVENTS).clamp(LEAST_PILOT_LIVES, PILOT_LIVES);
        if let Some(years) = options.years {
            let most = years.max(1).div_ceil(BLOCK);
            return Self {
                block: BLOCK,
                first: FIRST_BATCH.min(most),
                most,
                is_cut: false,
                events: u64::MAX,
                pilot,
                events_a_life,
            };
        }
        let quick = lives(QUICK_EVENTS);
        let block = 1 << quick.clamp(LEAST_LIVES, BLOCK).ilog2();
        let free = (lives(FREE_EVENTS) / block).clamp(FOR_QUANTILES, FOR_CHANCES);
        let enough = if is_computed { free } else { FIRST_BATCH };
        let first = (quick / block).clamp(1, enough);
        let (most_events, most_lives) = match options.method {
            Method::Best | Method::Branched => (MOST_EVENTS, MOST_LIVES),
            Method::Unaided => (MOST_UNAIDED_EVENTS, MOST_UNAIDED_LIVES),
        };
        let (affordable, most) = (lives(most_events) / block, most_lives.div_ceil(block));
        Self {
            block,
            first,
            most: affordable.min(most).max(first),
            is_cut: affordable < most,
            events: most_events as u64,
            pilot,
            events_a_life,
        }
    }

    /// The same where branches add what so many plain events take to each life.
    pub fn with_branches(self, events: f64, options: Options) -> Self {
        if events <= 0.0 {
            return self;
        }
        let effort = Self::new(self.events_a_life + events, false, options);
        let most = (MOST_BRANCHED_EVENTS / effort.events_a_life) as u64 / effort.block;
        match options.years {
            Some(_) => effort,
            None => Self {
                most: most.clamp(effort.first, effort.most),
                is_cut: most < effort.most,
                ..effort
            },
        }
    }
}

/// What an event of a branch takes, in plain events: every source is looked at in the piece that follows.
pub fn of_branches(events: u64, sources: usize) -> f64 {
    (5.0 + sources as f64 / 2.0) * events as f64
}

/// Events that a life of all these circuits has in the mean, by the rates of what they feel; what groups do is left aside.
pub fn events_a_life(topology: &Topology, circuits: &[Circuit]) -> f64 {
    let rates = outages_a_year(topology);
    let of_circuit = |circuit: &Circuit| -> f64 {
        let sources = (0u32..).zip(&circuit.sources.in_plan);
        let events = sources.map(|(local, source)| {
            let cues = 2 * circuit.channels.of(local).count();
            rates[source] * cues as f64
        });
        // The warm-up is lived too; the least of it has always been taken for granted.
        let longer = (circuit.warm_up.hours - WarmUp::LEAST).max(0.0);
        events.sum::<f64>() * (1.0 + longer / HOURS_PER_YEAR)
    };
    circuits.iter().map(of_circuit).sum()
}

/// Outages of each source a year, those that others bring about and those that do not reach us included.
#[must_use]
pub fn outages_a_year(topology: &Topology) -> Table<SourceId, f64> {
    let sources = &topology.sources;
    let mut rates = sources.map(|source| HOURS_PER_YEAR * source.outages(1.0, 1.0));
    for id in strikers_first(sources, sources.ids()) {
        let strikes = sources[id].struck_by.iter();
        rates[id] += strikes.map(|it| it.chance * rates[it.by]).sum::<f64>();
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{build, catalog::Catalog, diagnostic::SourceText};

    fn options(years: Option<u64>) -> Options {
        Options {
            seed: 1,
            precision: 0.02,
            years,
            method: Method::Best,
        }
    }

    #[test]
    fn lives_are_fewer_only_where_their_events_are_many() {
        let effort = |events| Effort::new(events, false, options(None));
        let first = |events| effort(events).first * effort(events).block;
        assert_eq!(first(0.0), 16_384);
        assert_eq!(first(1_000.0), 16_384);
        assert_eq!(first(4_000.0), 4 * BLOCK);
        // 4,096 lives would have more than 2e7 events.
        assert_eq!(first(5_000.0), 3 * BLOCK);
        assert_eq!(first(1e5), LEAST_LIVES);
        assert_eq!(first(1e9), LEAST_LIVES);
        let most = |events| effort(events).most * effort(events).block;
        assert_eq!(most(100.0), 1_000_448);
        assert_eq!(most(1e5), 156 * LEAST_LIVES);
        assert_eq!(most(1e9), LEAST_LIVES);
    }

    #[test]
    fn years_that_are_asked_for_are_lived() {
        let effort = Effort::new(1e9, false, options(Some(50_000)));
        assert_eq!((effort.first, effort.most), (16, 49));
        assert!(!effort.is_cut);
        assert_eq!(Effort::new(1e9, false, options(Some(1))).first, 1);
    }

    #[test]
    fn what_nothing_computed_helps_is_bounded_sooner() {
        let unaided = Options {
            method: Method::Unaided,
            ..options(None)
        };
        let effort = |events| {
            let effort = Effort::new(events, false, unaided);
            (effort.most, effort.is_cut)
        };
        assert_eq!(effort(10.0), (196, false));
        assert_eq!(effort(17_520.0), (11, true));
        // Blocks of 512 lives.
        assert_eq!(effort(35_040.0), (11, true));
        assert_eq!(effort(1e9), (1, true));
    }

    /// Up 1 h and down 1 h: 4,380 outages of two events each, in both; and work twelve times a year.
    #[test]
    fn events_are_foreseen() {
        let text = "
spof: 1
service: events
world: none
path: [web]
components:
  web: {fails: {mean: 1h}, lasts: 1h}
architectures:
  one: {sites: {here: p/r/a}}
  two: {like: one, components: {web: {maintenance: {every: 730h, lasts: 1h}}}}
";
        let reading = build::read(&SourceText::new("plan.yaml", text), Catalog::bundled());
        let Ok(reading) = reading else {
            panic!("the plan is read")
        };
        let topology = reading.topology;
        let circuits = topology.architectures.iter();
        let circuits: Vec<Circuit> = circuits.map(|it| Circuit::new(&topology, it)).collect();
        let events = events_a_life(&topology, &circuits);
        assert!((events - (8760.0 + 8760.0 + 24.0)).abs() < 1e-9, "{events}");
    }
}
