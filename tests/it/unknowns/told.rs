//! What is reported of numbers that nobody knows.

use super::read;
use super::worlds::{OPTIONS, SHOP, STEP, study};
use spof::report::{TableStyle, table};

fn text(plan: &str, draws: u32, width: usize) -> String {
    let style = TableStyle {
        width,
        colour: false,
    };
    table(&study(&read(plan), OPTIONS, draws), style)
}

/// The part below that heading, up to the next empty line.
fn below<'a>(text: &'a str, heading: &str) -> &'a str {
    let from = text.find(heading).unwrap_or_else(|| panic!("{text}"));
    let rest = &text[from..];
    &rest[..rest.find("\n\n").unwrap_or(rest.len())]
}

#[test]
fn the_text_names_the_number_to_measure_next_and_what_it_decides() {
    let text = text(STEP, 200, 120);
    let next = below(&text, "Which number to measure next");
    let expected = "Which number to measure next
Each number alone, from the low to the high end of its range: from which price of an hour strong pays over weak, and
what is then the cheapest with its outages.
- one failure, how often: 0.2 to 5 a year; it pays from $1,000 or from $200 an hour; cheapest is weak at the low end,
  strong at the high one
- one failure, how long (median): 50 min to 1 h 10 min; it pays from $510 or from $420 an hour
- two failure, how often: 0.9 to 1.1 a year; it pays from $480 or from $440 an hour";
    assert_eq!(next, expected);
    let unbroken = text.replace("\n  ", " ");
    assert!(unbroken.contains("It is not the luck of"), "{text}");
    assert!(
        text.contains("taken as known, for want of a range: length of two failure"),
        "{text}"
    );
}

#[test]
fn nothing_is_told_that_was_not_asked() {
    let text = text(STEP, 0, 120);
    assert!(!text.contains("How sure that is") && !text.contains("measure next"));
}

#[test]
fn a_plan_without_ranges_is_told_so() {
    let ranges = [
        "fails_range: [0.2/year, 5/year], ",
        "lasts_range: [50min, 70min], ",
        "fails_range: [0.9/year, 1.1/year], ",
    ];
    let plan = ranges
        .iter()
        .fold(STEP.to_owned(), |plan, range| plan.replace(range, ""));
    let text = text(&plan, 20, 120);
    assert!(
        below(&text, "How sure that is").contains("no number of this plan has a range"),
        "{text}"
    );
    assert!(!text.contains("measure next"));
}

#[test]
fn the_text_fits_the_terminal() {
    let results = study(&read(SHOP), OPTIONS, 20);
    for width in [80, 120, 200] {
        let colour = false;
        let text = table(&results, TableStyle { width, colour });
        assert!(text.contains("How sure that is"));
        for line in text.lines() {
            assert!(line.chars().count() <= width, "{line}");
        }
    }
}
