//! What providers promise where a plan counts the credits of broken promises: the availability, what a breach pays, for which
//! components, and what page says so. The topology and the catalog come in; lines go out.

use super::paragraph::{WIDTH, alike, indented, listed, set_in};
use crate::bill::promises;
use crate::catalog::{Catalog, Sla};
use crate::report::lines::{TableStyle, wrap};
use crate::report::words;
use crate::topology::Topology;

/// The promises behind the credits, each with the components that it is for; nothing where no credits are counted.
pub(super) fn promised(
    topologies: &[&Topology],
    catalog: &Catalog,
    style: TableStyle,
) -> Vec<String> {
    let counting = topologies.iter().filter(|it| it.credits_claimed.is_some());
    let all = counting.flat_map(|topology| {
        let architectures = topology.architectures.iter();
        architectures.flat_map(|it| promises(topology, it, catalog))
    });
    let each = all.map(|promise| {
        let component = words::plain(&promise.component);
        let name = match &*promise.site {
            "" => component,
            site => format!("{component} ({})", words::plain(site)),
        };
        (told(&promise.sla), name)
    });
    let each = alike(each);
    if each.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        String::new(),
        style.strong("What providers promise, and pay back if they do not keep it"),
    ];
    lines.extend(wrap(
        "A breach pays back that share of what the component costs in the time; of the steps that are reached the last counts. How \
         much of it is claimed stands above. Terms change: look at the page before you rely on one.",
        WIDTH,
        "",
    ));
    lines.push(String::new());
    for (told, names) in each {
        lines.extend(wrap(&listed(&names), WIDTH, "  "));
        lines.extend(told);
    }
    lines
}

/// One promise in words, with what its availability and its steps rest on.
fn told(sla: &Sla) -> Vec<String> {
    let mut text = format!(
        "{} {}, {}",
        sla.says.provider, sla.says.service, sla.says.scope
    );
    if let Some(uptime) = sla.says.uptime {
        text += &format!(": {} a {}", words::availability(uptime), sla.says.period);
    }
    for credit in &sla.says.credits {
        text += &format!(
            "; below {} pays {}",
            words::availability(credit.below),
            words::percent(credit.credit)
        );
    }
    if sla.says.credits.is_empty() {
        text += "; no share of the charge is known that a breach pays, so no credit is counted";
    }
    for (before, more) in [("; ", &sla.says.terms), (". ", &sla.says.note)] {
        if !more.is_empty() {
            text += &format!("{before}{more}");
        }
    }
    let mut lines = indented(&words::plain(&text));
    for ground in sla.grounds() {
        lines.extend(set_in(&words::plain(&ground.to_string())));
    }
    lines
}
