//! What a further failure is worth: about how much downtime it may lead to. Only how fast branches tell depends on it; whatever
//! it says, what they say is right in the mean.
//!
//! To leading order a state X, the set of sources that are down, leads to a loss by the likeliest ways through the minimal cut
//! sets. With τ(X) the time to the next repair, were repairs exponential, a cut set C is worth
//!
//! ```text
//! V(X) = given(C) where C is down, else Σ over j in C∖X of rate(j) · τ(X + j) · V(X + j)
//! ```
//!
//! the share of the next outage that is lost; given(C) is the chance that the service is down once C is. This is the zero-variance choice in the limit of rare failures (L'Ecuyer & Tuffin,
//! "Approximating zero-variance importance sampling in a reliability setting", *Annals of Operations Research* 189, 2011). Where
//! there are many cut sets, the order of failures is left aside: V is then the product of rate × mean outage over C∖X. Beside it
//! stands what one outage of each source costs by itself, failovers included.

use super::warp::Warps;
use crate::{engine::sampler::Sampler, law::Law, topology::Source};

/// Cut sets of which the orders of failure are looked at, and the failures that such a set takes at most: all orders are gone through.
const FEW_SETS: usize = 16;
const FEW_FAILURES: usize = 4;

/// A minimal cut set.
#[derive(Debug, Clone, PartialEq)]
pub struct CutSet {
    /// Of which class of sources how many.
    pub counts: Vec<(usize, usize)>,
    /// The chance that the service is down once they all are: less than 1 where an outage hits only a share of what feels it, or something
    /// is done against it.
    pub given: f64,
}

/// What is known of an architecture before it is lived. It is worked out once and shared by all who live its branches.
#[derive(Debug, Default)]
pub struct Worth {
    /// Sources that are alike; each local source is in one.
    classes: Vec<Vec<u32>>,
    /// Per local source, its class.
    class_of: Vec<usize>,
    /// The likeliest minimal cut sets.
    cut_sets: Vec<CutSet>,
    /// Whether the orders of failure are looked at.
    by_order: bool,
    /// Per local source, the mean downtime of one outage that meets no other [h].
    alone: Vec<f64>,
    /// Per class, how often each of its sources fails [1/h] and one over how long that lasts [1/h].
    rates: Vec<(f64, f64)>,
    /// Failures of all sources that reach us [1/h].
    rate: f64,
    /// Per local source, the place of its warps.
    warps: Vec<usize>,
    /// The warps of each law of lengths.
    of_laws: Vec<Warps>,
}

impl Worth {
    /// Of an architecture with these `sources`, in the order of their local numbers. `classes` are the local sources that are alike, each
    /// in one of them; `cut_sets` are the likeliest; `alone` is the mean downtime of one outage of each source by itself [h].
    pub fn new<'s>(
        sources: impl Iterator<Item = &'s Source> + Clone,
        classes: Vec<Vec<u32>>,
        cut_sets: Vec<CutSet>,
        alone: Vec<f64>,
    ) -> Self {
        let each = sources.clone().map(|source| {
            let fails = source.fails.as_ref().map_or(f64::INFINITY, Law::mean);
            (source.reach / fails, source.lasts.mean())
        });
        let each: Vec<(f64, f64)> = each.collect();
        let rate = each.iter().map(|source| source.0).sum();
        let mut laws: Vec<&Law> = Vec::new();
        let mut of_laws = Vec::new();
        let warps = sources.map(|source| {
            let known = laws.iter().position(|law| **law == source.lasts);
            known.unwrap_or_else(|| {
                laws.push(&source.lasts);
                of_laws.push(Warps::new(&Sampler::new(&source.lasts), 1.0 / rate));
                of_laws.len() - 1
            })
        });
        let warps = warps.collect();
        Self {
            rate,
            warps,
            of_laws,
            ..Self::of_classes(&each, classes, cut_sets, alone)
        }
    }

    /// The same without warps; `each` is how often a source fails [1/h] and how long it is down then [h].
    fn of_classes(
        each: &[(f64, f64)],
        classes: Vec<Vec<u32>>,
        cut_sets: Vec<CutSet>,
        alone: Vec<f64>,
    ) -> Self {
        let mut class_of = vec![0; each.len()];
        for (class, members) in classes.iter().enumerate() {
            for &source in members {
                class_of[source as usize] = class;
            }
        }
        let rates = classes.iter().map(|members| {
            let first = members.first().map(|&source| each[source as usize]);
            first.map_or((0.0, 1.0), |(fails, lasts)| (fails, 1.0 / lasts.max(1e-6)))
        });
        let size = |set: &CutSet| set.counts.iter().map(|it| it.1).sum::<usize>();
        Self {
            rates: rates.collect(),
            by_order: cut_sets.len() <= FEW_SETS
                && cut_sets.iter().all(|set| size(set) <= FEW_FAILURES),
            classes,
            class_of,
            cut_sets,
            alone,
            ..Self::default()
        }
    }

    /// Failures of all sources that reach us [1/h].
    pub fn rate(&self) -> f64 {
        self.rate
    }

    /// The warps of a local source.
    pub fn warps(&self, source: u32) -> &Warps {
        &self.of_laws[self.warps[source as usize]]
    }
}

