//! The outage table: the minutes that one outage costs, by kind of source and architecture.
//!
//! One outage of median length that reaches us, and one that only one in ten exceeds, of the first source of its kind that the architecture has (the first
//! site's, the first replica's), all else up. Mitigations, failovers and who is hit are drawn as always. No rate enters, so the
//! table holds whatever one believes of those.

use crate::topology::SourceId;
use rayon::prelude::*;

use crate::engine::{Circuit, Group, Key, OneOutage, Outage, Process, Severity};
use crate::{
    scope::Scope,
    topology::{Architecture, Aspect, Source, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Draws behind a cell in which groups have to do something.
const DRAWS: u64 = 1 << 13;
/// Draws behind one in which only mitigations and shares struck are left to chance: quickly lived, and a reader may
/// check it in the head.
const DRAWS_UNDISTURBED: u64 = 1 << 16;
/// Purpose of the table's draws.
const TABLE: u64 = 0x7AB1_E000_0000_0001;

/// One kind of source.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// `dns-resolver`.
    pub kind: String,
    /// How wide the widest of its kind is.
    pub scope: Scope,
    /// Per architecture; `None` where it has no source of the kind.
    pub cells: Vec<Option<TableCell>>,
}

/// One kind of source in one architecture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableCell {
    /// Median length of an outage [min].
    pub length: f64,
    /// Mean minutes without service in it.
    pub lost: f64,
    /// Such outages a year that reach us, of all sources of the kind together.
    pub per_year: f64,
    /// The length that one outage in ten exceeds [min].
    pub length_p90: f64,
    /// Mean minutes without service in an outage of that length.
    pub lost_p90: f64,
    /// 90 % range of `per_year`, where any of the sources' rates has one; the others are taken as known.
    pub per_year_range: Option<(f64, f64)>,
}

