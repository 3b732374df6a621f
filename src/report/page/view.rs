//! What the template shows, as texts.

use super::grid::{self, Cell, Table};
use crate::{
    answer::{
        ArchitectureResult, AssumptionResult, Cost, CostLine, Estimator, RegionResult, Results,
        Verdict,
    },
    report::{
        advice::advice,
        table::{beside, summary},
        words,
    },
};
use serde::Serialize;

/// The texts of the page.
#[derive(Debug, Serialize)]
pub(super) struct View {
    version: String,
    service: String,
    about: String,
    meta: String,
    sentences: Vec<String>,
    said: String,
    currency: String,
    #[serde(rename = "static")]
    still: Still,
    regions: Vec<Region>,
    banded: bool,
    has_goal: bool,
    has_price: bool,
    steps: Table,
    passed_over: bool,
    worlds: Table,
    worlds_words: String,
    /// Whether any number has a range.
    worlds_banded: bool,
    /// Headings of what is lost beside the downtime, where there is any.
    losses: Vec<Cell>,
    designs: Vec<Design>,
    bill_words: String,
    bills: Vec<Bill>,
    assumptions: Vec<Assumption>,
    notes: Vec<String>,
    footer: String,
}

/// The recommendation where no script runs.
#[derive(Debug, Serialize)]
struct Still {
    price: String,
    best: String,
    next: String,
    doubt: String,
}

#[derive(Debug, Serialize)]
struct Region {
    range: String,
    name: String,
    cost: String,
    downtime: String,
    band: String,
}

#[derive(Debug, Serialize)]
struct Design {
    name: String,
    about: String,
    badge: String,
    best: bool,
    cost: String,
    downtime: String,
    interval: String,
    bad_year: String,
    outages: String,
    believed: String,
    goal: &'static str,
    years_that_meet_it: String,
    outage_cost: String,
    total: String,
    losses: Vec<Cell>,
    cause: String,
}

#[derive(Debug, Serialize)]
struct Bill {
    name: String,
    monthly: String,
    lines: Vec<Line>,
    /// What providers would pay back; empty where nothing is promised.
    credits: String,
}

#[derive(Debug, Serialize)]
struct Line {
    item: String,
    site: String,
    quantity: String,
    unit_price: String,
    /// What became of the list price; empty without discount and commitment.
    terms: String,
    monthly: String,
    as_of: String,
    source: String,
    link: bool,
}

#[derive(Debug, Serialize)]
struct Assumption {
    name: String,
    aspect: &'static str,
    value: String,
    range: String,
    origin: String,
    evidence: String,
    as_of: String,
}

impl View {
    /// The texts of these results.
    pub(super) fn new(results: &Results) -> Self {
        let plain = |text: &String| words::plain(text);
        let vat = if results.vat > 0.0 {
            format!(
                ", {} value-added\u{a0}tax included",
                words::percent(results.vat).replace(' ', "\u{a0}")
            )
        } else {
            String::new()
        };
        let rate = if results.currency == "USD" {
            String::new()
        } else {
            format!(" at {} for a US dollar", words::number(results.fx))
        };
        let decision = &results.decision;
        let losses = beside::columns(results);
        View {
            version: results.spof.clone(),
            service: plain(&results.service),
            about: plain(&results.about),
            meta: format!(
                "{} designs over {} simulated years, the same outages for all; seed {}; amounts in {}{vat}.",
                results.architectures.len(),
                words::count(results.years),
                results.seed,
                plain(&results.currency)
            ),
            sentences: advice(results)
                .iter()
                .map(|sentence| plain(sentence).replace("± ", "±\u{a0}"))
                .collect(),
            said: said(results),
            currency: plain(&results.currency),
            still: Still::new(results),
            regions: decision
                .regions
                .iter()
                .filter_map(|region| row(results, region))
                .collect(),
            banded: decision
                .regions
                .iter()
                .any(|region| region.from_band90.is_some()),
            has_goal: results.goal.availability.is_some(),
            has_price: results.goal.outage_cost.is_some(),
            steps: Table::of_steps(results),
            passed_over: decision.steps.iter().any(|step| step.never_cheapest),
            worlds: Table::of_worlds(results),
            worlds_words: worlds_words(results),
            worlds_banded: results.assumptions.iter().any(|it| it.low.is_some()),
            losses: grid::headings(&losses),
            designs: results
                .architectures
                .iter()
                .enumerate()
                .map(|(row, result)| design(results, result, grid::cells(&losses, row)))
                .collect(),
            bill_words: format!(
                "The monthly bills are in {}{vat}; the lines are in US dollars before tax, as the price lists have them{rate}.",
                plain(&results.currency)
            ),
            bills: results
                .architectures
                .iter()
                .map(|result| bill(results, result))
                .collect(),
            assumptions: results.assumptions.iter().map(assumption).collect(),
            notes: results
                .notes
                .iter()
                .map(|note| plain(&note.to_string()))
                .collect(),
            footer: format!(
                "Made by spof {} without any network. The same plan, seed and version give the same page.",
                results.spof
            ),
        }
    }
}

