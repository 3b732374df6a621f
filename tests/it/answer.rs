//! The answer with its scenarios, for situations whose numbers stand in the plan: the sentences, and the facts behind them worked
//! out anew from the results.

mod left_out;
mod situations;

use crate::common::{ROOT, read, scratch, spof, text};
use situations::{MORE, SITUATIONS};
use spof::{
    answer::{ArchitectureResult, Results, Rule},
    catalog::Catalog,
    experiment::{Method, Options},
    report::advice,
    study::uncertain_study,
};
use std::{fmt::Write, sync::atomic::AtomicBool};

fn results(head: &str, component: &str, rest: &str, architectures: &[&str]) -> Results {
    let text = format!(
        "spof: 1\nservice: machines\nworld: none\n{head}path: [web]\ncomponents:\n  {component}\n{rest}architectures:\n  {}\n",
        architectures.join("\n  ")
    );
    let options = Options {
        seed: 1,
        precision: 0.05,
        years: Some(2_048),
        method: Method::Best,
    };
    uncertain_study(
        &read(&text),
        Catalog::bundled(),
        options,
        200,
        &|_| {},
        &AtomicBool::new(false),
    )
}

#[test]
fn the_answer_with_its_scenarios() {
    let mut said = String::new();
    for (what, head, component, rest, architectures) in SITUATIONS.into_iter().chain(MORE) {
        let _ = writeln!(said, "{what}");
        for sentence in advice(&results(head, component, rest, architectures)) {
            let _ = writeln!(said, "  - {sentence}");
        }
    }
    insta::assert_snapshot!(said);
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * other.abs().max(1e-9)
}

/// Minutes that the goal allows.
fn allowed(results: &Results) -> f64 {
    results
        .goal
        .availability
        .map_or(f64::INFINITY, |share| (1.0 - share) * 525_600.0)
}

#[test]
fn every_fact_behind_the_sentences_follows_from_the_results() {
    for (what, head, component, rest, architectures) in SITUATIONS {
        let results = results(head, component, rest, architectures);
        let unserved = |it: &ArchitectureResult| it.expected.as_ref().map_or(0.0, |it| it.unserved);
        let price = results.goal.outage_cost;
        for result in &results.architectures {
            let expected = result.expected.as_ref().unwrap();
            assert!(
                near(expected.unserved, expected.downtime + expected.lost_service),
                "{what}"
            );
            assert!(
                near(expected.unavailability * 525_600.0, expected.unserved),
                "{what}"
            );
            let causes: f64 = expected.causes.iter().map(|it| it.minutes_per_year).sum();
            assert!(
                near(causes, expected.downtime),
                "{what}: {causes} {}",
                expected.downtime
            );
            let total = price.map(|price| result.cost.monthly + price * expected.unserved / 720.0);
            assert!(
                total
                    .zip(result.total_monthly)
                    .is_none_or(|(a, b)| near(a, b)),
                "{what}"
            );
        }
        let Some(choice) = &results.decision.choice else {
            assert!(price.is_none() && results.goal.availability.is_none());
            continue;
        };
        let chosen = results.architecture(&choice.architecture).unwrap();
        let worth = |it: &ArchitectureResult| it.total_monthly.unwrap_or(it.cost.monthly);
        let fit = results
            .architectures
            .iter()
            .filter(|it| unserved(it) <= allowed(&results));
        let fit: Vec<&ArchitectureResult> = fit.collect();
        assert_eq!(choice.fitting, fit.len(), "{what}");
        let best = match choice.rule {
            Rule::NearestToGoal => results
                .architectures
                .iter()
                .map(unserved)
                .fold(f64::INFINITY, f64::min),
            _ => fit.iter().map(|it| worth(it)).fold(f64::INFINITY, f64::min),
        };
        match choice.rule {
            // Minutes by which a goal is missed anyway are worth no money, and where none comes near nothing is.
            Rule::NearestToGoal
                if best > 2.0 * allowed(&results) && chosen.total_monthly.is_some() =>
            {
                let all = results.architectures.iter().map(worth);
                assert!(
                    near(worth(chosen), all.fold(f64::INFINITY, f64::min)),
                    "{what}"
                );
            }
            Rule::NearestToGoal => assert!(unserved(chosen) <= best * 1.1, "{what}"),
            _ => assert!(near(worth(chosen), best), "{what}"),
        }
        if let Some(next) = &choice.next {
            let to = results.architecture(&next.architecture).unwrap();
            assert!(
                near(next.extra_monthly, to.cost.monthly - chosen.cost.monthly),
                "{what}"
            );
            assert!(
                near(next.saved_minutes_per_year, unserved(chosen) - unserved(to)),
                "{what}"
            );
            let even = next.extra_monthly * 720.0 / next.saved_minutes_per_year;
            assert!(near(next.break_even, even), "{what}");
        }
        let ranged = results.assumptions.iter().any(|it| it.low.is_some());
        assert_eq!(choice.p_chosen.is_some(), ranged, "{what}");
        assert_eq!(chosen.band().is_some(), ranged, "{what}");
        if choice.settled == Some(true) {
            assert!(
                choice.p_chosen >= Some(0.95) && choice.decided_by.is_none(),
                "{what}"
            );
        }
    }
}

