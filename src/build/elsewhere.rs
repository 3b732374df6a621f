//! A price that is missing here and known elsewhere: in which region near, and the row to paste.

use crate::bill::PriceList;
use crate::topology::Shop;

/// The head of a price list.
const HEAD: &str = "provider,region,service,sku,unit,usd,as_of,source";

/// A row that a price list of one's own would need.
pub(super) struct Row {
    /// The row, to paste.
    pub(super) text: String,
    /// The region whose price it holds, `aws/eu-central-1`, and how far that is [km]; `None` where the price is for the
    /// reader to fill in.
    pub(super) of: Option<(String, f64)>,
}

impl Row {
    /// The row for a `service/sku` that a shop lacks, with the price of the nearest region that has one; else one for
    /// `unit` with the price left open.
    pub(super) fn missing(list: &PriceList<'_>, shop: &Shop, path: &str, unit: &str) -> Self {
        let (service, sku) = path.split_once('/').unwrap_or((path, ""));
        let region = match &*shop.region {
            "" => "global",
            region => region,
        };
        let front = format!("{},{region},{service},{}", shop.provider, field(sku));
        let Some((near, far)) = list.nearest(shop, path) else {
            return Self {
                text: format!("{front},{unit},PRICE,2026-11,our contract"),
                of: None,
            };
        };
        let place = format!("{}/{}", near.provider, near.region);
        let price = &near.price;
        Self {
            text: format!(
                "{front},{},{},{},as in {place}",
                field(&price.unit),
                price.usd,
                field(&price.evidence.as_of)
            ),
            of: Some((place, far)),
        }
    }

    /// ``the nearest region that has it is `aws/eu-central-1`, 1,190 km away``; `None` where none has.
    pub(super) fn nearest(&self) -> Option<String> {
        let (place, far) = self.of.as_ref()?;
        let far = if far.is_finite() {
            let rounded = (far / 10.0).round() * 10.0;
            format!(", {} km away", crate::units::format_count(rounded, 0))
        } else {
            String::new()
        };
        Some(format!("the nearest region that has it is `{place}`{far}"))
    }

    /// What to do with it, after a semicolon; empty where no region has it.
    pub(super) fn remedy(&self) -> String {
        self.nearest().map_or_else(String::new, |nearest| {
            format!(
                "; {nearest}: to pay its price, lay this over the price list with `--models DIR`, in DIR/prices.csv:\n{HEAD}\n{}",
                self.text
            )
        })
    }
}

/// Rows under their head, each on its own line.
pub(super) fn pasted<'a>(rows: impl Iterator<Item = &'a str>) -> String {
    let rows: String = rows.map(|row| format!("\n{row}")).collect();
    format!("{HEAD}{rows}")
}

/// A field of a CSV file.
fn field(text: &str) -> String {
    if text.contains([',', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
