//! What a component that is paid by use usually has on its bill, and this plan's bill has not. A purchase and the catalog come in;
//! the names of the lines go out, so that an answer can say what it leaves out.

use std::borrow::Cow;

use super::price_list::PriceList;
use crate::answer::STORAGE;
use crate::catalog::{ANY, Catalog, PriceRow, Tariff};
use crate::topology::{Charge, Purchase, Purchases, Quote};

/// Where disks stand in the price list.
const DISKS: &str = "block_storage";

/// A usual line that is not on the bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking<'a> {
    /// What it is, as people say: `requests`, `disk`.
    pub says: &'a str,
    /// Its row of the price list, `function/lambda_requests`, or in full that of the nearest region that has one where there is none there;
    /// the same words where no list has one.
    pub row: Cow<'a, str>,
}

/// The usual lines that a component lacks on the bill: those by which its use is paid there, and items of its offers of which the
/// component does not say how much, `disk`. None
/// where the plan itself has a price for it, or a line of its name; then the plan knows better.
#[must_use]
pub fn left_out<'a>(of: &'a Purchase, bill: &Purchases, catalog: &'a Catalog) -> Vec<Lacking<'a>> {
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
    let list = PriceList::new(catalog, &bill.discounts);
    let is_unpaid = |path: &str| {
        let usual = somewhere(&list, of, path);
        !charges.iter().any(|charge| pays(charge, usual, &list))
    };
    let by_use = by_use(of, catalog).into_iter();
    let by_use = by_use.filter(|it| is_unpaid(&it.row));
    // What there is a price for, and of which neither the component nor the bill says how much.
    let kept = service.tariffs_of(&of.shop.provider).filter(|tariff| {
        let is_kept = tariff.offer.optional && tariff.offer.quantity == "{storage}";
        is_kept && of.storage.is_none() && is_unpaid(&tariff.offer.price)
    });
    let kept = kept.map(|tariff| Lacking {
        says: &tariff.item,
        row: Cow::Borrowed(&tariff.item),
    });
    // What the component does say, and no line of it asks for.
    let is_asked = |tariff: &Tariff| tariff.offer.quantity == "{storage}";
    let mut tariffs = service.tariffs_of(&of.shop.provider);
    let has_disk = |it: &Lacking<'_>| it.row.split('/').next() == Some(DISKS);
    let is_lost = of.storage.is_some()
        && !tariffs.any(is_asked)
        && !self::by_use(of, catalog).iter().any(has_disk)
        && !charges.iter().any(|charge| is_disk(charge, &list));
    let kept = kept.chain(is_lost.then_some(Lacking {
        says: STORAGE,
        row: Cow::Borrowed(STORAGE),
    }));
    let each = by_use.map(|it| Lacking {
        row: in_full(&list, of, it.row),
        ..it
    });
    each.chain(kept).collect()
}

/// Whether a line of the plan's own pays for disks: by the price list, or for so much storage.
fn is_disk(charge: &Charge, list: &PriceList<'_>) -> bool {
    match &charge.quote {
        Quote::Path(path) => list
            .row(&charge.shop, path)
            .is_some_and(|row| row.service == DISKS),
        Quote::Unit { unit, .. } => unit.starts_with("GB"),
        Quote::Free | Quote::Money { .. } => false,
    }
}

/// The row of a path where a component stands, else in the nearest region that has it.
fn somewhere<'a>(list: &PriceList<'a>, of: &Purchase, path: &str) -> Option<&'a PriceRow> {
    let there = list.row(&of.shop, path);
    there.or_else(|| list.nearest(&of.shop, path).map(|(row, _)| row))
}

/// A path that finds a price where a component stands: the same, or that of the nearest region.
fn in_full<'a>(list: &PriceList<'_>, of: &Purchase, path: Cow<'a, str>) -> Cow<'a, str> {
    if list.row(&of.shop, &path).is_some() {
        return path;
    }
    somewhere(list, of, &path).map_or(path, |row| Cow::Owned(row.path()))
}

/// The lines by which the use of a component is paid where it stands; none where the plan has a price for it.
#[must_use]
pub fn by_use<'a>(of: &Purchase, catalog: &'a Catalog) -> Vec<Lacking<'a>> {
    let service = of.service.as_deref().and_then(|it| catalog.service(it));
    let service = service.filter(|_| of.quote.is_none());
    let usual = service.into_iter().flat_map(|it| &it.usual);
    let there = usual.filter(|(provider, _)| *provider == of.shop.provider || provider == ANY);
    let lines = there.flat_map(|(_, usual)| usual).map(|usual| Lacking {
        says: &usual.says,
        row: Cow::Borrowed(usual.row.as_ref().unwrap_or(&usual.says)),
    });
    lines.collect()
}

