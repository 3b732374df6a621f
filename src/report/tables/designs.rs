//! The designs side by side: what each costs, how long it is down, and what most of that is caused by.

use super::answer::at_least;
use super::design_cells::{bad_year, cause, downtime, interval, lost, name, outages, people, seen};
use crate::{
    answer::{ArchitectureResult, Basis, CausesBasis, Estimator, ExpectedResult, Results, Verdict},
    report::{columns::table::Table, words},
};

/// A row an architecture.
type Designs<'a> = Table<'a, &'a ArchitectureResult>;

/// The whole table.
pub(in crate::report) fn designs(results: &Results) -> Designs<'_> {
    let table = Table::over(&results.architectures).strong(|it| it.on_frontier);
    rest(goal(cost_and_downtime(table, results), results), results)
}

/// The first columns: names, the bill and the distribution of the downtime.
fn cost_and_downtime<'a>(table: Designs<'a>, results: &'a Results) -> Designs<'a> {
    let currency = results.currency.as_str();
    let expected = results.basis == Basis::Expected;
    let (what, interval_of) = match expected {
        true => ("not served\na year", "in nine of ten\ncases"),
        false => ("downtime\na year", "95 % interval"),
    };
    table
        .text("service", |_| results.service.clone())
        .text("architecture", |it| it.name.clone())
        .with_words("architecture", name)
        .text("currency", |_| results.currency.clone())
        .number("cost_monthly", |it| it.cost.monthly)
        .with_figures("cost\na month", move |it, _| {
            at_least(results, it) + &words::money(it.cost.monthly, currency)
        })
        .at(1)
        .number("cost_fixed_monthly", |it| it.cost.fixed)
        .number("cost_usage_monthly", |it| it.cost.usage)
        .number("availability", |it| it.availability)
        .number("downtime_mean_min_per_year", |it| it.downtime.mean)
        .with_figures(what, |it, _| downtime(it, results.years))
        .at(3)
        .number("downtime_ci95_low_min_per_year", |it| it.downtime.ci95[0])
        .with_figures(interval_of, |it, _| interval(it))
        .at(4)
        .number("downtime_ci95_high_min_per_year", |it| it.downtime.ci95[1])
        .text("downtime_none_seen", |it| it.downtime.none_seen.to_string())
        .number("downtime_p50_min_per_year", |it| it.downtime.p50)
        .number("downtime_p90_min_per_year", |it| it.downtime.p90)
        .with_figures("bad year\n(1 in 10)", |it, _| bad_year(it))
        .at(5)
        .number("downtime_p99_min_per_year", |it| it.downtime.p99)
        .number("downtime_simulated_min_per_year", |it| {
            it.downtime.simulated
        })
        .maybe("downtime_exact_min_per_year", |it| it.downtime.exact)
        .number("downtime_believed_min_per_year", |it| it.downtime.believed)
        .with_figures("believed", |it, _| seen(it.downtime.believed))
        .at(7)
        .when(!expected)
        .number("outages_per_year", |it| it.outages_per_year)
        .with_figures("outages\na year", |it, _| outages(it))
        .at(6)
}

/// What else is lost, and how the goal and the price of an hour fare.
fn goal<'a>(table: Designs<'a>, results: &'a Results) -> Designs<'a> {
    let (currency, goal) = (results.currency.as_str(), &results.goal);
    let any = |is| any(results, is);
    let period = if goal.per_month { "months" } else { "years" };
    let chance = |share: f64| words::chance(share, results.p_resolution);
    let expected = move |amount: Option<f64>| {
        words::or_dash(amount, |amount| words::expected_money(amount, currency))
    };
    table
        .number("failover_min_per_year", |it| it.failover_minutes_per_year)
        .number("lost_service_min_per_year", |it| {
            it.lost_service_minutes_per_year
        })
        .with_figures("lost service\na year", move |it, _| {
            lost(it.lost_service_minutes_per_year, it.lost_service_ci95)
        })
        .at(9)
        .when(any(|it| it.lost_service_ci95[1] > 0.0))
        .number("p_no_downtime", |it| it.p_no_downtime)
        .number("p_long_outage_5y", |it| it.p_long_outage_5y)
        .maybe("p_goal", |it| it.p_goal)
        .with_figures(format!("{period} that\nmeet it"), move |it, _| {
            words::or_dash(it.single_years().p_goal, chance)
        })
        .at(14)
        .when(goal.availability.is_some())
        .maybe("p_rto", |it| it.p_rto)
        .with_figures("years within\nthe rto", move |it, _| {
            words::or_dash(it.single_years().p_rto, chance)
        })
        .at(14)
        .when(goal.rto_minutes.is_some())
        .maybe("p_rpo", |it| it.p_rpo)
        .with_figures("years within\nthe rpo", move |it, _| {
            words::or_dash(it.single_years().p_rpo, chance)
        })
        .at(14)
        .when(goal.rpo_minutes.is_some())
        .text("meets_goal", |it| {
            it.meets_goal.map_or("", verdict).to_owned()
        })
        .with_words("meets goal\non average", |it, _| {
            it.meets_goal.map_or("–", verdict).to_owned()
        })
        .at(13)
        .when(goal.is_of_service())
        .maybe("outage_cost_monthly", |it| it.outage_cost_monthly)
        .with_figures("outages cost\na month", move |it, _| {
            expected(it.outage_cost_monthly)
        })
        .at(15)
        .when(goal.outage_cost.is_some())
        .maybe("total_monthly", |it| it.total_monthly)
        .with_figures("bill and\noutages", move |it, _| {
            words::or_dash(it.total_monthly, |amount| {
                at_least(results, it) + &words::expected_money(amount, currency)
            })
        })
        .at(16)
        .when(goal.outage_cost.is_some())
}

