//! What fails of a component itself: the catalog's numbers, the plan's over them.

use serde_json::Value as Json;

use super::keys::Keys;
use crate::catalog::Grounds;
use crate::catalog::mean_times::{self, MeanTimes};
use crate::catalog::range::{LengthRange, RateRange, ReachRange, ranges_beside};
use crate::catalog::{Evidence, Per, Service};
use crate::catalog::{Failure, Numbers};
use crate::diagnostic::{Diagnostic, quoted};
use crate::language::{
    Definitions, Entry, FAILURES, Fields, Here, Kind, Node, Problems, Share, Unread, Value, map,
    scalar,
};
use crate::law::Law;
use crate::plan::failure::common_cause::{self, Common, CommonCause};
use crate::plan::failure::crew::{Repair, Repairs};
use crate::plan::failure::numbers::Given;
use crate::scope::Scope;

/// Something of a component itself that fails.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Own {
    /// `software`.
    pub(crate) name: String,
    /// One for each replica, or one for the component.
    pub(crate) per: Per,
    /// What strikes several replicas at once.
    pub(crate) common_cause: CommonCause,
    /// What the share of that rests on, in the catalog, or (`Err`) in the plan.
    pub(crate) common_cause_evidence: Result<Vec<Evidence>, Vec<Evidence>>,
    /// The dependency of the catalog that it is, shared with all that stands there; none once the plan changes it.
    pub(crate) of: Option<String>,
    /// Its numbers.
    pub(crate) numbers: Numbers,
    /// Who repairs it.
    pub(crate) repair: Option<Repairs>,
}

/// What fails of the component of that name itself.
pub(crate) fn read(
    component: &str,
    fields: &Fields<'_>,
    keys: &Keys,
    service: Option<&Service>,
    understood: bool,
    standing: Scope,
    problems: &Problems,
) -> Vec<Own> {
    let here = Here {
        node: fields.node,
        what: fields.what(),
        place: fields.place(),
        problems,
    };
    let shocks = keys.common_cause.clone();
    let shocks = common_cause::checked(shocks, fields.node, fields.what(), problems);
    let given = Given::of(&here, keys.lasts.clone(), keys.reach, None)
        .with_common_cause(shocks)
        .resting_on(keys.evidence.clone());
    let mut own: Vec<Own> = service.map(catalog_own).unwrap_or_default();
    let repair = keys.repair.clone().flatten();
    for source in &mut own {
        source.repair.clone_from(&repair);
        amend(component, source, fields, problems);
        if source.repair.is_some() {
            source.of = None;
        }
    }
    let across = given
        .common_cause
        .as_ref()
        .is_some_and(|given| given.across.is_some());
    if standing != Scope::Zone
        && !across
        && let Some(node) = fields.get("common_cause")
    {
        problems.error(
            &node.span,
            format!(
                "{} has no replicas that a common cause could strike",
                fields.what()
            ),
            "it is one thing",
            "remove `common_cause`, or let it strike those of all sites with `across: sites`",
        );
    }
    let present = |key: &str| fields.node.get(key).filter(|node| !node.is_null());
    let (fails, lasts) = (present("fails"), present("lasts"));
    let several = fields.entry(FAILURES);
    match (fails, lasts) {
        _ if several.is_some() => {
            own = several.map_or_else(Vec::new, |entry| {
                failures(component, entry, (fails, lasts), &repair, fields, problems)
            });
            share_common_cause(component, &mut own, &given, fields, problems);
        }
        (Some(_), Some(_)) => own = vec![failure(component, &given, repair)],
        (Some(node), None) if matches!(&node.value, Value::Scalar(text) if text.trim() == "never") => {
            own.clear()
        }
        (None, None) if own.is_empty() && service.is_none() && understood => problems.error(
            fields.place(),
            format!("{} says neither what it is nor how it fails", fields.what()),
            "no `service`, no `fails`",
            "give it a `service` of the catalog, or `fails` and `lasts`, or `fails: never`",
        ),
        (None, None) => share_common_cause(component, &mut own, &given, fields, problems),
        (Some(node), None) | (None, Some(node)) => {
            let missing = if fails.is_some() { "lasts" } else { "fails" };
            if let [only] = own.as_mut_slice() {
                only.lay(component, &given);
                only.shocked(&given);
            } else if understood {
                let names: Vec<&str> = own.iter().map(|own| &*own.name).collect();
                let help = if names.is_empty() {
                    format!("add `{missing}`")
                } else {
                    format!(
                        "add `{missing}` to replace all of it, or change one of {}",
                        crate::language::list(&names)
                    )
                };
                problems.error(
                    &node.span,
                    format!("{} has no `{missing}`", fields.what()),
                    &format!("needs `{missing}` beside it"),
                    &help,
                );
            }
        }
    }
    if given.common_cause.is_some() {
        // The one it is about, as below.
        let target = match own.as_slice() {
            [only] => Some(only),
            several => several.iter().find(|own| own.name == "software"),
        };
        if let Some(target) = target {
            common_cause::check(target.common_cause, fields.node, fields.what(), problems);
        }
    }
    own
}

