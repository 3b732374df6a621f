//! How much less outages that overlap can cost than each by itself, without drawing any.
//!
//! Let D be whether the service is down, S whether it would be if failovers took no time and always worked; D ≥ S at every moment. Of
//! two outages i and j, of which j begins at age a of i, what happens up to a is as if i were alone, and D − S ≥ 0 afterwards. So
//!
//! ```text
//! Δ(i, j) ≥ −(what i alone costs beyond S after age a) − (what j alone costs beyond S).
//! ```
//!
//! Outages of j begin ν(j) times an hour, while i's are under way W(i) = length + the time that groups take to come to rest. Summed over
//! all pairs, what they take off D − S is at most
//!
//! ```text
//! Σ ν(i) E[W(i)] × Σ ν(j) E[c(j)]  +  Σ ν(j) × Σ ν(i) E[∫ a c(i, a) da],
//! ```
//!
//! c(i, a) being what i alone costs at age a. Lost service counts as downtime does: it is never below nothing where no request is
//! lost with nothing down. What overlaps in S is in the static part already but for outages that strike others, which that takes for
//! so many apart: there both what is down together and what is known of it are at most as long as the two overlap.

use super::{design::Design, pairs::at_rest_after};
use crate::{exact::Lone, units::HOURS_PER_YEAR};

/// The most that pairs of a design's outages take off its downtime and lost service [h a year]; `None` where requests are lost with
/// nothing down, or some outage by itself is not computed.
pub fn overlap(design: &Design<'_>, lone: &Lone<'_>) -> Option<f64> {
    if design.is_static() {
        return Some(0.0);
    }
    if lone.lost_at_rest() > 0.0 {
        return None;
    }
    let sources = &design.topology.sources;
    let rest = at_rest_after(&design.circuits()[0]);
    let (mut begin, mut busy, mut windows) = (0.0, 0.0, 0.0);
    let (mut all, mut aged, mut together) = (0.0, 0.0, 0.0);
    for &source in &design.frame.felt {
        let an_hour = sources[source].outages_that_reach_us();
        if an_hour <= 0.0 {
            continue;
        }
        let own = if sources[source].is_shock {
            0.0
        } else {
            sources[source].lasts.mean()
        };
        let struck = design.happenings.strikes.get(&source);
        let each = struck.into_iter().flatten();
        let of_struck: f64 = each
            .map(|(id, chance)| chance * sources[*id].lasts.mean())
            .sum();
        begin += an_hour;
        busy += an_hour * (own + of_struck);
        windows += an_hour * (own + of_struck + rest);
        let cost = lone.cost(source)?;
        all += an_hour * (cost.downtime - cost.instant + cost.lost_service);
        aged += an_hour * lone.aged(source)?;
        if struck.is_some() {
            together += an_hour * (cost.instant + own + of_struck);
        }
    }
    Some(HOURS_PER_YEAR * (windows * all + begin * aged + 2.0 * busy * together))
}
