//! The results of a run: every architecture's numbers, compared, decided upon and noted.

use rayon::prelude::*;

use super::{
    architecture::{architecture, unrelieved},
    borrowed::{borrowed, guessed},
    certain, classes, expected, money, notes, unsaid,
};
use crate::{
    answer::{ArchitectureResult, Basis, BorrowedResult, GoalResult, Note, Results, Stopped},
    catalog::Catalog,
    decide::{self, Offer, Studied, assumptions, frontier},
    estimate::Blocks,
    experiment::{
        self, DrawnYears, FiveYears, Losses, Options, Run, Scenarios, TableRow, times_down,
    },
    topology::Topology,
    units::MINUTES_PER_HOUR,
};

/// What the lives of all architectures gave.
pub(super) struct Lived<'a> {
    run: &'a Run,
    table: &'a [TableRow],
    /// Mean downtimes, block by block.
    blocks: Vec<Blocks>,
    borrowed: Vec<BorrowedResult>,
    /// What is taken never to fail.
    certain: Vec<Note>,
}

impl<'a> Lived<'a> {
    /// That, and the architectures' results, not yet compared.
    pub(super) fn new(
        topology: &Topology,
        catalog: &Catalog,
        run: &'a Run,
        table: &'a [TableRow],
        five: &[Option<FiveYears>],
    ) -> (Self, Vec<ArchitectureResult>) {
        let (architectures, blocks) = (0..topology.architectures.len())
            .into_par_iter()
            .map(|index| {
                let five = five.get(index).and_then(Option::as_ref);
                architecture(topology, catalog, run, (table, five), index)
            })
            .unzip();
        let lived = Self {
            run,
            table,
            blocks,
            borrowed: borrowed(topology, catalog),
            certain: [certain::notes(topology, catalog), unsaid::notes(topology)].concat(),
        };
        (lived, architectures)
    }
}

/// The results of a run, compared; the scenarios are those of other numbers, and the years are lived in them.
pub(super) fn results(
    topology: &Topology,
    options: Options,
    lived: &Lived<'_>,
    mut architectures: Vec<ArchitectureResult>,
    (scenarios, years): (&Scenarios, &[DrawnYears]),
) -> Results {
    let Lived {
        run,
        table,
        blocks,
        borrowed,
        certain,
    } = lived;
    let goal = &topology.goal;
    let minutes = |hours: f64| hours * MINUTES_PER_HOUR;
    let times = times_down(topology, &scenarios.numbers);
    classes::expect(topology, &mut architectures, scenarios, &times);
    let stated = GoalResult {
        availability: goal.availability,
        per_month: goal.per_month,
        rto_minutes: goal.rto.map(minutes),
        rpo_minutes: goal.rpo.map(minutes),
        years: goal.years,
        budget: goal.budget,
        outage_cost: goal.outage_cost,
        lost_service_cost: goal.lost_service_cost,
        data_loss_cost: goal.data_loss_cost,
        classes: classes::wanted(&architectures),
    };
    let residuals = expected::add(
        topology,
        (run, years),
        &mut architectures,
        scenarios,
        &times,
    );
    let off_by_years = scenarios.off_by_years(Losses::unserved);
    let offers = architectures.iter().map(|it| Offer::of(it, &stated));
    let offers: Vec<Offer> = offers.collect();
    let drawn = scenarios.drawn.iter();
    let drawn = drawn.map(|losses| decide::offers(&architectures, losses, goal));
    let drawn: Vec<Vec<Offer>> = drawn.collect();
    let points: Vec<(f64, f64)> = offers.iter().map(|it| (it.cost, it.unserved)).collect();
    let on_frontier = frontier(&points).into_iter();
    for ((result, offer), on_frontier) in architectures.iter_mut().zip(&offers).zip(on_frontier) {
        result.on_frontier = on_frontier;
        result.outage_cost_monthly = goal.outage_cost.map(|price| offer.outages(price));
        result.total_monthly = goal.outage_cost.map(|price| offer.total(price));
    }
    let shown = notes::notes(topology, options, run, &architectures);
    let studied = Studied {
        topology,
        architectures: &architectures,
        offers: &offers,
        drawn: &drawn,
        residuals: &residuals,
        off_by_years: &off_by_years,
        blocks,
        lives: run.years,
        is_open: notes::is_open(&shown),
    };
    let swings = scenarios.swings_about(&classes::losses(&architectures));
    let decision = decide::decide(&studied, &swings);
    let about = (scenarios, &swings[..]);
    let uncertainty = decide::uncertainty(&studied, about, decision.choice.as_ref());
    // What is wrong comes before what is wide.
    let mut notes = notes::disagreements(topology, run);
    notes.extend(shown);
    notes.extend(money::notes(topology, &architectures));
    notes.extend(certain.iter().cloned());
    notes.extend(notes::not_steady(topology));
    Results {
        spof: env!("CARGO_PKG_VERSION").to_owned(),
        service: topology.service.clone(),
        about: topology.about.clone(),
        seed: options.seed,
        years: run.years,
        events: run.lived().map(|tally| tally.events).sum(),
        stopped: match run.stopped {
            experiment::Stopped::Precision => Stopped::Precision,
            experiment::Stopped::Years | experiment::Stopped::Events => Stopped::Years,
            experiment::Stopped::Interrupted => Stopped::Interrupted,
        },
        p_resolution: (3.0 / run.years.max(1) as f64).min(1.0),
        precision: options.precision,
        currency: topology.currency.clone(),
        fx: topology.fx,
        vat: topology.vat,
        basis: if scenarios.drawn.is_empty() {
            Basis::AsWritten
        } else {
            Basis::Expected
        },
        scenarios: scenarios.drawn.len() as u64,
        goal: stated,
        decision,
        uncertainty,
        assumptions: assumptions(topology),
        architectures,
        unrelieved: unrelieved(table),
        borrowed: borrowed.clone(),
        guessed: guessed(topology),
        search: None,
        notes,
    }
}