/// The worth of failures in the state looked at.
#[derive(Debug)]
pub struct Outlook<'a> {
    worth: &'a Worth,
    /// Per class, how many are down.
    down: Vec<usize>,
    /// Per class, by how much the state is worth more with one more of it down: a share of the next outage that is lost.
    gain: Vec<f64>,
    /// The state's own.
    already: f64,
    /// What is missing to the set looked at.
    missing: Vec<Missing>,
}

/// Those of a class that are missing to a cut set.
#[derive(Debug, Clone, Copy)]
struct Missing {
    class: usize,
    up: usize,
    count: usize,
}

impl<'a> Outlook<'a> {
    /// That of an architecture, before it looks at any state.
    pub fn new(worth: &'a Worth) -> Self {
        Self {
            worth,
            down: vec![0; worth.classes.len()],
            gain: vec![0.0; worth.classes.len()],
            already: 0.0,
            missing: Vec::new(),
        }
    }

    /// Looks at the state in which these sources are down.
    pub fn look(&mut self, down: impl Iterator<Item = u32>) {
        let worth = self.worth;
        let by_order = worth.by_order;
        self.down.fill(0);
        let mut repairs = 0.0;
        for source in down {
            let class = worth.class_of[source as usize];
            self.down[class] += 1;
            repairs += worth.rates[class].1;
        }
        self.gain.fill(0.0);
        // Where no cut set is known, every failure may be the last.
        self.already = if worth.cut_sets.is_empty() { 1.0 } else { 0.0 };
        let mut missing = std::mem::take(&mut self.missing);
        for set in &worth.cut_sets {
            missing.clear();
            missing.extend(set.counts.iter().filter_map(|&(class, count)| {
                let down = self.down[class];
                let up = worth.classes[class].len() - down;
                let count = count.saturating_sub(down);
                (count > 0).then_some(Missing { class, up, count })
            }));
            if missing.is_empty() {
                self.already += set.given;
            }
            for index in 0..missing.len() {
                let part = missing[index];
                let (fails, repair) = self.worth.rates[part.class];
                let after = set.given * self.one_less(&mut missing, index, repairs);
                let next = if by_order { repairs + repair } else { repair };
                self.gain[part.class] += after;
                // By order each of them may be the next; otherwise the first stands for all.
                if by_order || index == 0 {
                    let choices = if by_order { 1.0 } else { part.count as f64 };
                    self.already += part.up as f64 * fails / next * after / choices;
                }
            }
        }
        self.missing = missing;
    }

    /// What the state is worth with one more of a class down.
    fn one_less(&self, missing: &mut [Missing], index: usize, repairs: f64) -> f64 {
        let part = missing[index];
        missing[index].count -= 1;
        missing[index].up = part.up.saturating_sub(1);
        let value = if self.worth.by_order {
            self.in_order(missing, repairs + self.worth.rates[part.class].1)
        } else {
            missing.iter().map(|&it| self.together(it)).product()
        };
        missing[index] = part;
        value
    }

