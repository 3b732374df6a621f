//! The ages of an outage at which curves are known, and integrals over them.
//!
//! Panels grow geometrically, so that a switch of seconds and an outage of weeks are resolved alike, and are cut wherever a
//! law is not smooth. Each panel has the four points of Gauss and Legendre, which integrate a polynomial of degree seven
//! exactly (Abramowitz & Stegun, *Handbook of Mathematical Functions*, 25.4.29).

use crate::law::Law;

/// How much wider each panel is than the one before.
const RATIO: f64 = 1.5;
/// The first panel is this part of the shortest time.
const FINE: f64 = 1e-2;
/// Corners at most: more are left out, which costs accuracy and nothing else.
pub const MOST_CORNERS: usize = 512;
/// Abscissae of the rule on −1..1.
pub const NODES: [f64; 4] = [
    -0.861_136_311_594_053,
    -0.339_981_043_584_856,
    0.339_981_043_584_856,
    0.861_136_311_594_053,
];
/// Its weights.
pub const WEIGHTS: [f64; 4] = [
    0.347_854_845_137_454,
    0.652_145_154_862_546,
    0.652_145_154_862_546,
    0.347_854_845_137_454,
];

/// A function of the age, by its value at each age of [`Ages::at`].
pub type Values = Vec<f64>;

/// How long outages last, as integrals and sums need it: both are linear in what is known at the ages.
#[derive(Debug, Clone)]
pub struct Lasting {
    /// Per age, how many hours of outages it stands for [h]: ∫ P(length > a) f(a) da is the sum of f times these.
    hours: Values,
    /// Per age, the chance that outages last beyond it.
    beyond: Values,
}

impl Lasting {
    /// ∫ P(length > a) f(a) da over the ages of outages.
    pub fn through(&self, values: &[f64]) -> f64 {
        sum(&self.hours, values)
    }

    /// Σ P(length > a) over what happens in the stretch around each age.
    pub fn met(&self, happens: &[f64]) -> f64 {
        sum(&self.beyond, happens)
    }
}

/// Σ weight × value, in four sums side by side, for which a processor need not wait.
fn sum(weights: &[f64], values: &[f64]) -> f64 {
    let length = weights.len().min(values.len());
    let (weights, rest_of_weights) = weights[..length].as_chunks::<4>();
    let (values, rest) = values[..length].as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (weights, values) in weights.iter().zip(values) {
        let each = sums.iter_mut().zip(weights).zip(values);
        each.for_each(|((sum, weight), value)| *sum += weight * value);
    }
    let rest = rest_of_weights.iter().zip(rest);
    sums.iter().sum::<f64>() + rest.map(|(weight, value)| weight * value).sum::<f64>()
}

/// Ages of an outage [h].
#[derive(Debug, Clone)]
pub struct Ages {
    /// Ends of the panels, from 0.
    edges: Vec<f64>,
    at: Vec<f64>,
    /// Their logarithms.
    logs: Vec<f64>,
    weights: Vec<f64>,
}