/// What one outage costs on average, by how often there is one, is what the cause makes of a year.
#[test]
fn what_one_outage_costs_and_how_often_give_what_a_year_costs() {
    for (what, head, component, rest, architectures) in SITUATIONS.into_iter().chain(MORE) {
        let results = results(head, component, rest, architectures);
        for result in &results.architectures {
            for row in &result.outage_table {
                let of_kind = result.causes.iter().filter(|it| it.kind == row.source);
                let expected = result.expected.iter().flat_map(|it| &it.causes);
                let mut expected = expected.filter(|it| it.kind == row.source);
                if let (1, Some(cause)) = (of_kind.count(), expected.next()) {
                    let a_year = row.average_per_year * row.average_minutes_lost.unwrap();
                    assert!(
                        near(a_year, cause.minutes_per_year),
                        "{what}: {}",
                        row.source
                    );
                }
            }
        }
    }
    // Worked out by hand: 20 min in the middle and 2 h for one in ten are a lognormal law of σ = ln 6 ÷ 1.2816 and a mean of
    // 20 · exp(σ² ÷ 2) = 53.1 min; six of them a year take 5.3 h. Without a range every scenario has six.
    let rest = "dependencies:\n  release: {scope: service, fails: 6/year, lasts: 20min..2h, used_by: [web]}\n";
    let results = results("", situations::RANGED, rest, &[situations::ONE]);
    let mut rows = results.architectures[0].outage_table.iter();
    let row = rows.find(|row| row.source == "release").unwrap();
    let (often, long) = (row.average_per_year, row.average_minutes_lost.unwrap());
    assert!((often - 6.0).abs() < 0.01, "{often}");
    assert!((long / 53.1 - 1.0).abs() < 0.01, "{long}");
    assert!((row.length_minutes - 20.0).abs() < 1e-6);
}

/// A serverless API whose use is on the bill once, and a second region that stands by.
const API: &str = "
spof: 1
service: api
today: one
goal: {availability: 99.9%, outage_cost: 80/hour}
path: [function, table]
components: {function: {service: function}, table: {service: key-value}}
dependencies:
  release: {scope: service, fails: 4/year, RANGE lasts: 10min..1h, used_by: [function]}
architectures:
  one: {sites: {main: aws/eu-west-1}}
  two: {like: one, sites: {second: aws/eu-central-1}, failover: {detect: 90s, decide: 10min..40min, switch: 5min..20min}}
bill:
  requests: {price: function/lambda_requests, quantity: 10M}
  time:     {price: function/lambda_duration_x86, quantity: 1M GB-seconds}
  table:    {price: key_value_database/dynamodb_on_demand_reads, quantity: 20M}
  writes:   {price: key_value_database/dynamodb_on_demand_writes, quantity: 5M}
";