    /// Σ over all orders, see above.
    fn in_order(&self, missing: &mut [Missing], repairs: f64) -> f64 {
        if missing.iter().all(|part| part.count == 0) {
            return 1.0;
        }
        let mut sum = 0.0;
        for index in 0..missing.len() {
            let part = missing[index];
            if part.count > 0 {
                let (fails, repair) = self.worth.rates[part.class];
                let after = self.one_less(missing, index, repairs);
                sum += part.up as f64 * fails / (repairs + repair) * after;
            }
        }
        sum
    }

    /// That so many of those of a class which are up are down together, whatever the order.
    fn together(&self, part: Missing) -> f64 {
        let (fails, repair) = self.worth.rates[part.class];
        let steps = (0..part.count).map(|step| {
            let others = part.up.saturating_sub(step) as f64;
            others / (step + 1) as f64 * fails / repair
        });
        steps.product()
    }

    /// The share of the outage of `source`, should it fail now, that is lost to leading order.
    fn lost_share(&self, source: u32) -> f64 {
        (self.already + self.gain[self.worth.class_of[source as usize]]).min(1.0)
    }

    /// About how much downtime an outage of `source` of this length leads to, should it begin now [h].
    pub fn worth(&self, source: u32, length: f64) -> f64 {
        self.lost_share(source) * length + self.worth.alone[source as usize]
    }

    /// How many further failures a loss takes in the state looked at, with `source` down too; one where no cut set is known.
    pub fn further(&self, source: u32) -> usize {
        let own = self.worth.class_of[source as usize];
        let missing = |set: &CutSet| -> usize {
            let parts = set.counts.iter().map(|&(class, count)| {
                let down = self.down[class] + usize::from(class == own);
                count.saturating_sub(down)
            });
            parts.sum()
        };
        let sets = self.worth.cut_sets.iter();
        sets.map(missing).min().unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certain(sets: Vec<Vec<(usize, usize)>>) -> Vec<CutSet> {
        let sets = sets.into_iter();
        sets.map(|counts| CutSet { counts, given: 1.0 }).collect()
    }

    fn pairs() -> Worth {
        Worth::of_classes(
            &[(1e-3, 1.0), (1e-3, 1.0), (1e-4, 1.0), (1e-4, 1.0)],
            (0..4).map(|source| vec![source]).collect(),
            certain(vec![vec![(0, 1), (1, 1)], vec![(2, 1), (3, 1)]]),
            vec![0.0; 4],
        )
    }

    /// Two pairs: {0, 1} and {2, 3}; 0 is down. All last an hour; the next repair of two comes in half an hour, of three in a third.
    #[test]
    fn the_partner_of_what_is_down_is_worth_most() {
        let worth = pairs();
        let mut outlook = Outlook::new(&worth);
        outlook.look([0].into_iter());
        let orders = 2.0 * (1e-4 / 2.0) * (1e-4 / 3.0);
        let already = 1e-3 / 2.0 + orders;
        assert_eq!(outlook.lost_share(1), 1.0);
        assert!((outlook.lost_share(2) - (already + 1e-4 / 3.0)).abs() < 1e-15);
        assert_eq!(outlook.further(1), 0);
        outlook.look(std::iter::empty());
        assert_eq!(outlook.further(1), 1);
    }

    /// Three of thirty alike, and many other sets that never come: of 29 others two more, or with one more one of 28.
    #[test]
    fn alike_sources_are_counted() {
        let (mut classes, mut cut_sets) = (vec![(0..30).collect()], vec![vec![(0, 3)]]);
        for other in 30..50 {
            classes.push(vec![other]);
            cut_sets.push(vec![(classes.len() - 1, 1)]);
        }
        let mut sources = vec![(1e-3, 1.0); 30];
        sources.extend([(0.0, 1.0); 20]);
        let worth = Worth::of_classes(&sources, classes, certain(cut_sets), vec![0.0; 50]);
        let mut outlook = Outlook::new(&worth);
        outlook.look([7].into_iter());
        let expected = 29.0 * 28.0 / 2.0 * 1e-6 + 28.0 * 1e-3;
        assert!((outlook.lost_share(3) - expected).abs() < 1e-12);
    }
}
