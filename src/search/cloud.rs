//! Many partial designs as points: what each costs, and how likely it is down in every state of what is shared.

use std::collections::HashMap;

use super::front::{SAME, undominated};

/// How far points may be apart that become one, as a share of the time that they are down, at first; and how much further each time.
const FINEST: f64 = 0.02;
const WIDER: f64 = 1.5;

/// Points in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Cloud {
    costs: Vec<f64>,
    /// How likely each is down.
    means: Vec<f64>,
    /// The same by state, times the state's weight; one point after the other.
    weighted: Vec<f64>,
    /// How likely it is down given the state.
    down: Vec<f64>,
    states: usize,
}

impl Cloud {
    /// None, of so many states.
    pub fn new(states: usize) -> Self {
        Self {
            states,
            ..Self::default()
        }
    }

    /// One point.
    pub fn of(cost: f64, down: impl Iterator<Item = f64>, weights: &[f64]) -> Self {
        let mut cloud = Self::new(weights.len());
        cloud.push(cost, down, weights);
        cloud
    }

    pub fn push(&mut self, cost: f64, down: impl Iterator<Item = f64>, weights: &[f64]) {
        let from = self.down.len();
        self.costs.push(cost);
        self.down.extend(down);
        let weighted = self.down[from..].iter().zip(weights);
        self.weighted
            .extend(weighted.map(|(down, weight)| down * weight));
        self.means.push(self.weighted[from..].iter().sum());
    }

    /// Adds the points of another.
    pub fn append(&mut self, mut other: Self) {
        self.costs.append(&mut other.costs);
        self.means.append(&mut other.means);
        self.weighted.append(&mut other.weighted);
        self.down.append(&mut other.down);
    }

    pub fn len(&self) -> usize {
        self.costs.len()
    }

    pub fn cost(&self, place: usize) -> f64 {
        self.costs[place]
    }

    pub fn mean(&self, place: usize) -> f64 {
        self.means[place]
    }

    pub fn down(&self, place: usize) -> &[f64] {
        &self.down[place * self.states..][..self.states]
    }

    fn weighted(&self, place: usize) -> &[f64] {
        &self.weighted[place * self.states..][..self.states]
    }

    /// Cost, and how likely it is down, of a point of this and one of another cloud in a row: neither may be down.
    pub fn with(&self, place: usize, other: &Self, there: usize) -> (f64, f64) {
        let both = self.weighted(place).iter().zip(other.down(there));
        let both: f64 = both.map(|(one, other)| one * other).sum();
        (
            self.costs[place] + other.costs[there],
            self.means[place] + other.means[there] - both,
        )
    }

    /// How likely a point and one of another cloud in a row are down, by state.
    pub fn in_row<'a>(
        &'a self,
        place: usize,
        other: &'a Self,
        there: usize,
    ) -> impl Iterator<Item = f64> + 'a {
        let both = self.down(place).iter().zip(other.down(there));
        both.map(|(one, other)| one + other - one * other)
    }

    /// Whether no point of `rest` makes of this one a design that none of the known beats: it costs no less and is down no less. `likely` is the
    /// place in `rest` at which the last one was not beaten.
    pub fn is_beaten(&self, place: usize, rest: &Self, known: &Known, likely: &mut usize) -> bool {
        let survives = |there: usize| {
            let (cost, mean) = self.with(place, rest, there);
            !known.beats(cost, mean)
        };
        if *likely < rest.len() && survives(*likely) {
            return false;
        }
        let found = (0..rest.len()).find(|&it| survives(it));
        *likely = found.unwrap_or(*likely);
        found.is_none()
    }

    /// At most so many points, of which each point has one that costs no more and is down no more in any state: near ones become one, that has
    /// the least of each. Near is what is down about as long in every state, as a share of the time that it is down in all, and costs about as much; what is
    /// about is widened until they are few.
    pub fn coarse(self, most: usize, weights: &[f64]) -> Self {
        let mut near = FINEST;
        let mut cloud = self;
        while cloud.len() > most {
            cloud = cloud.merged(near, weights);
            near *= WIDER;
        }
        cloud.undominated(weights)
    }

    fn merged(&self, near: f64, weights: &[f64]) -> Self {
        let mut places: HashMap<Vec<i32>, usize> = HashMap::with_capacity(self.len());
        let mut merged = Self::new(self.states);
        let band = |number: f64| (number.max(f64::MIN_POSITIVE).ln() / near).floor() as i32;
        for place in 0..self.len() {
            let mean = self.means[place];
            let unit = near * mean.max(f64::MIN_POSITIVE);
            let key = self.weighted(place).iter().map(|it| (it / unit) as i32);
            let key = key.chain([band(mean), band(self.costs[place])]);
            match places.get(&key.clone().collect::<Vec<i32>>()) {
                None => {
                    places.insert(key.collect(), merged.len());
                    merged.push(self.costs[place], self.down(place).iter().copied(), weights);
                }
                Some(&there) => merged.lower(there, self.costs[place], self.down(place), weights),
            }
        }
        merged
    }

    /// Gives a point the least of its own and of these.
    fn lower(&mut self, place: usize, cost: f64, down: &[f64], weights: &[f64]) {
        self.costs[place] = self.costs[place].min(cost);
        let own = place * self.states..(place + 1) * self.states;
        for ((own, weighted), (down, weight)) in self.down[own.clone()]
            .iter_mut()
            .zip(&mut self.weighted[own.clone()])
            .zip(down.iter().zip(weights))
        {
            *own = own.min(*down);
            *weighted = *own * weight;
        }
        self.means[place] = self.weighted[own].iter().sum();
    }

    /// Without the points that another dominates.
    fn undominated(&self, weights: &[f64]) -> Self {
        let mut kept = Self::new(self.states);
        for place in self.best() {
            kept.push(self.costs[place], self.down(place).iter().copied(), weights);
        }
        kept
    }

    /// Places of points that no other dominates.
    pub fn best(&self) -> Vec<usize> {
        let points = self.costs.iter().copied().zip(self.means.iter().copied());
        let points: Vec<(f64, f64)> = points.collect();
        undominated(&points, |place| self.down(place))
    }
}

/// Whole designs that are known, as far as no other of them beats them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By cost, rising.
    costs: Vec<f64>,
    /// How likely each is down, falling.
    means: Vec<f64>,
}

impl Known {
    /// Points in order of cost, none beaten by another.
    pub fn new(points: impl Iterator<Item = (f64, f64)>) -> Self {
        let (costs, means) = points.unzip();
        Self { costs, means }
    }

    /// Whether one of them costs no more and is down no more.
    pub fn beats(&self, cost: f64, mean: f64) -> bool {
        let cheaper = self.costs.partition_point(|&it| it <= cost);
        let best = cheaper.checked_sub(1).map(|it| self.means[it]);
        best.is_some_and(|best| best <= mean * (1.0 + SAME))
    }
}
