//! Where the quantities and prices of all bills are from: the bills come in, the sources with the lines that have them go out.

use super::paid;
use super::paragraph::{WIDTH, alike, indented, listed, set_in};
use super::takeover::by_the_plan;
use crate::bill::{Bill, Line, bill};
use crate::catalog::{Catalog, Evidence, EvidenceKind, Price};
use crate::report::lines::{TableStyle, wrap};
use crate::report::words;
use crate::topology::Topology;
use std::collections::HashMap;

/// How the sources of prices are written.
const ADDRESSES: &str = "How much of each is bought stands in the plan or follows from it; 730 hours are a month. \
                         `owner/name:path@commit` is a file of the repository github.com/owner/name \
                         as of that commit; `AWS Price List CODE REGION` is \
                         https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/CODE/current/REGION/index.csv (today's; prices may have \
                         changed since). A price from a public project without a name is second hand: where that project stands \
                         was not kept. A site in brackets is the one of yours that pays.";

/// Where quantities and prices are from, with the lines of the bills that have them; nothing where nothing is paid.
pub(super) fn prices(
    topologies: &[&Topology],
    catalog: &Catalog,
    style: TableStyle,
) -> Vec<String> {
    let bills = topologies.iter().flat_map(|topology| {
        let architectures = topology.architectures.iter();
        architectures.map(|it| (*topology, bill(topology, it, catalog)))
    });
    let bills: Vec<(&Topology, Bill)> = bills.collect();
    let Some(plan) = topologies
        .first()
        .filter(|_| bills.iter().any(|(_, it)| !it.lines.is_empty()))
    else {
        return Vec::new();
    };
    let listed_prices: Vec<Listed<'_>> = bills
        .iter()
        .flat_map(|(topology, bill)| bill.lines.iter().map(|line| Listed::new(topology, line)))
        .filter(|it| it.line.price.evidence.kind != EvidenceKind::Given)
        .collect();
    let mut of_name: HashMap<&str, Vec<&Price>> = HashMap::new();
    for it in listed_prices
        .iter()
        .filter(|it| std::ptr::eq(it.topology, *plan))
    {
        let known = of_name.entry(&it.name).or_default();
        if !known.contains(&&it.line.price) {
            known.push(&it.line.price);
        }
    }
    let from = listed_prices.iter().map(|it| {
        let source = words::plain(&it.line.price.sourced());
        (indented(&source), it.told(&of_name))
    });
    let mut lines = vec![
        String::new(),
        style.strong("Where quantities and prices are from"),
    ];
    lines.extend(wrap(ADDRESSES, WIDTH, ""));
    lines.push(String::new());
    lines.push(given_in_the_plan(plan));
    lines.extend(indented(match plan.evidence.is_empty() {
        true => "chosen by whoever wrote the plan",
        false => by_the_plan(&plan.evidence),
    }));
    let evidence = plan.evidence.iter().map(Evidence::to_string);
    lines.extend(evidence.flat_map(|it| set_in(&it)));
    for (told, names) in alike(from) {
        lines.extend(wrap(&listed(&names), WIDTH, "  "));
        lines.extend(told);
    }
    lines
}

/// What a plan gives of its bills.
fn given_in_the_plan(plan: &Topology) -> String {
    let mut given = vec!["quantities"];
    if plan.vat > 0.0 {
        given.push("VAT");
    }
    if plan.currency != "USD" {
        given.push("what a dollar is");
    }
    format!(
        "{}, and prices that are given in the plan",
        given.join(", ")
    )
}

/// A line whose price is from a list.
struct Listed<'b> {
    topology: &'b Topology,
    line: &'b Line,
    name: String,
}

impl<'b> Listed<'b> {
    fn new(topology: &'b Topology, line: &'b Line) -> Self {
        Self {
            topology,
            line,
            name: paid::named(line),
        }
    }

    /// As the list of sources names it, by the prices that each name has in the bills of the plan's own designs: with price and
    /// date where none of them shows it, with its price where several of its name differ.
    fn told(&self, of_name: &HashMap<&str, Vec<&Price>>) -> String {
        match of_name.get(&*self.name) {
            Some(shown) if shown.contains(&&self.line.price) => match shown.len() {
                1 => self.name.clone(),
                _ => format!("{} at {}", self.name, paid::price(self.topology, self.line)),
            },
            _ => format!(
                "{} at {}/{} ({})",
                self.name,
                paid::price(self.topology, self.line),
                words::plain(&self.line.price.unit),
                paid::dated(&self.line.price)
            ),
        }
    }
}
