//! The plan as a whole: its top-level keys that are no map of names.

use super::fields::{Fields, Spanned};
use super::problems::Problems;
use super::tree::{Node, Value};
use super::{goal, like, scalar};
use crate::diagnostic::{Diagnostic, quoted, suggestion};
use crate::topology::{Start, Topology};
use crate::units;
use std::collections::HashSet;

/// Most architectures of one plan.
const MOST_ARCHITECTURES: usize = 1_000;
/// Most values that are read, over all architectures.
const MOST_READ: usize = 1_000_000;

pub(crate) fn check_version(fields: &Fields<'_>, problems: &Problems) {
    let Some(node) = fields.require(
        "spof",
        "begin the plan with `spof: 1`, the version of the language",
    ) else {
        return;
    };
    if let Some(text) = scalar::text(node, "`spof`", problems)
        && text != "1"
    {
        problems.error(
            &node.span,
            format!("version {} of the language is not known", quoted(text)),
            "only 1 is",
            "write `spof: 1`",
        );
    }
}

/// Everything that stands at the top and is no map of names.
pub(crate) fn read_head(fields: &Fields<'_>, problems: &Problems) -> Topology {
    let service = fields
        .require("service", "add `service: NAME`")
        .and_then(|node| scalar::text(node, "`service`", problems))
        .unwrap_or_default();
    if service.trim().is_empty()
        && let Some(node) = fields
            .get("service")
            .filter(|node| matches!(node.value, Value::Scalar(_)))
    {
        problems.error(
            &node.span,
            "`service` is empty",
            "no name",
            "give the service a name",
        );
    }
    let start = fields.get("start").and_then(|node| {
        scalar::word(
            node,
            "`start`",
            &[("stationary", Start::Stationary), ("new", Start::New)],
            problems,
        )
    });
    let currency = fields
        .get("currency")
        .and_then(|node| read_currency(node, problems));
    let fx = read_fx(fields, currency.as_deref(), problems);
    let vat = fields
        .get("vat")
        .and_then(|node| scalar::share(node, "`vat`", problems));
    let code = currency.unwrap_or_else(|| "USD".to_owned());
    Topology {
        about: scalar::prose(fields.get("about"), "`about`", problems),
        start: start.unwrap_or(Start::Stationary),
        goal: goal::read(fields, &code, problems),
        currency: code,
        fx: fx.unwrap_or(1.0),
        vat: vat.unwrap_or(0.0),
        credits_claimed: read_claimed(fields, problems),
        ..Topology::named(scalar::tame(service))
    }
}

fn read_currency(node: &Node, problems: &Problems) -> Option<String> {
    let text = scalar::text(node, "`currency`", problems)?;
    if text.len() == 3 && text.chars().all(|c| c.is_ascii_uppercase()) {
        return Some(text.to_owned());
    }
    problems.error(
        &node.span,
        format!("{} is not a currency code", quoted(text)),
        "expected three capital letters",
        "write the ISO 4217 code, such as `USD`, `EUR` or `KRW`",
    );
    None
}

fn read_fx(fields: &Fields<'_>, currency: Option<&str>, problems: &Problems) -> Option<f64> {
    let foreign = currency.is_some_and(|currency| currency != "USD");
    let Some(node) = fields.get("fx") else {
        if foreign && let Some(entry) = fields.entry("currency") {
            problems.error(
                &entry.value.span,
                "price lists are in US dollars: a plan in another currency needs `fx`",
                "`fx` is missing",
                &format!("add `fx: {}", rate_help(currency)),
            );
        }
        return None;
    };
    let fx = scalar::number(node, "`fx`", units::parse_number, problems)?;
    if fx <= 0.0 || (!foreign && fx != 1.0) {
        let (message, help) = if fx <= 0.0 {
            let help = format!("write `fx: {}", rate_help(currency));
            ("`fx` must be more than zero", help)
        } else {
            let help = "remove it, or write the `currency` that it is for";
            ("`fx` is for a `currency` other than USD", help.to_owned())
        };
        problems.error(
            &node.span,
            message,
            "units of your currency for one US dollar",
            &help,
        );
        return None;
    }
    Some(fx)
}