fn catalog_own(service: &Service) -> Vec<Own> {
    let own = |own: &crate::catalog::OwnSource| Own {
        name: own.name.clone(),
        per: own.per,
        common_cause: CommonCause::of_share(own.common_cause),
        of: own.of.clone(),
        common_cause_evidence: Ok(own.common_cause_evidence.clone()),
        numbers: own.numbers.clone(),
        repair: None,
    };
    service.own.iter().map(own).collect()
}

/// The key by which a plan changes a source of a service.
pub(crate) fn key(source: &str) -> &str {
    match source {
        // `service` already names the kind of component.
        "service" => "service_outage",
        name => name,
    }
}

map! {
    /// Numbers over those of one source of failure; what is not given stays.
    pub(crate) struct Amended as SourceForm(name: "source", definition: "source", rules: ranges, also: &[MeanTimes::SHAPE]) {
        /// How often it fails.
        fails: Option<Unread<Failure>>,
        /// How far off `fails` may be: two rates, the ends of a 90 % range.
        fails_range: Option<Unread<RateRange>> = or("taken as known"),
        /// How long a failure lasts.
        lasts: Option<Law>,
        /// How far off the median of `lasts` may be: two times, the ends of a 90 % range.
        lasts_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// Chance that one of its outages touches you.
        reach: Option<Share>,
        /// How far off `reach` may be: two shares, the ends of a 90 % range.
        reach_range: Option<Unread<ReachRange>> = or("taken as known"),
        /// Share of its failures that strike several replicas at once.
        common_cause: Option<Common>,
        /// Who repairs it; `none` for what needs nobody.
        repair: Option<Repair>,
        /// What these numbers rest on.
        evidence: Grounds = or("given without a source"),
    }
}

fn ranges(schema: &mut Json, definitions: &mut Definitions) {
    ranges_beside(schema, definitions, &["fails", "lasts", "reach"]);
}

/// Lays `software: {…}` and the like over the catalog's numbers.
fn amend(component: &str, source: &mut Own, fields: &Fields<'_>, problems: &Problems) {
    let key = key(&source.name);
    let Some(entry) = fields.entry(key) else {
        return;
    };
    let what = format!("{}: `{key}`", fields.what());
    let entry = &*mean_times::spelt_out(entry, &what, problems);
    let here = Here::of(entry, &what, problems);
    let Some(amended) = Amended::read(&here) else {
        return;
    };
    let shocks = common_cause::checked(amended.common_cause, here.node, &what, problems);
    let given = Given::of(&here, amended.lasts, amended.reach, None)
        .with_common_cause(shocks)
        .resting_on(amended.evidence);
    source.lay(component, &given);
    source.shocked(&given);
    if given.common_cause.is_some() {
        common_cause::check(source.common_cause, here.node, &what, problems);
    }
    if let Some(repair) = amended.repair {
        source.repair = repair;
    }
}