/// What the table of drawn worlds rests on.
fn worlds_words(results: &Results) -> String {
    let Some(drawn) = &results.uncertainty else {
        return String::new();
    };
    if results.assumptions.iter().all(|it| it.low.is_none()) {
        return "Nobody can say: no number of this plan has a range, so all are taken as known."
            .to_owned();
    }
    format!(
        "{} worlds whose numbers are drawn from their ranges, the same worlds for every design. In nine of ten of them the expected \
         downtime lies in the band: that is because nobody knows the rates, and not the luck of a year.",
        words::count(drawn.draws as u64)
    )
}

/// Where the price of an hour comes from.
fn said(results: &Results) -> String {
    match results.goal.outage_cost {
        Some(price) => format!(
            "The plan says {}. Move the slider to see what would change the answer.",
            words::money(price, &results.currency)
        ),
        None => "You have not said what an hour costs, and no program can know. Move the slider to a price that you believe; \
                 then write it into the plan, as goal: {outage_cost: …/hour}."
            .to_owned(),
    }
}

impl Still {
    /// At the plan's price; without one there is only the list of prices.
    fn new(results: &Results) -> Self {
        let money = |amount: f64| words::money(amount, &results.currency);
        let mut still = Still {
            price: String::new(),
            best: String::new(),
            next: String::new(),
            doubt: String::new(),
        };
        let total = |result: &ArchitectureResult| result.total_monthly.unwrap_or(f64::INFINITY);
        let best = results
            .architectures
            .iter()
            .min_by(|a, b| total(a).total_cmp(&total(b)));
        let (Some(price), Some(best)) = (results.goal.outage_cost, best) else {
            return still;
        };
        still.price = format!("If an hour of outage costs you {}:", money(price));
        still.best = format!(
            "{} is the cheapest in total, {} a month.",
            words::plain(&best.name),
            money(total(best))
        );
        if let Some(next) = &results.decision.runner_up {
            still.next = format!(
                "Next comes {}, {} a month more.",
                words::plain(&next.name),
                money(next.more_monthly)
            );
            if next.sure != Verdict::Yes {
                still.doubt =
                    "The order of these two is within the luck of the simulation.".to_owned();
            }
        }
        still
    }
}

fn row(results: &Results, region: &RegionResult) -> Option<Region> {
    let result = results
        .architectures
        .iter()
        .find(|result| result.name == region.architecture)?;
    let about = |price: f64| words::money_about(price, &results.currency);
    Some(Region {
        range: match (region.from, region.to) {
            (0.0, None) => "anything".to_owned(),
            (from, None) => format!("{} or more", about(from)),
            (0.0, Some(to)) => format!("less than {}", about(to)),
            (from, Some(to)) => format!("{} to {}", about(from), about(to)),
        },
        name: words::plain(&result.name),
        cost: words::money(result.cost.monthly, &results.currency),
        downtime: downtime(result),
        band: region.from_band90.map_or(String::new(), |[low, high]| {
            let end = |price: Option<f64>| price.map_or_else(|| "never".to_owned(), about);
            format!("{} – {}", end(low), end(high))
        }),
    })
}

