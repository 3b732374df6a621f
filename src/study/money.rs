//! The bill and what comes back of it, as the results report them.

use crate::{
    answer::{
        ArchitectureResult, ComplexityResult, Cost, CostLine, CreditLine, Note, OF_PLAN,
        SlaCredits, UnbilledResult,
    },
    bill::{self, Bill, Credit, Lacking, credits},
    catalog::{Catalog, EvidenceKind, newest},
    scope::Scope,
    topology::{Architecture, Purchase, Purchases, Topology},
    units::CostKind,
};

/// The bill in the results' terms.
pub(super) fn cost(topology: &Topology, bill: &Bill, architecture: &Architecture) -> Cost {
    let lines = bill.lines.iter().map(|line| CostLine {
        item: line.name.clone(),
        site: line.site.clone(),
        quantity: line.quantity,
        unit: line.price.unit.clone(),
        unit_price: line.unit_price(),
        monthly: line.monthly(),
        kind: match line.kind {
            CostKind::Fixed => "fixed",
            CostKind::Usage => "usage",
            CostKind::People => "people",
        },
        as_of: line.price.evidence.as_of.clone(),
        source: line.price.sourced(),
        evidence: match line.price.sourced() == OF_PLAN {
            true => EvidenceKind::of(&topology.evidence).name(),
            false => line.price.evidence.kind.name(),
        },
        list_price: line.price.usd,
        discount: line.discount,
        commitment: line.commitment.clone(),
        as_written: line.price.written.clone(),
        borrowed_from: line.borrowed.clone(),
    });
    Cost {
        monthly: bill.monthly,
        fixed: bill.fixed,
        usage: bill.usage,
        lines: lines.collect(),
        people: bill.people,
        once: once(topology, architecture),
        engineering_hours: architecture.purchases.work.map(|work| work.hours),
    }
}

/// What providers would pay back; `None` where nothing that is paid for has a promise.
pub(super) fn sla_credits(
    topology: &Topology,
    architecture: &Architecture,
    catalog: &Catalog,
) -> Option<SlaCredits> {
    let credits = credits(topology, architecture, catalog);
    if credits.is_empty() {
        return None;
    }
    let dollars: f64 = credits.iter().filter_map(|credit| credit.expected).sum();
    let all = dollars * topology.fx * (1.0 + topology.vat);
    let line = |Credit { promise, expected }: Credit| CreditLine {
        source: promise.sla.source().to_owned(),
        as_of: newest(&promise.sla.evidence).to_owned(),
        service: format!("{}: {}", promise.sla.says.service, promise.sla.says.scope),
        sla: promise.sla.id,
        component: promise.component,
        site: promise.site,
        charge: promise.charge,
        expected_credit: expected,
    };
    Some(SlaCredits {
        monthly_if_claimed: all,
        claimed_share: topology.credits_claimed,
        monthly: topology.credits_claimed.map(|share| share * all),
        lines: credits.into_iter().map(line).collect(),
    })
}

/// What is paid once for moving to an architecture from the one that runs today; nothing where it runs already.
fn once(topology: &Topology, architecture: &Architecture) -> f64 {
    let today = topology.today.map(|today| &topology.architectures[today]);
    if today.is_some_and(|today| today.name == architecture.name) {
        return 0.0;
    }
    let had = |mitigation: &Option<String>| {
        let mut all = today.iter().flat_map(|it| &it.purchases.once);
        mitigation.is_some() && all.any(|it| it.mitigation == *mitigation)
    };
    let all = architecture.purchases.once.iter();
    all.filter(|it| !had(&it.mitigation))
        .map(|it| it.amount)
        // The sum of none would be -0.
        .fold(0.0, |sum, it| sum + it)
}

/// What of an architecture has no price and is in no line of its bill: components of no service that have none, what is paid by use
/// at other sites than the first, and mitigations.
pub(super) fn unpriced(
    topology: &Topology,
    architecture: &Architecture,
    cost: &Cost,
) -> Vec<String> {
    let mut unpriced: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !unpriced.iter().any(|it| it == name) {
            unpriced.push(name.to_owned());
        }
    };
    for bought in &architecture.purchases.components {
        let has_line = cost.lines.iter().any(|line| line.item == bought.component);
        if bought.service.is_none() && bought.quote.is_none() && !has_line {
            add(&bought.component);
        }
    }
    for link in &architecture.links {
        for &id in &link.mitigations {
            if !topology.mitigations[id].priced {
                add(&topology.mitigations[id].name);
            }
        }
    }
    unpriced
}

