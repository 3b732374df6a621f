//! What a further failure is worth: about how much downtime it may lead to. Only how fast branches tell hangs on it; whatever
//! it says, what they say is right in the mean.
//!
//! To leading order a state X, the set of sources that are down, leads to a loss by the likeliest ways through the minimal cut
//! sets. With τ(X) the time to the next repair, were repairs exponential, a cut set C is worth
//!
//! ```text
//! V(X) = 1 where C is down, else Σ over j in C∖X of rate(j) · τ(X + j) · V(X + j)
//! ```
//!
//! the share of the next outage that is lost. This is the zero-variance choice in the limit of rare failures (L'Ecuyer & Tuffin,
//! "Approximating zero-variance importance sampling in a reliability setting", *Annals of Operations Research* 189, 2011). Where
//! there are many cut sets, the order of failures is left aside: V is then the product of rate × mean outage over C∖X. Beside it
//! stands what one outage of each source costs by itself, failovers included.

/// Cut sets of which the orders of failure are looked at, and the failures that such a set takes at most: all orders are gone through.
const FEW_SETS: usize = 16;
const FEW_FAILURES: usize = 4;

/// What is known of an architecture before it is lived.
#[derive(Debug, Default)]
pub struct Worth {
    /// Sources that are alike; each local source is in one.
    pub classes: Vec<Vec<u32>>,
    /// The likeliest minimal cut sets: of which class how many.
    pub cut_sets: Vec<Vec<(usize, usize)>>,
    /// Per local source, the mean downtime of one outage that meets no other [h].
    pub alone: Vec<f64>,
}

/// The worth of failures in the state looked at.
#[derive(Debug)]
pub struct Outlook {
    /// Per local source, its class.
    class_of: Vec<usize>,
    /// Per class, how often each of its sources fails [1/h] and one over how long that lasts [1/h].
    rates: Vec<(f64, f64)>,
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

impl Outlook {
    /// For sources that fail so often [1/h] and then are down so long on average [h].
    pub fn new(worth: &Worth, sources: &[(f64, f64)]) -> Self {
        let mut class_of = vec![0; sources.len()];
        for (class, members) in worth.classes.iter().enumerate() {
            for &source in members {
                class_of[source as usize] = class;
            }
        }
        let rates = worth.classes.iter().map(|members| {
            let first = members.first().map(|&source| sources[source as usize]);
            first.map_or((0.0, 1.0), |(fails, lasts)| (fails, 1.0 / lasts.max(1e-6)))
        });
        Self {
            class_of,
            rates: rates.collect(),
            down: vec![0; worth.classes.len()],
            gain: vec![0.0; worth.classes.len()],
            already: 0.0,
            missing: Vec::new(),
        }
    }