impl Ages {
    /// Ages for outages and delays by these laws; `corners` are ages at which some curve is not smooth [h].
    pub fn new<'a>(laws: impl Iterator<Item = &'a Law>, corners: Vec<f64>) -> Self {
        let (mut shortest, mut longest) = (1.0_f64, corners.iter().copied().fold(1.0, f64::max));
        let mut edges = corners;
        for law in laws {
            let median = law.median();
            if median > 0.0 {
                shortest = shortest.min(median);
            }
            longest = longest.max(law.settled().horizon().min(1e9));
            edges.extend(law.corners());
        }
        edges.retain(|&corner| corner > 0.0 && corner < longest);
        edges.sort_by(f64::total_cmp);
        edges.dedup_by(|later, earlier| *later - *earlier <= 1e-9 * *later);
        edges.truncate(MOST_CORNERS);
        let mut edge = FINE * shortest;
        while edge < longest {
            edges.push(edge);
            edge *= RATIO;
        }
        edges.extend([0.0, longest]);
        edges.sort_by(f64::total_cmp);
        edges.dedup_by(|later, earlier| *later - *earlier <= 1e-9 * *later);
        let panels = edges.windows(2);
        let (at, weights): (Vec<f64>, Vec<f64>) = panels
            .flat_map(|panel| {
                let (middle, half) = middle(panel);
                let points = NODES.iter().zip(WEIGHTS);
                points.map(move |(node, weight)| (middle + node * half, weight * half))
            })
            .unzip();
        Self {
            edges,
            logs: at.iter().map(|age| age.ln()).collect(),
            at,
            weights,
        }
    }

    /// The ages, rising [h].
    pub fn at(&self) -> &[f64] {
        &self.at
    }

    /// The value of something at every age.
    pub fn map(&self, of: impl FnMut(f64) -> f64) -> Values {
        self.at.iter().copied().map(of).collect()
    }

    /// Between which ages each age stands for what happens [h]: as many stretches as ages, without gaps.
    pub fn stretches(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        (0..self.at.len()).map(|index| self.stretch(index))
    }

    /// The stretch around an age, by its place.
    pub fn stretch(&self, index: usize) -> (f64, f64) {
        let (panel, place) = (index / NODES.len(), index % NODES.len());
        let age = self.at[index];
        let from = match place {
            0 => self.edges[panel],
            _ => f64::midpoint(self.at[index - 1], age),
        };
        let to = match place + 1 == NODES.len() {
            true => self.edges[panel + 1],
            false => f64::midpoint(age, self.at[index + 1]),
        };
        (from, to)
    }

    /// The chance that a time by this law is beyond each age.
    pub fn beyond(&self, law: &Law) -> Values {
        law.beyond_each(&self.at, &self.logs)
    }

    /// How long outages last whose lengths have this law.
    pub fn lasting(&self, lasts: &Law) -> Lasting {
        let lasts = lasts.settled();
        let (beyond, most) = match &lasts {
            Law::Cut(cut) => (self.beyond(cut.law()), cut.most()),
            _ if lasts.is_discrete() => return self.of_lengths(lasts.atoms()),
            _ => (self.beyond(&lasts), f64::INFINITY),
        };
        let hours = self.until(most);
        let is_reached = self.at.iter().map(|age| *age < most);
        Lasting {
            hours: hours
                .iter()
                .zip(&beyond)
                .map(|(h, share)| h * share)
                .collect(),
            beyond: is_reached
                .zip(&beyond)
                .map(|(is_reached, share)| if is_reached { *share } else { 0.0 })
                .collect(),
        }
    }

    /// One of these lengths [h], each as likely as the next.
    fn of_lengths(&self, lengths: &[f64]) -> Lasting {
        let share = 1.0 / lengths.len() as f64;
        let mut lasting = Lasting {
            hours: vec![0.0; self.at.len()],
            beyond: vec![0.0; self.at.len()],
        };
        for &length in lengths {
            let until = self.until(length);
            let hours = lasting.hours.iter_mut().zip(until);
            hours.for_each(|(sum, hours)| *sum += share * hours);
            let reached = self.at.partition_point(|age| *age < length);
            let beyond = lasting.beyond[..reached].iter_mut();
            beyond.for_each(|sum| *sum += share);
        }
        lasting
    }

    /// ∫ f(a) da over all ages.
    pub fn whole(&self, values: &[f64]) -> f64 {
        sum(&self.weights, values)
    }

    /// Per age, how many hours up to this one it stands for [h]: ∫ f(a) da is the sum of f times these. Beyond the last age f stays as it
    /// is, unless all ages are asked for.
    fn until(&self, age: f64) -> Values {
        if age == f64::INFINITY {
            return self.weights.clone();
        }
        let panel = self.panel(age);
        let points = NODES.len() * panel;
        let mut hours = vec![0.0; self.at.len()];
        hours[..points].copy_from_slice(&self.weights[..points]);
        let Some(edges) = self.edges.get(panel..panel + 2) else {
            if let Some(last) = hours.last_mut() {
                *last += age - self.edges[panel];
            }
            return hours;
        };
        let (centre, half) = middle(&[edges[0], age]);
        for (node, weight) in NODES.iter().zip(WEIGHTS) {
            let shares = self.shares(panel, centre + node * half);
            let within = hours[points..].iter_mut().zip(shares);
            within.for_each(|(hours, share)| *hours += weight * half * share);
        }
        hours
    }

    /// f at any age, between those that are known [h].
    pub fn interpolate(&self, age: f64, values: &[f64]) -> f64 {
        let panel = self.panel(age);
        if panel + 1 >= self.edges.len() {
            return values.last().copied().unwrap_or(0.0);
        }
        self.in_panel(panel, age, values)
    }

    /// The panel in which an age lies; as many as there are where it lies beyond.
    fn panel(&self, age: f64) -> usize {
        let passed = self.edges.partition_point(|&edge| edge <= age);
        passed.saturating_sub(1)
    }

    /// The cubic through a panel's four points, at an age in it.
    fn in_panel(&self, panel: usize, age: f64, values: &[f64]) -> f64 {
        let values = &values[panel * NODES.len()..][..NODES.len()];
        sum(&self.shares(panel, age), values)
    }

    /// By how much each of a panel's four points counts in it, at an age in the panel (Lagrange).
    fn shares(&self, panel: usize, age: f64) -> [f64; NODES.len()] {
        let (centre, half) = middle(&self.edges[panel..panel + 2]);
        let x = (age - centre) / half;
        std::array::from_fn(|one| {
            let others = (0..NODES.len()).filter(|&other| other != one);
            let share = others.map(|other| (x - NODES[other]) / (NODES[one] - NODES[other]));
            share.product()
        })
    }
}

