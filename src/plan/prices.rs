//! `prices`: rows of the price list of one's own, as lines of the file that is laid over the catalog's.

use crate::diagnostic::quoted;
use crate::language::{Entry, Problems, scalar};
use crate::units;

/// The columns of a price list.
const COLUMNS: &str = "provider,region,service,sku,unit,usd,as_of,source";

/// A row, `aws/ap-northeast-2/load_balancer/alb: 0.02/hour`; it replaces one of the same path.
pub(super) fn row(entry: &Entry, problems: &Problems) -> Option<String> {
    let what = format!("price of {}", quoted(&entry.key));
    let path: Vec<&str> = entry.key.split('/').collect();
    let is_word = |part: &&str| !part.is_empty() && !part.contains([',', '"', '\n', '\r']);
    if path.len() != 4 || !path.iter().all(is_word) {
        problems.error(
            &entry.key_span,
            format!("{what}: a price is of a provider, a region, a service and a thing"),
            "not four names",
            "write the full path, such as `aws/ap-northeast-2/load_balancer/alb`; `global` where the region does not matter",
        );
        return None;
    }
    let text = scalar::text(&entry.value, &what, problems)?;
    let parts = text.split_once('/');
    let parts = parts.map(|(usd, unit)| (usd.trim().trim_end_matches("USD").trim(), unit.trim()));
    let is_price = |(usd, unit): &(&str, &str)| units::parse_number(usd).is_ok() && is_word(unit);
    let Some((usd, unit)) = parts.filter(is_price) else {
        problems.error(
            &entry.value.span,
            format!("{what}: {} is no price", quoted(text)),
            "expected US dollars for a unit, as in the price lists",
            "write such as `40/month`, `0.02/hour` or `0.09/GB`",
        );
        return None;
    };
    Some(format!("{},{unit},{usd},plan,plan", path.join(",")))
}

/// The file of these rows.
pub(super) fn file(rows: &[String]) -> String {
    let rows = rows.iter().map(String::as_str);
    let lines: Vec<&str> = std::iter::once(COLUMNS).chain(rows).collect();
    lines.join("\n")
}