    /// Looks at a state.
    pub fn look(&mut self, worth: &Worth, down: impl Iterator<Item = u32>) {
        self.down.fill(0);
        let mut repairs = 0.0;
        for source in down {
            let class = self.class_of[source as usize];
            self.down[class] += 1;
            repairs += self.rates[class].1;
        }
        let size = |set: &Vec<(usize, usize)>| set.iter().map(|it| it.1).sum::<usize>();
        let by_order = worth.cut_sets.len() <= FEW_SETS
            && worth.cut_sets.iter().all(|set| size(set) <= FEW_FAILURES);
        self.gain.fill(0.0);
        // Where no cut set is known, every failure may be the last.
        self.already = if worth.cut_sets.is_empty() { 1.0 } else { 0.0 };
        let mut missing = std::mem::take(&mut self.missing);
        for set in &worth.cut_sets {
            missing.clear();
            missing.extend(set.iter().filter_map(|&(class, count)| {
                let down = self.down[class];
                let up = worth.classes[class].len() - down;
                let count = count.saturating_sub(down);
                (count > 0).then_some(Missing { class, up, count })
            }));
            if missing.is_empty() {
                self.already += 1.0;
            }
            for index in 0..missing.len() {
                let part = missing[index];
                let (fails, repair) = self.rates[part.class];
                let after = self.one_less(&mut missing, index, repairs, by_order);
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
    fn one_less(&self, missing: &mut [Missing], index: usize, repairs: f64, by_order: bool) -> f64 {
        let part = missing[index];
        missing[index].count -= 1;
        missing[index].up = part.up.saturating_sub(1);
        let value = if by_order {
            self.in_order(missing, repairs + self.rates[part.class].1)
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
                let (fails, repair) = self.rates[part.class];
                let after = self.one_less(missing, index, repairs, true);
                sum += part.up as f64 * fails / (repairs + repair) * after;
            }
        }
        sum
    }

    /// That so many of those of a class which are up are down together, whatever the order.
    fn together(&self, part: Missing) -> f64 {
        let (fails, repair) = self.rates[part.class];
        let steps = (0..part.count).map(|step| {
            let others = part.up.saturating_sub(step) as f64;
            others / (step + 1) as f64 * fails / repair
        });
        steps.product()
    }

    /// The share of the outage of `source`, should it fail now, that is lost to leading order.
    pub fn lost_share(&self, source: u32) -> f64 {
        (self.already + self.gain[self.class_of[source as usize]]).min(1.0)
    }

    /// How many further failures a loss takes in the state looked at, with `source` down too; one where no cut set is known.
    pub fn further(&self, worth: &Worth, source: u32) -> usize {
        let own = self.class_of[source as usize];
        let missing = |set: &Vec<(usize, usize)>| -> usize {
            let parts = set.iter().map(|&(class, count)| {
                let down = self.down[class] + usize::from(class == own);
                count.saturating_sub(down)
            });
            parts.sum()
        };
        worth.cut_sets.iter().map(missing).min().unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs() -> Worth {
        Worth {
            classes: (0..4).map(|source| vec![source]).collect(),
            cut_sets: vec![vec![(0, 1), (1, 1)], vec![(2, 1), (3, 1)]],
            alone: vec![0.0; 4],
        }
    }

    /// Two pairs: {0, 1} and {2, 3}; 0 is down. All last an hour; the next repair of two comes in half an hour, of three in a third.
    #[test]
    fn the_partner_of_what_is_down_is_worth_most() {
        let worth = pairs();
        let mut outlook = Outlook::new(
            &worth,
            &[(1e-3, 1.0), (1e-3, 1.0), (1e-4, 1.0), (1e-4, 1.0)],
        );
        outlook.look(&worth, [0].into_iter());
        let orders = 2.0 * (1e-4 / 2.0) * (1e-4 / 3.0);
        let already = 1e-3 / 2.0 + orders;
        assert_eq!(outlook.lost_share(1), 1.0);
        assert!((outlook.lost_share(2) - (already + 1e-4 / 3.0)).abs() < 1e-15);
        assert_eq!(outlook.further(&worth, 1), 0);
        outlook.look(&worth, std::iter::empty());
        assert_eq!(outlook.further(&worth, 1), 1);
    }

    /// Three of thirty alike, and many other sets that never come: of 29 others two more, or with one more one of 28.
    #[test]
    fn alike_sources_are_counted() {
        let mut worth = Worth {
            classes: vec![(0..30).collect()],
            cut_sets: vec![vec![(0, 3)]],
            alone: vec![0.0; 50],
        };
        for other in 30..50 {
            worth.classes.push(vec![other]);
            worth.cut_sets.push(vec![(worth.classes.len() - 1, 1)]);
        }
        let mut sources = vec![(1e-3, 1.0); 30];
        sources.extend([(0.0, 1.0); 20]);
        let mut outlook = Outlook::new(&worth, &sources);
        outlook.look(&worth, [7].into_iter());
        let expected = 29.0 * 28.0 / 2.0 * 1e-6 + 28.0 * 1e-3;
        assert!((outlook.lost_share(3) - expected).abs() < 1e-12);
    }
}
