//! The Markov chain of sources that strike each other or wait for one crew, against closed forms.

use crate::exact::model::nth;
use spof::topology::Strike;

use super::{
    chain::{chained, machines},
    close,
    model::{Model, mean},
};

/// Each fails at (1 − c) λ by itself, and a shock at c λ takes down all that are up: by how many are down.
#[test]
fn common_cause_of_two_and_of_three() {
    let (fails, repairs, share): (f64, f64, f64) = (1e-3, 0.1, 0.1);
    let model = |count: usize| {
        let mut model = Model::default();
        let all = machines(
            &mut model,
            count,
            1.0 / fails / (1.0 - share),
            1.0 / repairs,
        );
        let sources = model.all_sources();
        model.any(&all);
        model.shock(1.0 / fails / share, &sources, 1.0);
        chained(&model.build())
    };
    let (own, shock) = ((1.0 - share) * fails, share * fails);
    let one = (2.0 * own + shock) / repairs;
    let two = (shock + fails * one) / (2.0 * repairs);
    close(model(2).unavailability, two / (1.0 + one + two), 1e-13);

    let one = (3.0 * own + shock) / repairs;
    let two = ((2.0 * own + shock + repairs) * one - 3.0 * own) / (2.0 * repairs);
    let three = (shock + shock * one + fails * two) / (3.0 * repairs);
    let exact = model(3);
    close(
        exact.unavailability,
        three / (1.0 + one + two + three),
        1e-11,
    );
    close(
        exact.mean_outage_minutes.unwrap(),
        60.0 / (3.0 * repairs),
        1e-11,
    );
}

/// A shock that hits each of two with chance p: both p², exactly one 2p(1 − p).
#[test]
fn a_shock_that_hits_each_with_a_chance() {
    let (shock, repairs, p): (f64, f64, f64) = (1e-3, 0.1, 0.3);
    let mut model = Model::default();
    let both = [0; 2].map(|_| model.machine(1e3, 1.0 / repairs));
    model
        .sources
        .iter_mut()
        .for_each(|source| source.fails = None);
    model.any(&both);
    model.shock(1.0 / shock, &[nth(0), nth(1)], p);
    let one = (2.0 * p - p * p) * shock / repairs;
    let two = (p * p * shock + p * shock * one) / (2.0 * repairs);
    close(
        chained(&model.build()).unavailability,
        two / (1.0 + one + two),
        1e-13,
    );
}

/// A zone's outage takes the control plane with it one time of two. The control plane is down for the union of its own
/// and the struck outages: three of four states, by hand.
#[test]
fn an_outage_that_spreads() {
    let (zone, own, zone_back, back, p): (f64, f64, f64, f64, f64) = (1e-3, 2e-4, 0.2, 0.5, 0.5);
    let mut model = Model::default();
    let striker = model.source(mean(1.0 / zone), mean(1.0 / zone_back));
    let control = model.source(mean(1.0 / own), mean(1.0 / back));
    model.sources[nth(1)].struck_by = vec![Strike {
        by: striker,
        chance: p,
    }];
    model.leaf("control", &[control]);
    let exact = chained(&model.build());
    // With z = P(zone down) and x = P(control down, zone up), y = P(both down): of the control plane alone
    // (own + p·zone) P(zone up, control up) + own P(zone down, control up) = back (x + y); of y
    // own (z − y) + zone x + p zone (1 − z − x) = (back + zone_back) y.
    let z = zone / (zone + zone_back);
    // x = (own + p zone)(1 − z − x) + own (z − y) − back y over back; two linear equations in x and y.
    let (a11, a12) = (back + own + p * zone, back + own);
    let b1 = (own + p * zone) * (1.0 - z) + own * z;
    let (a21, a22) = (p * zone - zone, back + zone_back + own);
    let b2 = own * z + p * zone * (1.0 - z);
    let determinant = a11 * a22 - a12 * a21;
    let x = (b1 * a22 - a12 * b2) / determinant;
    let y = (a11 * b2 - b1 * a21) / determinant;
    close(exact.unavailability, x + y, 1e-12);
}

/// The urgent one never waits but for work in progress; what the other waits for does not change how often it is down
/// too. Two machines of one crew, in series with nothing: states by hand.
#[test]
fn the_urgent_goes_first() {
    let (fails, repairs): (f64, f64) = (0.01, 0.1);
    let of = |seen: u32| {
        let mut model = Model::default();
        let three = [0; 3].map(|_| model.machine(1.0 / fails, 1.0 / repairs));
        model.crew(1, &[nth(0), nth(1), nth(2)], true);
        model.any(&[three[seen as usize]]);
        // The others take the crew's time though nothing needs them.
        let mut topology = model.build();
        topology.architectures[0].root = nth(3);
        chained(&topology).unavailability
    };
    let (first, last) = (of(0), of(2));
    // All equal in line, each is down alike: the sum does not depend on the order, for the crew is never idle.
    let (one, two, three) = (
        3.0 * fails / repairs,
        6.0 * (fails / repairs).powi(2),
        6.0 * (fails / repairs).powi(3),
    );
    let down = (one + 2.0 * two + 3.0 * three) / (1.0 + one + two + three);
    close(first + of(1) + last, down, 1e-12);
    assert!(first < down / 3.0 && last > down / 3.0);
}