/// Several ways to fail, each a source of its own.
fn failures(
    component: &str,
    entry: &Entry,
    beside: (Option<&Node>, Option<&Node>),
    repair: &Option<Repairs>,
    fields: &Fields<'_>,
    problems: &Problems,
) -> Vec<Own> {
    if let Some(node) = beside.0.or(beside.1) {
        problems.push(
            Diagnostic::error(format!(
                "{} says how it fails twice: in `failures`, and beside it",
                fields.what()
            ))
            .at(node.span.clone(), "is this one more way to fail?")
            .at(entry.key_span.clone(), "the ways to fail")
            .help("put it under `failures` with a name of its own"),
        );
    }
    let ways = fields.names(FAILURES);
    if ways.iter().all(|way| way.value.is_null()) && entry.value.is_map() {
        problems.error(
            &entry.key_span,
            format!("{}: `failures` has no way to fail", fields.what()),
            "empty",
            "write one, `glitch: {fails: 50/year, lasts: 20s}`, or `fails: never` instead",
        );
    }
    let read = |way: &Entry| {
        let what = format!("{}: `failures`: {}", fields.what(), quoted(&way.key));
        scalar::check_name(&way.key, &way.key_span, "a way to fail", problems);
        let way = &*mean_times::spelt_out(way, &what, problems);
        let here = Here::of(way, &what, problems);
        let read = Amended::read(&here)?;
        for (key, help) in [
            ("fails", "add a rate such as `fails: 1/year`"),
            ("lasts", "add how long it lasts, such as `lasts: 30min..2h`"),
        ] {
            if way.value.given(key).is_none() {
                let message = format!("{what} has no `{key}`");
                let label = format!("`{key}` is missing");
                problems.error(&way.key_span, message, &label, help);
            }
        }
        let shocks = common_cause::checked(read.common_cause, here.node, &what, problems);
        let given = Given::of(&here, read.lasts, read.reach, None)
            .with_common_cause(shocks)
            .resting_on(read.evidence);
        let repair = read.repair.unwrap_or_else(|| repair.clone());
        Some(named(component, &way.key, &given, repair))
    };
    let ways = ways.iter().filter(|way| !way.value.is_null());
    ways.filter_map(read).collect()
}

fn failure(component: &str, given: &Given, repair: Option<Repairs>) -> Own {
    named(component, "failure", given, repair)
}

/// A way to fail of that name, by the plan's numbers alone.
fn named(component: &str, name: &str, given: &Given, repair: Option<Repairs>) -> Own {
    let mut own = Own {
        name: name.to_owned(),
        per: Per::Replica,
        common_cause: CommonCause::of_share(0.0),
        common_cause_evidence: Err(given.evidence.clone()),
        of: None,
        numbers: given.alone(&format!("{component} {name}"), ""),
        repair,
    };
    own.shocked(given);
    own
}

impl Own {
    /// Lays the plan's numbers over what is known.
    fn lay(&mut self, component: &str, given: &Given) {
        let name = format!("{component} {}", self.name);
        let numbers = self.numbers.clone().amended(given, &name);
        if numbers != self.numbers {
            self.of = None;
        }
        self.numbers = numbers;
    }

    /// Lays what the plan says of common causes over what is known.
    fn shocked(&mut self, given: &Given) {
        if let Some(shocks) = &given.common_cause {
            self.common_cause = self.common_cause.amended(shocks);
            if shocks.share.is_some() {
                self.common_cause_evidence = Err(given.evidence.clone());
            }
            self.of = None;
        }
    }
}

/// `common_cause` without `fails` is about the software, or about the only thing there is; so is `reach`.
fn share_common_cause(
    component: &str,
    own: &mut [Own],
    given: &Given,
    fields: &Fields<'_>,
    problems: &Problems,
) {
    let target = match own {
        [only] => Some(only),
        several => several.iter_mut().find(|own| own.name == "software"),
    };
    match target {
        Some(target) => {
            target.shocked(given);
            target.lay(component, given);
        }
        None => {
            for key in ["common_cause", "reach"] {
                if let Some(node) = fields.get(key) {
                    problems.error(
                        &node.span,
                        format!("{}: `{key}` belongs to nothing here", fields.what()),
                        "the component has several sources of failure, or none",
                        "say it of one of them, such as `software: {…}`, or beside `fails` and `lasts`",
                    );
                }
            }
        }
    }
}