/// How to write `fx`, from its number on. A number is named for the currency alone that it is near to: it would be taken.
fn rate_help(currency: Option<&str>) -> String {
    match currency {
        Some("KRW") => "1400`, or what one US dollar costs in KRW today".to_owned(),
        other => format!(
            "…`, how many {} one US dollar costs",
            other.unwrap_or("units of your currency")
        ),
    }
}

/// Which architecture runs today.
pub(crate) fn read_today(
    fields: &Fields<'_>,
    architectures: &[(Spanned<String>, Node)],
    problems: &Problems,
) -> Option<usize> {
    let node = fields.get("today")?;
    let name = scalar::text(node, "`today`", problems)?;
    let mut names = architectures.iter().map(|(name, _)| &*name.value);
    let found = names.position(|known| known == name);
    if found.is_none() && !architectures.is_empty() {
        let names: Vec<&str> = architectures.iter().map(|(name, _)| &*name.value).collect();
        let message = format!("`today` names no architecture: {}", quoted(name));
        unknown(&node.span, message, name, "architecture", &names, problems);
    }
    found
}

/// The share of SLA credits that is claimed.
fn read_claimed(fields: &Fields<'_>, problems: &Problems) -> Option<f64> {
    let entry = fields.entry("sla_credits")?;
    let inner = Fields::open(&entry.value, "`sla_credits`", &entry.key_span, problems)?;
    let help =
        "write how many of them you would claim in time, such as `sla_credits: {claimed: 80%}`";
    let claimed = inner
        .require("claimed", help)
        .and_then(|node| scalar::share(node, "`sla_credits`: `claimed`", problems));
    inner.finish();
    claimed
}

/// The architectures, `like` written out.
pub(crate) fn write_out(fields: &Fields<'_>, problems: &Problems) -> Vec<(Spanned<String>, Node)> {
    let help = "add `architectures: {single-az: {sites: {seoul: aws/ap-northeast-2/a}}}`";
    let Some(node) = fields.require("architectures", help) else {
        return Vec::new();
    };
    let entries = fields.names("architectures");
    if entries.is_empty() && matches!(node.value, Value::Mapping(_)) {
        problems.error(&node.span, "the plan has no architecture", "empty", help);
    }
    if let Some(entry) = entries.get(MOST_ARCHITECTURES) {
        problems.error(
            &entry.key_span,
            format!(
                "the plan has {} architectures, at most {MOST_ARCHITECTURES} are compared",
                entries.len()
            ),
            "the limit is passed here",
            "split the plan into several files",
        );
        return Vec::new();
    }
    for entry in entries {
        scalar::check_name(&entry.key, &entry.key_span, "an architecture", problems);
    }
    like::write_out(entries, fields.node, problems)
}

pub(crate) fn site_names(architectures: &[(Spanned<String>, Node)]) -> HashSet<String> {
    let sites = |node: &Node| -> Vec<String> {
        node.get("sites")
            .map(Node::entries)
            .unwrap_or_default()
            .iter()
            .map(|entry| entry.key.clone())
            .collect()
    };
    architectures
        .iter()
        .flat_map(|(_, node)| sites(node))
        .collect()
}

/// Every architecture reads the common part anew; together that must stay within bounds.
pub(crate) fn check_size(
    root: &Node,
    architectures: &[(Spanned<String>, Node)],
    problems: &Problems,
) -> Option<()> {
    let shared = like::SHARED.iter().chain(&["path"]);
    let common: usize = shared.filter_map(|key| root.get(key)).map(Node::size).sum();
    if common.saturating_mul(architectures.len()) <= MOST_READ {
        return Some(());
    }
    problems.push(
        Diagnostic::error(format!(
            "{} architectures of a plan this large are too much to read",
            architectures.len()
        ))
        .help("split the plan into several files"),
    );
    None
}

/// Complains about a name that nothing has, with the nearest one.
pub(crate) fn unknown(
    span: &crate::diagnostic::Span,
    message: String,
    name: &str,
    what: &str,
    known: &[&str],
    problems: &Problems,
) {
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    problems.error(
        span,
        message,
        &suggestion::label(name, known, &format!("not {article} {what}")),
        &suggestion::help(what, known),
    );
}
