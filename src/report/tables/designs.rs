//! The designs side by side: what each costs, how long it is down, and what most of that is caused by.

use crate::{
    answer::{ArchitectureResult, Estimator, Results, Verdict},
    report::{
        columns::{
            grid::Grid,
            html::HtmlTable,
            table::{Medium, Table},
        },
        words,
    },
};

/// Stands before the name of an architecture on the frontier.
const FRONTIER: &str = "* ";

/// A row an architecture.
pub(in crate::report) fn designs(results: &Results) -> Table<'_, &ArchitectureResult> {
    let (currency, goal) = (results.currency.as_str(), &results.goal);
    let any = |is: fn(&ArchitectureResult) -> bool| results.architectures.iter().any(is);
    let chance = |share: f64| words::chance(share, results.p_resolution);
    let expected = move |amount: Option<f64>| {
        amount.map_or_else(dash, |amount| words::expected_money(amount, currency))
    };
    let lost = |minutes: f64| match minutes {
        0.0 => "none seen".to_owned(),
        minutes => words::minutes(minutes),
    };
    Table::over(&results.architectures)
        .strong(|it| it.on_frontier)
        .text("service", |_| results.service.clone())
        .text("architecture", |it| it.name.clone())
        .with_words("architecture", name)
        .text("currency", |_| results.currency.clone())
        .number("cost_monthly", |it| it.cost.monthly)
        .with_figures("cost\na month", |it, _| {
            words::money(it.cost.monthly, currency)
        })
        .at(1)
        .number("cost_fixed_monthly", |it| it.cost.fixed)
        .number("cost_usage_monthly", |it| it.cost.usage)
        .number("availability", |it| it.availability)
        .number("downtime_mean_min_per_year", |it| it.downtime.mean)
        .with_figures("downtime\na year", |it, medium| {
            downtime(it, results.years, medium)
        })
        .at(3)
        .number("downtime_ci95_low_min_per_year", |it| it.downtime.ci95[0])
        .with_figures("95 % interval", interval)
        .at(4)
        .number("downtime_ci95_high_min_per_year", |it| it.downtime.ci95[1])
        .text("downtime_none_seen", |it| it.downtime.none_seen.to_string())
        .number("downtime_p50_min_per_year", |it| it.downtime.p50)
        .number("downtime_p90_min_per_year", |it| it.downtime.p90)
        .with_figures("bad year\n(1 in 10)", bad_year)
        .at(5)
        .number("downtime_p99_min_per_year", |it| it.downtime.p99)
        .number("downtime_simulated_min_per_year", |it| {
            it.downtime.simulated
        })
        .maybe("downtime_exact_min_per_year", |it| it.downtime.exact)
        .number("downtime_believed_min_per_year", |it| it.downtime.believed)
        .with_figures("believed", believed)
        .at(7)
        .number("outages_per_year", |it| it.outages_per_year)
        .with_figures("outages\na year", outages)
        .at(6)
        .number("failover_min_per_year", |it| it.failover_minutes_per_year)
        .number("lost_service_min_per_year", |it| {
            it.lost_service_minutes_per_year
        })
        .with_figures("lost service\na year", move |it, _| {
            lost(it.lost_service_minutes_per_year)
        })
        .at(9)
        .when(any(|it| it.lost_service_minutes_per_year > 0.0))
        .number("p_no_downtime", |it| it.p_no_downtime)
        .number("p_long_outage_5y", |it| it.p_long_outage_5y)
        .maybe("p_goal", |it| it.p_goal)
        .with_figures("years that\nmeet it", move |it, _| {
            it.p_goal.map_or_else(dash, chance)
        })
        .at(14)
        .when(goal.availability.is_some())
        .text("meets_goal", |it| {
            it.meets_goal.map_or("", verdict).to_owned()
        })
        .with_words("meets goal\non average", |it, _| {
            it.meets_goal.map_or("–", verdict).to_owned()
        })
        .at(13)
        .when(goal.availability.is_some())
        .maybe("outage_cost_monthly", |it| it.outage_cost_monthly)
        .with_figures("outages cost\na month", move |it, _| {
            expected(it.outage_cost_monthly)
        })
        .at(15)
        .when(goal.outage_cost.is_some())
        .maybe("total_monthly", |it| it.total_monthly)
        .with_figures("bill and\noutages", move |it, _| expected(it.total_monthly))
        .at(16)
        .when(goal.outage_cost.is_some())
        .text("on_frontier", |it| it.on_frontier.to_string())
        .text("biggest_cause", |it| {
            it.causes
                .first()
                .map_or_else(String::new, |cause| cause.source.clone())
        })
        .with_words("biggest cause, its share", cause)
        .at(8)
        .maybe("biggest_cause_min_per_year", |it| {
            it.causes.first().map(|cause| cause.minutes_per_year)
        })
        .maybe("biggest_cause_share", |it| {
            it.causes.first().map(|cause| cause.share)
        })
        .text("seed", |_| results.seed.to_string())
        .text("years", |_| results.years.to_string())
        .number("planned_min_per_year", |it| it.planned_minutes_per_year)
        .with_figures("planned\na year", move |it, _| {
            lost(it.planned_minutes_per_year)
        })
        .at(10)
        .when(any(|it| it.planned_minutes_per_year > 0.0))
        .number("data_loss_min_per_year", |it| it.data_loss_minutes_per_year)
        .with_figures("data lost\na year", move |it, _| {
            lost(it.data_loss_minutes_per_year)
        })
        .at(11)
        .when(any(|it| it.data_loss_minutes_per_year > 0.0))
        .number("p_data_loss", |it| it.p_data_loss)
        .with_figures("years that\nlose data", move |it, _| {
            match it.data_loss_minutes_per_year {
                0.0 => "none seen".to_owned(),
                _ => chance(it.p_data_loss),
            }
        })
        .at(12)
        .when(any(|it| it.data_loss_minutes_per_year > 0.0))
        .text("downtime_estimator", |it| {
            estimator(it.downtime.estimator).to_owned()
        })
        .maybe("downtime_effective_sample_years", |it| {
            it.downtime.effective_sample_size
        })
        .number("cost_people_monthly", |it| it.cost.people)
        .with_figures("people\na month", move |it, _| people(results, it))
        .at(2)
        .when(any(|it| it.cost.engineering_hours.is_some()))
        .maybe("engineering_hours_per_month", |it| {
            it.cost.engineering_hours
        })
        .maybe("sla_credits_monthly_if_claimed", |it| {
            Some(it.sla_credits.as_ref()?.monthly_if_claimed)
        })
}