/// Two bills are the same because nothing of the second site is priced: the move is right up to some price only, and no share of
/// cases is given for what costs least.
#[test]
fn what_costs_nothing_on_the_bill_is_not_called_certain() {
    let said = |more: &str| {
        let topology = read(&(API.replace("RANGE", "") + more));
        let options = Options {
            seed: 1,
            precision: 0.05,
            years: Some(2_048),
            method: Method::Best,
        };
        let stop = AtomicBool::new(false);
        let catalog = Catalog::bundled();
        let results = uncertain_study(&topology, catalog, options, 100, &|_| {}, &stop);
        let bills = results.architectures.iter().map(|it| it.cost.monthly);
        (advice(&results), bills.collect::<Vec<f64>>())
    };
    let (open, bills) = said("");
    assert_eq!(bills[0], bills[1]);
    let first = "Move to two only if what its bill lacks costs less than $";
    assert!(open[0].starts_with(first), "{open:?}");
    let unpriced = "(use of table at second, of which the plan says no amount (`bill`)";
    assert!(open[0].contains(unpriced), "{open:?}");
    assert!(open[0].contains("else stay with one"), "{open:?}");
    assert!(!open[1].contains("is the one to choose in"), "{open:?}");
    let copies = "  copies: {price: key_value_database/dynamodb_on_demand_replicated_writes, quantity: 5M, at: [second]}\n";
    let (settled, bills) = said(copies);
    assert!(bills[0] < bills[1], "{bills:?}");
    assert!(settled[0].starts_with("Stay with one: "), "{settled:?}");
    assert!(
        settled[1].contains("is the one to choose in"),
        "{settled:?}"
    );
}

/// What the page's slider goes through: the choice at each price is that of a plan with this price, and so are the totals.
#[test]
fn the_choice_at_another_price_is_that_of_a_plan_with_that_price() {
    let plan = |price: f64| {
        let head = format!("goal: {{availability: 99.8%, outage_cost: {price}/hour}}\n");
        results(
            &head,
            situations::RANGED,
            "",
            &[situations::ONE, situations::BETTER, situations::TWO],
        )
    };
    let ours = plan(137.5);
    let priced = &ours.decision.priced;
    assert!(priced.iter().any(|it| it.price == 137.5));
    for price in [1.0, 137.5, 1_000.0, 60_000.0] {
        let found = priced.iter().find(|it| it.price == price).unwrap();
        let other = plan(price);
        assert_eq!(found.choice, other.decision.choice, "{price}");
        let totals = other
            .architectures
            .iter()
            .map(|it| it.total_monthly.unwrap());
        assert!(
            found.totals.iter().zip(totals).all(|(a, b)| near(*a, b)),
            "{price}"
        );
    }
}

/// Nobody moves for less than a hundredth: at each price the choice, its share of cases and the first sentence name today's design until
/// the other's total, a straight line over the price, is so far below.
#[test]
fn today_s_stays_until_another_costs_a_hundredth_less() {
    let plan = |price: f64| {
        let head = format!("today: one\ngoal: {{outage_cost: {price}/hour}}\n");
        let designs = [situations::ONE, situations::TWO];
        results(&head, situations::RANGED, "", &designs)
    };
    let lines = plan(1.0).architectures.into_iter();
    let lines = lines.map(|it| {
        let total = it.total_monthly.unwrap();
        (it.cost.monthly, total - it.cost.monthly)
    });
    let [one, two] = <[(f64, f64); 2]>::try_from(lines.collect::<Vec<_>>()).unwrap();
    let crosses = (two.0 - one.0) / (one.1 - two.1);
    let moves = (1.01 * two.0 - one.0) / (one.1 - 1.01 * two.1);
    assert!(crosses * 1.005 < moves, "{crosses}, {moves}");
    for (price, stays) in [
        (crosses * 0.9, true),
        (f64::midpoint(crosses, moves), true),
        (moves * 0.999, true),
        (moves * 1.001, false),
    ] {
        let results = plan(price);
        let choice = results.decision.choice.as_ref().unwrap();
        let chosen = if stays { "one" } else { "two" };
        assert_eq!(choice.architecture, chosen, "{price}");
        let said = advice(&results);
        let verb = if stays {
            "Stay with one:"
        } else {
            "Move to two"
        };
        assert!(said[0].starts_with(verb), "{said:?}");
        let hardly = price > crosses && stays;
        assert_eq!(
            said[0].contains("too little to move for"),
            hardly,
            "{said:?}"
        );
        if hardly {
            let worth = said.last().unwrap();
            let from = spof::report::words::money_about(moves, "USD");
            assert!(
                worth.contains(&format!("worth the move from about {from} an hour")),
                "{worth}"
            );
            // It is the choice in these cases, and not one of two.
            assert!(
                said[1].contains("costs least with outages, or nearly so, in"),
                "{said:?}"
            );
            // Said once, with the price from which the other is worth it.
            assert!(!said.concat().contains("Only the goal"), "{said:?}");
            assert!(choice.p_chosen < choice.p_chosen_or_tied, "{choice:?}");
            assert_eq!(choice.ties[0].architecture, "two");
            assert!(choice.ties[0].more_monthly < 0.0);
        }
    }
}

