//! What is paid for an architecture, line by line, and from when each price is. Each line is written with all its digits, so that the
//! lines add up to the total, which is summed exactly and rounded once (docs/model.md, "Cost").

use crate::bill::{Line, bill};
use crate::catalog::{Catalog, Evidence, EvidenceKind, Price};
use crate::report::words;
use crate::topology::{Architecture, Topology};
use crate::units::{CostKind, format_count, format_share};
use unicode_width::UnicodeWidthStr;

/// The bill, line by line, in the plan's currency; its own prices as they stand there.
pub(super) fn paid(
    topology: &Topology,
    catalog: &Catalog,
    architecture: &Architecture,
) -> Vec<String> {
    let bill = bill(topology, architecture, catalog);
    let mut lines = vec![format!(
        "  {} a month",
        words::money(bill.monthly, &topology.currency)
    )];
    if !bill.lines.is_empty() {
        lines[0] += &format!("{}:", unlike(topology));
    }
    lines.extend(each(topology, &bill.lines));
    let worked = bill.lines.iter().any(|line| line.kind == CostKind::People);
    if let Some(work) = architecture.purchases.work.filter(|_| !worked) {
        lines.push(format!(
            "    {} h of engineering a month, without a price",
            words::number(work.hours)
        ));
    }
    lines
}

/// The lines, their amounts one under the other.
fn each(topology: &Topology, lines: &[Line]) -> Vec<String> {
    let amount =
        |line: &Line| words::money_in_full(line.monthly() * topology.fx, &topology.currency);
    let amounts: Vec<String> = lines.iter().map(amount).collect();
    // What stands before the point.
    let front = |amount: &String| amount.find('.').unwrap_or(amount.len());
    let whole = amounts
        .iter()
        .map(|it| it[..front(it)].width())
        .max()
        .unwrap_or(0);
    let rest = amounts
        .iter()
        .map(|it| it[front(it)..].width())
        .max()
        .unwrap_or(0);
    let told = lines.iter().zip(&amounts).map(|(line, amount)| {
        let (coins, parts) = amount.split_at(front(amount));
        let gap = " ".repeat(whole - coins.width());
        let after = " ".repeat(rest - parts.width());
        format!("    {gap}{amount}{after}  {}", bought(topology, line))
    });
    told.collect()
}

/// What a line is for and where it is paid: `db storage (tokyo)`.
pub(super) fn named(line: &Line) -> String {
    let name = words::plain(&line.name);
    // A component may be called as what it buys: `balancer balancer`.
    let name = match name.split_once(' ') {
        Some((one, other)) if one == other => other.to_owned(),
        _ => name,
    };
    match &*line.site {
        "" => name,
        site => format!("{name} ({})", words::plain(site)),
    }
}

/// So many of something at a price from some date: `web t3.small (seoul): 1,460 hours at $0.026, as of 2025-11-04`.
fn bought(topology: &Topology, line: &Line) -> String {
    let unit = &line.price.unit;
    let digits = if line.quantity.fract() == 0.0 { 0 } else { 2 };
    let times = match unit.starts_with(|it: char| it.is_ascii_digit()) {
        true => "× ",
        false => "",
    };
    let plural = match unit.rsplit('-').next() {
        Some("second" | "minute" | "hour" | "day" | "month" | "year") if line.quantity != 1.0 => {
            "s"
        }
        _ => "",
    };
    let price = price(topology, line);
    let discount = if line.discount > 0.0 {
        format!(" less {}", format_share(line.discount))
    } else {
        String::new()
    };
    let borrowed = match &line.borrowed {
        Some(from) => format!(", borrowed from {}", words::plain(from)),
        None => String::new(),
    };
    format!(
        "{}: {} {times}{}{plural} at {price}{discount}, {}{borrowed}",
        named(line),
        format_count(line.quantity, digits),
        words::plain(unit),
        dated(&line.price)
    )
}

/// What a unit costs, as it is written.
pub(super) fn price(topology: &Topology, line: &Line) -> String {
    match &line.price.written {
        Some(written) => words::plain(written),
        None => words::unit_price(line.price.usd * topology.fx, &topology.currency),
    }
}

/// In what the lines are given where that is not what the sum is in.
fn unlike(topology: &Topology) -> String {
    let mut by_the_plan = String::new();
    if topology.vat > 0.0 {
        by_the_plan += &format!(
            ", with {} VAT by the plan, which the lines are without",
            words::percent(topology.vat)
        );
    }
    if topology.currency != "USD" {
        by_the_plan += &format!(
            "; a dollar of the price list is {} {} by the plan",
            words::number(topology.fx),
            topology.currency
        );
    }
    by_the_plan
}

/// From when a price is, and how one came by it where it was not published so.
pub(super) fn dated(price: &Price) -> String {
    let Evidence { kind, as_of, .. } = &price.evidence;
    let date = match as_of.as_str() {
        "plan" => return "given in the plan".to_owned(),
        "undated" => "undated".to_owned(),
        date => format!("as of {}", words::plain(date)),
    };
    match kind {
        EvidenceKind::Published | EvidenceKind::Given => date,
        kind => format!("{}, {date}", kind.words()),
    }
}