/// The same for the page: without the column of people's work, the biggest cause last, and with other words at the ends.
pub(in crate::report) fn on_page(results: &Results) -> HtmlTable {
    let mut grid = designs(results).grid(Medium::Page);
    grid.columns.retain(|it| it.key != "cost_people_monthly");
    grid.columns.sort_by_key(|it| it.key == "biggest_cause");
    for column in &mut grid.columns {
        let heading = match column.key {
            "architecture" => "design",
            "biggest_cause" => "biggest cause",
            "meets_goal" => "meets the goal on average",
            _ => continue,
        };
        heading.clone_into(&mut column.heading);
    }
    let best = |it: &ArchitectureResult| results.decision.best.as_ref() == Some(&it.name);
    let all = || results.architectures.iter();
    let grid = Grid {
        strong: all().map(best).collect(),
        ..grid
    };
    HtmlTable::new(&grid).badges(all().map(|it| match (best(it), it.on_frontier) {
        (true, _) => "cheapest in total",
        (false, true) => "best for its cost",
        (false, false) => "",
    }))
}

/// Whether an hour of work has a price.
pub(in crate::report) fn people_have_a_price(results: &Results) -> bool {
    let mut lines = results.architectures.iter().flat_map(|it| &it.cost.lines);
    lines.any(|line| line.kind == "people")
}

/// The word of an estimator in tables.
pub(in crate::report) fn estimator(estimator: Estimator) -> &'static str {
    match estimator {
        Estimator::Exact => "exact",
        Estimator::Controlled => "controlled",
        Estimator::ImportanceSampled => "importance-sampled",
        Estimator::Simulated => "simulated",
    }
}

