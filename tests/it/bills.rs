//! The worked bills of models/README.md, line by line and to the cent, from `examples/seoul-shop.yaml`.

use crate::common::reading;
use spof::catalog::Catalog;
use spof::report::{self, TableStyle};
use spof::{bill::bill, topology::Topology};

fn seoul_shop() -> Topology {
    let text = include_str!("../../examples/seoul-shop.yaml");
    reading("seoul-shop.yaml", text).topology
}

/// (quantity, unit price [USD], line [USD, to the cent]) of a worked bill, in any order.
type Worked = &'static [(f64, f64, f64)];

const SINGLE_AZ: Worked = &[
    (730.0, 0.052, 37.96),
    (50.0, 0.0912, 4.56),
    (730.0, 0.005, 3.65),
    (730.0, 0.104, 75.92),
    (100.0, 0.131, 13.10),
    (50.0, 0.05, 2.50),
    (50.0, 0.025, 1.25),
    (400.0, 0.126, 50.40),
    (1.0, 0.5, 0.50),
    (5.0, 0.4, 2.00),
];

const MULTI_AZ: Worked = &[
    (1460.0, 0.026, 37.96),
    (1460.0, 0.052, 75.92),
    (120.0, 0.0912, 10.94),
    (730.0, 0.0225, 16.43),
    (730.0, 0.0225, 16.43),
    (1460.0, 0.008, 11.68),
    (1460.0, 0.059, 86.14),
    (50.0, 0.059, 2.95),
    (2920.0, 0.005, 14.60),
    (730.0, 0.208, 151.84),
    (100.0, 0.262, 26.20),
    (300.0, 0.01, 3.00),
    (60.0, 0.05, 3.00),
    (50.0, 0.025, 1.25),
    (400.0, 0.126, 50.40),
    (1.0, 0.5, 0.50),
    (5.0, 0.4, 2.00),
];

const TOKYO: Worked = &[
    (730.0, 0.0272, 19.86),
    (730.0, 0.0544, 39.71),
    (60.0, 0.096, 5.76),
    (730.0, 0.0243, 17.74),
    (730.0, 0.0243, 17.74),
    (146.0, 0.008, 1.17),
    (730.0, 0.062, 45.26),
    (10.0, 0.062, 0.62),
    (2190.0, 0.005, 10.95),
    (730.0, 0.104, 75.92),
    (100.0, 0.138, 13.80),
    (90.0, 0.08, 7.20),
    (60.0, 0.05, 3.00),
    (50.0, 0.025, 1.25),
    (2.0, 0.5, 1.00),
];

const GOOGLE: Worked = &[
    (730.0, 0.021_491_4, 15.69),
    (730.0, 0.042_982_9, 31.38),
    (60.0, 0.13, 7.80),
    (730.0, 0.025, 18.25),
    (5.0, 0.008, 0.04),
    (1460.0, 0.0014, 2.04),
    (730.0, 0.005, 3.65),
    (10.0, 0.045, 0.45),
    (1460.0, 0.0537, 78.40),
    (2920.0, 0.0091, 26.57),
    (100.0, 0.221, 22.10),
    (730.0, 0.05, 36.50),
    (1460.0, 0.075, 109.50),
    (80.0, 0.126, 10.08),
    (50.0, 0.023, 1.15),
    (60.0, 0.064, 3.84),
    (1.0, 0.5, 0.50),
    (1.0, 0.75, 0.75),
    (1.0, 0.2, 0.20),
];

/// A line as whole numbers that sort: millionths of units, ten-millionths of dollars, cents.
fn comparable(&(quantity, price, line): &(f64, f64, f64)) -> (i64, i64, i64) {
    let cents = (line * 100.0 + 1e-6).round() as i64;
    (
        (quantity * 1e6).round() as i64,
        (price * 1e7).round() as i64,
        cents,
    )
}

#[test]
fn the_four_worked_bills_are_reproduced_line_by_line() {
    let shop = seoul_shop();
    let worked = [
        ("single-az", vec![SINGLE_AZ], (191.84, 138.19, 53.65)),
        ("multi-az", vec![MULTI_AZ], (511.23, 439.95, 71.28)),
        (
            "warm-standby",
            vec![MULTI_AZ, TOKYO],
            (772.21, 690.69, 81.52),
        ),
        (
            "multi-cloud",
            vec![MULTI_AZ, GOOGLE],
            (880.13, 797.13, 83.00),
        ),
    ];
    for (name, lines, totals) in worked {
        let architecture = shop
            .architectures
            .iter()
            .find(|architecture| architecture.name == name)
            .unwrap();
        let bill = bill(&shop, architecture, Catalog::bundled());
        assert_eq!((bill.monthly, bill.fixed, bill.usage), totals, "{name}");
        let mut expected: Vec<_> = lines.into_iter().flatten().map(comparable).collect();
        let free = |line: &&spof::bill::Line| line.monthly() > 0.0;
        let mut found: Vec<_> = bill
            .lines
            .iter()
            .filter(free)
            .map(|line| comparable(&(line.quantity, line.unit_price(), line.monthly())))
            .collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{name}");
    }
}

/// Currency and VAT are applied once, to the whole: 880.128… USD is 1,355,398 won with 10 % VAT at 1,400, not the sum
/// of rounded lines.
#[test]
fn currency_and_vat_are_applied_once() {
    let mut shop = seoul_shop();
    let lines = bill(&shop, &shop.architectures[8], Catalog::bundled()).lines;
    let dollars: f64 = lines
        .iter()
        .map(|line| line.quantity * line.unit_price())
        .sum();
    shop.currency = "KRW".to_owned();
    shop.fx = 1400.0;
    shop.vat = 0.1;
    let bill = bill(&shop, &shop.architectures[8], Catalog::bundled());
    assert_eq!(bill.monthly, (dollars * 1400.0 * 1.1).round());
}

/// What `check` prints of a bill: every line with all its digits, so that a reader who adds them up, and adds the VAT, finds the
/// total, which is rounded once.
#[test]
fn the_printed_lines_add_up_to_the_printed_total() {
    let style = TableStyle {
        width: 110,
        colour: false,
    };
    let mut bills = 0;
    for text in [
        include_str!("../../examples/seoul-shop.yaml"),
        include_str!("../../examples/saas.yaml"),
        include_str!("../../examples/korea-multi-cloud.yaml"),
        include_str!("../../examples/templates/multi-cloud.yaml"),
    ] {
        let topology = reading("plan.yaml", text).topology;
        let told = report::understanding(&topology, (&[], None), Catalog::bundled(), style);
        let coin = if topology.currency == "USD" {
            0.01
        } else {
            1.0
        };
        let mut lines = told.lines().peekable();
        while let Some(line) = lines.next() {
            let Some((total, _)) = line.trim().split_once(" a month") else {
                continue;
            };
            let Some(total) = amount(total) else { continue };
            let mut sum = 0.0;
            while let Some(line) = lines.next_if(|line| line.starts_with("    ")) {
                let first = line.split_whitespace().next().unwrap_or_default();
                sum += amount(first).unwrap_or_default();
            }
            sum *= 1.0 + topology.vat;
            assert!((sum - total).abs() <= coin / 2.0 + 1e-6, "{line}: {sum}");
            bills += 1;
        }
    }
    assert!(bills > 20, "{bills}");
}

/// `$1,234.5678`.
fn amount(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['$', '₩'])?.replace(',', "");
    digits.parse().ok()
}
