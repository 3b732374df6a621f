//! Exact beside simulated, for `spof verify`.

use super::{
    Page, TableStyle,
    grid::{self, Column, Grid},
};
use crate::{
    answer::{SeedResult, VerificationResult, VerificationResults},
    report::words,
};

/// What was compared, with a newline at the end.
pub fn verification(results: &VerificationResults, style: TableStyle) -> String {
    let mut page = Page::new(style);
    page.heading(&words::plain(&results.service));
    let rows: Vec<(&VerificationResult, &SeedResult)> = results
        .architectures
        .iter()
        .flat_map(|result| result.seeds.iter().map(move |seed| (result, seed)))
        .collect();
    if !rows.is_empty() {
        page.paragraph(
            &format!(
                "The exact mean downtime a year beside what {} years say, for each seed.",
                words::count(results.years)
            ),
            "",
        );
        page.gap();
        let room = (page.style.width / 3).clamp(12, 40);
        page.lines.extend(grid(&rows, room).lines(page.style));
        page.gap();
        page.paragraph(
            "apart: simulated less exact in standard errors; beyond 4, chance does so once in 16,000 comparisons \
             (6 are allowed to importance sampling, whose errors are themselves uncertain). Where \
             fewer outages were seen than expected, the error is at least what that expectation leaves",
            "  ",
        );
        page.paragraph(
            "plain: the mean over all years as they were lived, nothing exact put in its place",
            "  ",
        );
    }
    let unknown = results.architectures.iter().filter_map(|result| {
        let obstacle = result.obstacle.as_ref()?;
        Some(format!(
            "{}: no exact answer, for {obstacle}",
            words::plain(&result.name)
        ))
    });
    for line in unknown {
        page.paragraph(&words::plain(&line), "  ");
    }
    if !rows.is_empty() {
        page.gap();
        page.paragraph(
            if results.agrees() {
                "All agree."
            } else if results.agrees_with_itself() {
                "They do not agree: the simulation and an answer that the plan states cannot both be right. Check the statement; if it is right, that is a mistake in spof, please report the plan."
            } else {
                "They do not agree: simulation and exact answer cannot both be right. That is a mistake in spof, not in your plan; please report the plan."
            },
            "",
        );
    }
    page.text()
}

fn grid(rows: &[(&VerificationResult, &SeedResult)], room: usize) -> Grid {
    let each = |cell: &dyn Fn(&VerificationResult, &SeedResult) -> String| {
        rows.iter()
            .map(|(result, seed)| cell(result, seed))
            .collect()
    };
    Grid {
        columns: vec![
            Column::words(
                "architecture",
                each(&|result, _| grid::clip(&words::plain(&result.name), room)),
            ),
            Column::numbers("seed", each(&|_, seed| seed.seed.to_string())),
            Column::words(
                "exact by",
                each(&|result, _| {
                    grid::clip(&words::plain(result.method.as_deref().unwrap_or("–")), room)
                }),
            ),
            Column::numbers(
                "exact\n[min/year]",
                each(&|result, _| result.exact.map_or_else(|| "–".to_owned(), number)),
            ),
            Column::words("estimator", each(&|_, seed| seed.estimator.to_owned())),
            Column::numbers(
                "simulated\n[min/year]",
                each(&|_, seed| number(seed.simulated)),
            ),
            Column::numbers(
                "standard\nerror",
                each(&|_, seed| format!("{:.1e}", seed.standard_error)),
            ),
            Column::numbers(
                "apart",
                each(&|_, seed| {
                    let differs = if seed.agrees { "" } else { "differs: " };
                    format!("{differs}{:+.2}", seed.errors_apart)
                }),
            ),
        ],
        keys: 2,
        strong: rows.iter().map(|(_, seed)| !seed.agrees).collect(),
    }
}

/// Minutes a year with enough digits to compare: `154.9088`, `6.2513e-6`.
fn number(minutes: f64) -> String {
    if minutes == 0.0 {
        "0".to_owned()
    } else if minutes < 0.01 {
        format!("{minutes:.4e}")
    } else {
        words::grouped(minutes, 4)
    }
}
