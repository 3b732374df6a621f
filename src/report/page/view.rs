//! What the template shows, as texts.

use super::strip::{Piece, Strip, Tick};
use crate::{
    answer::{ArchitectureResult, AssumptionResult, RegionResult, Results},
    report::{
        advice::advice,
        columns::html::HtmlTable,
        columns::table::Table,
        left_out::{HEADING, left_out, left_out_in_full},
        searched, tables,
        text::wrong,
        words,
    },
};
use serde::Serialize;

/// The texts of the page.
#[derive(Debug, Serialize)]
pub(super) struct View {
    service: String,
    about: String,
    sentences: Vec<String>,
    /// What must be known before any number is believed.
    wrong: Vec<String>,
    /// The plan's price of an hour; empty without one.
    said: String,
    /// What stands beside the slider.
    price_words: String,
    /// What does not count in steps and prices of an hour.
    aside: String,
    left_out_heading: &'static str,
    left_out: Vec<String>,
    left_out_in_full: Vec<String>,
    /// What a search went through, and that nothing is missing; empty where nothing was searched.
    searched: Vec<String>,
    answer: HtmlTable,
    /// How many designs are not in that table; empty where all are.
    unlisted: String,
    steps: HtmlTable,
    strip: Vec<Piece>,
    strip_words: String,
    ticks: Vec<Tick>,
    /// Where the plan's price is on the strip [%].
    marker: Option<f64>,
    regions: HtmlTable,
    scenarios: HtmlTable,
    scenario_words: String,
    /// Whether any number has a range.
    scenarios_banded: bool,
    bill_words: String,
    bills: Vec<Bill>,
    assumptions: Vec<Assumptions>,
    notes: Vec<String>,
    meta: String,
}

#[derive(Debug, Serialize)]
struct Bill {
    name: String,
    monthly: String,
    lines: HtmlTable,
    /// What providers would pay back; empty where nothing is promised.
    credits: String,
}

/// The numbers that rest on one source.
#[derive(Debug, Serialize)]
struct Assumptions {
    source: String,
    count: String,
    numbers: HtmlTable,
}

impl View {
    /// The texts of these results.
    pub(super) fn new(results: &Results, strip: Option<&Strip>) -> Self {
        let plain = |text: &String| words::plain(text);
        let vat = vat(results);
        let goal = &results.goal;
        let decision = &results.decision;
        let said = goal.outage_cost.map_or(String::new(), |price| {
            words::money_stated(price, &results.currency)
        });
        let listed = tables::answer::listed(results).len();
        let unlisted = results.architectures.len() - listed;
        View {
            service: plain(&results.service),
            about: plain(&results.about),
            sentences: advice(results).iter().map(plain).collect(),
            wrong: wrong(results)
                .iter()
                .map(|it| plain(&it.to_string()))
                .collect(),
            price_words: if said.is_empty() {
                "the plan says none".to_owned()
            } else {
                format!("{said} an hour, as the plan says")
            },
            said,
            aside: aside(results),
            left_out_heading: HEADING,
            left_out: left_out(results),
            left_out_in_full: left_out_in_full(results),
            searched: searched::remarks(results),
            answer: tables::answer::on_page(results),
            unlisted: match unlisted {
                0 => String::new(),
                more => format!("And {more} more, which others beat or which matter less here."),
            },
            steps: tables::steps::on_page(results),
            strip: strip.map_or(Vec::new(), |it| it.pieces(&decision.regions)),
            strip_words: strip_words(results),
            ticks: strip.map_or(Vec::new(), |it| it.ticks(&results.currency)),
            marker: strip.zip(goal.outage_cost).map(|(it, price)| it.at(price)),
            regions: regions(results).html(),
            scenarios: tables::scenarios::scenarios(results).html(),
            scenario_words: scenario_words(results),
            scenarios_banded: results.assumptions.iter().any(|it| it.low.is_some()),
            bill_words: format!(
                "The monthly bills are in {}{vat}; the lines are before tax{}.",
                plain(&results.currency),
                rate(results)
            ),
            bills: results
                .architectures
                .iter()
                .map(|result| bill(results, result))
                .collect(),
            assumptions: assumptions(results),
            notes: results
                .notes
                .iter()
                .map(|note| plain(&note.to_string()))
                .collect(),
            meta: format!(
                "{} designs over {} simulated years and {} cases we think possible, the same for all; seed {}; amounts in {}{vat}. \
                 The same plan, seed and version give the same page.",
                results.architectures.len(),
                words::count(results.years),
                words::count(results.scenarios),
                results.seed,
                plain(&results.currency)
            ),
        }
    }
}

/// What is left aside where one design is held against another by bill and outages alone: what is demanded, and of a search the designs
/// that have no name here.
fn aside(results: &Results) -> String {
    let frontier = results.search.iter().flat_map(|it| &it.frontier);
    let among = match frontier.filter(|it| !it.named).count() {
        0 => "",
        _ => ", of the designs named here",
    };
    let demanded = match (results.goal.is_of_service(), results.goal.budget.is_some()) {
        (true, true) => ", goal and budget left aside",
        (true, false) => ", the goal left aside",
        (false, true) => ", the budget left aside",
        (false, false) => "",
    };
    format!("{among}{demanded}")
}

/// Which tax is in the amounts.
fn vat(results: &Results) -> String {
    if results.vat > 0.0 {
        format!(
            ", {} value-added\u{a0}tax included",
            words::percent(results.vat).replace(' ', "\u{a0}")
        )
    } else {
        String::new()
    }
}

