//! What a further failure is worth: about how much downtime it may lead to. Only how fast branches tell hangs on it; whatever
//! it says, what they say is right in the mean.
//!
//! To leading order a state X, the set of sources that are down, leads to a loss by the likeliest ways through the minimal cut
//! sets: the sum over cut sets C of the product of ρ over C∖X, with ρ = rate × mean outage. This is the zero-variance choice in the limit
//! of rare failures (L'Ecuyer & Tuffin, "Approximating zero-variance importance sampling in a reliability setting", *Annals of
//! Operations Research* 189, 2011). Beside it stands what one outage of each source costs by itself, failovers included.

/// What is known of an architecture before it is lived.
#[derive(Debug, Default)]
pub struct Worth {
    /// The likeliest minimal cut sets, of local sources.
    pub cut_sets: Vec<Vec<u32>>,
    /// Per local source, the mean downtime of one outage that meets no other [h].
    pub alone: Vec<f64>,
}

/// The worth of failures in the state looked at, per local source.
#[derive(Debug)]
pub struct Outlook {
    /// ρ of each source.
    load: Vec<f64>,
    /// By how much the state is worth more with this source down too: a share of the next outage's time that is lost.
    gain: Vec<f64>,
    /// The state's own.
    already: f64,
    /// The sources with a gain.
    gained: Vec<u32>,
}

impl Outlook {
    /// For sources of which each is down for this share of the time.
    pub fn new(load: Vec<f64>) -> Self {
        Self {
            gain: vec![0.0; load.len()],
            load,
            already: 0.0,
            gained: Vec::new(),
        }
    }

    /// Looks at a state.
    pub fn look(&mut self, worth: &Worth, is_down: impl Fn(u32) -> bool) {
        for source in self.gained.drain(..) {
            self.gain[source as usize] = 0.0;
        }
        // Where no cut set is known, every failure may be the last.
        self.already = if worth.cut_sets.is_empty() { 1.0 } else { 0.0 };
        for set in &worth.cut_sets {
            let missing = set.iter().filter(|&&source| !is_down(source));
            let product: f64 = missing.clone().map(|&it| self.load[it as usize]).product();
            self.already += product;
            for &source in missing {
                self.gained.push(source);
                self.gain[source as usize] += product / self.load[source as usize].max(1e-300);
            }
        }
    }

    /// The share of the outage of `source`, should it fail now, that is lost to leading order.
    pub fn lost_share(&self, source: u32) -> f64 {
        (self.already + self.gain[source as usize]).min(1.0)
    }
}

impl Worth {
    /// How many further failures a loss takes in a state at the least; one where no cut set is known.
    pub fn further(&self, is_down: impl Fn(u32) -> bool) -> usize {
        let missing = |set: &Vec<u32>| set.iter().filter(|&&source| !is_down(source)).count();
        self.cut_sets.iter().map(missing).min().unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two pairs: {0, 1} and {2, 3}; 0 is down.
    #[test]
    fn the_partner_of_what_is_down_is_worth_most() {
        let worth = Worth {
            cut_sets: vec![vec![0, 1], vec![2, 3]],
            alone: vec![0.0; 4],
        };
        let mut outlook = Outlook::new(vec![1e-3, 1e-3, 1e-4, 1e-4]);
        let is_down = |source: u32| source == 0;
        outlook.look(&worth, is_down);
        assert_eq!(outlook.lost_share(1), 1.0);
        assert!((outlook.lost_share(2) - (1e-3 + 1e-8 + 1e-4)).abs() < 1e-15);
        assert_eq!(worth.further(is_down), 1);
        assert_eq!(worth.further(|_| false), 2);
    }
}