/// Middle and half of a panel.
fn middle(panel: &[f64]) -> (f64, f64) {
    (
        f64::midpoint(panel[0], panel[1]),
        (panel[1] - panel[0]) / 2.0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::tests::one_of_each;

    #[test]
    fn all_of_an_outage_is_its_mean_length() {
        let ages = Ages::new(one_of_each().iter(), vec![1.5]);
        let ones = ages.map(|_| 1.0);
        for law in one_of_each() {
            let mean = ages.lasting(&law).through(&ones);
            assert!((mean / law.mean() - 1.0).abs() < 1e-6, "{law:?}: {mean}");
        }
    }

    #[test]
    fn a_part_of_a_panel_is_integrated_as_the_whole() {
        let ages = Ages::new([Law::Fixed(3.0)].iter(), vec![]);
        let squares = ages.map(|age| age * age);
        for age in [0.0, 1e-4, 0.3, 1.0, 2.9, 3.0] {
            let found = sum(&ages.until(age), &squares);
            assert!((found - age.powi(3) / 3.0).abs() < 1e-12, "{age}: {found}");
        }
        let beyond = sum(&ages.until(5.0), &ages.map(|_| 2.0));
        assert!((beyond - 10.0).abs() < 1e-12);
        assert!((ages.interpolate(1.7, &squares) - 1.7 * 1.7).abs() < 1e-12);
    }

    #[test]
    fn stretches_leave_no_gap() {
        let ages = Ages::new([Law::Fixed(3.0)].iter(), vec![]);
        let stretches: Vec<(f64, f64)> = ages.stretches().collect();
        assert_eq!(stretches[0].0, 0.0);
        assert!(stretches.windows(2).all(|pair| pair[0].1 == pair[1].0));
        let inside = stretches.iter().zip(ages.at());
        assert!(
            inside
                .clone()
                .all(|((from, to), age)| from < age && age < to)
        );
    }
}
