//! What providers promise of what is paid for (SLAs), and which sources break it.

use super::price_list::PriceList;
use super::tariff;
use crate::catalog::{Catalog, Period, Service, Sla};
use crate::topology::{Architecture, LeafId, Purchase, Source, SourceId, Subject, Table, Topology};
use crate::units::HOURS_PER_MONTH;
use std::collections::BTreeSet;

/// A promise for one component at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// The component, as in the plan.
    pub component: String,
    /// Site it is paid at; empty where it belongs to none.
    pub site: String,
    /// What was promised, and what is paid back; nothing where the catalog does not know what a breach pays.
    pub sla: Sla,
    /// What is paid for what was promised [USD/month], before VAT.
    pub charge: f64,
    /// What is promised for by itself, each with an equal share of the charge: every replica, or all of them together.
    pub units: Vec<Vec<Hurt>>,
}

/// One source that breaks a promise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hurt {
    /// What fails.
    pub source: SourceId,
    /// Probability that one of its outages hits what was promised: its reach, and its share of the replicas.
    pub chance: f64,
}

impl Promise {
    /// Time over which the availability is counted [h].
    #[must_use]
    pub fn period(&self) -> f64 {
        if self.sla.says.period == Period::Quarter {
            3.0 * HOURS_PER_MONTH
        } else {
            HOURS_PER_MONTH
        }
    }
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
    let mut felt: Table<LeafId, BTreeSet<SourceId>> = architecture.leaves.map(|_| BTreeSet::new());
    for link in &architecture.links {
        felt[link.leaf].insert(link.source);
    }
    let promise = |bought: &Purchase| {
        let service = catalog.service(bought.service.as_deref()?)?;
        let id = service.promise(&bought.shop.provider, bought.several_zones)?;
        let lines = tariff::component_lines(&list, bought).ok()?;
        let charges = lines.iter().map(|line| line.quantity * line.unit_price());
        let together = match bought.several_zones {
            true => bought.leaves.len().max(1),
            false => 1,
        };
        let units = bought.leaves.chunks(together);
        Some(Promise {
            component: bought.component.clone(),
            site: bought.shop.site.clone(),
            sla: catalog.sla(id).filter(|_| !lines.is_empty())?.clone(),
            charge: charges.sum(),
            units: units
                .map(|leaves| hurts(topology, &felt, service, leaves))
                .collect(),
        })
    };
    purchases.components.iter().filter_map(promise).collect()
}

/// The provider's own sources that take all of these down at once.
fn hurts(
    topology: &Topology,
    felt: &Table<LeafId, BTreeSet<SourceId>>,
    service: &Service,
    leaves: &[LeafId],
) -> Vec<Hurt> {
    let mut each = leaves.iter().map(|leaf| &felt[*leaf]);
    let mut common = each.next().cloned().unwrap_or_default();
    for felt in each {
        common.retain(|id| felt.contains(id));
    }
    let hurt = |id: SourceId| {
        let source = &topology.sources[id];
        covered(source, service).then(|| Hurt {
            source: id,
            chance: source.reach * source.hits.powf(leaves.len() as f64),
        })
    };
    common.into_iter().filter_map(hurt).collect()
}

/// Whether a source counts as the provider's fault.
fn covered(source: &Source, service: &Service) -> bool {
    let what = match &source.subject {
        Subject::Own { what, .. } => service.named(what),
        Subject::Shared { domain, dependency } if !domain.path().is_empty() => dependency,
        _ => return false,
    };
    service.covers.contains(what)
}
