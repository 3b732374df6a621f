//! The bill, line by line, before tax: for people in the plan's currency, its own prices as they stand there; for machines in
//! US dollars, as the price lists have them.

use crate::{
    answer::{ArchitectureResult, CostLine},
    report::{
        columns::{grid::Kind, table::Table},
        words,
    },
};

/// A row for each line of each architecture; `fx` is units of the currency for a dollar.
pub(in crate::report) fn bill<'a>(
    architectures: &'a [ArchitectureResult],
    currency: &'a str,
    fx: f64,
) -> Table<'a, (&'a ArchitectureResult, &'a CostLine)> {
    let all = architectures.iter();
    Table::over(all.flat_map(|it| it.cost.lines.iter().map(move |line| (it, line))))
        .text("architecture", |(it, _)| it.name.clone())
        .text("item", |(_, line)| line.item.clone())
        .with_words("what", |(_, line), _| words::plain(&line.item))
        .text("site", |(_, line)| line.site.clone())
        .with_words("where", |(_, line), _| words::plain(&line.site))
        .text("kind", |(_, line)| line.kind.to_owned())
        .number("quantity_per_month", |(_, line)| line.quantity)
        .with_figures("how much", |(_, line), _| {
            let quantity = words::number(round(line.quantity));
            let unit = words::plain(&line.unit);
            // `5 × 1M queries`: without a sign between them they read as one number.
            let times = if unit.starts_with(|it: char| it.is_ascii_digit()) {
                " ×"
            } else {
                ""
            };
            format!("{quantity}{times} {unit}")
        })
        .text("unit", |(_, line)| line.unit.clone())
        .number("unit_price_usd", |(_, line)| line.unit_price)
        .with_figures("unit price", move |(_, line), _| {
            let price = match &line.as_written {
                Some(written) => words::plain(written),
                None => words::unit_price(line.unit_price * fx, currency),
            };
            format!("{price}\n{}", terms(line, currency, fx))
        })
        .number("cost_usd_per_month", |(_, line)| line.monthly)
        .with_figures("a month", move |(_, line), _| {
            words::money_in_full(line.monthly * fx, currency)
        })
        .text("price_as_of", |(_, line)| line.as_of.clone())
        .with_words("price of", |(_, line), _| words::plain(&line.as_of))
        .kind(Kind::Date)
        .text("price_source", |(_, line)| line.source.clone())
        .with_words("found at", |(_, line), _| words::plain(&line.source))
        .kind(Kind::Address)
}

/// What became of a line's list price: `list $0.052 less 20 %, 1y commitment`.
fn terms(line: &CostLine, currency: &str, fx: f64) -> String {
    let discount = (line.discount > 0.0).then(|| {
        format!(
            "list {} less {}",
            words::unit_price(line.list_price * fx, currency),
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

/// A quantity without the noise of binary fractions.
fn round(quantity: f64) -> f64 {
    (quantity * 1e6).round() / 1e6
}