/// Nobody moves for cents where no design gives what is demanded either.
#[test]
fn today_s_stays_for_cents_where_no_design_meets_the_goal() {
    let plan = |cents: f64| {
        let extra = format!("  extra: {{fails: never, price: {cents}/month}}\n");
        let web = format!("web: {{fails: 2/year, lasts: 3h, price: 100/month}}\n{extra}");
        let designs = [
            "new: {sites: {here: p/r/a}}",
            "old: {path: [web, extra], sites: {here: p/r/a}}",
        ];
        results(
            "today: old\ngoal: {availability: 99.999%}\n",
            web.trim_end(),
            "",
            &designs,
        )
    };
    for (cents, chosen) in [(0.9, "old"), (1.1, "new")] {
        let choice = plan(cents).decision.choice.unwrap();
        assert_eq!(choice.rule, Rule::NearestToGoal);
        assert_eq!(choice.architecture, chosen, "{cents}");
    }
}

/// A share of 20 % of the requests is lost while search is down, 10 h a year; the shop itself is down 5 h a year.
const SHARDED: &str = "
spof: 1
service: sharded
world: none
GOAL
requests:
  shop:   {path: [web]}
  search: {path: [web, find], share: 20%, optional: true}
components:
  web:  {fails: {mean: 8755h}, lasts: {mean: 5h}, price: 10/month}
  find: {fails: {mean: 8750h}, lasts: {mean: 10h}, price: 0}
architectures:
  all: {sites: {here: p/r/a}}
";

fn sharded(goal: &str) -> Results {
    let options = Options {
        seed: 1,
        precision: 0.05,
        years: Some(2_048),
        method: Method::Best,
    };
    let topology = read(&SHARDED.replace("GOAL", goal));
    let stop = AtomicBool::new(false);
    uncertain_study(&topology, Catalog::bundled(), options, 20, &|_| {}, &stop)
}

#[test]
fn lost_service_counts_in_the_goal_and_in_money() {
    // Down 5 h a year; while up, a fifth of the requests is lost for 10/8760 of the time.
    let (down, lost) = (5.0, 0.2 * 10.0 * (8755.0 / 8760.0));
    let free = sharded("goal: {availability: 99.93%, outage_cost: 60/hour}");
    let result = &free.architectures[0];
    let expected = result.expected.as_ref().unwrap();
    assert!(
        (expected.unserved / 60.0 - (down + lost)).abs() < 1e-6,
        "{expected:?}"
    );
    assert!((result.outage_cost_monthly.unwrap() - 60.0 * (down + lost) / 12.0).abs() < 1e-6);
    // 6.13 h are allowed: met by the downtime alone, missed with what is lost.
    assert_eq!(result.meets_goal, Some(spof::answer::Verdict::No));
    let priced = sharded("goal: {outage_cost: 60/hour, lost_service_cost: 6/hour}");
    let cost = priced.architectures[0].outage_cost_monthly.unwrap();
    assert!(
        (cost - (60.0 * down + 6.0 * lost) / 12.0).abs() < 1e-6,
        "{cost}"
    );
}

/// The answer fits on one screen, and its tables on a narrow one in two pieces.
#[test]
fn the_shop_fits_forty_lines_of_a_hundred_columns() {
    let folder = scratch("answer-forty-lines");
    for (columns, most) in [(100, 40), (80, 62)] {
        let mut command = spof();
        command
            .args(["run", "examples/seoul-shop.yaml", "--out"])
            .arg(&folder);
        let output = command
            .env("COLUMNS", columns.to_string())
            .current_dir(ROOT)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        let shown = text(&output.stdout);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(
            lines.len() <= most,
            "{} lines of {columns}:\n{shown}",
            lines.len()
        );
        let rules = lines.iter().filter(|line| line.starts_with('─')).count();
        assert!(rules <= 3, "{rules} pieces at {columns}:\n{shown}");
        for line in &lines {
            assert!(line.chars().count() <= columns, "{line}");
        }
    }
}
