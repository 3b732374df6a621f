//! What a search says beside its answer: how much was searched, and that nothing is missing.

use super::words;
use crate::answer::{FrontierDesign, JudgedResult, Results, SearchResult};

/// Reasons that are listed at most.
const MOST_REASONS: usize = 3;
/// More notes on what was not searched than these are counted: what holds of all designs, and some places that were left out.
const MOST_NOTES: usize = 5;

/// The proof: what became of every design.
pub(super) fn proof(search: &SearchResult) -> String {
    let counts = &search.counts;
    let parts = [
        (counts.valued, "valued in full".to_owned()),
        (
            counts.alike,
            "ruled out as alike to a cheaper one".to_owned(),
        ),
        (counts.bounded, "ruled out by exact bounds".to_owned()),
        (
            counts.differences,
            format!(
                "ruled out by paired differences at {} overall",
                words::percent(search.confidence)
            ),
        ),
        (counts.never, "never meant".to_owned()),
        (counts.refused, "not possible".to_owned()),
        (counts.open, "left open".to_owned()),
    ];
    let said = parts.into_iter().filter(|(count, _)| *count > 0.0);
    let said: Vec<String> = said
        .map(|(count, what)| format!("{} {what}", number(count)))
        .collect();
    format!("{} designs: {}.", number(counts.designs), said.join(", "))
}

/// Of how many designs it speaks: `3,200 designs`; where some that may be the one to have were not judged, or are left open,
/// of the others.
pub(super) fn designs(search: &SearchResult) -> String {
    match &search.judged {
        Some(judged) if judged.open > 0.0 => {
            format!("{} judged designs", words::count(judged.designs as u64))
        }
        _ if search.counts.open > 0.0 => {
            let known = search.counts.designs - search.counts.open;
            format!("{} designs that were looked at", number(known))
        }
        _ => format!("{} designs", number(search.counts.designs)),
    }
}

/// How many designs there are, in words that fit any number.
pub(super) fn number(count: f64) -> String {
    if count < 1e9 {
        words::count(count as u64)
    } else {
        format!("{count:.1e}")
    }
}

/// What stands under the tables of a search: the proof, how many names stand for how many, what is not decided and what is not possible.
pub(super) fn remarks(results: &Results) -> Vec<String> {
    let Some(search) = &results.search else {
        return Vec::new();
    };
    let mut said = vec![proof(search)];
    let frontier = unbeaten(search);
    let all = frontier.len();
    let named = frontier.iter().filter(|it| it.named).count();
    if named < all {
        said.push(format!(
            "{all} designs are beaten by no other; the {named} that are named stand for them: each of the others is within {} of the cost and of the time of one of these. All are in frontier.yaml and frontier.csv.",
            words::percent(search.named_share)
        ));
    }
    said.extend(near(search));
    said.extend(search.judged.as_ref().map(judged));
    if search.counts.open > 0.0 {
        said.push(format!(
            "{} designs are left open: nothing is said of them, and one of them may be better. {}",
            number(search.counts.open),
            if search.interrupted {
                "The search was ended before it was done."
            } else {
                "Leave out choices that are decided, so that all can be looked at."
            }
        ));
    }
    said.extend(not_searched(search));
    for reason in search.refused.iter().take(MOST_REASONS) {
        said.push(format!(
            "Not possible in some designs: {}.",
            words::plain(reason)
        ));
    }
    said
}

/// The designs that no other beats, by cost.
pub(super) fn unbeaten(search: &SearchResult) -> Vec<&FrontierDesign> {
    search.frontier.iter().filter(|it| !it.beaten).collect()
}

/// How designs were judged one by one, where the frontier of cost and time has not the answer.
fn judged(judged: &JudgedResult) -> String {
    let (rest, may) = match &judged.met_by {
        Some(name) => (
            format!(
                "each other one misses the goal by its expected time, or costs no less than {name}"
            ),
            "one of them may meet the goal for less",
        ),
        None => (
            "none of them meets the goal, and each other one misses it by its expected time"
                .to_owned(),
            "none of those that were judged meets the goal, one of the others may",
        ),
    };
    let rest = if judged.open > 0.0 {
        format!("{} more were not judged: {may}", number(judged.open))
    } else {
        rest
    };
    let count = words::count(judged.designs as u64);
    format!(
        "Cost and expected time do not decide this alone, so designs were judged one by one, from the one that can cost least. Judged: {count}; {rest}."
    )
}

/// What the search did not look at.
fn not_searched(search: &SearchResult) -> impl Iterator<Item = String> + '_ {
    let each = search.not_searched.iter().take(MOST_NOTES);
    let more = search.not_searched.len().saturating_sub(MOST_NOTES);
    let more = (more > 0).then(|| {
        format!("{more} more notes on what is left out are listed when the search begins.")
    });
    let each = each.map(|reason| format!("{}.", words::plain(reason)));
    each.chain(more)
}

/// Designs of the frontier that lives found and whose difference is within their error.
fn near(search: &SearchResult) -> Option<String> {
    let close = |pair: &&[&FrontierDesign]| {
        let error = pair[0].error.hypot(pair[1].error);
        error > 0.0 && pair[0].unserved - pair[1].unserved <= error
    };
    let count = unbeaten(search).windows(2).filter(close).count();
    (count > 0).then(|| {
        format!("{count} steps of the frontier are within the error of the simulation: these designs cannot be told apart.")
    })
}
