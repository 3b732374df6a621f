//! The race over scenarios: which designs are on the frontier of cost and expected time not served.
//!
//! The designs on the frontier as written are valued in all scenarios first. The others are valued in a few, then in twice as many
//! and so on; after each look one goes if a cheaper rival that was valued in full is not worse. That is sure where what its few
//! scenarios add up to is more than all of the rival's (time not served is never below nothing). It is nearly sure by paired
//! differences: scenarios are a random sample of the run's, so that the mean difference of the first n is a sample without
//! replacement of a finite population (Cochran, *Sampling Techniques*, chapter 2). The bound of the test is shared out over all pairs
//! and looks (Bonferroni), and widened by the skewness of the differences. What is left in the end was valued in
//! all scenarios, and there the means are exact.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{
    entry::{Entry, Verdict},
    found::{CONFIDENCE, Step},
    front::{SAME, front},
    lived::Live,
};

/// So many designs are valued in full whenever it is stopped.
const MOST_LATE: usize = 64;
/// Scenarios at the looks.
const LOOKS: [usize; 5] = [16, 32, 64, 128, 256];

/// Runs it; afterwards each design is valued in full or ruled out, but for those left open where it was stopped. `live` values designs
/// that cannot be computed.
pub fn race(
    entries: &mut [Entry],
    live: Live<'_>,
    observe: &(dyn Fn(Step) + Sync),
    stop: &AtomicBool,
) {
    let computed = entries.iter().filter(|it| it.estimate().is_some()).count() as f64;
    let tests = computed * computed * LOOKS.len() as f64;
    let test = Test {
        beyond: (1.0 - CONFIDENCE) / tests.max(1.0),
    };
    let value = |entries: &mut [Entry], which: &[usize], scenarios| {
        value(entries, which, scenarios, (observe, stop));
        live(entries);
    };
    let mut first = promising(entries);
    // Also where it was stopped before, or nothing would be known in full.
    let last = first.split_off(first.len().min(MOST_LATE));
    let never = AtomicBool::new(false);
    self::value(entries, &first, usize::MAX, (observe, &never));
    value(entries, &last, usize::MAX);
    for &scenarios in LOOKS.iter().chain(&[usize::MAX]) {
        let open = |entries: &[Entry]| -> Vec<usize> {
            let all = 0..entries.len();
            all.filter(|&it| entries[it].verdict == Verdict::Open)
                .collect()
        };
        let looked_at = open(entries);
        if stop.load(Ordering::Relaxed) || looked_at.is_empty() {
            break;
        }
        value(entries, &looked_at, scenarios);
        let rivals = Rivals::new(entries);
        let judged = |entries: &[Entry], which: &[usize], of: Times| -> Vec<(Verdict, f64)> {
            let each = which.par_iter();
            let each = each.map(|&it| rivals.judge(entries, it, (&test, of)));
            each.collect()
        };
        // First by what is sure. Where only what outages that overlap may take off stands in the way, it is found out.
        let still_open = open(entries);
        let verdicts = judged(entries, &still_open, Times::AtLeast);
        decide(entries, &still_open, verdicts);
        let apart = open(entries)
            .into_iter()
            .filter(|&it| entries[it].is_apart());
        let apart: Vec<usize> = apart.collect();
        let verdicts = judged(entries, &apart, Times::Apart);
        let each = apart.into_iter().zip(verdicts);
        let near: Vec<usize> = each
            .filter(|it| it.1.0 != Verdict::Open)
            .map(|it| it.0)
            .collect();
        complete(entries, &near, stop);
        live(entries);
        let verdicts = judged(entries, &near, Times::AtLeast);
        decide(entries, &near, verdicts);
        let best = promising(entries);
        value(entries, &best, usize::MAX);
    }
}

fn decide(entries: &mut [Entry], which: &[usize], verdicts: Vec<(Verdict, f64)>) {
    for (&place, (verdict, least)) in which.iter().zip(verdicts) {
        (entries[place].verdict, entries[place].least) = (verdict, least);
    }
}

/// Finds out of these what outages that overlap add.
fn complete(entries: &mut [Entry], which: &[usize], stop: &AtomicBool) {
    let mut wanted = vec![false; entries.len()];
    which.iter().for_each(|&place| wanted[place] = true);
    let each = entries.par_iter_mut().zip(wanted);
    each.filter(|it| it.1 && !stop.load(Ordering::Relaxed))
        .for_each(|(entry, _)| entry.complete());
}

/// Designs in question that are on the frontier by what is known of them so far: the best rivals of all others.
fn promising(entries: &[Entry]) -> Vec<usize> {
    let alive = (0..entries.len())
        .filter(|&it| matches!(entries[it].verdict, Verdict::Open | Verdict::Valued));
    let alive = alive.filter_map(|it| Some((it, (entries[it].cost, entries[it].estimate()?))));
    let (places, points): (Vec<usize>, Vec<(f64, f64)>) = alive.unzip();
    let best = front(&points).into_iter().map(|it| places[it]);
    best.filter(|&it| entries[it].verdict == Verdict::Open)
        .collect()
}

