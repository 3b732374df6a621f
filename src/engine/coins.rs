//! Coins: what comes out one way or the other, and which of the two draws decide.
//!
//! In an ordinary life each coin falls as the plan says. After a failure that a branch chose they may be *raised*: the bad side, an outage
//! that goes over to another source or hits a leaf, a mitigation or a switch that does not work, comes up more often than it does by
//! itself. How many of them it takes for the service to go down is not known. So half of the time nothing is raised, and half of the
//! time each bad side has a chance of 1/2, 1/4, 1/8 and so on at least, one of these for all coins. What came of them counts by how
//! likely it is by itself ÷ how likely it is in this mixture, which is 2 at most, whatever came of them (defensive mixture: Hesterberg,
//! "Weighted average importance sampling and defensive mixture distributions", *Technometrics* 37, 1995).

/// The share of branches in which coins are raised.
const RAISED: f64 = 0.5;

/// What the coins of a state showed so far.
#[derive(Debug, Clone, Default)]
pub struct Coins {
    /// The chance that every bad side has at least; 0 where each falls as it does by itself.
    raised: f64,
    /// For each part of the mixture, the logarithm of how much likelier what came up is in it than by itself; none where
    /// nothing counts by it.
    likelier: Vec<f64>,
    /// Coins that several share, and were counted.
    shared: Vec<u64>,
    /// Whether what is tossed now may be raised.
    is_open: bool,
}

impl Coins {
    /// All fall as they do by themselves.
    pub fn clear(&mut self) {
        self.raised = 0.0;
        self.likelier.clear();
        self.shared.clear();
        self.is_open = false;
    }

    /// A branch begins in which some of so many coins may be raised; `unit` draws which part of the mixture it belongs to.
    pub fn begin(&mut self, coins: usize, unit: f64) {
        self.clear();
        let parts = coins.max(2).ilog2();
        self.likelier.resize(parts as usize, 0.0);
        let unit = unit / RAISED;
        if unit < 1.0 {
            self.raised = chance_of((unit * f64::from(parts)) as u32);
        }
        self.is_open = true;
    }

    /// From now on, whether coins may be raised.
    pub fn open(&mut self, is_open: bool) {
        self.is_open = is_open && !self.likelier.is_empty();
    }

    /// Takes over what others showed.
    pub fn copy(&mut self, other: &Self) {
        self.raised = other.raised;
        self.likelier.clone_from(&other.likelier);
        self.shared.clone_from(&other.shared);
        self.is_open = other.is_open;
    }

    /// By how much what came up counts.
    #[inline]
    pub fn weight(&self) -> f64 {
        if self.likelier.is_empty() {
            return 1.0;
        }
        let raised = self.likelier.iter().map(|it| it.exp()).sum::<f64>();
        1.0 / (RAISED * raised / self.likelier.len() as f64 + (1.0 - RAISED))
    }

    /// Whether something bad comes up whose chance is `chance`; `unit` is the draw.
    #[inline]
    pub fn strikes(&mut self, chance: f64, unit: f64) -> bool {
        if !self.is_open || chance <= 0.0 || chance >= 1.0 {
            return unit < chance;
        }
        let strikes = unit < chance.max(self.raised);
        let of = |chance: f64| if strikes { chance } else { 1.0 - chance };
        for (part, likelier) in (0..).zip(&mut self.likelier) {
            *likelier += (of(chance.max(chance_of(part))) / of(chance)).ln();
        }
        strikes
    }

    /// Whether something good comes up whose chance is `chance`; `unit` is the draw.
    #[inline]
    pub fn works(&mut self, chance: f64, unit: f64) -> bool {
        if !self.is_open {
            return unit < chance;
        }
        !self.strikes(1.0 - chance, 1.0 - unit)
    }

    /// The same of a coin that several share and that shows them all the same: `key` tells it from others.
    pub fn works_for_all(&mut self, key: u64, chance: f64, unit: f64) -> bool {
        if !self.is_open {
            return unit < chance;
        }
        if self.shared.contains(&key) {
            return unit < chance.min(1.0 - self.raised);
        }
        self.shared.push(key);
        self.works(chance, unit)
    }
}

/// The chance that the bad sides have at least in a part of the mixture.
fn chance_of(part: u32) -> f64 {
    0.5_f64.powi(part as i32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Over a fine grid of draws, what counts by the weight comes out as likely as it is: none, one and two of two.
    #[test]
    fn weights_make_up_for_what_was_raised() {
        let cells = 64;
        let unit = |cell: i32| (f64::from(cell) + 0.5) / f64::from(cells);
        let (strike, works) = (1.0 / 32.0, 15.0 / 16.0);
        let mut counted = [[0.0; 2]; 2];
        for (part, first, second) in (0..cells)
            .flat_map(|part| (0..cells).map(move |first| (part, first)))
            .flat_map(|(part, first)| (0..cells).map(move |second| (part, first, second)))
        {
            let mut coins = Coins::default();
            coins.begin(4, unit(part));
            let struck = coins.strikes(strike, unit(first));
            let worked = coins.works_for_all(1, works, unit(second));
            // Asked again it says the same, and counts no second time.
            assert_eq!(worked, coins.works_for_all(1, works, unit(second)));
            assert!(coins.weight() <= 2.0);
            counted[usize::from(struck)][usize::from(worked)] += coins.weight();
        }
        let all = f64::from(cells).powi(3);
        let close = |found: f64, expected: f64| assert!((found / all - expected).abs() < 1e-9);
        close(counted[0][0], (1.0 - strike) * (1.0 - works));
        close(counted[0][1], (1.0 - strike) * works);
        close(counted[1][0], strike * (1.0 - works));
        close(counted[1][1], strike * works);
    }
}