/// The expected downtime, or what bounds it.
fn downtime(result: &ArchitectureResult) -> String {
    let down = &result.downtime;
    if down.none_seen {
        format!("none seen, at most {}", words::minutes(down.ci95[1]))
    } else {
        words::minutes(down.mean)
    }
}

fn design(results: &Results, result: &ArchitectureResult, losses: Vec<Cell>) -> Design {
    let down = &result.downtime;
    let best = results.decision.best.as_ref() == Some(&result.name);
    let money = |amount: Option<f64>| {
        amount.map_or_else(
            || "–".to_owned(),
            |amount| words::expected_money(amount, &results.currency),
        )
    };
    Design {
        name: words::plain(&result.name),
        about: words::plain(&result.about),
        badge: match (best, result.on_frontier) {
            (true, _) => "cheapest in total".to_owned(),
            (false, true) => "best for its cost".to_owned(),
            (false, false) => String::new(),
        },
        best,
        cost: words::money(result.cost.monthly, &results.currency),
        downtime: downtime(result),
        interval: match down.estimator {
            Estimator::Exact => "exact".to_owned(),
            _ if down.none_seen => "–".to_owned(),
            _ => words::minutes_range(down.ci95[0], down.ci95[1]),
        },
        bad_year: words::minutes(down.p90),
        outages: words::per_year(result.outages_per_year),
        believed: words::minutes(down.believed),
        goal: match result.meets_goal {
            Some(Verdict::Yes) => "yes",
            Some(Verdict::No) => "no",
            Some(Verdict::Undecided) => "undecided",
            None => "–",
        },
        years_that_meet_it: result.p_goal.map_or_else(
            || "–".to_owned(),
            |share| words::chance(share, results.p_resolution),
        ),
        outage_cost: money(result.outage_cost_monthly),
        total: money(result.total_monthly),
        losses,
        cause: summary::cause(result, usize::MAX),
    }
}

fn bill(results: &Results, result: &ArchitectureResult) -> Bill {
    let Cost { monthly, lines, .. } = &result.cost;
    Bill {
        name: words::plain(&result.name),
        monthly: words::money(*monthly, &results.currency),
        lines: lines.iter().map(line).collect(),
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

/// What became of a line's list price: `list $0.052 less 20 %, 1y commitment`.
fn terms(line: &CostLine) -> String {
    let discount = (line.discount > 0.0).then(|| {
        format!(
            "list ${} less {}",
            words::number(line.list_price),
            words::percent(line.discount)
        )
    });
    let commitment = line
        .commitment
        .as_ref()
        .map(|term| format!("{} commitment", words::plain(term)));
    let terms: Vec<String> = discount.into_iter().chain(commitment).collect();
    terms.join(", ")
}

fn line(line: &CostLine) -> Line {
    let source = words::plain(&line.source);
    Line {
        item: words::plain(&line.item),
        site: words::plain(&line.site),
        quantity: format!(
            "{} {}",
            words::number(round(line.quantity)),
            words::plain(&line.unit)
        ),
        unit_price: format!("${}", words::number(line.unit_price)),
        terms: terms(line),
        monthly: words::money(line.monthly, "USD"),
        as_of: words::plain(&line.as_of),
        // Only what surely is an address becomes a link; a plan may say anything.
        link: source.starts_with("https://") && !source.contains(char::is_whitespace),
        source,
    }
}

/// A quantity without the noise of binary fractions.
fn round(quantity: f64) -> f64 {
    (quantity * 1e6).round() / 1e6
}

fn assumption(row: &AssumptionResult) -> Assumption {
    let number = |value: f64| match row.unit {
        "minutes" => words::minutes(value),
        "share" => words::percent(value),
        _ => words::per_year(value),
    };
    let unit = if row.unit == "events/year" {
        " a year"
    } else {
        ""
    };
    Assumption {
        name: words::plain(&row.name),
        aspect: row.aspect,
        value: format!("{}{unit}", number(row.value)),
        range: match (row.low, row.high) {
            (Some(low), Some(high)) => format!("{} – {}", number(low), number(high)),
            _ => "taken as known".to_owned(),
        },
        origin: words::plain(&row.origin),
        evidence: words::plain(&row.evidence),
        as_of: words::plain(&row.as_of),
    }
}
