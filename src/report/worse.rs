//! Whether a run is worse than an earlier one by more than is accepted, and by how much: for whoever reads the log of a build that
//! failed.

use super::words;
use crate::answer::{ArchitectureComparison, Change, ComparisonResults};

/// Every architecture of both runs whose downtime has surely grown, or whose bill has, by more than this share of what it was; nothing
/// where none has.
#[must_use]
pub fn worse(compared: &ComparisonResults, share: f64) -> Option<String> {
    let grown = |before: Option<f64>, after: Option<f64>| {
        let (before, after) = before.zip(after)?;
        (after > before * (1.0 + share)).then_some((before, after))
    };
    let line = |it: &ArchitectureComparison| {
        let name = words::plain(&it.name);
        let longer = it.downtime.change == Some(Change::Longer);
        let down = grown(it.downtime.before, it.downtime.after).filter(|_| longer);
        let down = down.map(|(before, after)| {
            let (before, after) = (words::minutes(before), words::minutes(after));
            format!("  {name}: down {after} a year, {before} before")
        });
        let same = compared.before.currency == compared.after.currency;
        let paid = grown(it.cost.before, it.cost.after).filter(|_| same);
        let paid = paid.map(|(before, after)| {
            let money = |amount| words::money(amount, &compared.after.currency);
            format!(
                "  {name}: {} a month, {} before",
                money(after),
                money(before)
            )
        });
        [down, paid]
    };
    let lines = compared.architectures.iter().flat_map(line).flatten();
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| {
        format!(
            "worse than {} by more than {}:\n{}",
            words::plain(&compared.before.file),
            words::percent(share),
            lines.join("\n")
        )
    })
}
