//! What providers promise of what is paid for (SLAs), and which sources break it.

use super::price_list::PriceList;
use super::tariff;
use crate::catalog::{Catalog, Service, Sla};
use crate::topology::{Architecture, LeafId, Purchase, Scope, Source, SourceId, Topology};
use crate::units::HOURS_PER_MONTH;
use std::collections::BTreeSet;

/// A promise for one component at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// The component, as in the plan.
    pub component: String,
    /// Site it is paid at; empty where it belongs to none.
    pub site: String,
    /// Id of the promise in the catalog, `aws-rds-multi-az`.
    pub sla: String,
    /// What was promised in the provider's words, `RDS: Multi-AZ instance or cluster`.
    pub about: String,
    /// What is paid for what was promised [USD/month], before VAT.
    pub charge: f64,
    /// What is promised for by itself, each with an equal share of the charge: every replica, or all of them together.
    pub units: Vec<Vec<Hurt>>,
    /// What is paid back, mildest breach first; empty where the catalog knows the promise, but not what a breach pays.
    pub credits: Vec<CreditTier>,
    /// Time over which the availability is counted [h].
    pub period: f64,
    /// Page the promise was read on.
    pub source: String,
    /// Date of that page, ISO; empty where unknown.
    pub as_of: String,
}

/// One source that breaks a promise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hurt {
    /// What fails.
    pub source: SourceId,
    /// Probability that one of its outages hits what was promised: its reach, and its share of the replicas.
    pub chance: f64,
}

/// A step of what is paid back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CreditTier {
    /// Paid when more than this is lost of a period [h].
    pub allowed: f64,
    /// Share of the charge that is paid back.
    pub credit: f64,
}

/// The promises that hold for an architecture, in the order of its bill.
#[must_use]
pub fn promises(
    topology: &Topology,
    architecture: &Architecture,
    catalog: &Catalog,
) -> Vec<Promise> {
    let purchases = &architecture.purchases;
    let list = PriceList::new(catalog, &purchases.discounts);
    let mut felt: Vec<BTreeSet<SourceId>> = vec![BTreeSet::new(); architecture.leaves.len()];
    for link in &architecture.links {
        if let Some(felt) = felt.get_mut(link.leaf.0 as usize) {
            felt.insert(link.source);
        }
    }
    let promise = |bought: &Purchase| {
        let lines = tariff::component_lines(&list, bought).ok()?;
        let service = catalog.service(bought.service.as_deref()?)?;
        let id = service.promise(&bought.shop.provider, bought.several_zones)?;
        let sla = catalog.sla(id).filter(|_| !lines.is_empty())?;
        let period = period(sla);
        let units = if bought.several_zones {
            bought.leaves.len()
        } else {
            1
        };
        let tiers = sla.credits.iter().map(|tier| CreditTier {
            allowed: (1.0 - tier.below) * period,
            credit: tier.credit,
        });
        Some(Promise {
            component: bought.component.clone(),
            site: bought.shop.site.clone(),
            sla: sla.id.clone(),
            about: format!("{}: {}", sla.service, sla.scope),
            charge: lines
                .iter()
                .map(|line| line.quantity * line.unit_price())
                .sum(),
            units: bought
                .leaves
                .chunks(units.max(1))
                .map(|leaves| hurts(topology, &felt, bought, service, leaves))
                .collect(),
            credits: tiers.collect(),
            period,
            source: sla.source.clone(),
            as_of: sla.as_of.clone(),
        })
    };
    purchases.components.iter().filter_map(promise).collect()
}

/// Time over which the availability is counted [h].
fn period(sla: &Sla) -> f64 {
    if sla.period == "quarter" {
        3.0 * HOURS_PER_MONTH
    } else {
        HOURS_PER_MONTH
    }
}

/// The provider's own sources that take all of these down at once.
fn hurts(
    topology: &Topology,
    felt: &[BTreeSet<SourceId>],
    bought: &Purchase,
    service: &Service,
    leaves: &[LeafId],
) -> Vec<Hurt> {
    let mut each = leaves.iter().filter_map(|leaf| felt.get(leaf.0 as usize));
    let mut common = each.next().cloned().unwrap_or_default();
    for felt in each {
        common.retain(|id| felt.contains(id));
    }
    let hurt = |id: SourceId| {
        let source = topology.sources.get(id.0 as usize)?;
        covered(source, bought, service).then(|| Hurt {
            source: id,
            chance: source.reach * source.hits.powf(leaves.len() as f64),
        })
    };
    common.into_iter().filter_map(hurt).collect()
}

/// Whether a source counts as the provider's fault.
fn covered(source: &Source, bought: &Purchase, service: &Service) -> bool {
    let kind = match source.scope {
        Scope::Own => {
            let own = source.kind.strip_prefix(&*bought.component);
            own.map_or("", str::trim_start)
        }
        Scope::Zone | Scope::Region | Scope::Provider => &source.kind,
        Scope::Site | Scope::Service | Scope::World => "",
    };
    source.clock.is_none() && !source.is_shock && service.covers.iter().any(|name| name == kind)
}
