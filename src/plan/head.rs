//! The top of a plan: its keys that are no map of names.

use super::goal;
use crate::catalog::Evidence;
use crate::catalog::Grounds;
use crate::diagnostic::quoted;
use crate::language::{Fields, Here, Kind, Node, Problems, Share, Spanned, Value, map, scalar};
use crate::topology::{Start, Topology};
use crate::units;

/// Reports a version of the language that is not known.
pub(super) fn check_version(fields: &Fields<'_>, problems: &Problems) {
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
pub(super) fn read_head(fields: &Fields<'_>, problems: &Problems) -> Topology {
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
    problems.set_currency(&code);
    Topology {
        about: scalar::prose(fields.get("about"), "`about`", problems),
        start: start.unwrap_or(Start::Stationary),
        goal: goal::read(fields, problems),
        currency: code,
        fx: fx.unwrap_or(1.0),
        vat: vat.unwrap_or(0.0),
        credits_claimed: read_claimed(fields, problems),
        evidence: read_evidence(fields, problems),
        ..Topology::named(scalar::tame(service))
    }
}

fn read_evidence(fields: &Fields<'_>, problems: &Problems) -> Vec<Evidence> {
    let entry = fields.entry("evidence");
    let read = entry.and_then(|entry| Grounds::read(&Here::of(entry, "`evidence`", problems)));
    read.unwrap_or_default()
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
pub(super) fn read_today(
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
        problems.unknown(&node.span, message, name, "architecture", &names);
    }
    found
}

map! {
    /// What providers pay back for broken promises (SLA credits); never taken off a cost.
    pub(crate) struct SlaCredits as SlaCreditsForm(name: "sla_credits") {
        /// Share of the credits that you would claim in time.
        claimed: Share = need("write how many of them you would claim in time, such as `sla_credits: {claimed: 80%}`"),
    }
}

/// The share of SLA credits that is claimed.
fn read_claimed(fields: &Fields<'_>, problems: &Problems) -> Option<f64> {
    let entry = fields.entry("sla_credits")?;
    let credits = SlaCredits::read(&Here::of(entry, "`sla_credits`", problems));
    credits.map(|credits| credits.claimed)
}
