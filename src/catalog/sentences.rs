//! That what is said of the bundled numbers says where they are from: each number, both ends of its range and its spread stand in the
//! words of its evidence, what is called counted or derived holds no judgement, and one outage has one length.

use super::consistency::all_numbers;
use super::{Catalog, Evidence, EvidenceKind, Numbers};
use crate::law::Law;
use crate::units::{HOURS_PER_YEAR, MINUTES_PER_HOUR};
use std::collections::HashMap;

/// The numbers in a text, `2,400` being one.
fn figures(text: &str) -> Vec<f64> {
    let text = text.replace(',', "");
    let parts = text.split(|it: char| !(it.is_ascii_digit() || it == '.'));
    let parts = parts.map(|part| part.trim_matches('.'));
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// Whether all of these are said, in any of these units.
fn lacks(evidence: &[Evidence], values: &[f64], units: &[f64]) -> Option<f64> {
    let said: Vec<f64> = evidence.iter().flat_map(|it| figures(&it.says)).collect();
    let is_said = |value: f64| {
        let close = |said: &f64| (said / value - 1.0).abs() < 1e-6;
        units
            .iter()
            .any(|unit| said.iter().any(|it| close(&(it * unit))))
    };
    values.iter().copied().find(|value| !is_said(*value))
}

/// What of a set of numbers its evidence leaves out, with the entry.
fn left_out(numbers: &Numbers) -> Vec<String> {
    let rate = numbers
        .fails
        .as_ref()
        .map(|law| HOURS_PER_YEAR / law.mean());
    let ends = |range: Option<(f64, f64)>| range.into_iter().flat_map(|it| [it.0, it.1]);
    let [rate_range, length_range, reach_range, hits_range] = numbers.ranges();
    let law = match &numbers.lasts {
        Law::Cut(cut) => cut.law(),
        law => law,
    };
    let sigma = match law {
        Law::Lognormal { sigma, .. } => Some(*sigma),
        _ => None,
    };
    let share = |value: f64, range| {
        let value = Some(value).filter(|it| *it < 1.0);
        value.into_iter().chain(ends(range)).collect::<Vec<f64>>()
    };
    let [fails, lasts, reach, hits] = &numbers.written;
    let rates: Vec<f64> = rate.into_iter().chain(ends(rate_range)).collect();
    let median = Some(numbers.lasts.median());
    let lengths: Vec<f64> = median.into_iter().chain(ends(length_range)).collect();
    let each = [
        ("fails", fails, rates, vec![1.0]),
        ("lasts", lasts, lengths, vec![1.0 / MINUTES_PER_HOUR, 1.0]),
        ("sigma", lasts, sigma.into_iter().collect(), vec![1.0]),
        (
            "reach",
            reach,
            share(numbers.reach, reach_range),
            vec![0.01],
        ),
        ("hits", hits, share(numbers.hits, hits_range), vec![0.01]),
    ];
    let missing = each
        .into_iter()
        .filter_map(|(name, written, values, units)| {
            let written = written.as_ref()?;
            let value = lacks(&written.evidence, &values, &units)?;
            Some(format!("{} {name}: {value}", written.name))
        });
    missing.collect()
}

#[test]
fn the_evidence_of_a_number_says_the_number_and_both_ends_of_its_range() {
    let all = all_numbers(Catalog::bundled());
    let missing: Vec<String> = all.into_iter().flat_map(left_out).collect();
    let said = [Evidence::given("0.2 a year (0.1 to 2,400)")];
    assert_eq!(lacks(&said, &[0.2, 0.1, 2400.0], &[1.0]), None);
    assert_eq!(lacks(&said, &[0.2, 0.15], &[1.0]), Some(0.15));
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The lengths of single outages [min] in a text: of `412 min, 23 and 61 min; median 154 min` the first three.
fn lengths(text: &str) -> Vec<f64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| {
        word.trim_matches(|it: char| !it.is_ascii_digit())
            .replace(',', "")
    };
    let mut found = Vec::new();
    for place in (0..words.len())
        .filter(|&it| words[it].trim_end_matches([',', '.', ';', ')', ':']) == "min")
    {
        let mut before = words[..place].iter().rev();
        let mut list = Vec::new();
        let last = before.find(|word| match bare(word).parse::<f64>() {
            // How many there are, or a year, stands before the lengths.
            Ok(value) if word.ends_with(':') || (1990.0..2100.0).contains(&value) => true,
            Ok(value) => {
                list.push(value);
                false
            }
            Err(_) => !matches!(**word, "and" | "to"),
        });
        let is_median = last.is_some_and(|word| matches!(*word, "median" | "of"));
        if !is_median {
            found.append(&mut list);
        }
    }
    found
}

#[test]
fn an_outage_of_the_list_has_the_length_that_the_list_gives_it() {
    assert_eq!(
        lengths("412 min (June 2023), 23 and 61 min; median 154 min"),
        [412.0, 61.0, 23.0]
    );
    let mut listed: Vec<f64> = Vec::new();
    for row in include_str!("../../models/outages.csv").lines().skip(1) {
        let cells = row.split(',');
        listed.extend(cells.filter_map(|cell| cell.parse::<f64>().ok()));
    }
    let mut said = 0;
    for written in all_numbers(Catalog::bundled())
        .into_iter()
        .flat_map(|it| it.written.iter().flatten())
    {
        let from_list = |it: &&Evidence| it.source.contains("list of");
        for evidence in written.evidence.iter().filter(from_list) {
            for length in lengths(&evidence.says) {
                assert!(
                    listed.contains(&length),
                    "{}: {length}: {}",
                    written.name,
                    evidence.says
                );
                said += 1;
            }
        }
    }
    assert!(said > 60, "{said}");
}

#[test]
fn what_is_called_counted_or_derived_holds_no_judgement() {
    let judged = [
        "guess",
        "judge",
        "taken as",
        "rounded",
        "the range is",
        "wider",
        "half to double",
        "to five times",
        "to four times",
        "to three times",
    ];
    let catalog = Catalog::bundled();
    let mut said = 0;
    for numbers in all_numbers(catalog) {
        for written in numbers.written.iter().flatten() {
            let firm =
                |it: &&Evidence| matches!(it.kind, EvidenceKind::Counted | EvidenceKind::Derived);
            for evidence in written.evidence.iter().filter(firm) {
                let found = judged.iter().find(|words| evidence.says.contains(**words));
                assert_eq!(found, None, "{}: {}", written.name, evidence.says);
                said += 1;
            }
        }
        // What is counted of a rate has a count and the time in which it was counted.
        let rate = numbers.written[0].as_ref().unwrap();
        let evidence = &rate.evidence;
        for counted in evidence
            .iter()
            .filter(|it| it.kind == EvidenceKind::Counted)
        {
            let says = &counted.says;
            let is_count = figures(says).len() > 1
                || ["one ", "no ", "two ", "three "]
                    .iter()
                    .any(|word| says.contains(word));
            assert!(is_count, "{}: {says}", rate.name);
        }
    }
    assert!(said > 150, "{said}");
}

#[test]
fn the_list_has_as_many_control_planes_that_fell_with_a_zone_as_is_said() {
    let mut zones: HashMap<&str, bool> = HashMap::new();
    for row in include_str!("../../models/outages.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        if cells[3] == "az" {
            *zones.entry(cells[1]).or_default() |= cells[5].ends_with("/control-plane");
        }
    }
    let fell = zones.values().filter(|fell| **fell).count();
    let facility = Catalog::bundled()
        .dependency("aws", "", "facility")
        .unwrap();
    let said = facility.spreads_evidence.iter().map(|it| &it.says);
    let count = format!("in {fell} of {} zone events", zones.len());
    assert!(said.clone().any(|it| it.starts_with(&count)), "{count}");
}
