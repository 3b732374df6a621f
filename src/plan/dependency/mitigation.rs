//! `mitigations`: what is done against an outage of a shared thing.

use serde_json::{Value as Json, json};

use crate::catalog::Evidence;
use crate::catalog::Grounds;
use crate::diagnostic::quoted;
use crate::language::{
    Components, Definitions, Dependencies, Entry, Here, Kind, List, Number, Problems, Share,
    Spanned, Text, Unread, map, scalar,
};
use crate::law::Law;
use crate::plan::money::people::Hours;
use crate::plan::money::price::{self, TimePrice};
use crate::plan::names::Names;
use crate::topology::{Effect, Quote};

/// A mitigation as written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mitigation {
    /// Its name in the plan.
    pub(crate) name: Spanned<String>,
    /// Dependencies it is against.
    pub(crate) against: Vec<Spanned<String>>,
    /// Components it is limited to; empty for all.
    pub(crate) only: Vec<Spanned<String>>,
    /// What it does; `None` where that is not understood.
    pub(crate) effect: Option<Effect>,
    /// Probability that it works when it is needed.
    pub(crate) works: f64,
    /// What it costs a month.
    pub(crate) price: Option<Spanned<Quote>>,
    /// What it costs once, in the plan's currency.
    pub(crate) once: Option<f64>,
    /// Hours of the team's work a month.
    pub(crate) engineering: Option<f64>,
    /// What its numbers rest on.
    pub(crate) evidence: Vec<Evidence>,
}

map! {
    /// What shortens an outage for those who use the thing that failed.
    pub(crate) struct Guard as MitigationForm(name: "mitigations", rules: one_effect) {
        /// What it is against: a dependency, yours or the catalog's, a component (all that fails of it itself), or several.
        against: List<Dependencies> = need("name the dependency or component it is against, such as `against: dns-resolver`"),
        /// The impact ends this long after the outage began; this or `covers_first`.
        after: Option<Law>,
        /// The impact begins only this long after the outage began; this or `after`.
        covers_first: Option<Law>,
        /// How often it works.
        works: Share = "100%",
        /// Components it is limited to.
        only as "for": List<Components> = or("all that use the thing"),
        /// What it costs a month, `20/month`; `0` if nothing.
        price: Option<Unread<TimePrice>> = or("not known, and the answer says so"),
        /// What it costs once, `500`, in the plan's currency.
        once: Option<Number> = or("nothing"),
        /// Hours a month that somebody of yours works on it, `30min`; priced by `people`.
        engineering: Option<Hours> = or("none"),
        /// What its numbers rest on.
        evidence: Grounds = or("given without a source"),
        /// A sentence about it.
        about: Text,
    }
}

fn one_effect(schema: &mut Json, _: &mut Definitions) {
    schema["oneOf"] = json!([{ "required": ["after"] }, { "required": ["covers_first"] }]);
}

/// Reads a mitigation; one with mistakes is given back by name, so that those who name it are not reported.
pub(crate) fn read(entry: &Entry, names: &Names<'_>, problems: &Problems) -> Mitigation {
    let what = format!("mitigation {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a mitigation", problems);
    let guard = Guard::read(&Here::of(entry, &what, problems));
    if entry.value.is_map() {
        check_effect(entry, &what, problems);
    }
    let Some(guard) = guard else {
        return Mitigation {
            name: entry.name(),
            against: Vec::new(),
            only: Vec::new(),
            effect: None,
            works: 1.0,
            price: None,
            once: None,
            engineering: None,
            evidence: Vec::new(),
        };
    };
    let price = guard.price.as_ref();
    Mitigation {
        name: entry.name(),
        against: guard.against,
        only: guard.only,
        effect: match (guard.after, guard.covers_first) {
            (Some(law), None) => Some(Effect::After(law)),
            (None, Some(law)) => Some(Effect::CoversFirst(law)),
            _ => None,
        },
        works: guard.works,
        price: price
            .and_then(|node| price::read_one(node, &format!("{what}: `price`"), names, problems)),
        once: guard.once,
        engineering: guard.engineering,
        evidence: guard.evidence,
    }
}

/// Reports a mitigation with both effects or none.
fn check_effect(entry: &Entry, what: &str, problems: &Problems) {
    let given = |key: &str| entry.value.get(key).is_some_and(|node| !node.is_null());
    let (after, covers) = (given("after"), given("covers_first"));
    if after == covers {
        problems.error(
            &entry.key_span,
            format!("{what} needs exactly one of `after` and `covers_first`"),
            if after { "has both" } else { "has neither" },
            "`after: 40min` ends the impact that long after the outage began; `covers_first: 5min` lets it begin that late",
        );
    }
}
