//! What the price list lacks for an architecture's purchases, as complaints about the plan: where each is written, and
//! what to write instead. `unsold` words those about components, `missing_rows` gathers rows for all architectures.

use super::charges::Written;
use super::elsewhere::Row;
use super::instance::Instance;
use super::missing_rows::MissingRows;
use super::paid_twice;
use super::purchases::Bought;
use super::unsold::{Unsold, in_words};
use crate::bill::{self, Lack, Missing, PriceList, Purchased};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Span, quoted, suggestion};
use crate::language::Problems;
use crate::plan::architecture::candidate::Candidate;
use crate::plan::names::Names;
use crate::topology::{Flow, Shop};
use crate::units::HOURS_PER_MONTH;

/// Complains about everything that has no price; of rows that components lack it only takes note.
pub(super) fn tell(
    candidate: &Candidate<'_>,
    instances: &[Instance],
    bought: &Bought,
    world: &Names<'_>,
    problems: &Problems,
    rows: &mut MissingRows,
) {
    let none = Catalog::empty();
    let catalog = world.known().unwrap_or(&none);
    let purchases = &bought.purchases;
    let teller = Teller {
        candidate,
        list: PriceList::new(catalog, &[]),
        world,
        problems,
    };
    paid_twice::tell(bought, &teller.list, problems);
    let (_, lacks) = bill::lines(purchases, catalog);
    for lacks in lacks.chunk_by(|one, next| one.of == next.of) {
        let missing = lacks.iter().map(|lack| &lack.missing);
        match lacks.first().map(|lack| lack.of) {
            Some(Purchased::Component(index)) => {
                let instance = instances.get(index);
                let component =
                    instance.and_then(|it| candidate.component_at(it.component, it.site));
                if let (Some(component), Some(bought)) =
                    (component, purchases.components.get(index))
                {
                    let unsold = Unsold {
                        candidate,
                        component,
                        bought,
                        world,
                        problems,
                        list: &teller.list,
                    };
                    teller.component(&unsold, lacks, rows);
                }
            }
            Some(Purchased::Charge(index)) => {
                let charge = purchases.charges.get(index).zip(bought.charges.get(index));
                if let Some((charge, written)) = charge {
                    missing.for_each(|it| teller.quote(&charge.name, &charge.shop, written, it));
                }
            }
            Some(Purchased::Flow(index)) => {
                let flow = purchases.flows.get(index).zip(bought.flows.get(index));
                if let Some((flow, written)) = flow {
                    missing.for_each(|it| teller.flow(flow, written, it));
                }
            }
            None => {}
        }
    }
}

/// What is counted where a price is for so many: `requests` of `1M requests`.
fn counted(price: &str) -> Option<&str> {
    let (number, things) = price.split_once(' ')?;
    let is_number = number.starts_with(|it: char| it.is_ascii_digit());
    is_number.then_some(things)
}

struct Teller<'a> {
    candidate: &'a Candidate<'a>,
    list: PriceList<'a>,
    world: &'a Names<'a>,
    problems: &'a Problems,
}

