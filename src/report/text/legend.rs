//! What the columns of the first table mean, each said only where the table has it.

use crate::{
    answer::{ArchitectureResult, Basis, Estimator, Results},
    report::{tables::design_cells::people_have_a_price, words},
};

/// Fewer years with downtime are too few: as many as a run wants to see before it believes an interval.
const FEW: u64 = 200;

/// Whether something is true of an architecture.
fn any(results: &Results, is: impl Fn(&ArchitectureResult) -> bool) -> bool {
    results.architectures.iter().any(is)
}

/// What the columns mean.
pub(super) fn legend(results: &Results) -> Vec<String> {
    let mut lines =
        vec!["*: whatever has less time not served costs more; all live through the same years, so small differences can be real".to_owned()];
    if results.basis == Basis::Expected {
        lines.push(format!(
            "not served, data lost, cases, biggest cause, goal, costs: the mean over {} scenarios, and where nine of ten of them have it; bad year and \
             shares of years: over years and scenarios; all other columns: with every number as written",
            words::count(results.scenarios)
        ));
    } else {
        lines.extend(as_written(results));
    }
    lines.push("bad year: nine years of ten have at most this".to_owned());
    if let Some(price) = results.goal.outage_cost {
        let money = |price: f64| words::money(price, &results.currency);
        let data = results.goal.data_loss_cost.map_or(String::new(), |price| {
            format!(", and lost data at {} a minute of writing", money(price))
        });
        lines.push(format!(
            "outages cost: the time not served at {} an hour{data}",
            money(price)
        ));
    }
    if any(results, |it| !results.is_bill_whole(it)) {
        lines.push("≥: at least; of something in it the price or the amount is not known (\"not in the price\", below)".to_owned());
    }
    lines.extend(people(results));
    lines.extend(losses(results));
    lines.extend(credits(results));
    lines
}

/// What the columns mean where no scenarios were drawn.
fn as_written(results: &Results) -> Vec<String> {
    let mut lines = vec![
        "95 % interval: of the mean, from the finite number of years; it says nothing of how well the rates are known".to_owned(),
    ];
    if any(results, |result| result.downtime.exact.is_some()) {
        lines.push(format!(
            "exact: the mean is computed; the simulated years alone would say: {}",
            simulated(results)
        ));
    }
    if any(results, |result| {
        result.downtime.estimator == Estimator::ImportanceSampled
    }) {
        lines.push(sampled(results));
    }
    lines.push(
        "believed: the downtime one would expect if the zones of a provider shared nothing, no resolver and no network".to_owned(),
    );
    lines
}

/// Whose means are importance-sampled, and what that says of the other columns.
fn sampled(results: &Results) -> String {
    let rare =
        |result: &&ArchitectureResult| result.downtime.estimator == Estimator::ImportanceSampled;
    let names: Vec<String> = results
        .architectures
        .iter()
        .filter(rare)
        .map(|result| words::plain(&result.name))
        .collect();
    format!(
        "importance sampling gave the mean, its causes and the outages (failures made likelier, and weighted for it), for plain \
         years to this precision would be too many; bad year and shares of years are those of the plain years: {}",
        names.join(", ")
    )
}

/// What the simulation says where the mean is exact.
fn simulated(results: &Results) -> String {
    let known = results
        .architectures
        .iter()
        .filter(|result| result.downtime.exact.is_some());
    let said = known.map(|result| {
        let [low, high] = result.downtime.simulated_ci95;
        let range = if result.downtime.simulated == 0.0 {
            format!("none seen, at most {}", words::minutes(high))
        } else {
            interval_of(result.downtime.simulated, low, high) + &few(results, result)
        };
        format!("{} {range}", words::plain(&result.name))
    });
    said.collect::<Vec<String>>().join(", ")
}

/// Why a simulated mean may lie far from the exact one: few of the years had any downtime, and their spread says little then
/// of how far the mean is off.
fn few(results: &Results, result: &ArchitectureResult) -> String {
    let down = ((1.0 - result.p_no_downtime) * results.years as f64).round() as u64;
    if down < FEW {
        format!(
            " (only {} of the years had downtime: too few for that interval to go by)",
            words::count(down)
        )
    } else {
        String::new()
    }
}

/// A mean's interval where the mean does not stand beside it.
fn interval_of(mean: f64, low: f64, high: f64) -> String {
    let range = words::minutes_range(low.max(0.0), high);
    if range.starts_with('±') {
        format!("{} {range}", words::minutes(mean))
    } else {
        range
    }
}

/// What the column of people's work means.
fn people(results: &Results) -> Option<String> {
    let counted = if people_have_a_price(results) {
        "in the cost, without VAT"
    } else {
        "in no cost, since nobody has said what one costs"
    };
    any(results, |it| it.cost.engineering_hours.is_some())
        .then(|| format!("people: hours of the team's own work, {counted}"))
}

/// How much of something an architecture may lose, and what that means.
type Loss = (fn(&ArchitectureResult) -> f64, &'static str);

/// What is lost beside the downtime and never mixed into it: service for some of the requests, time that was planned, data.
fn losses(results: &Results) -> impl Iterator<Item = String> {
    let losses: [Loss; 3] = [
        (
            |it| it.lost_service_ci95[1],
            "lost service: requests not served while the service is up (a class that may fail, too little capacity, a lost \
             site that drains), as time weighted by their share; not in the downtime",
        ),
        (
            |it| it.planned_ci95[1],
            "planned: time without service that there would not be without the work that the plan does not count; not in the downtime",
        ),
        (
            |it| it.data_loss_ci95[1],
            "data lost: that much of what was last written is gone after switches to a member whose data are behind",
        ),
    ];
    let present = losses
        .into_iter()
        .filter(|(lost, _)| any(results, |it| lost(it) > 0.0));
    present.map(|(_, meaning)| meaning.to_owned())
}

/// What providers would pay back, in proportion.
fn credits(results: &Results) -> Option<String> {
    let all = results.architectures.iter();
    let credits: Vec<_> = all
        .filter_map(|result| result.sla_credits.as_ref())
        .collect();
    let claimed = credits.iter().find_map(|credits| credits.claimed_share);
    let amounts = credits
        .iter()
        .map(|credits| credits.monthly.unwrap_or(credits.monthly_if_claimed));
    let most = amounts.clone().fold(0.0, f64::max);
    let least = if credits.len() == results.architectures.len() {
        amounts.fold(f64::INFINITY, f64::min)
    } else {
        0.0
    };
    if most <= 0.0 {
        return None;
    }
    let money = |amount: f64| words::expected_money(amount, &results.currency);
    let amount = if money(least) == money(most) {
        format!("{} a month", money(most))
    } else {
        format!(
            "{} to {} a month, by architecture,",
            money(least),
            money(most)
        )
    };
    let condition = match claimed {
        Some(share) => format!("with {} of them claimed", words::percent(share)),
        None => "if every one were claimed".to_owned(),
    };
    let unknown = credits
        .iter()
        .flat_map(|credits| &credits.lines)
        .any(|line| line.expected_credit.is_none());
    let rest = if unknown {
        "; where the catalog does not know what a breach pays, none is counted"
    } else {
        ""
    };
    Some(format!(
        "SLA credits would on average give back {amount} {condition}; no cost here has them taken off{rest}"
    ))
}
