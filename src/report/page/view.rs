//! What the template shows, as texts, and what the script reckons with, as numbers.

use crate::report::{
    ArchitectureResult, AssumptionResult, Cost, CostLine, Estimator, RegionResult, Results,
    Verdict, words,
};
use crate::{decide, units::decimals};
use serde::Serialize;

/// Prices of an hour on the slider reach at least this far [currency/h].
const TOP: f64 = 1e6;
/// Where the slider stands if nothing says better [currency/h].
const START: f64 = 100.0;

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
    total: String,
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

/// The numbers of the page's script.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    /// What stands before an amount.
    prefix: String,
    /// Digits after the point of an amount.
    decimals: usize,
    /// Price of an hour at which the slider starts.
    start: f64,
    /// Highest price on the slider, a power of ten.
    top: f64,
    /// Simulated years, in words.
    years: String,
    designs: Vec<Offer>,
    edges: Vec<Edge>,
}

/// A design as the script sees it.
#[derive(Debug, Serialize)]
struct Offer {
    name: String,
    /// Bill a month [currency].
    monthly: f64,
    /// Expected hours without service a month; the bound where none was seen.
    hours: f64,
    unseen: bool,
}

/// A price from which a design takes over, and how well it is known.
#[derive(Debug, Serialize)]
struct Edge {
    to: String,
    low: Option<f64>,
    high: Option<f64>,
    /// Whether the range is that of what nobody knows, or only the luck of the simulation.
    unknown: bool,
}

impl View {
    /// The texts of these results.
    pub(super) fn new(results: &Results) -> Self {
        let plain = |text: &String| words::plain(text);
        let vat = if results.vat > 0.0 {
            format!(", {} value-added tax included", words::percent(results.vat))
        } else {
            String::new()
        };
        let rate = if results.currency == "USD" {
            String::new()
        } else {
            format!(" at {} for a US dollar", words::number(results.fx))
        };
        let decision = &results.decision;
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
            sentences: decision.sentences.iter().map(plain).collect(),
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
            designs: results
                .architectures
                .iter()
                .map(|result| design(results, result))
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
            notes: results.notes.iter().map(plain).collect(),
            footer: format!(
                "Made by spof {} without any network. The same plan, seed and version give the same page.",
                results.spof
            ),
        }
    }
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

fn design(results: &Results, result: &ArchitectureResult) -> Design {
    let down = &result.downtime;
    let best = results.decision.best.as_ref() == Some(&result.name);
    let cause = result.causes.first().map_or_else(String::new, |cause| {
        format!(
            "{}, {}",
            words::plain(&cause.source),
            words::percent(cause.share)
        )
    });
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
        total: result.total_monthly.map_or_else(
            || "–".to_owned(),
            |total| words::money(total, &results.currency),
        ),
        cause,
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

impl Data {
    /// The numbers of these results.
    pub(super) fn new(results: &Results) -> Self {
        let regions = &results.decision.regions;
        let last = regions.last().map_or(0.0, |region| region.from);
        let asked = results.goal.outage_cost;
        let most = (last * 10.0)
            .max(asked.unwrap_or(0.0) * 10.0)
            .clamp(TOP, 1e12);
        let first = regions
            .iter()
            .map(|region| region.from)
            .find(|from| *from >= 1.0);
        Data {
            prefix: words::symbol(&results.currency),
            decimals: decimals(&results.currency),
            start: asked.or(first).unwrap_or(START).min(1e12),
            top: 10f64.powf(most.log10().ceil()),
            years: words::count(results.years),
            designs: results.architectures.iter().map(offer).collect(),
            edges: edges(results),
        }
    }
}

fn offer(result: &ArchitectureResult) -> Offer {
    let down = &result.downtime;
    let reckoned = decide::Offer {
        cost: result.cost.monthly,
        downtime: down.reckoned(),
    };
    Offer {
        name: words::plain(&result.name),
        monthly: result.cost.monthly,
        hours: reckoned.hours_a_month(),
        unseen: down.none_seen,
    }
}

/// How well the prices are known at which one design takes over from another: the band of what nobody knows where it was
/// drawn, else the luck of the simulation.
fn edges(results: &Results) -> Vec<Edge> {
    let regions = &results.decision.regions;
    let steps = &results.decision.steps;
    let pairs = regions.iter().zip(regions.iter().skip(1));
    let edge = |(before, region): (&RegionResult, &RegionResult)| {
        let to = words::plain(&region.architecture);
        if let Some([low, high]) = region.from_band90 {
            return Some(Edge {
                to,
                low,
                high,
                unknown: true,
            });
        }
        let step = steps
            .iter()
            .find(|step| step.from == before.architecture && step.to == region.architecture)?;
        let [low, high] = step.break_even_ci95;
        Some(Edge {
            to,
            low,
            high,
            unknown: false,
        })
    };
    pairs.filter_map(edge).collect()
}
