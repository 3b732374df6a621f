//! That the bundled numbers are those that were decided on, hang together, and drift where they should.

use super::{Catalog, Numbers};
use crate::law::Law;
use crate::units::HOURS_PER_YEAR;

/// The parts of a region's core data plane, with the events that began in each.
const CORE: [(&str, f64); 4] = [
    ("network", 24.0),
    ("database-service", 9.0),
    ("object-store", 8.0),
    ("load-balancing", 4.0),
];
/// All of them, with one added to each.
const CORE_EVENTS: f64 = 49.0;
/// How far a number may be off by being written with two digits.
const ROUNDED: f64 = 0.05;

#[test]
fn the_core_data_plane_is_split_without_loss() {
    for (provider, region, whole, [low, high]) in [
        ("aws", "ap-northeast-2", 0.0774, [0.017, 0.352]),
        ("aws", "us-east-1", 1.2, [0.6, 2.5]),
        ("gcp", "us-central1", 0.8, [0.4, 2.0]),
    ] {
        let mut sums = [0.0; 3];
        for (name, events) in CORE {
            let share = (events + 1.0) / CORE_EVENTS;
            let part = Catalog::bundled().dependency(provider, region, name);
            let numbers = part.unwrap().numbers.clone();
            let rate = rate(&numbers);
            let off = rate / whole / share - 1.0;
            assert!(off.abs() < ROUNDED, "{region} {name}: {off}");
            let range = numbers.ranges()[0].unwrap();
            for (sum, value) in sums.iter_mut().zip([rate, range.0, range.1]) {
                *sum += value;
            }
        }
        for (sum, wanted) in sums.into_iter().zip([whole, low, high]) {
            let off = sum / wanted - 1.0;
            assert!(off.abs() < ROUNDED / 2.0, "{region}: {sum}, not {wanted}");
        }
    }
}

fn rate(numbers: &Numbers) -> f64 {
    let fails = numbers.fails.as_ref();
    fails.map_or(0.0, |law| HOURS_PER_YEAR / law.mean())
}

/// What follows from the feeds of 2018 to 2026 for each number: rate a year with its range, median length [min] with its
/// range, sigma, and the share of what is there that feels it. In one table, so that nobody moves one by accident; where they
/// come from is in models/README.md.
const VERDICTS: &str = "
    facility                      0.044  0.011  0.17    180  90 360  1.2  0.25
    network                       0.04   0.0087 0.18    110  55 220  1.3  0.35
    database-service              0.016  0.0035 0.072   150  75 300  1.1  0.35
    object-store                  0.014  0.0031 0.065    80  40 160  1.1  0.35
    load-balancing                0.0079 0.0017 0.036   120  60 240  1.0  0.35
    control-plane                 0.11   0.02   0.6     120  60 300  1.0  0.5
    dns-resolver                  0.01   0.001  0.04     90  45 180  0.8  0.8
    carrier                       0.1    0.02   0.5      89  45 360  1.0  0.3
    network@aws/us-east-1         0.61   0.31   1.3     150  75 300  1.4  0.35
    control-plane@aws/us-east-1   3      1      8       120  60 300  1.0  0.5
    network@gcp/us-central1       0.41   0.2    1       150  75 300  1.4  0.35
    vm:software                   1      0.2    6        20   5  60  1.7  1
    function-service              0.04   0.01   0.2     110  55 220  1.2  0.35
    queue-service                 0.019  0.0087 0.038   120  60 240  1.0  0.5
    dns-service                   0.1    0.05   0.3     130  65 260  1.0  0.4
    cdn-service                   0.8    0.4    2       100  50 200  0.8  0.5
    identity-service              3      1      6       150  60 300  1.2  0.2
    third-party-service           3      0.7    7       120  60 240  1.0  0.2";

#[test]
fn the_numbers_are_those_of_the_verdicts() {
    let catalog = Catalog::bundled();
    let found = |name: &str| {
        if let Some((service, source)) = name.split_once(':') {
            let service = catalog.service(service).unwrap();
            return service.own_source(source).unwrap().numbers.clone();
        }
        let (name, place) = name.split_once('@').unwrap_or((name, "/"));
        let (provider, region) = place.split_once('/').unwrap();
        catalog
            .dependency(provider, region, name)
            .unwrap()
            .numbers
            .clone()
    };
    let mut rows = 0;
    for row in VERDICTS.trim().lines() {
        let mut words = row.split_whitespace();
        let name = words.next().unwrap();
        let wanted: Vec<f64> = words.map(|word| word.parse().unwrap()).collect();
        let numbers = found(name);
        let [Some(range), Some(length), ..] = numbers.ranges() else {
            panic!("{name} has no range");
        };
        let (law, most) = match &numbers.lasts {
            Law::Cut(cut) => (cut.law(), Some(cut.most())),
            law => (law, None),
        };
        assert_eq!(most, (name == "vm:software").then_some(24.0), "{name}");
        let Law::Lognormal { median, sigma } = law else {
            panic!("{name}: {law:?}");
        };
        let minutes = [*median, length.0, length.1].map(|hours| hours * 60.0);
        let mut is = vec![rate(&numbers), range.0, range.1];
        is.extend(minutes);
        is.extend([*sigma, numbers.reach * numbers.hits]);
        assert_eq!(is.len(), wanted.len(), "{name}");
        for (is, wanted) in is.iter().zip(wanted) {
            assert!(
                (is / wanted - 1.0).abs() < 1e-9,
                "{name}: {is}, not {wanted}"
            );
        }
        rows += 1;
    }
    assert_eq!(rows, 18);
}

/// What a feed of one provider in one time tells of a rate does not hold another provider or decade, and drifts; a range
/// of a factor of 11.4 (sd 0.74 in the logarithm) or more does. A user's own rates never do.
#[test]
fn narrow_ranges_drift_and_wide_ones_do_not() {
    let catalog = Catalog::bundled();
    let drift = |catalog: &Catalog, provider: &str, region: &str, name: &str| {
        let found = catalog.dependency(provider, region, name).unwrap();
        found.numbers.drift.clone()
    };
    assert_eq!(
        drift(catalog, "aws", "us-east-1", "network"),
        Some("network".to_owned())
    );
    for (region, name) in [("us-west-2", "network"), ("us-west-2", "dns-resolver")] {
        assert_eq!(drift(catalog, "aws", region, name), None);
    }
    let own = |service: &str, source: &str| {
        let service = catalog.service(service).unwrap();
        service.own_source(source).unwrap().numbers.drift.clone()
    };
    assert_eq!(own("cdn", "service"), Some("cdn-service".to_owned()));
    // One number by an anchor drifts as one.
    assert_eq!(own("database", "hardware"), Some("vm hardware".to_owned()));
    assert_eq!(own("vm", "software"), None);
    let ours = "network: {in: {aws/us-east-1: {fails: 1/year, fails_range: [0.5/year, 2/year]}}}";
    let ours = catalog.overlay(&[("dependencies.yaml", ours)]).unwrap();
    assert_eq!(drift(&ours, "aws", "us-east-1", "network"), None);
    assert_eq!(
        drift(&ours, "gcp", "us-central1", "network"),
        Some("network".to_owned())
    );
}
