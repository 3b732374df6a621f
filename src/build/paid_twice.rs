//! Lines of the `bill` that pay a fee which a component of the same site pays by itself.

use super::purchases::Bought;
use crate::bill::{PriceList, fees};
use crate::diagnostic::{Diagnostic, quoted};
use crate::language::Problems;
use crate::topology::{Purchase, Quote};

/// Warns of each such line once, whichever architectures have it.
pub(super) fn tell(bought: &Bought, list: &PriceList<'_>, problems: &Problems) {
    let purchases = &bought.purchases;
    for (charge, written) in purchases.charges.iter().zip(&bought.charges) {
        let Quote::Path(path) = &charge.quote else {
            continue;
        };
        let Some(row) = list.row(&charge.shop, path) else {
            continue;
        };
        let site = &charge.shop.site;
        let pays = |it: &&Purchase| {
            let is_there = site.is_empty() || *site == it.shop.site;
            is_there && fees(list, it).iter().any(|fee| std::ptr::eq(*fee, row))
        };
        let Some(component) = purchases.components.iter().find(pays) else {
            continue;
        };
        if !problems.is_news(&written.price) {
            continue;
        }
        problems.push(
            Diagnostic::warning(format!(
                "{} of the bill pays for what component {} pays by itself",
                quoted(&charge.name),
                quoted(&component.component)
            ))
            .at(written.price.clone(), "paid twice, if both mean the same")
            .help(
                "remove the line; if it is for one more, write in figures what that costs, so that this is clear",
            ),
        );
    }
}
