//! What a component that is paid by use usually has on its bill, and this plan's bill has not. A purchase and the catalog come in;
//! the names of the lines go out, so that an answer can say what it leaves out.

use crate::catalog::{Catalog, Usual};
use crate::topology::{Charge, Purchase, Purchases, Quote};

/// The usual lines that a component lacks on the bill, by their names: `requests`, `traffic`. None where the plan itself has a
/// price for it, or a line of its name; then the plan knows better.
#[must_use]
pub fn left_out<'a>(of: &'a Purchase, bill: &Purchases, catalog: &'a Catalog) -> Vec<&'a str> {
    let service = of.service.as_deref().and_then(|it| catalog.service(it));
    let Some(service) = service.filter(|_| of.quote.is_none()) else {
        return Vec::new();
    };
    let charges = bill.charges.iter().filter(|charge| {
        let site = &charge.shop.site;
        site.is_empty() || of.shop.site.is_empty() || *site == of.shop.site
    });
    let charges: Vec<&Charge> = charges.collect();
    if charges.iter().any(|charge| charge.name == of.component) {
        return Vec::new();
    }
    let by_use = service.usual.iter().filter(|usual| {
        let paid = |charge: &&Charge| pays(charge, usual, catalog);
        !charges.iter().any(paid)
    });
    let by_use = by_use.map(|usual| usual.name.as_str());
    // What there is a price for, and of which the component does not say how much.
    let kept = service.tariffs_of(&of.shop.provider).filter(|tariff| {
        let given = match tariff.quantity.as_str() {
            "{storage}" => of.storage.is_some(),
            _ => true,
        };
        tariff.optional && !given
    });
    by_use
        .chain(kept.map(|tariff| tariff.item.as_str()))
        .collect()
}

/// Whether a line of the plan's own is one of these.
fn pays(charge: &Charge, usual: &Usual, catalog: &Catalog) -> bool {
    match &charge.quote {
        Quote::Free | Quote::Money { .. } => false,
        Quote::Unit { unit, .. } => usual.is_in(unit),
        Quote::Path(path) => {
            let near = path.split_once('/').and_then(|(service, sku)| {
                catalog.price(&charge.shop.provider, &charge.shop.region, service, sku)
            });
            let row = near.or_else(|| catalog.price_by_path(path));
            row.is_some_and(|row| usual.is_row(row))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{build, diagnostic::SourceText, topology::Topology};

    fn read(components: &str, bill: &str) -> Topology {
        let plan = format!(
            "spof: 1\nservice: api\npath: [it]\ncomponents:\n  it: {components}\n\
             architectures:\n  one: {{sites: {{here: aws/us-east-1/a}}}}\nbill: {bill}\n"
        );
        match build::read(&SourceText::new("plan.yaml", &plan), Catalog::bundled()) {
            Ok(reading) => reading.topology,
            Err(problems) => panic!("{plan}{problems:?}"),
        }
    }

    fn lacks(components: &str, bill: &str) -> Vec<String> {
        let topology = read(components, bill);
        let bill = &topology.architectures[0].purchases;
        let lacking = bill.components.iter();
        let lacking = lacking.flat_map(|it| left_out(it, bill, Catalog::bundled()));
        lacking.map(str::to_owned).collect()
    }

    #[test]
    fn what_is_paid_by_use_lacks_what_no_line_pays() {
        assert_eq!(lacks("{service: function}", "{}"), ["requests", "compute"]);
        let requests = "{calls: {price: function/lambda_requests, quantity: 5}}";
        assert_eq!(lacks("{service: function}", requests), ["compute"]);
        let both = "{calls: {price: function/lambda_requests, quantity: 5}, \
                    time: {price: function/lambda_duration_x86, quantity: 1000 GB-seconds}}";
        assert!(lacks("{service: function}", both).is_empty());
        // Another service's requests are no function's.
        let others = "{posts: {price: queue/sns_publish, quantity: 5}}";
        assert_eq!(
            lacks("{service: function}", others),
            ["requests", "compute"]
        );
        assert!(lacks("{service: queue}", others).is_empty());
    }

    #[test]
    fn a_line_of_its_name_or_a_price_of_its_own_is_enough() {
        assert_eq!(lacks("{service: identity}", "{}"), ["users"]);
        assert!(lacks("{service: identity}", "{it: {price: 35/month}}").is_empty());
        assert!(lacks("{service: identity, price: 35/month}", "{}").is_empty());
        let ours = "{vendor: {price: 0.02/user, quantity: 500 users}}";
        assert!(lacks("{service: identity}", ours).is_empty());
    }

    #[test]
    fn what_is_kept_without_saying_how_much_is_left_out_too() {
        assert_eq!(lacks("{service: vm, size: t3.small}", "{}"), ["disk"]);
        assert!(lacks("{service: vm, size: t3.small, storage: 20 GB}", "{}").is_empty());
        assert_eq!(
            lacks("{service: object-storage}", "{}"),
            ["requests", "objects"]
        );
    }

    #[test]
    fn every_service_that_is_paid_by_use_alone_has_usual_lines() {
        for service in Catalog::bundled().services() {
            assert!(
                !service.metered || !service.usual.is_empty(),
                "{}",
                service.name
            );
            for usual in &service.usual {
                let part = usual.parts.first().map_or("", |(part, _)| part);
                let listed = Catalog::bundled().prices().any(|row| row.service == part);
                let found = Catalog::bundled().prices().any(|row| usual.is_row(row));
                assert!(!listed || found, "{}: {}", service.name, usual.name);
            }
        }
    }
}
