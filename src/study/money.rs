//! The bill and what comes back of it, as the results tell them.

use crate::{
    answer::{ArchitectureResult, ComplexityResult, Cost, CostLine, CreditLine, SlaCredits},
    bill::{Bill, credits},
    scope::Scope,
    topology::{Architecture, Kind, Topology},
};

/// The bill in the results' terms.
pub(super) fn cost(bill: &Bill, architecture: &Architecture) -> Cost {
    let lines = bill.lines.iter().map(|line| CostLine {
        item: line.item.name.clone(),
        site: line.item.site.clone(),
        quantity: line.item.quantity,
        unit: line.item.unit.clone(),
        unit_price: line.item.unit_price,
        monthly: line.monthly,
        kind: match line.item.kind {
            Kind::Fixed => "fixed",
            Kind::Usage => "usage",
            Kind::People => "people",
        },
        as_of: line.item.as_of.clone(),
        source: line.item.source.clone(),
        list_price: line.item.list_price,
        discount: line.item.discount,
        commitment: Some(line.item.commitment.clone()).filter(|term| !term.is_empty()),
    });
    Cost {
        monthly: bill.monthly,
        fixed: bill.fixed,
        usage: bill.usage,
        lines: lines.collect(),
        people: bill.people,
        engineering_hours: architecture.engineering,
    }
}

/// What providers would pay back; `None` where nothing that is paid for has a promise.
pub(super) fn sla_credits(topology: &Topology, architecture: &Architecture) -> Option<SlaCredits> {
    let credits = credits(topology, architecture);
    if credits.is_empty() {
        return None;
    }
    let dollars: f64 = credits.iter().filter_map(|credit| credit.expected).sum();
    let all = dollars * topology.fx * (1.0 + topology.vat);
    let line = |credit: crate::bill::Credit| CreditLine {
        service: credit.promise.about,
        sla: credit.promise.sla,
        component: credit.promise.component,
        site: credit.promise.site,
        charge: credit.charge,
        expected_credit: credit.expected,
        source: credit.promise.source,
        as_of: credit.promise.as_of,
    };
    Some(SlaCredits {
        monthly_if_claimed: all,
        claimed_share: topology.credits_claimed,
        monthly: topology.credits_claimed.map(|share| share * all),
        lines: credits.into_iter().map(line).collect(),
    })
}

/// Which of the team's own shared things fail more often here.
pub(super) fn complexity(architecture: &Architecture) -> Vec<ComplexityResult> {
    let all = architecture.complexity.iter();
    all.map(|complexity| ComplexityResult {
        dependency: complexity.dependency.clone(),
        factor: complexity.factor,
        range: complexity.range,
    })
    .collect()
}

/// What the reader should know of costs and mistakes that nobody has put a number on.
pub(super) fn notes(topology: &Topology, architectures: &[ArchitectureResult]) -> Vec<String> {
    let mut notes = Vec::new();
    let worked = |result: &ArchitectureResult| result.cost.engineering_hours.is_some();
    let priced = |result: &ArchitectureResult| {
        let mut lines = result.cost.lines.iter();
        lines.any(|line| line.kind == "people")
    };
    if architectures.iter().any(worked) && !architectures.iter().any(priced) {
        notes.push(
            "hours of engineering are in no cost, since nobody has said what one costs (`people: {price: 80/hour}`)"
                .to_owned(),
        );
    } else if architectures.iter().any(worked) && !architectures.iter().all(worked) {
        notes.push(
            "some architectures name hours of engineering and some none, so their costs do not compare".to_owned(),
        );
    }
    if let Some(own) = untaxed(topology) {
        notes.push(format!(
            "more sites may mean more mistakes of one's own; by how much nobody knows, so `{own}` fails equally often in every \
             architecture (`complexity` in one of them sets another)"
        ));
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
