//! What rests on judgements, and on numbers that name no source.

use super::named::{MUCH, Most, about};
use crate::{
    answer::{ExpectedCause, Note, Results},
    report::{
        advice::{as_data_centres, building_borrowed},
        words,
    },
};

/// What nobody has counted.
const JUDGED: &str = "judgement: ";

/// How much of the answer rests on what nobody has counted: on judgements, and on numbers of the plan that name no source.
pub(super) fn evidence(results: &Results, most: Most) -> Option<String> {
    let causes = causes_judged(results, most).map(|(said, is_judged)| {
        let today = todays(results);
        (format!("{said}{today}"), is_judged)
    });
    let switches = switches_judged(results, most);
    match (causes, switches) {
        (Some((causes, true)), Some(switches)) => Some(format!("{causes}; {switches}")),
        (Some((causes, false)), Some(switches)) => Some(format!("{causes}; {JUDGED}{switches}")),
        (None, Some(switches)) => Some(format!("{JUDGED}{switches}")),
        (causes, None) => causes.map(|it| it.0),
    }
}

/// How much of the downtime rests on them, and on which; and whether any of it on judgements.
fn causes_judged(results: &Results, most: Most) -> Option<(String, bool)> {
    let result = about(results)?;
    let causes = &result.expected.as_ref()?.causes;
    let on = |of: fn(&ExpectedCause) -> f64, what: &'static str| {
        let those = causes.iter().filter(|it| of(it) > 0.0);
        let mut those: Vec<&ExpectedCause> = those.collect();
        those.sort_by(|a, b| of(b).total_cmp(&of(a)));
        let first = those.first()?;
        let share: f64 = causes.iter().map(of).sum();
        let named = match most.sources {
            true => words::some(most.names, those.iter().map(|it| it.kind.as_str())),
            false => format!("most: {}", words::plain(&first.kind)),
        };
        Some((share.min(1.0), what, named))
    };
    let judged = on(|it| it.share_judged, JUDGED);
    let is_judged = judged.is_some();
    let given = on(|it| it.share_given, "from this plan without a source: ");
    let each = judged.into_iter().chain(given);
    let each: Vec<(f64, &str, String)> = each.collect();
    if each.iter().all(|(share, ..)| *share < MUCH) {
        return None;
    }
    let name = words::plain(&result.name);
    let each = each
        .iter()
        .enumerate()
        .map(|(index, (share, what, named))| {
            let share = words::percent(*share);
            let of = match index {
                0 => format!(" of {name}'s downtime"),
                _ => String::new(),
            };
            format!("{what}{share}{of} ({named})")
        });
    let each: Vec<String> = each.collect();
    Some((each.join("; "), is_judged))
}

/// The same of today's design, where the answer is about another: `; of room, today's: judgement 22 %, without a source 41 %`.
fn todays(results: &Results) -> String {
    let today = results.decision.today.as_deref();
    let today = today.filter(|name| about(results).is_some_and(|it| it.name != **name));
    let today = today.and_then(|name| results.architecture(name));
    let Some((today, expected)) = today.and_then(|it| Some((it, it.expected.as_ref()?))) else {
        return String::new();
    };
    let share = |of: fn(&ExpectedCause) -> f64, what: &str| {
        let share: f64 = expected.causes.iter().map(of).sum();
        let said = || format!("{what} {}", words::percent(share.min(1.0)));
        (share >= MUCH).then(said)
    };
    let judged = share(|it| it.share_judged, "judgement");
    let given = share(|it| it.share_given, "without a source");
    let each: Vec<String> = judged.into_iter().chain(given).collect();
    match each.is_empty() {
        true => String::new(),
        false => {
            let name = words::plain(&today.name);
            format!("; of {name}, today's: {}", each.join(", "))
        }
    }
}

/// Switches of which the plan judges the numbers, and those of them without a range.
fn switches_judged(results: &Results, most: Most) -> Option<String> {
    results.notes.iter().find_map(|note| {
        let Note::JudgedSwitches {
            groups,
            without_range,
        } = note
        else {
            return None;
        };
        let [all, without] = [groups, without_range]
            .map(|names| words::some(most.names, names.iter().map(String::as_str)));
        Some(match without_range.len() {
            0 => format!("the switches of {all}"),
            some if some < groups.len() => {
                format!("the switches of {all} (no range for {without})")
            }
            _ => format!("switches of {all}, no range"),
        })
    })
}

/// Places of the plan's own of which nothing was counted.
pub(super) fn guessed(results: &Results, most: Most) -> Option<String> {
    let each = results.guessed.iter().map(|it| {
        let kinds = it.kinds.iter().map(String::as_str);
        format!(
            "{} ({})",
            words::plain(&it.place),
            words::some(most.names, kinds)
        )
    });
    let places: Vec<String> = each.collect();
    (!places.is_empty()).then(|| {
        let places = words::listed(&places);
        format!("evidence: how often and how long things fail at {places} is all guessed by this plan; count your own")
    })
}

/// Places of the plan's own that count as data centres, because they are said to be like one.
pub(super) fn taken_as_data_centre(results: &Results) -> Option<String> {
    let places = as_data_centres(results);
    let each = places.iter().map(|(place, like)| {
        let (place, like) = (words::plain(place), words::plain(like));
        format!("{place} counts as a data centre of {like}")
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| {
        let (each, kinds) = (words::listed(&each), words::listed(&building_borrowed(results)));
        format!(
            "evidence: {each}; a room with one power feed and one line to the world fails far more often: give its own `numbers` of {kinds}"
        )
    })
}
