//! Exact beside simulated downtime.

use crate::{
    answer::{SeedResult, VerificationResult},
    report::{columns::table::Table, words},
};

/// A row for each seed of each architecture.
pub(in crate::report) fn verification(
    architectures: &[VerificationResult],
) -> Table<'_, (&VerificationResult, &SeedResult)> {
    let all = architectures.iter();
    Table::over(all.flat_map(|it| it.seeds.iter().map(move |seed| (it, seed))))
        .keys(2)
        .strong(|(_, seed)| !seed.agrees)
        .words("architecture", |(it, _), medium| {
            medium.name(&it.name, medium.third())
        })
        .figures("seed", |(_, seed), _| seed.seed.to_string())
        .words("exact by", |(it, _), medium| {
            medium.name(it.method.as_deref().unwrap_or("–"), medium.third())
        })
        .figures("exact\n[min/year]", |(it, _), _| {
            words::or_dash(it.exact, number)
        })
        .words("estimator", |(_, seed), _| seed.estimator.to_owned())
        .figures("simulated\n[min/year]", |(_, seed), _| {
            number(seed.simulated)
        })
        .figures("standard\nerror", |(_, seed), _| {
            format!("{:.1e}", seed.standard_error)
        })
        .figures("apart", |(_, seed), _| {
            let differs = if seed.agrees { "" } else { "differs: " };
            format!("{differs}{:+.2}", seed.errors_apart)
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
