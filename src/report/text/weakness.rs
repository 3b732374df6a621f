//! Minimal cut sets and importance measures, for `spof importance`.

use super::explanation::IN_THE_MEAN;
use crate::{
    answer::{Basis, WeaknessResult, WeaknessResults},
    report::{
        lines::{Page, TableStyle},
        tables::weakness::{cut_sets, importance, total},
        words,
    },
};

/// What the columns mean, a line each.
const LEGEND: [&str; 10] = [
    "minimal cut set: sources that take the service down together, none of which can be spared",
    "probability: that at a random moment these sources alone take it down, mitigations and shares struck included",
    "share: of the downtime; sets can occur at once, so the shares may add up to more than 100 %",
    "a year: the same in time",
    "felt: the probability that the source is felt at a random moment",
    "Birnbaum: how much likelier the service is down while the source is felt than while it is not",
    "criticality: the share of the downtime that would not be if the source never failed",
    "Fussell–Vesely: the share of the downtime in which a minimal cut set with the source has occurred; –: too large to tell",
    "RAW: risk achievement worth, how many times as likely the service is down while the source is felt",
    "RRW: risk reduction worth, how many times as likely it is down as if the source never failed; infinite where all downtime is its",
];

/// Where the architectures are weak, at most `top` rows a table, with a newline at the end.
pub fn weaknesses(results: &WeaknessResults, top: usize, style: TableStyle) -> String {
    let mut page = Page::new(style);
    page.heading(&words::plain(&results.service));
    for result in &results.architectures {
        page.gap();
        one(&mut page, result, top);
    }
    page.gap();
    if results.basis == Basis::Expected {
        page.paragraph(IN_THE_MEAN, "");
    }
    page.notes(LEGEND);
    page.text()
}

fn one(page: &mut Page, result: &WeaknessResult, top: usize) {
    let name = words::plain(&result.name);
    if let Some(obstacle) = &result.obstacle {
        page.heading(&name);
        return page.paragraph(
            &format!("nothing can be said, for {}", words::plain(obstacle)),
            "  ",
        );
    }
    let minutes = result.downtime_minutes_per_year.unwrap_or(0.0);
    page.heading(&format!("{name}, down {} a year", words::minutes(minutes)));
    if !result.made_static.is_empty() {
        page.paragraph(&format!("as if {}", result.made_static.join("; ")), "  ");
    }
    let sets = result.cut_sets.as_deref().unwrap_or_default();
    page.paragraph(&counted(result, sets.len()), "  ");
    if !sets.is_empty() {
        page.table(&cut_sets(sets));
    }
    let all = result.importance.as_deref().unwrap_or_default();
    if !all.is_empty() {
        let shown = &all[..all.len().min(top)];
        page.table(&importance(shown));
        if shown.len() < all.len() {
            page.paragraph(
                &format!(
                    "{} less critical sources are not shown; `--top` shows more",
                    all.len() - shown.len()
                ),
                "  ",
            );
        }
    }
}

/// How many cut sets there are, and which are shown.
fn counted(result: &WeaknessResult, shown: usize) -> String {
    let all = match result.cut_sets_total {
        Some(0.0) => return "nothing takes it down".to_owned(),
        Some(1.0) => return "one minimal cut set".to_owned(),
        Some(sets) => total(sets),
        None => "more than 10^38".to_owned(),
    };
    let order = if result.cut_sets_sorted {
        "likeliest first"
    } else {
        "some of the likeliest: the search was cut short"
    };
    match result.cut_sets_total {
        Some(total) if total <= shown as f64 => format!("{all} minimal cut sets, {order}"),
        _ => format!("{all} minimal cut sets; {shown} of them, {order}"),
    }
}
