//! The outage table: the minutes that one outage costs, by kind of source and architecture.
//!
//! One outage of median length that reaches us, and one that only one in ten exceeds, of the first source of its kind that the
//! architecture has (the first site's, the first replica's), all else up; with all that it takes down too. Mitigations, failovers and
//! who is hit are a matter of chance as always. No rate enters, so the table holds whatever one believes of those. It is computed
//! where the laws allow ([`Lone`]), else drawn and lived.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{happening::Happenings, tally::MICROS_PER_HOUR};
use crate::{
    engine::{Circuit, Key, Processes, Trial},
    exact::{Lone, Settings},
    scope::Scope,
    topology::{Architecture, Source, SourceId, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Draws behind a cell that cannot be computed, and outages in all of them: fewer draws where each strikes many.
const DRAWS: usize = 1 << 13;
const OUTAGES: usize = 1 << 20;
const LEAST_DRAWS: usize = 64;
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
    /// Outages a year that reach us of the one source whose outage it is.
    pub one_per_year: f64,
    /// 90 % range of that, where its rate has one.
    pub one_per_year_range: Option<(f64, f64)>,
}

/// Works out the table; rows in the order in which the plan's sources first appear.
#[must_use]
pub fn outage_table(topology: &Topology, seed: u64) -> Vec<TableRow> {
    outage_table_among(&Settings::default(), topology, seed)
}

/// The same of designs that are looked at together with others.
#[must_use]
pub fn outage_table_among(settings: &Settings, topology: &Topology, seed: u64) -> Vec<TableRow> {
    let processes = Processes::new(topology);
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
    let columns: Vec<Vec<Option<TableCell>>> = topology
        .architectures
        .par_iter()
        .zip(&felt)
        .map(|(architecture, felt)| {
            let mut of_kinds: BTreeMap<&str, Vec<SourceId>> = BTreeMap::new();
            for &source in felt {
                let kind = topology.sources[source].kind.as_str();
                of_kinds.entry(kind).or_default().push(source);
            }
            let of = (topology, architecture, settings);
            let mut column = Column::new(of, &processes, seed);
            let cells = kinds.iter().map(|kind| column.cell(of_kinds.get(kind)?));
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

/// One architecture's column.
struct Column<'a> {
    topology: &'a Topology,
    lone: Lone<'a>,
    happenings: Happenings<'a>,
    circuit: Circuit,
    /// Of sources that sleep at times, how fast they age.
    aging: BTreeMap<SourceId, f64>,
    seed: u64,
}

impl<'a> Column<'a> {
    fn new(
        (topology, architecture, settings): (&'a Topology, &'a Architecture, &Settings),
        processes: &'a Processes<'a>,
        seed: u64,
    ) -> Self {
        let lone = Lone::among(settings, topology, architecture);
        Self {
            aging: aging(topology, architecture),
            lone,
            happenings: Happenings::new(topology, architecture, processes).alike(),
            circuit: Circuit::new(topology, architecture),
            topology,
            seed,
        }
    }

    /// The cell of these sources of one kind.
    fn cell(&mut self, sources: &[SourceId]) -> Option<TableCell> {
        let first = *sources.first()?;
        let lasts = &self.topology.sources[first].lasts;
        let (length, length_p90) = (lasts.median(), lasts.p90());
        let per_year = |&source: &SourceId| {
            let ages = self.aging.get(&source).copied().unwrap_or(1.0);
            let source = &self.topology.sources[source];
            source.outages(source.reach, ages) * HOURS_PER_YEAR
        };
        Some(TableCell {
            length: length * MINUTES_PER_HOUR,
            lost: self.lost(first, length) * MINUTES_PER_HOUR,
            per_year: sources.iter().map(per_year).sum(),
            length_p90: length_p90 * MINUTES_PER_HOUR,
            lost_p90: self.lost(first, length_p90) * MINUTES_PER_HOUR,
            per_year_range: range(self.topology, sources, per_year),
            one_per_year: per_year(&first),
            one_per_year_range: range(self.topology, &[first], per_year),
        })
    }

    /// Mean hours without service in an outage of this length [h].
    fn lost(&self, source: SourceId, length: f64) -> f64 {
        let computed = self.lone.cost_of(source, length);
        if let Some(cost) = computed.filter(|_| !self.happenings.waits(source)) {
            // Whole microseconds, as lives are counted: equal cells shall not differ by the last bit of an integral.
            return (cost.downtime * MICROS_PER_HOUR).round() / MICROS_PER_HOUR;
        }
        let mut trial = Trial::new(&self.circuit, self.happenings.processes());
        let outages = self.happenings.most_outages(source, OUTAGES).max(1);
        let draws = (OUTAGES / outages).clamp(LEAST_DRAWS, DRAWS);
        let hours = (0..draws).map(|draw| {
            let key = Key::of_life(self.seed, draw as u64).of(TABLE);
            let mut generator = key.generator();
            let happening = self.happenings.draw(source, 0.0, length, &mut generator);
            trial.live(happening.outages.iter(), key).downtime
        });
        hours.sum::<f64>() / draws as f64
    }
}

/// The sources an architecture feels and that can fail; the first of a kind is the one whose outage the row is about.
#[must_use]
pub fn failing(topology: &Topology, architecture: &Architecture) -> Vec<SourceId> {
    let felt = architecture.felt(&topology.sources).into_iter();
    felt.filter(|&source| topology.sources[source].fails.is_some())
        .collect()
}

/// How fast sources age that do so otherwise while their member of a group sleeps: 1 in a member that always serves. One serves
/// while those before it are down, which is computed as if they were independent.
fn aging(topology: &Topology, architecture: &Architecture) -> BTreeMap<SourceId, f64> {
    let mut aging = BTreeMap::new();
    for group in &architecture.groups {
        if group.seat.number > 0 {
            continue;
        }
        // Chances that so many of those before it are up, as long as they are too few.
        let mut few = vec![0.0; group.seat.of as usize];
        few[0] = 1.0;
        for member in &group.dormant {
            let serves: f64 = few.iter().sum();
            let ages = serves + (1.0 - serves) * group.law.dormant_failures;
            aging.extend(member.iter().map(|&source| (source, ages)));
            let up = member.iter().map(|id| {
                let source = &topology.sources[id];
                1.0 - source.outages_that_reach_us() * source.lasts.mean()
            });
            let up = up.product::<f64>();
            for count in (0..few.len()).rev() {
                let fewer = count.checked_sub(1).map_or(0.0, |fewer| few[fewer]);
                few[count] = few[count] * (1.0 - up) + fewer * up;
            }
        }
    }
    aging
}

/// 90 % range of how many outages of these sources reach us a year, from what is believed of the numbers behind their rates.
/// Sources of one kind have their numbers from one place, so their ends come together.
fn range(
    topology: &Topology,
    sources: &[SourceId],
    per_year: impl Fn(&SourceId) -> f64,
) -> Option<(f64, f64)> {
    let mut known = false;
    let mut sum = (0.0, 0.0);
    for source in sources {
        let reaching = per_year(source);
        let (low, high) = ends(topology, &topology.sources[source]).map_or((1.0, 1.0), |ends| {
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
        .filter(|unknown| !unknown.aspect.is_of_an_outage());
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