/// The word of a verdict in tables.
fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "yes",
        Verdict::No => "no",
        Verdict::Undecided => "undecided",
    }
}

/// The name, marked where it is on the frontier; on the page with what it is.
fn name(result: &ArchitectureResult, medium: Medium) -> String {
    let name = medium.name(&result.name, medium.third());
    match medium {
        Medium::Page => format!("{name}\n{}", words::plain(&result.about)),
        _ if result.on_frontier => format!("{FRONTIER}{name}"),
        _ => format!("  {name}"),
    }
}

/// Hours of the team's own work, and what they cost where an hour has a price.
fn people(results: &Results, result: &ArchitectureResult) -> String {
    let Some(hours) = result.cost.engineering_hours else {
        return dash();
    };
    let hours = format!("{} h", words::number(hours));
    if people_have_a_price(results) {
        let cost = words::money(result.cost.people, &results.currency);
        format!("{hours}, {cost}")
    } else {
        hours
    }
}

/// Mean downtime, or what can be said where there was none.
fn downtime(result: &ArchitectureResult, years: u64, medium: Medium) -> String {
    let down = &result.downtime;
    let most = || words::minutes(down.ci95[1]);
    match (medium, down.none_seen) {
        (Medium::Page, true) => format!("none seen, at most {}", most()),
        (_, true) => format!(
            "none seen in\n{} years:\nat most {}",
            words::count(years),
            most()
        ),
        (Medium::Terminal(_) | Medium::Markdown, false) if down.mean == 0.0 => {
            "none at all".to_owned()
        }
        _ => words::minutes(down.mean),
    }
}

/// The interval of the mean.
fn interval(result: &ArchitectureResult, medium: Medium) -> String {
    let [low, high] = result.downtime.ci95;
    let exact = match medium {
        Medium::Page => result.downtime.estimator == Estimator::Exact,
        _ => low == high && !result.downtime.none_seen,
    };
    if exact {
        "exact".to_owned()
    } else if result.downtime.none_seen {
        dash()
    } else if medium == Medium::Page {
        words::minutes_range(low, high)
    } else {
        words::minutes_range(low.max(0.0), high)
    }
}

/// The 90th percentile.
fn bad_year(result: &ArchitectureResult, medium: Medium) -> String {
    match medium {
        Medium::Page => words::minutes(result.downtime.p90),
        _ if result.downtime.none_seen => "none seen".to_owned(),
        _ => some_time(result.downtime.p90, "no downtime"),
    }
}

/// Outages a year.
fn outages(result: &ArchitectureResult, medium: Medium) -> String {
    if result.outages_per_year == 0.0 && medium != Medium::Page {
        "none seen".to_owned()
    } else {
        words::per_year(result.outages_per_year)
    }
}

/// The downtime that one would have believed.
fn believed(result: &ArchitectureResult, medium: Medium) -> String {
    match medium {
        Medium::Page => words::minutes(result.downtime.believed),
        _ => some_time(result.downtime.believed, "none seen"),
    }
}

/// A time, or words where it is zero.
fn some_time(minutes: f64, zero: &str) -> String {
    if minutes == 0.0 {
        zero.to_owned()
    } else {
        words::minutes(minutes)
    }
}

/// What most of the downtime is caused by, all sources of a kind together.
fn cause(result: &ArchitectureResult, medium: Medium) -> String {
    let mut kinds: Vec<(&str, f64)> = Vec::new();
    for cause in &result.causes {
        match kinds.iter_mut().find(|(kind, _)| *kind == cause.kind) {
            Some((_, share)) => *share += cause.share,
            None => kinds.push((&cause.kind, cause.share)),
        }
    }
    // Of equal ones the first: causes come largest first.
    let largest = kinds.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    match largest {
        Some((kind, share)) if share > 0.0 => {
            let kind = medium.name(kind, medium.third());
            format!("{kind}, {}", words::percent(share))
        }
        // What is too rare to be seen has a mean, but nobody to blame.
        _ if result.downtime.mean > 0.0 => "none seen".to_owned(),
        _ => dash(),
    }
}

fn dash() -> String {
    "–".to_owned()
}