/// Copies at a further site whose use no line of the bill pays. The use of all else goes where the requests go: a line without a site
/// pays for it once, wherever it is served.
fn copies<'a>(
    purchases: &'a Purchases,
    catalog: &'a Catalog,
) -> impl Iterator<Item = &'a Purchase> {
    let is_copied = |it: &&Purchase| {
        let service = it.service.as_deref().and_then(|it| catalog.service(it));
        let copied = service.is_some_and(|service| service.copied);
        copied && it.quote.is_none() && !it.shop.site.is_empty()
    };
    let mut seen: Vec<&str> = Vec::new();
    let copied = purchases.components.iter().filter(is_copied);
    let copied = copied.filter(move |it| {
        let is_further = seen.contains(&it.component.as_str());
        seen.push(&it.component);
        is_further
    });
    copied.filter(|it| !bill::is_used_there(it, purchases, catalog))
}

/// The usual lines of a bill that its components lack, each component once, and of what is used at a further site those of its use:
/// `table at tokyo`.
pub(super) fn unbilled(architecture: &Architecture, catalog: &Catalog) -> Vec<UnbilledResult> {
    let purchases = &architecture.purchases;
    let mut unbilled: Vec<UnbilledResult> = Vec::new();
    for bought in &purchases.components {
        let lines = bill::left_out(bought, purchases, catalog);
        let known = unbilled.iter().any(|it| it.component == bought.component);
        if !lines.is_empty() && !known {
            let is_unpaid = |usual: &Lacking<'_>| lines.iter().any(|it| it.says == usual.says);
            let nothing_paid = bill::by_use(bought, catalog).iter().all(is_unpaid);
            let nothing_known = is_metered(bought, catalog) && nothing_paid;
            unbilled.push(lacking(bought, None, &lines, nothing_known));
        }
    }
    let elsewhere = copies(purchases, catalog).map(|it| {
        let site = Some(it.shop.site.clone());
        lacking(it, site, &bill::by_use(it, catalog), true)
    });
    unbilled.extend(elsewhere);
    unbilled
}

fn lacking(
    bought: &Purchase,
    site: Option<String>,
    lines: &[Lacking<'_>],
    nothing_known: bool,
) -> UnbilledResult {
    UnbilledResult {
        component: bought.component.clone(),
        site,
        lines: lines.iter().map(|it| it.row.to_string()).collect(),
        says: lines.iter().map(|it| it.says.to_owned()).collect(),
        nothing_known,
    }
}

/// Whether it is paid for by use alone.
pub(super) fn is_metered(bought: &Purchase, catalog: &Catalog) -> bool {
    let service = bought.service.as_deref();
    let service = service.and_then(|name| catalog.service(name));
    bought.quote.is_none() && service.is_some_and(|service| service.metered)
}

/// Which of the team's own shared things fail more often here.
pub(super) fn complexity(
    topology: &Topology,
    architecture: &Architecture,
) -> Vec<ComplexityResult> {
    let evidence = EvidenceKind::of(&topology.evidence).name();
    let all = architecture.complexity.iter();
    all.map(|complexity| ComplexityResult {
        dependency: complexity.dependency.clone(),
        factor: complexity.factor,
        range: complexity.range,
        evidence,
    })
    .collect()
}

/// What the reader should know of costs and mistakes that nobody has put a number on.
pub(super) fn notes(topology: &Topology, architectures: &[ArchitectureResult]) -> Vec<Note> {
    let mut notes = Vec::new();
    let worked = |result: &ArchitectureResult| result.cost.engineering_hours.is_some();
    let priced = |result: &ArchitectureResult| {
        let mut lines = result.cost.lines.iter();
        lines.any(|line| line.kind == "people")
    };
    if architectures.iter().any(worked) && !architectures.iter().any(priced) {
        notes.push(Note::HoursUnpriced);
    } else if architectures.iter().any(worked) && !architectures.iter().all(worked) {
        notes.push(Note::HoursOfSome);
    }
    if let Some(own) = untaxed(topology) {
        notes.push(Note::MistakesUntold {
            dependency: own.to_owned(),
        });
    }
    notes
}

/// A shared thing of one's own that every architecture has at one rate, in a plan that compares one site with more.
fn untaxed(topology: &Topology) -> Option<&str> {
    let architectures = &topology.architectures;
    let said = architectures.iter().any(|it| !it.complexity.is_empty());
    let several = architectures.iter().any(|it| it.sites.len() > 1);
    let single = architectures.iter().any(|it| it.sites.len() == 1);
    if said || !several || !single {
        return None;
    }
    let own = topology.sources.iter().find(|source| {
        source.scope == Scope::Service && source.fails.is_some() && !source.is_shock
    });
    own.map(|source| source.kind.as_str())
}
