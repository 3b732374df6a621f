//! The mean time until the first outage begins.
//!
//! A second chain, which begins in the steady state, that is in a state with the probability that the architecture is in it,
//! and begins anew whenever the service goes down: it does that once in the mean time until the first outage (renewal
//! theory; Ross, *Stochastic Processes*, section 3.6). It is solved by elimination like the first one, without a subtraction.
//! An outage that is in progress at the beginning is not the first; the next one is.

use super::{
    canonical::Symmetry, flow::Flow, generate::generate, iterate, iterate::MOST_ELIMINATED,
    recurrent::recurrent, system::System,
};
use crate::{
    exact::merge::merge,
    topology::{Architecture, Topology},
};

/// Mean time from a moment in the steady state until the first outage begins [h]. `None` where the chain does not exist,
/// is large, or never goes down.
pub fn first_outage(topology: &Topology, architecture: &Architecture) -> Option<f64> {
    let system = System::new(topology, architecture).ok()?;
    if Symmetry::new(&system).log_states(&system) > (MOST_ELIMINATED as f64).ln() {
        return None;
    }
    let chain = recurrent(generate(&system).ok()?).ok()?;
    if chain.rows.len() > MOST_ELIMINATED {
        return None;
    }
    let shares = iterate::stationary(&Flow::new(&chain.rows), &chain.service).ok()?;
    let is_up = |state: usize| chain.service[state].is_up();
    // A state up is left for one down by beginning anew.
    let begins = |state: usize| {
        let row = chain.rows[state].iter();
        let falls = row.filter(|step| is_up(state) && !is_up(step.0 as usize));
        falls.map(|step| step.1).sum::<f64>()
    };
    let rows: Vec<Vec<(u32, f64)>> = (0..chain.rows.len())
        .map(|state| {
            let anew = begins(state);
            let mut row: Vec<(u32, f64)> = chain.rows[state]
                .iter()
                .filter(|step| !is_up(state) || is_up(step.0 as usize))
                .copied()
                .collect();
            if anew > 0.0 {
                let all = shares.iter().enumerate();
                row.extend(all.map(|(to, share)| (to as u32, anew * share)));
            }
            row.retain(|step| step.0 as usize != state && step.1 > 0.0);
            merge(&mut row);
            row
        })
        .collect();
    let in_time = iterate::stationary(&Flow::new(&rows), &chain.service).ok()?;
    let often: f64 = in_time
        .iter()
        .enumerate()
        .map(|(state, share)| share * begins(state))
        .sum();
    (often > 0.0).then(|| 1.0 / often)
}
