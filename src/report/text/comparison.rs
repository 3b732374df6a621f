//! A run beside another, for `spof compare` and `spof run --compare-to`: the answer in words, then the numbers.

use super::choice;
use crate::report::lines::Page;
use crate::{
    answer::{ArchitectureComparison, Change, ComparisonResults, Presence},
    report::{
        lines::{TableStyle, wrap},
        tables::{self, comparison::range},
        words,
    },
};

/// What the change changed, with a newline at the end. The first line says whether it made anything worse.
pub fn comparison(results: &ComparisonResults, style: TableStyle) -> String {
    let mut page = Page::new(style);
    let answer = answer(results);
    for line in wrap(&answer, page.style.width, "") {
        page.lines.push(page.style.strong(&line));
    }
    if let Some(choice) = choice::choice(results) {
        page.paragraph(&choice.said, "");
    }
    page.paragraph(&format!("Before: {}", made(&results.before)), "  ");
    page.paragraph(&format!("After: {}", made(&results.after)), "  ");
    page.table(&tables::comparison::comparison(results));
    page.gap();
    page.paragraph(
        "at most: 95 % interval of the difference of downtime, from the finite number of years. What has the same name in \
         both fails at the same moments if the seeds are the same; the interval makes no use of that, so it is an upper \
         bound. It says nothing of how well the rates are known. exact: computed, or lived through in the same way in both.",
        "  ",
    );
    page.remarks(&results.notes);
    page.text()
}

/// Where a run comes from.
fn made(run: &crate::answer::ComparedRun) -> String {
    let mut parts = vec![words::plain(&run.file)];
    parts.extend(
        run.years
            .map(|years| format!("{} years", words::count(years))),
    );
    parts.extend(run.seed.map(|seed| format!("seed {seed}")));
    parts.join(", ")
}

/// Whether the change made it worse, in a sentence or two.
fn answer(results: &ComparisonResults) -> String {
    let all = &results.architectures;
    let both: Vec<&ArchitectureComparison> = all
        .iter()
        .filter(|it| it.presence == Presence::Both)
        .collect();
    if both.is_empty() {
        return "Nothing to compare: no architecture has the same name in both.".to_owned();
    }
    let of = |change: Change| -> Vec<&ArchitectureComparison> {
        let all = both.iter().copied();
        all.filter(|it| it.downtime.change == Some(change))
            .collect()
    };
    let (longer, shorter) = (of(Change::Longer), of(Change::Shorter));
    let open = of(Change::Undecided);
    let bills = |sign: f64| -> Vec<&ArchitectureComparison> {
        let all = both.iter().copied();
        all.filter(|it| it.cost.difference.unwrap_or(0.0) * sign > 0.0)
            .collect()
    };
    let (costlier, cheaper) = (bills(1.0), bills(-1.0));
    let two_currencies = results.before.currency != results.after.currency;
    let verdict = match (longer.is_empty(), shorter.is_empty()) {
        (false, false) => "Better and worse",
        (false, true) => "Worse",
        (true, false) => "Better",
        (true, true) if !open.is_empty() => "No difference in downtime is certain",
        (true, true) => match (costlier.is_empty(), cheaper.is_empty()) {
            (true, true) if two_currencies => "Downtime is the same",
            (true, true) if choice::choice(results).is_some_and(|it| it.changed) => {
                "Only the answer changed"
            }
            (true, true) => "Nothing changed",
            (false, true) => "Costs more and is no better",
            (true, false) => "Cheaper and no worse",
            (false, false) => "Only costs changed",
        },
    };
    let mut parts = Vec::new();
    let mut tell = |which: &[&ArchitectureComparison],
                    verbs: [&str; 2],
                    size: &dyn Fn(&ArchitectureComparison) -> (f64, String)| {
        parts.extend(clause(which, both.len(), verbs, size));
    };
    let minutes = |it: &ArchitectureComparison| {
        let difference = it.downtime.difference.unwrap_or(0.0);
        (difference.abs(), downtime_words(it))
    };
    tell(&longer, ["is down longer", "are down longer"], &minutes);
    tell(
        &shorter,
        ["is down for less", "are down for less"],
        &minutes,
    );
    tell(
        &open,
        [
            "differs in downtime by no more than chance can do",
            "differ in downtime by no more than chance can do",
        ],
        &minutes,
    );
    let money = |it: &ArchitectureComparison| {
        let difference = it.cost.difference.unwrap_or(0.0);
        let amount = words::money(difference.abs(), &results.after.currency);
        (difference.abs(), format!("{amount} a month"))
    };
    tell(&costlier, ["costs more", "cost more"], &money);
    tell(&cheaper, ["costs less", "cost less"], &money);
    if parts.is_empty() {
        let cost = if two_currencies { "" } else { " and the cost" };
        let what = match both.as_slice() {
            [only] => format!("{} has the downtime{cost} it had", words::plain(&only.name)),
            several => format!(
                "all {} architectures have the downtime{cost} they had",
                several.len()
            ),
        };
        parts.push(what);
    }
    let mut text = format!("{verdict}: {}.", parts.join("; "));
    let alone = |presence: Presence| -> Vec<String> {
        let only = all.iter().filter(|it| it.presence == presence);
        only.map(|it| words::plain(&it.name)).collect()
    };
    for (names, run) in [
        (alone(Presence::OnlyAfter), &results.after),
        (alone(Presence::OnlyBefore), &results.before),
    ] {
        if !names.is_empty() {
            text += &format!(
                " Only in {}: {}.",
                words::plain(&run.file),
                names.join(", ")
            );
        }
    }
    text
}

/// `2 of 9 are down longer, most of all multi-az (12 min a year)`; nothing where there are none.
fn clause(
    which: &[&ArchitectureComparison],
    of: usize,
    [one, several]: [&str; 2],
    size: &dyn Fn(&ArchitectureComparison) -> (f64, String),
) -> Option<String> {
    let most = which
        .iter()
        .rev() // of equals, the first of the plan
        .copied()
        .max_by(|a, b| size(a).0.total_cmp(&size(b).0))?;
    let (name, told) = (words::plain(&most.name), size(most).1);
    Some(match which {
        [_] => format!("{name} {one} ({told})"),
        [_, _] if of == 2 => format!("both {several}, most of all {name} ({told})"),
        _ if which.len() == of => format!("all {of} {several}, most of all {name} ({told})"),
        _ => format!(
            "{} of {of} {several}, most of all {name} ({told})",
            which.len()
        ),
    })
}

/// `12 min a year, 10 min to 14 min`.
fn downtime_words(it: &ArchitectureComparison) -> String {
    let difference = it.downtime.difference.unwrap_or(0.0);
    match it.downtime.difference_ci95 {
        Some(ends) if it.downtime.change == Some(Change::Undecided) => {
            format!("{} a year", range(ends))
        }
        Some([low, high]) if low < high => {
            let ends = [low.abs().min(high.abs()), low.abs().max(high.abs())];
            format!(
                "{} a year, {}",
                words::minutes(difference.abs()),
                words::minutes_range(ends[0], ends[1])
            )
        }
        _ => format!("{} a year", words::minutes(difference.abs())),
    }
}
