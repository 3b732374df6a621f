//! The rates of a chain by where they lead, as balance equations are written: π_j · out_j = Σ π_i q_ij.

/// Rates between states, by target.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// Per state, where its entries begin; one more at the end.
    begins: Vec<usize>,
    /// Where from.
    from: Vec<u32>,
    /// At what rate [1/h].
    rates: Vec<f64>,
    /// Per state, the rate of leaving it [1/h].
    pub out: Vec<f64>,
}

impl Flow {
    /// Turns rows of targets into columns of origins.
    pub fn new(rows: &[Vec<(u32, f64)>]) -> Self {
        let mut begins = vec![0; rows.len() + 1];
        for step in rows.iter().flatten() {
            begins[step.0 as usize + 1] += 1;
        }
        for state in 0..rows.len() {
            begins[state + 1] += begins[state];
        }
        let entries = begins[rows.len()];
        let (mut from, mut rates) = (vec![0; entries], vec![0.0; entries]);
        let mut next = begins.clone();
        for (state, row) in rows.iter().enumerate() {
            for &(to, rate) in row {
                let place = &mut next[to as usize];
                from[*place] = state as u32;
                rates[*place] = rate;
                *place += 1;
            }
        }
        let out = rows
            .iter()
            .map(|row| row.iter().map(|step| step.1).sum())
            .collect();
        Self {
            begins,
            from,
            rates,
            out,
        }
    }

    /// How many states there are.
    pub fn states(&self) -> usize {
        self.out.len()
    }

    /// How many rates there are.
    pub fn entries(&self) -> usize {
        self.from.len()
    }

    /// Where a state is reached from, and at what rate [1/h].
    pub fn inflows(&self, state: usize) -> impl Iterator<Item = (usize, f64)> {
        let range = self.begins[state]..self.begins[state + 1];
        self.from[range.clone()]
            .iter()
            .map(|&from| from as usize)
            .zip(self.rates[range].iter().copied())
    }

    /// What flows into a state [1/h].
    #[inline]
    pub fn inflow(&self, state: usize, shares: &[f64]) -> f64 {
        self.inflows(state)
            .map(|(from, rate)| shares[from] * rate)
            .sum()
    }

    /// The chain of sets of states, each set's states in the shares given (Simon & Ando 1961). `of` has each state's
    /// set, `sums` each set's share.
    pub fn aggregated(&self, of: &[u32], sums: &[f64], shares: &[f64]) -> Self {
        let sets = sums.len();
        // States by their sets.
        let mut begins = vec![0; sets + 1];
        of.iter().for_each(|&set| begins[set as usize + 1] += 1);
        for set in 0..sets {
            begins[set + 1] += begins[set];
        }
        let mut members = vec![0u32; of.len()];
        let mut next = begins.clone();
        for (state, &set) in of.iter().enumerate() {
            members[next[set as usize]] = state as u32;
            next[set as usize] += 1;
        }
        let mut whole = Self {
            begins: vec![0],
            out: vec![0.0; sets],
            ..Self::default()
        };
        let mut flows = vec![0.0; sets];
        let mut met: Vec<u32> = Vec::new();
        for set in 0..sets {
            for &state in &members[begins[set]..begins[set + 1]] {
                for (from, rate) in self.inflows(state as usize) {
                    let origin = of[from];
                    if origin as usize != set {
                        if flows[origin as usize] == 0.0 {
                            met.push(origin);
                        }
                        flows[origin as usize] += shares[from] * rate;
                    }
                }
            }
            for origin in met.drain(..) {
                let flow = std::mem::take(&mut flows[origin as usize]);
                // A flow too small for a number is pushed twice: the second time nothing is left.
                if flow > 0.0 {
                    let rate = flow / sums[origin as usize];
                    whole.from.push(origin);
                    whole.rates.push(rate);
                    whole.out[origin as usize] += rate;
                }
            }
            whole.begins.push(whole.from.len());
        }
        whole
    }
}