/// What a dollar of the price list is in the plan's currency.
fn rate(results: &Results) -> String {
    if results.currency == "USD" {
        String::new()
    } else {
        format!(
            ", list prices at {} for a US dollar",
            words::number(results.fx)
        )
    }
}

/// What the table of scenarios rests on.
fn scenario_words(results: &Results) -> String {
    let Some(drawn) = &results.uncertainty else {
        return String::new();
    };
    if results.assumptions.iter().all(|it| it.low.is_none()) {
        return "Nobody can say: no number of this plan has a range, so all are taken as known."
            .to_owned();
    }
    format!(
        "{} cases whose numbers are drawn from their ranges, the same for every design. In nine of ten of them the expected \
         downtime lies in the band: that is because nobody knows the rates, and not the luck of a year.",
        words::count(drawn.draws as u64)
    )
}

/// Which design is the cheapest in total for which price, a row each, numbered as on the strip.
fn regions(results: &Results) -> Table<'_, (usize, &RegionResult)> {
    let currency = results.currency.as_str();
    let regions = results.decision.regions.iter();
    let of = |region: &RegionResult| results.architecture(&region.architecture);
    let about = move |price: f64| words::money_about(price, currency);
    let is_known = move |region: &RegionResult| results.is_priced_from(&region.architecture);
    let from_of = move |region: &RegionResult| match is_known(region) {
        true => about(region.from),
        false => format!("at least {}", about(region.from)),
    };
    Table::over(regions.enumerate())
        .words("the cheapest in total", |(index, region), medium| {
            format!("{}. {}", index + 1, medium.name(&region.architecture, 40))
        })
        .words("if an hour costs you", move |(_, region), _| {
            match (region.from, region.to) {
                (0.0, None) => "anything".to_owned(),
                (_, None) => format!("{} or more", from_of(region)),
                (0.0, Some(to)) => format!("less than {}", about(to)),
                (_, Some(to)) => format!("{} to {}", from_of(region), about(to)),
            }
        })
        .figures("cost\na month", move |(_, region), _| {
            words::or_dash(of(region), |it| {
                tables::answer::at_least(results, it) + &words::money(it.cost.monthly, currency)
            })
        })
        .figures("not served\na year", move |(_, region), _| {
            words::or_dash(of(region), |it| words::minutes(it.unserved()))
        })
        .figures("from,\nin nine of ten cases", move |(_, region), _| {
            let end = |price: Option<f64>| words::or_dash(price, about);
            let band = region.from_band90.filter(|_| is_known(region));
            words::or_dash(band, |[low, high]| match (low, high) {
                (None, _) => "never".to_owned(),
                (low, None) => format!("{} – never", end(low)),
                (low, high) => format!("{} – {}", end(low), end(high)),
            })
        })
        .when(
            results
                .decision
                .regions
                .iter()
                .any(|it| it.from_band90.is_some()),
        )
}

/// The strip in a sentence.
fn strip_words(results: &Results) -> String {
    let about = |price: f64| words::money_about(price, &results.currency);
    let each = results.decision.regions.iter().map(|region| {
        let name = words::plain(&region.architecture);
        match region.to {
            Some(to) => format!("{name} up to {}", about(to)),
            None => format!("{name} above that"),
        }
    });
    each.collect::<Vec<String>>().join(", ")
}

/// The numbers by their first source, in the order in which the sources first appear.
fn assumptions(results: &Results) -> Vec<Assumptions> {
    let mut groups: Vec<(String, Vec<&AssumptionResult>)> = Vec::new();
    for row in &results.assumptions {
        let source = match row.sources.first() {
            Some(first) if !first.source.is_empty() => words::plain(&first.source),
            Some(first) if first.kind == "judgement" => "Judgements".to_owned(),
            Some(first) if first.kind == "memory" => "From memory".to_owned(),
            _ if row.origin == "plan" => "The plan itself".to_owned(),
            _ => "Without a source".to_owned(),
        };
        match groups.iter_mut().find(|it| it.0 == source) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((source, vec![row])),
        }
    }
    let groups = groups.into_iter().map(|(source, rows)| Assumptions {
        source,
        count: match rows.len() {
            1 => "1 number".to_owned(),
            count => format!("{count} numbers"),
        },
        numbers: tables::assumptions::of(results, rows).html(),
    });
    groups.collect()
}

fn bill(results: &Results, result: &ArchitectureResult) -> Bill {
    Bill {
        name: words::plain(&result.name),
        monthly: words::money(result.cost.monthly, &results.currency),
        lines: tables::bill::bill(std::slice::from_ref(result), &results.currency, results.fx)
            .html(),
        credits: credits(results, result),
    }
}

/// What providers would pay back for broken promises, in a sentence.
fn credits(results: &Results, result: &ArchitectureResult) -> String {
    let amount = |amount: f64| words::expected_money(amount, &results.currency);
    let Some(credits) = &result.sla_credits else {
        return String::new();
    };
    let claimed = credits.monthly.zip(credits.claimed_share);
    let claimed = claimed.map_or(String::new(), |(monthly, share)| {
        format!(
            ", {} with {} of them claimed",
            amount(monthly),
            words::percent(share)
        )
    });
    format!(
        "Not taken off: for broken promises the providers would pay back {} a month on average, if every credit is claimed{claimed}.",
        amount(credits.monthly_if_claimed)
    )
}
