//! Which states go together: each with the one most of its inflow comes from.
//!
//! What flows quickly between states of a set is settled by sweeps; what flows slowly, between sets, by the chain of
//! the sets. Sets are small, and sets of sets are made in the same way.

use super::flow::Flow;

/// Most states of a set.
const MOST_TOGETHER: u32 = 6;
/// A weaker neighbour will do if the strongest has no room, down to this share of its flow.
const STRONG: f64 = 0.2;

/// Per state its set, and how many sets there are.
#[derive(Debug, Clone)]
pub struct Sets {
    pub of: Vec<u32>,
    pub count: usize,
}

const NONE: u32 = u32::MAX;

impl Sets {
    /// Makes sets by the flows in these shares.
    pub fn new(flow: &Flow, shares: &[f64]) -> Self {
        let mut of = vec![NONE; flow.states()];
        let mut sizes: Vec<u32> = Vec::new();
        for state in (0..flow.states()).rev() {
            if of[state] != NONE {
                continue;
            }
            let (mut strongest, mut best, mut best_flow) = (0.0f64, None, 0.0f64);
            for (from, rate) in flow.inflows(state) {
                let inflow = shares[from] * rate;
                strongest = strongest.max(inflow);
                let has_room = of[from] == NONE || sizes[of[from] as usize] < MOST_TOGETHER;
                if has_room && inflow > best_flow {
                    (best, best_flow) = (Some(from), inflow);
                }
            }
            let set = match best.filter(|_| best_flow >= STRONG * strongest) {
                Some(mate) if of[mate] != NONE => of[mate],
                mate => {
                    sizes.push(0);
                    let set = sizes.len() as u32 - 1;
                    if let Some(mate) = mate {
                        of[mate] = set;
                        sizes[set as usize] += 1;
                    }
                    set
                }
            };
            of[state] = set;
            sizes[set as usize] += 1;
        }
        // Numbered by their first states, so that what is likely stays first.
        let mut number = vec![NONE; sizes.len()];
        let mut count = 0;
        for set in &mut of {
            let number = &mut number[*set as usize];
            if *number == NONE {
                *number = count;
                count += 1;
            }
            *set = *number;
        }
        Self {
            of,
            count: count as usize,
        }
    }

    /// The shares of the sets.
    pub fn sums(&self, shares: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.count];
        for (set, share) in self.of.iter().zip(shares) {
            sums[*set as usize] += share;
        }
        sums
    }
}