impl Teller<'_> {
    fn component(&self, unsold: &Unsold<'_>, lacks: &[Lack], rows: &mut MissingRows) {
        let (component, shop) = (unsold.component, &unsold.bought.shop);
        let mut missing_rows: Vec<(&str, &str)> = Vec::new();
        for lack in lacks {
            match &lack.missing {
                Missing::Row { path, unit } => missing_rows.push((path, unit)),
                missing @ (Missing::Path(_) | Missing::Unit { .. }) => {
                    let prices = component.prices.as_ref();
                    if let Some(price) = prices.and_then(|prices| prices.at(&shop.provider)) {
                        let written = Written {
                            price: price.span.clone(),
                            amount: price.span.clone(),
                        };
                        self.quote(&component.name.value, shop, &written, missing);
                    }
                }
                missing => unsold.tell(missing),
            }
        }
        if !missing_rows.is_empty() && !component.flawed {
            rows.note(component, shop, &missing_rows, &self.list);
        }
    }

    /// A price that the plan names or gives.
    fn quote(&self, name: &str, shop: &Shop, written: &Written, missing: &Missing) {
        match missing {
            Missing::Path(path) => self.path(name, shop, &written.price, path),
            Missing::Unit {
                amount,
                price,
                hourly,
            } => {
                let help = match counted(price) {
                    Some(things) => format!(
                        "write how many {things} a month: `quantity: 5M {things}`, or the number alone, `5M`"
                    ),
                    None if *hourly => format!(
                        "write the quantity in `{price}`, or a bare number of things, each paid for {HOURS_PER_MONTH} hours"
                    ),
                    None => format!("write the quantity in `{price}`, or a bare number of things"),
                };
                self.problems.push(
                    Diagnostic::error(format!(
                        "{}: a quantity in {} does not go with a price per {}",
                        quoted(name),
                        quoted(amount),
                        quoted(price)
                    ))
                    .at(written.amount.clone(), "another unit than the price")
                    .at(written.price.clone(), format!("per `{price}`"))
                    .help(help),
                );
            }
            _ => {}
        }
    }

    /// A path without a price, with the nearest there is.
    fn path(&self, name: &str, shop: &Shop, span: &Span, path: &str) {
        let example = self.world.example("0.05", "hour");
        let inline = format!("give the price itself, such as `{example}`");
        let service = path.split('/').next().unwrap_or_default();
        let paths = self.list.paths(shop, service);
        let (wanted, known, kind) = if paths.is_empty() {
            let services = self.list.services(shop);
            (service, services, "service in the price list")
        } else {
            let known = paths.iter().map(String::as_str).collect();
            (path, known, "price")
        };
        let (label, help) = if self.world.catalog().is_none() {
            let help = format!("`world: none` drops the price list; {inline}");
            ("there is no price list".to_owned(), help)
        } else {
            let label = suggestion::label(wanted, &known, "not in the price list");
            let known = if paths.is_empty() {
                known
            } else {
                near_first(path, known)
            };
            let list = suggestion::help(kind, &known);
            let row = Row::missing(&self.list, shop, path, "");
            let near = match (row.nearest(), &row.of) {
                (Some(nearest), Some((place, _))) => {
                    format!("; {nearest}: `{place}/{path}` is its price")
                }
                _ => String::new(),
            };
            (label, format!("{list}; or {inline}{near}"))
        };
        self.problems.error(
            span,
            format!(
                "{}: no price for {} {}",
                quoted(name),
                quoted(path),
                in_words(shop)
            ),
            &label,
            &help,
        );
    }

    /// Nobody knows what a GB costs on a way.
    fn flow(&self, flow: &Flow, written: &Written, missing: &Missing) {
        let key = flow.way.key();
        let mut row = String::new();
        let lacks = match missing {
            Missing::Path(_) | Missing::Unit { .. } => {
                return self.quote(flow.way.in_words(), &flow.shop, written, missing);
            }
            Missing::WayRow(path) => {
                row = Row::missing(&self.list, &flow.shop, path, "GB").remedy();
                format!("no `{path}`")
            }
            Missing::WayBeyond(path) => format!("nothing beyond `{path}`"),
            _ => format!("no price of `{key}`"),
        };
        let list = if self.world.catalog().is_none() {
            "there is no price list, so".to_owned()
        } else {
            format!("the price list has {lacks} {}, so", in_words(&flow.shop))
        };
        self.problems.error(
            &written.amount,
            format!(
                "{list} the {} of architecture `{}` has no price",
                flow.way.in_words(),
                self.candidate.name.value
            ),
            "what does a GB cost?",
            &format!(
                "add what you pay for a GB, both ends together: `traffic: {{prices: {{{key}: {{{}: {}}}}}}}`; `0` where it is free{row}",
                flow.shop.provider,
                self.world.example("0.01", "GB")
            ),
        );
    }
}

/// The dozen paths that begin most like the one that was meant.
fn near_first<'a>(path: &str, mut known: Vec<&'a str>) -> Vec<&'a str> {
    let common = |other: &str| {
        let pairs = path.chars().zip(other.chars());
        pairs.take_while(|(a, b)| a == b).count()
    };
    known.sort_by_key(|other| std::cmp::Reverse(common(other)));
    known.truncate(12);
    known
}