/// What was added to the contract later: the biggest cause, planned work, lost data, people, credits.
fn rest<'a>(table: Designs<'a>, results: &'a Results) -> Designs<'a> {
    let any = |is| any(results, is);
    let chance = |share: f64| words::chance(share, results.p_resolution);
    table
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
            lost(it.planned_minutes_per_year, it.planned_ci95)
        })
        .at(10)
        .when(any(|it| it.planned_ci95[1] > 0.0))
        .number("data_loss_min_per_year", |it| it.data_loss_minutes_per_year)
        .with_figures("data lost\na year", move |it, _| {
            let (mean, half) = (it.data_lost(), it.data_lost_error());
            lost(mean, [mean - half, mean + half])
        })
        .at(11)
        .when(any(|it| it.data_loss_ci95[1] > 0.0))
        .number("p_data_loss", |it| it.p_data_loss)
        .with_figures("years that\nlose data", move |it, _| {
            match it.data_loss_ci95[1] {
                0.0 => "none".to_owned(),
                _ => chance(it.p_data_loss),
            }
        })
        .at(12)
        .when(any(|it| it.data_loss_ci95[1] > 0.0))
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
        .number("unavailability", |it| it.unavailability)
        .number("first_outage_mean_hours", |it| it.first_outage.mean_hours)
        .text("first_outage_at_least", |it| {
            it.first_outage.at_least.to_string()
        })
        .text("causes_basis", |it| basis(it.causes_basis).to_owned())
        .maybe(
            "expected_unserved_min_per_year",
            of_expected(|it| it.unserved),
        )
        .maybe("expected_band90_low_min_per_year", |it| Some(it.band()?[0]))
        .maybe("expected_band90_high_min_per_year", |it| {
            Some(it.band()?[1])
        })
        .maybe("expected_p50_min_per_year", of_expected(|it| it.years.p50))
        .maybe("expected_p90_min_per_year", of_expected(|it| it.years.p90))
        .maybe("expected_p99_min_per_year", of_expected(|it| it.years.p99))
        .maybe("expected_p_goal", |it| it.expected.as_ref()?.years.p_goal)
        .maybe("p_meets_goal", |it| it.expected.as_ref()?.p_meets_goal)
}

/// A number of what is expected; nothing as written.
fn of_expected(number: fn(&ExpectedResult) -> f64) -> impl Fn(&ArchitectureResult) -> Option<f64> {
    move |it| it.expected.as_ref().map(number)
}

/// Whether something is true of any architecture.
fn any(results: &Results, is: fn(&ArchitectureResult) -> bool) -> bool {
    results.architectures.iter().any(is)
}

/// The word of an estimator in tables.
pub(in crate::report) fn estimator(estimator: Estimator) -> &'static str {
    match estimator {
        Estimator::Exact => "exact",
        Estimator::FirstOrder => "first-order",
        Estimator::Controlled => "controlled",
        Estimator::ImportanceSampled => "importance-sampled",
        Estimator::Simulated => "simulated",
    }
}

/// The word of how the causes were found in tables.
fn basis(basis: CausesBasis) -> &'static str {
    match basis {
        CausesBasis::Exact => "exact",
        CausesBasis::Likeliest => "likeliest",
        CausesBasis::FirstOrder => "first-order",
        CausesBasis::Simulated => "simulated",
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
