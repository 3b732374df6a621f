//! Charges, by enumerating every set of components that may be down.

use std::sync::{OnceLock, atomic::AtomicBool};

use spof::experiment::{Options, simulate};

use super::{Lived, View, YEAR, read, unavailability};

fn lived() -> &'static Lived {
    static LIVED: OnceLock<Lived> = OnceLock::new();
    LIVED.get_or_init(|| Lived::of(include_str!("causes.yaml"), 8_192))
}

/// For each of `parts`, the share of time charged to it: in every state without service, equal shares to those whose
/// removal alone restores it; if there is none, to all that are in a minimal cut set inside the down set.
fn charges(parts: &[f64], works: impl Fn(u32) -> bool) -> Vec<f64> {
    let mut charges = vec![0.0; parts.len()];
    for down in 0u32..1 << parts.len() {
        if works(down) {
            continue;
        }
        let members: Vec<usize> = (0..parts.len())
            .filter(|part| down >> part & 1 == 1)
            .collect();
        let alone: Vec<usize> = members
            .iter()
            .copied()
            .filter(|part| works(down & !(1 << part)))
            .collect();
        let owed = if alone.is_empty() {
            in_cuts(down, &members, &works)
        } else {
            alone
        };
        let probability: f64 = parts
            .iter()
            .enumerate()
            .map(|(part, u)| if down >> part & 1 == 1 { *u } else { 1.0 - u })
            .product();
        owed.iter()
            .for_each(|&part| charges[part] += probability / owed.len() as f64);
    }
    charges
}

/// Members of a minimal cut set inside `down`: a set without service, every smaller one with it.
fn in_cuts(down: u32, members: &[usize], works: &impl Fn(u32) -> bool) -> Vec<usize> {
    let is_cut = |set: u32| {
        !works(set)
            && members
                .iter()
                .all(|part| set >> part & 1 == 0 || works(set & !(1 << part)))
    };
    let cuts: Vec<u32> = (1..=down)
        .filter(|set| set & !down == 0 && is_cut(*set))
        .collect();
    members
        .iter()
        .copied()
        .filter(|part| cuts.iter().any(|cut| cut >> part & 1 == 1))
        .collect()
}

#[track_caller]
fn check(architecture: &str, parts: &[(&str, f64, f64)], works: impl Fn(u32) -> bool) {
    let lived = lived();
    let shares: Vec<f64> = parts
        .iter()
        .map(|(_, up, down)| unavailability(*up, *down))
        .collect();
    let charges = charges(&shares, works);
    lived.expect_down(architecture, charges.iter().sum(), 0.02);
    for ((part, ..), exact) in parts.iter().zip(charges) {
        let source = format!("here/{part}/1/failure");
        let charged = |view: &View<'_>| view.charged(&source).0;
        lived.expect(architecture, charged, exact * YEAR, 0.02);
    }
    for view in lived.views(architecture) {
        let sum: f64 = view.estimate.causes.iter().map(|cause| cause.0).sum();
        assert!(
            (sum / view.estimate.mean - 1.0).abs() < 1e-6,
            "charges do not add up to the downtime"
        );
    }
}

const PAIR: [(&str, f64, f64); 2] = [("left", 300.0, 100.0), ("right", 800.0, 200.0)];

#[test]
fn two_in_a_row_are_charged_each_with_its_own_and_half_of_both() {
    check("row", &PAIR, |down| down == 0);
}

#[test]
fn two_in_parallel_are_charged_by_halves() {
    check("parallel", &PAIR, |down| down != 3);
}

#[test]
fn the_bridge_is_charged_by_its_cut_sets() {
    let parts = [
        ("a", 400.0, 100.0),
        ("b", 600.0, 200.0),
        ("c", 300.0, 100.0),
        ("d", 500.0, 100.0),
        ("e", 200.0, 100.0),
    ];
    let paths = [0b01001, 0b10010, 0b10101, 0b01110];
    check("bridge", &parts, |down| {
        paths.iter().any(|path| path & down == 0)
    });
}

/// What cannot take the service down is owed nothing, and charges add up, however many sources are down at once.
#[test]
fn charges_hold_with_many_sources_down() {
    let plan = "
spof: 1
service: many
world: none
path: [w, any: [u, v]]
components:
  w: {fails: {mean: 14016h}, lasts: 6400h}
  u: {fails: {mean: 14016h}, lasts: 6400h}
  v: {fails: never}
architectures:
  thirty: {sites: {here: p/r/a}, replicas: {w: {count: 30, needs: 19}}}
  hundreds: {sites: {here: p/r/a}, replicas: {w: {count: 240, needs: 165}}}
";
    let topology = read(plan);
    let options = Options {
        seed: 1,
        precision: -1.0,
        years: Some(1),
        method: spof::experiment::Method::Best,
    };
    let run = simulate(&topology, options, &|_| {}, &AtomicBool::new(false));
    for (tally, sources) in run.tallies.iter().zip(&run.sources) {
        let charged: u128 = tally.causes.iter().map(|cause| cause.all).sum();
        let apart = charged.abs_diff(tally.downtime);
        assert!(tally.downtime > 0 && apart < 1_000 * u128::from(tally.lives));
        let spare = sources
            .iter()
            .position(|&source| topology.sources[source].name == "here/u/1/failure");
        assert_eq!(tally.causes[spare.unwrap()].all, 0);
    }
}
