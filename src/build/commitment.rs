//! Which commitment holds for a component: its own, else the architecture's or the plan's; and what it is sold as.

use super::architect::Architect;
use super::items::Shop;
use crate::catalog::Tariff;
use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::plan::component::Component;

/// A commitment that holds for an offer.
pub(super) struct Term<'a> {
    /// `1y`.
    pub(super) name: &'a str,
    /// `service/sku` with its variables, as in the offer.
    pub(super) price: &'a str,
    /// Where it is written.
    span: &'a Span,
}

/// The commitment of an offer to a component; `None` on demand, and for what is not sold that way.
pub(super) fn of<'a>(
    architect: &'a Architect<'_, '_, '_>,
    component: &'a Component<'_>,
    shop: Shop<'_>,
    offer: &'a Tariff,
) -> Option<Term<'a>> {
    let own = component.commitment.at(shop.provider);
    let term = own.or_else(|| architect.candidate.commitment.at(shop.provider))?;
    let wanted = term.value.as_deref()?;
    let (name, price) = offer.commitments.iter().find(|(name, _)| name == wanted)?;
    Some(Term {
        name,
        price,
        span: &term.span,
    })
}

/// Complains of a component with a commitment of its own where nothing of it is sold that way.
pub(super) fn check(architect: &Architect<'_, '_, '_>, component: &Component<'_>, shop: Shop<'_>) {
    let Some(term) = component.commitment.at(shop.provider) else {
        return;
    };
    let Some(wanted) = term.value.as_deref() else {
        return;
    };
    let offers = component
        .service
        .into_iter()
        .flat_map(|service| service.tariffs_of(shop.provider));
    let sold = offers
        .flat_map(|offer| &offer.commitments)
        .any(|(name, _)| name == wanted);
    if !sold {
        architect.lowering.problems.error(
            &term.span,
            format!(
                "component {}: {} is not sold with a commitment of {} {}",
                quoted(&component.name.value),
                component.service.map_or_else(
                    || "what has no `service`".to_owned(),
                    |service| format!("a `{}`", service.name)
                ),
                quoted(wanted),
                shop.in_words()
            ),
            "not sold that way",
            &remedy(architect, "remove it"),
        );
    }
}

/// Complains that the price list lacks what was committed to.
pub(super) fn unpriced(
    architect: &Architect<'_, '_, '_>,
    component: &Component<'_>,
    shop: Shop<'_>,
    term: &Term<'_>,
    path: &str,
) {
    if component.flawed {
        return;
    }
    let problem = Diagnostic::error(format!(
        "the price list has no `{path}` {}, the price of component {} with a commitment of {}",
        shop.in_words(),
        quoted(&component.name.value),
        quoted(term.name)
    ))
    .at(component.name.span.clone(), "has no price with it")
    .at(term.span.clone(), "committed to here")
    .help(remedy(
        architect,
        &format!(
            "add `commitment: {{{}: none}}` to the component",
            shop.provider
        ),
    ));
    architect.lowering.problems.push(problem);
}

fn remedy(architect: &Architect<'_, '_, '_>, first: &str) -> String {
    format!(
        "{first}, or give the price that you pay with it, such as `price: {}`",
        architect.lowering.world.example("20", "month")
    )
}