/// Whether a line of the bill for the very site of a component pays for some of its use there: of its name or of the same part of the
/// price list, or a price of the plan's own, of which nobody knows more.
#[must_use]
pub fn is_used_there(of: &Purchase, bill: &Purchases, catalog: &Catalog) -> bool {
    let list = PriceList::new(catalog, &bill.discounts);
    let usual = by_use(of, catalog);
    let usual = usual.iter().filter_map(|it| somewhere(&list, of, &it.row));
    let services: Vec<&str> = usual.map(|row| row.service.as_str()).collect();
    let there = |charge: &&Charge| charge.shop.site == of.shop.site;
    bill.charges
        .iter()
        .filter(there)
        .any(|charge| match &charge.quote {
            Quote::Path(path) => {
                let row = list.row(&charge.shop, path);
                row.is_some_and(|row| services.contains(&row.service.as_str()))
                    || charge.name == of.component
            }
            Quote::Free | Quote::Money { .. } | Quote::Unit { .. } => true,
        })
}

/// Whether a line of the plan's own is one of these: of the same part of the price list, or a price of the plan's, in the same
/// unit.
fn pays(charge: &Charge, usual: Option<&PriceRow>, list: &PriceList<'_>) -> bool {
    let Some(usual) = usual else {
        return false;
    };
    match &charge.quote {
        Quote::Free | Quote::Money { .. } => false,
        Quote::Unit { unit, .. } => usual.price.is_sold_in(unit),
        Quote::Path(path) => list.row(&charge.shop, path).is_some_and(|row| {
            row.service == usual.service && usual.price.is_sold_in(&row.price.unit)
        }),
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
        lacking.map(|it| it.row.into_owned()).collect()
    }

    #[test]
    fn what_is_paid_by_use_lacks_what_no_line_pays() {
        let (requests, time) = ("function/lambda_requests", "function/lambda_duration_x86");
        assert_eq!(lacks("{service: function}", "{}"), [requests, time]);
        let topology = read("{service: function}", "{}");
        let bill = &topology.architectures[0].purchases;
        let lacking = left_out(&bill.components[0], bill, Catalog::bundled());
        let said: Vec<&str> = lacking.iter().map(|it| it.says).collect();
        assert_eq!(said, ["requests", "run time"]);
        let calls = "{calls: {price: function/lambda_requests, quantity: 5}}";
        assert_eq!(lacks("{service: function}", calls), [time]);
        // ARM's seconds are seconds too.
        let both = "{calls: {price: function/lambda_requests, quantity: 5}, \
                    time: {price: function/lambda_duration_arm, quantity: 1000 GB-seconds}}";
        assert!(lacks("{service: function}", both).is_empty());
        // Another service's requests are no function's.
        let others = "{posts: {price: queue/sns_publish, quantity: 5}}";
        assert_eq!(lacks("{service: function}", others), [requests, time]);
        assert!(lacks("{service: queue}", others).is_empty());
    }

    #[test]
    fn a_line_of_its_name_or_a_price_of_its_own_is_enough() {
        assert!(lacks("{service: function}", "{it: {price: 35/month}}").is_empty());
        assert!(lacks("{service: function, price: 35/month}", "{}").is_empty());
        let ours = "{calls: {price: 0.2/request, quantity: 500 requests}}";
        assert_eq!(
            lacks("{service: function}", ours),
            ["function/lambda_duration_x86"]
        );
    }

    #[test]
    fn what_no_list_has_a_price_for_is_left_out_too() {
        let signs = "{service: identity, at: auth0}";
        assert_eq!(lacks(signs, "{}"), ["a fee by active users"]);
        assert!(lacks(signs, "{it: {price: 35/month}}").is_empty());
        assert_eq!(lacks("{service: stream}", "{}").len(), 2);
        let queries = "dns/route53_queries_standard_first_1B";
        assert_eq!(
            lacks("{service: authoritative-dns, at: aws}", "{}"),
            [queries]
        );
    }

    #[test]
    fn what_is_kept_without_saying_how_much_is_left_out_too() {
        assert_eq!(lacks("{service: vm, size: t3.small}", "{}"), ["disk"]);
        assert!(lacks("{service: vm, size: t3.small, storage: 20 GB}", "{}").is_empty());
        let disks = "{disks: {price: block_storage/ebs_gp2, quantity: 30 GB}}";
        assert!(lacks("{service: vm, size: t3.small}", disks).is_empty());
        let objects = "{files: {price: object_storage/s3_standard_first_50TB, quantity: 30 GB}}";
        assert_eq!(lacks("{service: vm, size: t3.small}", objects), ["disk"]);
    }
}
