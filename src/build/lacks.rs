//! What the price list lacks for an architecture's purchases, as complaints about the plan: where each is written, and
//! what to write instead. `unsold` words those about components, `missing_rows` gathers rows for all architectures.

use super::missing_rows::MissingRows;
use super::purchases::{Bought, Instance};
use super::unsold::{Unsold, in_words};
use crate::bill::{self, Lack, Missing, PriceList, Purchased};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Span, quoted, suggestion};
use crate::plan::candidate::Candidate;
use crate::plan::problems::Problems;
use crate::plan::world::World;
use crate::topology::{Flow, Shop};
use crate::units::HOURS_PER_MONTH;

/// Complains about everything that has no price; of rows that components lack it only takes note.
pub(super) fn tell(
    candidate: &Candidate<'_>,
    instances: &[Instance],
    bought: &Bought,
    world: &World<'_>,
    problems: &Problems,
    rows: &mut MissingRows,
) {
    let none = Catalog::empty();
    let catalog = world.known().unwrap_or(&none);
    let (_, lacks) = bill::lines(&bought.purchases, catalog);
    let teller = Teller {
        candidate,
        instances,
        bought,
        list: PriceList::new(catalog, &[]),
        world,
        problems,
    };
    for of_one in lacks.chunk_by(|one, next| one.of == next.of) {
        match of_one[0].of {
            Purchased::Component(index) => teller.component(index, of_one, rows),
            Purchased::Charge(index) => teller.charge(index, of_one),
            Purchased::Flow(index) => teller.flow(index, of_one),
        }
    }
}

struct Teller<'a> {
    candidate: &'a Candidate<'a>,
    instances: &'a [Instance],
    bought: &'a Bought,
    list: PriceList<'a>,
    world: &'a World<'a>,
    problems: &'a Problems,
}

/// A price that the plan names or gives, and what it is for.
struct Priced<'a> {
    name: &'a str,
    shop: &'a Shop,
    price: &'a Span,
    quantity: &'a Span,
}

