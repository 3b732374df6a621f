//! Elimination of state after state without subtraction (Grassmann, Taksar & Heyman, "Regenerative analysis and
//! steady state distributions for Markov chains", *Operations Research* 33, 1985).
//!
//! Every number has a relative error of a few roundings, however small it is (O'Cinneide, "Entrywise perturbation theory
//! and error analysis for Markov chains", *Numerische Mathematik* 65, 1993).

use super::flow::Flow;

/// The stationary law of an irreducible chain; `None` where some state cannot be left for those before it, which
/// happens only where rates are too small for numbers.
pub fn eliminate(flow: &Flow) -> Option<Vec<f64>> {
    let states = flow.states();
    let mut rates = vec![0.0; states * states];
    for to in 0..states {
        for (from, rate) in flow.inflows(to) {
            rates[from * states + to] = rate;
        }
    }
    for last in (1..states).rev() {
        let (above, below) = rates.split_at_mut(last * states);
        let row = &below[..last];
        let leaves: f64 = row.iter().sum();
        if !(leaves > 0.0 && leaves.is_finite()) {
            return None;
        }
        for other in above.chunks_exact_mut(states) {
            let (others, by) = other.split_at_mut(last);
            if by[0] > 0.0 {
                by[0] /= leaves;
                for (rate, onward) in others.iter_mut().zip(row) {
                    *rate += by[0] * onward;
                }
            }
        }
    }
    let mut shares = vec![0.0; states];
    shares[0] = 1.0;
    for state in 1..states {
        shares[state] = (0..state)
            .map(|before| shares[before] * rates[before * states + state])
            .sum();
    }
    let all: f64 = shares.iter().sum();
    if !all.is_finite() {
        return None;
    }
    shares.iter_mut().for_each(|share| *share /= all);
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Birth and death: π_k = π_0 Π birth/death, down to 1e-60.
    #[test]
    fn rare_states_keep_their_digits() {
        let states = 11u32;
        let rows: Vec<Vec<(u32, f64)>> = (0..states)
            .map(|state| {
                let mut row = Vec::new();
                if state > 0 {
                    row.push((state - 1, 1.0));
                }
                if state + 1 < states {
                    row.push((state + 1, 1e-6));
                }
                row
            })
            .collect();
        let shares = eliminate(&Flow::new(&rows)).unwrap();
        for (state, share) in shares.iter().enumerate() {
            let expected = shares[0] * 1e-6f64.powi(state as i32);
            assert!((share / expected - 1.0).abs() < 1e-14);
        }
    }
}
