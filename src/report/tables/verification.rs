//! Computed beside simulated means.

use crate::{
    answer::{Agreement, Comparison, VerificationResult},
    report::{columns::table::Table, words},
};

/// What one seed says of an answer, or all together (no seed).
pub(in crate::report) type Row<'a> = (&'a VerificationResult, Option<u64>, &'a Comparison);

/// A row for each seed of each answer, and one for all of them.
pub(in crate::report) fn verification(architectures: &[VerificationResult]) -> Table<'_, Row<'_>> {
    let rows = architectures.iter().flat_map(|it| {
        let seeds = it.seeds.iter();
        let seeds = seeds.map(move |seed| (it, Some(seed.seed), &seed.comparison));
        let together = it.together.iter();
        seeds.chain(together.map(move |together| (it, None, together)))
    });
    Table::over(rows)
        .keys(3)
        .strong(|(_, _, said)| said.verdict == Agreement::Differs)
        .words("architecture", |(it, _, _), medium| {
            medium.name(&it.name, medium.third())
        })
        .words("mean of", |(it, _, _), _| {
            words::quantity(it.quantity).to_owned()
        })
        .figures("seed", |(_, seed, _), _| {
            seed.map_or("all".to_owned(), |seed| seed.to_string())
        })
        .words("computed by", |(it, _, _), medium| {
            medium.name(it.method.as_deref().unwrap_or("–"), medium.third())
        })
        .figures("computed\n[min/year]", |(it, _, _), _| {
            words::or_dash(it.exact, number)
        })
        .words("estimator", |(_, _, said), _| said.estimator.to_owned())
        .figures("simulated\n[min/year]", |(_, _, said), _| {
            number(said.simulated)
        })
        .figures("standard\nerror", |(_, _, said), _| {
            format!("{:.1e}", said.standard_error)
        })
        .figures("apart", |(_, _, said), _| {
            let apart = said.errors_apart.map(|errors| format!("{errors:+.2}"));
            match (said.verdict, apart) {
                (Agreement::CannotJudge, _) => "cannot judge".to_owned(),
                (Agreement::Agrees, apart) => apart.unwrap_or_default(),
                (Agreement::Differs, Some(apart)) => format!("differs: {apart}"),
                (Agreement::Differs, None) => "differs".to_owned(),
            }
        })
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