impl Teller<'_> {
    fn component(&self, index: usize, lacks: &[Lack], rows: &mut MissingRows) {
        let instance = self.instances.get(index);
        let component = instance.and_then(|it| self.candidate.components.get(it.component));
        let bought = self.bought.purchases.components.get(index);
        let (Some(component), Some(bought)) = (component, bought) else {
            return;
        };
        let shop = &bought.shop;
        let unsold = Unsold {
            candidate: self.candidate,
            component,
            bought,
            world: self.world,
            problems: self.problems,
        };
        // What was complained about before is not worth another word.
        let flawed = component.flawed;
        let mut missing_rows: Vec<(&str, &str)> = Vec::new();
        for lack in lacks {
            match &lack.missing {
                Missing::Seller
                | Missing::Needs(_)
                | Missing::CommittedRow(_)
                | Missing::Row { .. }
                    if flawed => {}
                Missing::Seller => unsold.without_seller(),
                Missing::Needs(needs) => unsold.needing(needs),
                Missing::CommittedRow(path) => unsold.committed_to(path),
                Missing::Row { path, unit } => missing_rows.push((path, unit)),
                Missing::Size(sizes) => unsold.of_size(sizes),
                Missing::Replicas(most) => unsold.beyond(*most),
                Missing::Commitment => unsold.with_commitment(),
                other => {
                    let prices = component.prices.as_ref();
                    if let Some(price) = prices.and_then(|prices| prices.at(&shop.provider)) {
                        let priced = Priced {
                            name: &component.name.value,
                            shop,
                            price: &price.span,
                            quantity: &price.span,
                        };
                        self.by_plan(&priced, other);
                    }
                }
            }
        }
        if !missing_rows.is_empty() {
            rows.note(component, shop, &missing_rows);
        }
    }

    fn charge(&self, index: usize, lacks: &[Lack]) {
        let charge = self.bought.purchases.charges.get(index);
        let written = self.bought.charges.get(index);
        if let (Some(charge), Some((price, quantity))) = (charge, written) {
            let (name, shop) = (&charge.name, &charge.shop);
            let priced = Priced {
                name,
                shop,
                price,
                quantity,
            };
            for lack in lacks {
                self.by_plan(&priced, &lack.missing);
            }
        }
    }

    fn flow(&self, index: usize, lacks: &[Lack]) {
        let written = self.bought.flows.get(index);
        let written = written.and_then(|index| self.candidate.traffic.get(*index));
        let (Some(flow), Some(written)) = (self.bought.purchases.flows.get(index), written) else {
            return;
        };
        let own = written.prices.as_ref();
        let own = own.and_then(|prices| prices.at(&flow.shop.provider));
        for lack in lacks {
            if let (Missing::Path(_) | Missing::Unit { .. }, Some(price)) = (&lack.missing, own) {
                let priced = Priced {
                    name: flow.way.in_words(),
                    shop: &flow.shop,
                    price: &price.span,
                    quantity: &written.span,
                };
                self.by_plan(&priced, &lack.missing);
            } else {
                self.traffic(flow, &written.span, &lack.missing);
            }
        }
    }

    /// What is wrong with a price that the plan names or gives.
    fn by_plan(&self, priced: &Priced<'_>, missing: &Missing) {
        match missing {
            Missing::Path(path) => self.path(priced, path),
            Missing::Unit {
                amount,
                price,
                hourly,
            } => {
                let hours = if *hourly {
                    format!(", each paid for {HOURS_PER_MONTH} hours")
                } else {
                    String::new()
                };
                self.problems.push(
                    Diagnostic::error(format!(
                        "{}: a quantity in {} does not go with a price per {}",
                        quoted(priced.name),
                        quoted(amount),
                        quoted(price)
                    ))
                    .at(priced.quantity.clone(), "another unit than the price")
                    .at(priced.price.clone(), format!("per `{price}`"))
                    .help(format!(
                        "write the quantity in `{price}`, or a bare number of things{hours}"
                    )),
                );
            }
            _ => {}
        }
    }

    /// A path without a price, with the nearest there is.
    fn path(&self, priced: &Priced<'_>, path: &str) {
        let example = self.world.example("0.05", "hour");
        let inline = format!("give the price itself, such as `{example}`");
        let unlisted = "not in the price list";
        let (label, help) = if self.world.catalog().is_none() {
            (
                "there is no price list".to_owned(),
                format!("`world: none` drops the price list; {inline}"),
            )
        } else {
            let service = path.split('/').next().unwrap_or_default();
            let paths = self.list.paths(priced.shop, service);
            let (label, list) = if paths.is_empty() {
                let known = self.list.services(priced.shop);
                (
                    suggestion::label(service, &known, unlisted),
                    suggestion::help("service in the price list", &known),
                )
            } else {
                let known: Vec<&str> = paths.iter().map(String::as_str).collect();
                (
                    suggestion::label(path, &known, unlisted),
                    suggestion::help("price", &near_first(path, known)),
                )
            };
            (label, format!("{list}; or {inline}"))
        };
        self.problems.error(
            priced.price,
            format!(
                "{}: no price for {} {}",
                quoted(priced.name),
                quoted(path),
                in_words(priced.shop)
            ),
            &label,
            &help,
        );
    }

    /// Nobody knows what a GB costs on a way.
    fn traffic(&self, flow: &Flow, span: &Span, missing: &Missing) {
        let key = flow.way.key();
        let lacks = match missing {
            Missing::WayRow(path) => format!("no `{path}`"),
            Missing::WayBeyond(path) => format!("nothing beyond `{path}`"),
            _ => format!("no price of `{key}`"),
        };
        let list = if self.world.catalog().is_none() {
            "there is no price list, so".to_owned()
        } else {
            format!("the price list has {lacks} {}, so", in_words(&flow.shop))
        };
        self.problems.error(
            span,
            format!(
                "{list} the {} of architecture `{}` has no price",
                flow.way.in_words(),
                self.candidate.name.value
            ),
            "what does a GB cost?",
            &format!(
                "add what you pay for a GB, both ends together: `traffic: {{prices: {{{key}: {{{}: {}}}}}}}`; `0` where it is free",
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
