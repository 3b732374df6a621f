//! What costs what the plan says, in figures of its own or by naming a row of the price list.

use super::lack::Missing;
use super::line::Line;
use super::price_list::PriceList;
use crate::answer::OF_PLAN;
use crate::catalog::{Evidence, Price};
use crate::topology::{Quote, Shop};
use crate::units::{Amount, MoneyRate, Period};

/// So much of something at the plan's price; `None` where it costs nothing.
pub(super) fn line(
    list: &PriceList<'_>,
    name: &str,
    shop: &Shop,
    amount: &Amount,
    quote: &Quote,
) -> Result<Option<Line>, Missing> {
    let name = name.to_owned();
    let price = match quote {
        Quote::Free => return Ok(None),
        Quote::Path(path) => {
            let row = list.row(shop, path);
            let row = row.ok_or_else(|| Missing::Path(path.clone()))?;
            let quantity = units(&row.price, amount)?;
            return Ok(Some(list.line(name, shop, quantity, row)));
        }
        Quote::Unit { usd, unit, written } => Price {
            written: written.clone(),
            ..given(unit, *usd)
        },
        Quote::Money { rate, written } => Price {
            written: written.clone(),
            ..for_a_time(rate)
        },
    };
    let quantity = units(&price, amount)?;
    Ok(Some(Line::new(name, &shop.site, quantity, price)))
}

/// How many units of a price an amount is.
fn units(price: &Price, amount: &Amount) -> Result<f64, Missing> {
    price.units(amount).ok_or_else(|| Missing::Unit {
        amount: amount.unit.clone(),
        price: price.unit.clone(),
        hourly: price.hourly(),
    })
}

fn for_a_time(rate: &MoneyRate) -> Price {
    match rate.per {
        Period::Minute | Period::Hour => given("hour", rate.per_hour()),
        Period::Day => given("hour", rate.amount / 24.0),
        Period::Month => given("month", rate.amount),
        Period::Year => given("month", rate.amount / 12.0),
    }
}

/// A price that the plan gives in figures.
pub(super) fn given(unit: &str, usd: f64) -> Price {
    Price {
        unit: unit.to_owned(),
        usd,
        evidence: Evidence {
            source: OF_PLAN.to_owned(),
            as_of: OF_PLAN.to_owned(),
            ..Evidence::given("")
        },
        written: None,
    }
}

/// So many things.
pub(super) fn count(number: f64) -> Amount {
    Amount {
        number,
        unit: String::new(),
    }
}
