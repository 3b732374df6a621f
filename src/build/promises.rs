//! What providers promise of what is paid for, and which sources break it.

use super::architect::{Architect, Instance};
use super::items::{Charges, shop};
use crate::catalog::{Service, Sla};
use crate::plan::component::Component;
use crate::scope::Scope;
use crate::topology::{CreditTier, Hurt, LeafId, Promise, Source, SourceId, Subject};
use crate::units::HOURS_PER_MONTH;
use std::collections::BTreeSet;

/// The promises that hold for an architecture, in the order of its bill.
pub(super) fn promises(architect: &Architect<'_, '_, '_>, charges: &Charges) -> Vec<Promise> {
    let instances = architect.instances.iter().zip(&charges.of_instance);
    instances
        .filter(|(_, items)| !items.is_empty())
        .filter_map(|(instance, items)| {
            let component = architect.candidate.components.get(instance.component)?;
            let service = component.service?;
            let shop = shop(architect, component, instance);
            let several = several(architect, component, instance);
            let id = service.promise(shop.provider, several)?;
            let sla = architect.lowering.world.sla(id)?;
            let period = period(sla);
            let units: Vec<&[LeafId]> = if several {
                vec![&instance.leaves]
            } else {
                instance.leaves.chunks(1).collect()
            };
            Some(Promise {
                component: component.name.value.clone(),
                site: shop.site.to_owned(),
                sla: sla.id.clone(),
                about: format!("{}: {}", sla.service, sla.scope),
                items: items.clone().collect(),
                units: units
                    .into_iter()
                    .map(|leaves| hurts(architect, service, leaves))
                    .collect(),
                credits: sla
                    .credits
                    .iter()
                    .map(|tier| CreditTier {
                        allowed: (1.0 - tier.below) * period,
                        credit: tier.credit,
                    })
                    .collect(),
                period,
                source: sla.source.clone(),
                as_of: sla.as_of.clone(),
            })
        })
        .collect()
}

/// Whether it stands in several zones, so that its replicas are promised for together. What stands in a region is in
/// all the zones that the site has; what is pinned elsewhere is its provider's to spread.
fn several(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    instance: &Instance,
) -> bool {
    if component.standing == Scope::Zone {
        return instance.zones.iter().collect::<BTreeSet<_>>().len() > 1;
    }
    let site = architect.candidate.sites.get(instance.site);
    component.at.is_some() || site.is_none_or(|site| site.place.zones.len() > 1)
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
fn hurts(architect: &Architect<'_, '_, '_>, service: &Service, leaves: &[LeafId]) -> Vec<Hurt> {
    let felt =
        |leaf: &LeafId| -> BTreeSet<SourceId> { architect.felt[leaf].iter().copied().collect() };
    let Some((first, others)) = leaves.split_first() else {
        return Vec::new();
    };
    let common = felt(first).into_iter();
    common
        .filter(|id| others.iter().all(|leaf| felt(leaf).contains(id)))
        .filter_map(|id| {
            let source = &architect.lowering.sources[id];
            covered(source, service).then(|| Hurt {
                source: id,
                chance: source.reach * source.hits.powf(leaves.len() as f64),
            })
        })
        .collect()
}

/// Whether a source counts as the provider's fault.
fn covered(source: &Source, service: &Service) -> bool {
    let what = match &source.subject {
        Subject::Own { what, .. } => what,
        Subject::Shared { domain, dependency } if !domain.path().is_empty() => dependency,
        _ => return false,
    };
    service.covers.contains(what)
}
