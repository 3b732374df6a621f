//! Notes in words of what a plan says nothing of, or nothing certain.

use crate::{
    answer::{Mitigated, Never, Note},
    report::words,
};

/// One sentence; `None` of any other note. What it says stands in the list of what is not counted too.
pub(in crate::report) fn unsaid(note: &Note) -> Option<String> {
    Some(match note {
        Note::MistakesUntold { dependency } => format!(
            "more sites may mean more mistakes of one's own; by how much nobody knows, so `{dependency}` fails equally often in every \
                 architecture (`complexity` in one of them sets another)"
        ),
        Note::NoReleases { components } => format!(
            "nothing here fails by the team's own releases and mistakes at {} (a dependency with `scope: service`)",
            words::listed(
                &components
                    .iter()
                    .map(|it| &it.component)
                    .collect::<Vec<_>>()
            )
        ),
        Note::TrafficUntold { ways, .. } => format!(
            "data sent {} are in no bill, since nobody has said how much they are (`traffic`)",
            words::sent(ways)
        ),
        Note::FreeMoves { from, to } => format!(
            "moving from {from} to {} is taken to cost nothing (`once`)",
            words::listed(to)
        ),
        Note::SureSwitches { groups }
        | Note::UnsourcedSwitches { groups, .. }
        | Note::JudgedSwitches { groups, .. } => switches(note, groups),
        Note::PartlyRanged { switches } => {
            let each = switches.iter();
            let each = each.map(|(name, keys)| ranged_in_part(name, keys));
            listed("without a range, beside others that have one", each)
        }
        Note::SharedFailures { kinds, spread } => {
            format!("taken as certain: {}", shared(kinds, spread))
        }
        Note::Mitigations { each } => {
            let each = each.iter().map(mitigated);
            listed("how often and how fast mitigations work has no range", each)
        }
        Note::NeverHappens { what } => {
            let each = what.iter().map(|it| it.said());
            let each = each.map(|(what, keys)| format!("{what} ({keys})"));
            listed("not in this plan, so it never happens here", each)
        }
        Note::SaidNeverToFail { sources } => {
            format!("this plan says that {} never fails", words::listed(sources))
        }
        Note::FixedEnds { components, over } => format!(
            "{} counts as reached over {} where its preferred member is, also while another one serves",
            words::listed(components),
            words::listed(over)
        ),
        Note::CrewHours { crews, .. } => {
            format!(
                "{} is taken as certain: it has no range",
                crew(&words::listed(crews))
            )
        }
        Note::SameElsewhere { kinds, providers } => {
            same_elsewhere(&words::listed(kinds), &words::listed(providers))
        }
        Note::NotBeneath { each } => {
            let each: Vec<String> = each.iter().map(beneath).collect();
            each.join("; ")
        }
        Note::Drains { architectures, .. } => format!(
            "{} is taken as certain: it has no range",
            drain(&words::listed(architectures))
        ),
        Note::FreeReturns { groups } => {
            let groups = words::listed(groups);
            format!("service goes back to the first of {groups} without any time lost (`failback`)")
        }
        Note::SureCopies { architectures } => {
            let those = words::listed(architectures);
            format!("a move to another site is taken to lose no data in {those} (`lag`)")
        }
        _ => return None,
    })
}

/// What strikes several at once, and what takes others down with it.
pub(in crate::report) fn shared(kinds: &[String], spread: &[String]) -> String {
    let strikes = (!kinds.is_empty()).then(|| {
        let kinds = words::listed(kinds);
        format!("what share of {kinds} strikes several replicas at once (`common_cause`)")
    });
    let spreads = (!spread.is_empty()).then(|| {
        let kinds = words::listed(spread);
        format!("what {kinds} takes down with it (`spreads_to`)")
    });
    let each: Vec<String> = strikes.into_iter().chain(spreads).collect();
    each.join("; ")
}

/// `lte-router (works in 80 %)`.
pub(in crate::report) fn mitigated(it: &Mitigated) -> String {
    let (name, works) = (words::plain(&it.mitigation), words::percent(it.works));
    format!("{name} (works in {works})")
}

/// `keep-tokens does not help while identity at auth0 is down because of cdn at cloudflare`.
pub(in crate::report) fn beneath([mitigation, against, on]: &[String; 3]) -> String {
    let [mitigation, against, on] = [mitigation, against, on].map(|it| words::plain(it));
    format!("{mitigation} does not help while {against} is down because of {on}")
}

/// What the plan says of failures wherever they are.
pub(in crate::report) fn same_elsewhere(kinds: &str, providers: &str) -> String {
    format!("your own numbers of {kinds} hold at {providers} alike")
}

/// What is known of crews only by the plan.
pub(in crate::report) fn crew(names: &str) -> String {
    format!("how many work in {names}, when, and what gets done outside of these hours")
}

/// What is known of draining only by the plan.
pub(in crate::report) fn drain(designs: &str) -> String {
    format!("how long a lost site goes on getting requests in {designs}")
}

/// Something of several, a part each.
fn listed(what: &str, each: impl Iterator<Item = String>) -> String {
    let each: Vec<String> = each.collect();
    format!("{what}: {}", each.join("; "))
}

/// `decide` and `switch` of switches of sites.
pub(in crate::report) fn ranged_in_part(name: &str, keys: &[String]) -> String {
    format!(
        "{} of switches of {}",
        words::listed(keys),
        words::plain(name)
    )
}

impl Never {
    /// What it is, and the key that says more of it.
    pub(in crate::report) fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::PlannedWork => ("planned work that takes something down", "`maintenance`"),
            Self::HarmfulSwitch => ("a switch that does harm", "`botched`"),
            Self::NoRoom => ("no room where everybody moves to", "`no_capacity`"),
            Self::LostPlace => (
                "a place that is lost for a week or more",
                "a dependency with so long an outage",
            ),
        }
    }
}

/// What is taken of switches that nobody counted.
fn switches(note: &Note, of: &[String]) -> String {
    let groups = words::listed(of);
    let rests = match note {
        Note::SureSwitches { .. } => {
            return format!("every switch of {groups} is taken to work (`succeeds`)");
        }
        Note::JudgedSwitches { without_range, .. } if without_range.is_empty() => {
            "judged".to_owned()
        }
        Note::JudgedSwitches { without_range, .. } if without_range.len() < of.len() => {
            let those = words::listed(without_range);
            format!("judged, and for {those} has no range")
        }
        Note::JudgedSwitches { .. } => "judged and has no range".to_owned(),
        _ => "given without a source or a range".to_owned(),
    };
    format!("how long switches of {groups} take and how often they work is {rests}")
}
