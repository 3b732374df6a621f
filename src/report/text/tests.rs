//! The terminal's text as a whole: its width, its words, and no emphasis where none is wanted.

use super::*;
use crate::report::fixture::results;
use unicode_width::UnicodeWidthStr;

/// A terminal of so many columns, without emphasis.
fn plain(width: usize) -> TableStyle {
    TableStyle {
        width,
        colour: false,
    }
}

#[test]
fn fits_the_terminal() {
    for count in [1, 2, 7, 9, 25, 60] {
        for width in [80, 100, 140, 220] {
            let text = table(&results(count), plain(width));
            for line in text.lines() {
                assert!(line.width() <= width, "{count} at {width}: {line}");
            }
            assert!(!text.contains('\u{1b}'));
        }
    }
}

#[test]
fn emphasis_changes_no_word() {
    let without = table(&results(7), plain(100));
    let strong = table(
        &results(7),
        TableStyle {
            width: 100,
            colour: true,
        },
    );
    assert!(strong.contains("\u{1b}[1m"));
    let stripped = strong
        .replace("\u{1b}[1m", "")
        .replace("\u{1b}[2m", "")
        .replace("\u{1b}[0m", "");
    assert_eq!(without, stripped);
}

#[test]
fn nothing_seen_is_a_bound() {
    let mut unseen = results(2);
    unseen.years = 102_400;
    let result = &mut unseen.architectures[1];
    result.downtime.none_seen = true;
    result.downtime.mean = 0.0;
    result.downtime.believed = 0.0;
    result.downtime.p90 = 0.0;
    result.downtime.ci95 = [0.0, 15.4];
    result.outages_per_year = 0.0;
    let text = table(&unseen, plain(200));
    assert!(text.contains("none seen in"), "{text}");
    assert!(text.contains("102,400 years:"), "{text}");
    assert!(text.contains("at most 15 min"), "{text}");
    assert!(!text.contains(" 0 s"), "{text}");
}

#[test]
fn what_is_lost_beside_the_downtime_has_columns_of_its_own() {
    let style = plain(140);
    let text = table(&results(3), style);
    for column in ["lost service", "  planned", "data lost", "lose data"] {
        assert!(!text.contains(column), "{text}");
    }
    let mut losing = results(3);
    losing.architectures[0].lost_service_minutes_per_year = 12.0;
    losing.architectures[0].lost_service_ci95 = [12.0; 2];
    losing.architectures[1].planned_minutes_per_year = 243.0;
    losing.architectures[1].planned_ci95 = [243.0; 2];
    losing.architectures[2].data_loss_minutes_per_year = 2.0;
    losing.architectures[2].data_loss_ci95 = [2.0; 2];
    losing.architectures[2].p_data_loss = 1.0;
    losing.goal = crate::answer::GoalResult::default();
    for result in &mut losing.architectures {
        result.outage_table.clear();
    }
    insta::assert_snapshot!(table(&losing, style));
}

#[test]
fn rare_downtime_is_no_certainty() {
    let mut rare = results(2);
    let result = &mut rare.architectures[1];
    result.downtime.estimator = crate::answer::Estimator::ImportanceSampled;
    result.downtime.mean = 37e-6 / 60.0;
    result.downtime.believed = 37e-6 / 60.0;
    result.downtime.ci95 = [36e-6 / 60.0, 38e-6 / 60.0];
    (result.downtime.p90, result.downtime.p99) = (0.0, 0.0);
    result.outages_per_year = 1e-9;
    result.p_goal = Some(1.0);
    result.outage_cost_monthly = Some(1e-9);
    result.causes.clear();
    let text = table(&rare, plain(140));
    insta::assert_snapshot!(text);
    assert!(
        !text.contains(" 0 s") && !text.contains("over over"),
        "{text}"
    );
}

#[test]
fn names_cannot_steer_the_terminal() {
    let mut evil = results(2);
    evil.architectures[0].name = "\u{1b}]0;x\u{7}a\nb".to_owned();
    evil.notes.push(crate::answer::Note::MistakesUntold {
        dependency: "\u{1b}[2J".to_owned(),
    });
    let text = table(&evil, plain(100));
    assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'));
}

#[test]
fn a_disagreement_is_told_as_our_fault() {
    use crate::answer::{Agreement, Comparison, Quantity, SeedResult};
    let said = |apart: Option<f64>, verdict| Comparison {
        estimator: "plain",
        simulated: 0.002 + 0.0001 * apart.unwrap_or(0.0),
        standard_error: 0.0001,
        errors_apart: apart,
        verdict,
        agrees: verdict == Agreement::Agrees,
    };
    let seed = |seed, comparison| SeedResult { seed, comparison };
    let found = crate::answer::VerificationResults {
        spof: "0.1.0".to_owned(),
        service: "shop".to_owned(),
        years: 102_400,
        cut: true,
        architectures: vec![
            crate::answer::VerificationResult {
                name: "two-zones".to_owned(),
                quantity: Quantity::Downtime,
                exact: Some(0.002),
                method: Some("decision diagram".to_owned()),
                stated: false,
                obstacle: None,
                seeds: vec![
                    seed(1, said(Some(-0.5), Agreement::Agrees)),
                    seed(2, said(None, Agreement::CannotJudge)),
                ],
                together: Some(said(Some(4.5), Agreement::Differs)),
            },
            crate::answer::VerificationResult {
                name: "standby".to_owned(),
                quantity: Quantity::LostData,
                exact: None,
                stated: false,
                method: None,
                obstacle: Some("whether it serves depends on its past".to_owned()),
                seeds: Vec::new(),
                together: None,
            },
        ],
    };
    assert!(!found.agrees());
    insta::assert_snapshot!(verification(&found, plain(100)));
}

#[test]
fn the_shop_at_80_columns() {
    insta::assert_snapshot!(table(&results(9), plain(80)));
}

#[test]
fn two_at_140_columns() {
    insta::assert_snapshot!(table(&results(2), plain(140)));
}
