//! `discounts`: what was negotiated off the price list, by provider or by a service of the list.

use crate::diagnostic::quoted;
use crate::diagnostic::suggestion;
use crate::language::{Entry, Problems, scalar};
use crate::plan::names::Names;
use crate::topology::Discount;

/// Reads one entry: `aws: 12%`, `aws/load_balancer: 20%`.
pub(crate) fn read(entry: &Entry, names: &Names<'_>, problems: &Problems) -> Option<Discount> {
    let what = format!("discount of {}", quoted(&entry.key));
    let share = scalar::share(&entry.value, &what, problems);
    let (provider, service) = match entry.key.split_once('/') {
        Some((provider, service)) => (provider, Some(service)),
        None => (&*entry.key, None),
    };
    let complain = |message: String, label: &str, help: &str| {
        problems.error(&entry.key_span, message, label, help);
        None
    };
    if names.catalog().is_none() {
        return complain(
            format!("{what} is off the price list, and `world: none` leaves none"),
            "there is no price list",
            "remove it, and give each price as you pay it",
        );
    }
    let vendors = names.vendors();
    if !vendors.contains(&provider) {
        return complain(
            format!("{what}: nobody of that name is in the price list"),
            &suggestion::label(provider, &vendors, "not in the price list"),
            &suggestion::help("provider", &vendors),
        );
    }
    if let Some(service) = service
        && !names.prices(provider, service)
    {
        let sold = names.sold_by(provider);
        return complain(
            format!(
                "{what}: `{provider}` has no {} in the price list",
                quoted(service)
            ),
            &suggestion::label(service, &sold, "not in the price list"),
            &suggestion::help("service in the price list", &sold),
        );
    }
    Some(Discount {
        provider: provider.to_owned(),
        service: service.map(str::to_owned),
        share: share?,
    })
}
