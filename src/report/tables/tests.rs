//! The descriptions of the tables: a heading that changes shows here, in one small file.

use super::*;
use crate::report::{fixture::uncertain, kinds::kinds};

#[test]
fn descriptions() {
    let mut results = uncertain(2);
    let all = &mut results.architectures;
    all[0].lost_service_minutes_per_year = 12.0;
    all[0].lost_service_ci95 = [12.0; 2];
    all[0].planned_minutes_per_year = 243.0;
    all[0].planned_ci95 = [243.0; 2];
    all[0].data_loss_minutes_per_year = 2.0;
    all[0].data_loss_ci95 = [2.0; 2];
    all[0].cost.engineering_hours = Some(3.0);
    let kinds = &kinds(&results)[..1];
    let tables = [
        ("designs", designs::designs(&results).described()),
        ("steps", steps::steps(&results).described()),
        ("scenarios", scenarios::scenarios(&results).described()),
        (
            "assumptions",
            assumptions::assumptions(&results).described(),
        ),
        (
            "bill",
            bill::bill(&results.architectures, &results.currency, results.fx).described(),
        ),
        ("causes", causes::causes(&results).described()),
        ("outages", outages::outages(&results).described()),
        ("by kind", outages::by_kind(&results, kinds).described()),
        (
            "by architecture",
            outages::by_architecture(&results, kinds, 40).described(),
        ),
        (
            "comparison",
            comparison::beside(&[], ["USD", "EUR"]).described(),
        ),
        (
            "kinds of cause",
            kinds_of_cause::kinds_of_cause(&[], "USD", true).described(),
        ),
        (
            "single points",
            kinds_of_cause::single_points(&[]).described(),
        ),
        ("cut sets", weakness::cut_sets(&[]).described()),
        ("importance", weakness::importance(&[]).described()),
        ("verification", verification::verification(&[]).described()),
    ];
    let text = tables.map(|(name, columns)| format!("{name}\n{columns}"));
    insta::assert_snapshot!(text.join("\n"));
}