/// Values designs in more scenarios; those that are complete are valued.
pub fn value(
    entries: &mut [Entry],
    which: &[usize],
    scenarios: usize,
    (observe, stop): (&(dyn Fn(Step) + Sync), &AtomicBool),
) {
    let mut wanted = vec![false; entries.len()];
    which.iter().for_each(|&place| wanted[place] = true);
    let done = AtomicUsize::new(0);
    let all = which.len();
    entries
        .par_iter_mut()
        .zip(wanted)
        .for_each(|(entry, is_wanted)| {
            if !is_wanted || stop.load(Ordering::Relaxed) {
                return;
            }
            if entry.draw(scenarios) && entry.drawn.len() == entry.scenarios() {
                entry.verdict = Verdict::Valued;
            }
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            observe(Step::Open(all - done, all));
        });
}

/// What was valued in full, by cost: the cost, and the design's place.
struct Rivals(Vec<(f64, usize)>);

impl Rivals {
    fn new(entries: &[Entry]) -> Self {
        let valued = (0..entries.len()).filter(|&it| entries[it].verdict == Verdict::Valued);
        let mut valued: Vec<(f64, usize)> = valued.map(|it| (entries[it].cost, it)).collect();
        valued.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self(valued)
    }

    /// What becomes of a design that is held against those that cost no more, and where it is ruled out the time of the one that is not worse.
    fn judge(&self, entries: &[Entry], place: usize, (test, of): (&Test, Times)) -> (Verdict, f64) {
        let entry = &entries[place];
        let unserved: Vec<f64> = match of {
            Times::AtLeast => entry.at_least().collect(),
            Times::Apart => entry.unserved().collect(),
        };
        let each = self.of(entry).map(|rival| &entries[rival]);
        let each = each.map(|rival| (test.judge((entry, &unserved), rival), rival));
        let mut decided = each.filter(|it| it.0 != Verdict::Open);
        let decided = decided.next();
        decided.map_or((Verdict::Open, 0.0), |(verdict, rival)| {
            (verdict, rival.mean())
        })
    }

    /// Those that cost no more, from the one that costs most.
    fn of(&self, entry: &Entry) -> impl Iterator<Item = usize> + '_ {
        let end = self.0.partition_point(|it| it.0 <= entry.cost);
        self.0[..end].iter().rev().map(|it| it.1)
    }
}

/// Which times of a design are held against its rivals'.
#[derive(Debug, Clone, Copy)]
enum Times {
    /// Those that it surely does not serve.
    AtLeast,
    /// What its outages cost apart, or all that is known.
    Apart,
}

/// The test of paired differences.
struct Test {
    /// The chance that one test may be wrong.
    beyond: f64,
}

impl Test {
    /// Whether a design goes because of a rival that costs no more and was valued in full.
    fn judge(&self, (entry, unserved): (&Entry, &[f64]), rival: &Entry) -> Verdict {
        let all = entry.scenarios() as f64;
        let sum: f64 = unserved.iter().sum();
        if sum / all + entry.off.unserved() >= rival.mean() * (1.0 + SAME) {
            return Verdict::Bounded;
        }
        let own = entry.beyond(unserved.iter().copied());
        let differences = own.zip(rival.beyond(rival.unserved()));
        let differences = differences.map(|(a, b)| a - b);
        let differences: Vec<f64> = differences.collect();
        let count = differences.len() as f64;
        if count < 2.0 {
            return Verdict::Open;
        }
        let mean = differences.iter().sum::<f64>() / count;
        let saved = entry.rough_mean - rival.rough_mean + mean;
        let of = |power: i32| {
            let powers = differences.iter().map(|it| (it - mean).powi(power));
            powers.sum::<f64>() / (count - 1.0)
        };
        let (variance, third) = (of(2), of(3));
        let deviation = variance.sqrt();
        // Of a finite population, drawn without replacement.
        let error = deviation * ((1.0 - count / all).max(0.0) / count).sqrt();
        // A rare scenario in which this one is much better may not have come up yet: the more the tail on that side outweighs the
        // other, the further off the bound (Cornish & Fisher 1937, their first term twice).
        let skewness = if variance > 0.0 {
            third / (variance * deviation)
        } else {
            0.0
        };
        let Some(bound) = self.bound(count) else {
            return Verdict::Open;
        };
        let bound = bound + (-skewness).max(0.0) * bound * bound / (3.0 * count.sqrt());
        if saved > 0.0 && saved > bound * error {
            Verdict::Differs
        } else {
            Verdict::Open
        }
    }

    /// Standard errors beyond which a difference of so many scenarios is no chance.
    fn bound(&self, count: f64) -> Option<f64> {
        let student = StudentsT::new(0.0, 1.0, count - 1.0).ok()?;
        Some(-student.inverse_cdf(self.beyond))
    }
}