/// Works out the table; rows in the order in which the plan's sources first appear.
#[must_use]
pub fn outage_table(topology: &Topology, seed: u64) -> Vec<TableRow> {
    let processes = Process::of_plan(topology);
    let circuits: Vec<Circuit> = topology
        .architectures
        .iter()
        .map(|architecture| Circuit::new(topology, architecture))
        .collect();
    let felt: Vec<Vec<SourceId>> = topology
        .architectures
        .iter()
        .map(|architecture| failing(topology, architecture))
        .collect();
    let mut kinds: Vec<&str> = Vec::new();
    for &source in felt.iter().flatten() {
        let kind = topology.sources[source].kind.as_str();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let columns: Vec<Vec<Option<TableCell>>> = circuits
        .par_iter()
        .zip(&felt)
        .map(|(circuit, felt)| {
            let mut one_outage = OneOutage::new(circuit, &processes);
            let cells = kinds.iter().map(|&kind| {
                let of_kind = felt.iter().copied();
                let sources: Vec<SourceId> = of_kind
                    .filter(|&source| topology.sources[source].kind == kind)
                    .collect();
                let first = *sources.first()?;
                let lasts = &topology.sources[first].lasts;
                let (length, length_p90) = (lasts.median(), lasts.p90());
                let mut lost =
                    |length| minutes_lost(topology, circuit, &mut one_outage, first, length, seed);
                Some(TableCell {
                    length: length * MINUTES_PER_HOUR,
                    lost: lost(length),
                    per_year: sources
                        .iter()
                        .map(|&source| reaching_us(&topology.sources[source]))
                        .sum(),
                    length_p90: length_p90 * MINUTES_PER_HOUR,
                    lost_p90: lost(length_p90),
                    per_year_range: range(topology, &sources),
                })
            });
            cells.collect()
        })
        .collect();
    let rows = kinds.iter().enumerate().map(|(row, &kind)| {
        let of_kind = topology.sources.iter().filter(|source| source.kind == kind);
        TableRow {
            kind: kind.to_owned(),
            scope: of_kind
                .map(|source| source.scope)
                .max()
                .unwrap_or(Scope::Own),
            cells: columns.iter().map(|column| column[row]).collect(),
        }
    });
    rows.collect()
}

/// The sources an architecture feels and that can fail.
fn failing(topology: &Topology, architecture: &Architecture) -> Vec<SourceId> {
    let felt = architecture.felt(&topology.sources).into_iter();
    felt.filter(|&source| topology.sources[source].fails.is_some())
        .collect()
}

/// Outages of a source a year that reach us.
fn reaching_us(source: &Source) -> f64 {
    let down = if source.is_shock {
        0.0
    } else {
        source.lasts.mean()
    };
    source.fails.as_ref().map_or(0.0, |law| {
        HOURS_PER_YEAR / (law.mean() + down) * source.reach
    })
}

/// 90 % range of how many outages of these sources reach us a year, from what is believed of the numbers behind their rates.
/// Sources of one kind have their numbers from one place, so their ends come together.
fn range(topology: &Topology, sources: &[SourceId]) -> Option<(f64, f64)> {
    let mut known = false;
    let mut sum = (0.0, 0.0);
    for &source in sources {
        let source = &topology.sources[source];
        let reaching = reaching_us(source);
        let (low, high) = ends(topology, source).map_or((1.0, 1.0), |ends| {
            known = true;
            ends
        });
        sum = (sum.0 + reaching * low, sum.1 + reaching * high);
    }
    known.then_some(sum)
}

/// By which factors a source's rate may be off, at the 5 % and the 95 % point; `None` where it is taken as known. Its unknowns
/// are independent, so their distances add up as squares of logarithms, which is exact for log-normal ones.
fn ends(topology: &Topology, source: &Source) -> Option<(f64, f64)> {
    let unknowns = source
        .unknowns
        .iter()
        .map(|id| &topology.unknowns[id])
        .filter(|unknown| matches!(unknown.aspect, Aspect::Rate | Aspect::Complexity));
    let factors: Vec<[f64; 2]> = unknowns
        .map(|unknown| [0.05, 0.95].map(|unit| (unknown.quantile(unit) / unknown.value).ln()))
        .collect();
    let away = |end: usize| {
        factors
            .iter()
            .map(|ends| ends[end].powi(2))
            .sum::<f64>()
            .sqrt()
    };
    (!factors.is_empty()).then(|| ((-away(0)).exp(), away(1).exp()))
}

/// Mean minutes without service in an outage of this length [h].
fn minutes_lost(
    topology: &Topology,
    circuit: &Circuit,
    one_outage: &mut OneOutage<'_>,
    source: SourceId,
    length: f64,
    seed: u64,
) -> f64 {
    let numbers = &topology.sources[source];
    let outage = Outage {
        start: 0.0,
        end: length,
        ordinal: 0,
        reaches: true,
        cause: source.index() as u32,
    };
    // What goes down: the source itself, or all that a shock strikes.
    let struck: Vec<u32> = match numbers.is_shock {
        false => vec![source.index() as u32],
        true => circuit
            .sources
            .in_plan
            .iter()
            .copied()
            .filter(|&other| struck_by(topology, other, source))
            .map(|other| other.index() as u32)
            .collect(),
    };
    let draws = draws(circuit, &struck);
    let hours: f64 = (0..draws)
        .map(|draw| {
            let key = Key::of_life(seed, draw).of(TABLE);
            one_outage.cost(&struck, &outage, draw, key)
        })
        .sum();
    hours / draws as f64 * MINUTES_PER_HOUR
}

/// How many draws an outage of these sources takes: one where it always goes the same way.
fn draws(circuit: &Circuit, struck: &[u32]) -> u64 {
    let locals = struck.iter();
    let locals = locals.filter_map(|&source| circuit.sources.local(source));
    let channels: Vec<u32> = locals
        .flat_map(|local| circuit.channels.of(local))
        .collect();
    let is_plain = |&channel: &u32| circuit.channels.is_plain(channel);
    let chance = !channels.iter().all(is_plain);
    let consequence = circuit.consequence(&channels);
    let moves = circuit.moves(&channels);
    let certainly_down = |&channel: &u32| {
        is_plain(&channel) && circuit.severities[channel as usize] == Severity::TakesDown
    };
    let forgets = !circuit.groups.iter().any(Group::moves_back_at_a_loss);
    let whole = forgets && channels.iter().any(certainly_down);
    if whole || (consequence.holds && !moves) {
        return 1;
    }
    // Where nothing is left to switch to, groups have no choice.
    let switching = !circuit.groups.is_empty() && moves && (consequence.holds || chance);
    match (switching, chance) {
        (true, _) => DRAWS,
        (false, true) => DRAWS_UNDISTURBED,
        (false, false) => 1,
    }
}

fn struck_by(topology: &Topology, source: SourceId, shock: SourceId) -> bool {
    topology.sources[source]
        .struck_by
        .iter()
        .any(|strike| strike.by == shock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{build, catalog::Catalog, diagnostic::SourceText};

    /// The row's numbers a year in a plan whose web has this beside its rate of two a year.
    fn a_year(beside: &str) -> (f64, Option<(f64, f64)>) {
        let text = format!(
            "spof: 1\nservice: s\nworld: none\npath: [web]\ncomponents: {{web: {{fails: 2/year, lasts: 1h{beside}}}}}\n\
             architectures: {{one: {{sites: {{here: my/dc1/a}}}}}}\n"
        );
        match build::read(&SourceText::new("plan.yaml", &text), Catalog::bundled()) {
            Ok(reading) => {
                let cell = outage_table(&reading.topology, 1)[0].cells[0].expect("a cell");
                (cell.per_year, cell.per_year_range)
            }
            Err(problems) => panic!("{problems:?}"),
        }
    }

    #[test]
    fn a_range_in_the_plan_is_that_of_the_row() {
        let (rate, range) = a_year(", fails_range: [1/year, 6/year]");
        let (low, high) = range.expect("a range");
        assert!((low / rate - 0.5).abs() < 1e-9 && (high / rate - 3.0).abs() < 1e-9);
        assert_eq!(a_year("").1, None);
    }
}
