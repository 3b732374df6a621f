//! The stationary law of a chain, to full relative accuracy in its rarest states.
//!
//! Small chains are eliminated. Larger ones go through cycles of Gauss–Seidel sweeps over the balance equations and of
//! aggregation and disaggregation (Koury, McAllister & Stewart, "Iterative methods for computing stationary
//! distributions of nearly completely decomposable Markov chains", *SIAM J. Algebraic Discrete Methods* 5, 1984), level
//! upon level (Horton & Leutenegger, "A multi-level solution algorithm for steady-state Markov chains", *SIGMETRICS*
//! 1994): what hardly ever moves is found by the coarse chains, which are eliminated in the end. All of it only adds,
//! multiplies and divides numbers that are not negative.

use super::{aggregate::Sets, eliminate::eliminate, flow::Flow, generate::Service};
use crate::exact::obstacle::Obstacle;

/// Largest chain that is eliminated.
pub const MOST_ELIMINATED: usize = 600;
/// Largest coarse chain that is eliminated, time and again.
const MOST_COARSE: usize = 120;
/// Most cycles, and most rates handled in all of them: a few seconds.
const MOST_CYCLES: usize = 200;
const MOST_WORK: usize = 1_500_000_000;
/// Relative error that is aimed at.
const PRECISION: f64 = 1e-12;
/// Changes no greater than this are roundings, if they stay so.
const ROUNDING: f64 = 2e-14;
/// Cycles in which sets are made anew, for the first guesses of the shares are poor.
const REGROUPED: usize = 4;
/// No share falls below, lest sets without any are divided by.
const LEAST: f64 = 1e-290;

/// Solves an irreducible chain whose first state is a likely one.
pub fn stationary(flow: &Flow, service: &[Service]) -> Result<Vec<f64>, Obstacle> {
    if flow.states() <= MOST_ELIMINATED {
        return eliminate(flow).ok_or(Obstacle::DoesNotConverge { cycles: 0 });
    }
    let watch = Watch::new(flow, service);
    let mut solver = Solver::default();
    let mut shares = first_guess(flow);
    let mut changes: Vec<f64> = Vec::new();
    for cycle in 1..=MOST_CYCLES {
        if cycle <= REGROUPED {
            solver.sets.clear();
        }
        let before = shares.clone();
        solver.cycle(flow, &mut shares, 0);
        normalise(&mut shares);
        changes.push(watch.change(&before, &shares));
        if cycle > REGROUPED && error(&changes) <= PRECISION {
            return Ok(shares);
        }
        if solver.work > MOST_WORK {
            return Err(Obstacle::DoesNotConverge { cycles: cycle });
        }
    }
    Err(Obstacle::DoesNotConverge {
        cycles: MOST_CYCLES,
    })
}

/// What is left to change, if changes go on shrinking as they did of late: a small change alone proves nothing. Nothing
/// hides behind small changes for ever, for the coarsest chain is eliminated in every cycle.
fn error(changes: &[f64]) -> f64 {
    let [.., a, b, c] = *changes else {
        return f64::INFINITY;
    };
    if a.max(b).max(c) <= ROUNDING {
        return 0.0;
    }
    let ratio = (c / b).max(b / a);
    if ratio < 1.0 {
        c * ratio / (1.0 - ratio)
    } else {
        f64::INFINITY
    }
}

/// The states as they would be if the service had begun in the first one and only ever gone away from it.
fn first_guess(flow: &Flow) -> Vec<f64> {
    let mut shares = vec![0.0; flow.states()];
    shares[0] = 1.0;
    for state in 1..flow.states() {
        shares[state] = (flow.inflow(state, &shares) / flow.out[state]).max(LEAST);
    }
    normalise(&mut shares);
    shares
}

fn normalise(shares: &mut [f64]) {
    let all: f64 = shares.iter().sum();
    shares
        .iter_mut()
        .for_each(|share| *share = (*share / all).max(LEAST));
}

/// Sums that must each be known to full relative accuracy, as weights of the states.
struct Watch {
    weights: [Vec<f64>; 4],
}

impl Watch {
    fn new(flow: &Flow, service: &[Service]) -> Self {
        let of = |wanted: Service| {
            let weights = service
                .iter()
                .map(|&fares| f64::from(u8::from(fares == wanted)));
            weights.collect::<Vec<f64>>()
        };
        // What comes up flows from states that are down.
        let mut rises = vec![0.0; service.len()];
        for to in (0..service.len()).filter(|&to| service[to].is_up()) {
            for (from, rate) in flow.inflows(to) {
                if !service[from].is_up() {
                    rises[from] += rate;
                }
            }
        }
        Self {
            weights: [
                of(Service::Up),
                of(Service::FailingOver),
                of(Service::Down),
                rises,
            ],
        }
    }

    /// The largest relative change of a sum, counting every state's change as if none made up for another's.
    fn change(&self, before: &[f64], after: &[f64]) -> f64 {
        let changes = self.weights.iter().map(|weights| {
            let (mut all, mut change) = (0.0, 0.0);
            for ((weight, before), after) in weights.iter().zip(before).zip(after) {
                all += weight * after;
                change += weight * (after - before).abs();
            }
            if all > 0.0 { change / all } else { 0.0 }
        });
        changes.fold(0.0, f64::max)
    }
}

#[derive(Default)]
struct Solver {
    /// Per level, which states go together.
    sets: Vec<Sets>,
    /// Rates handled.
    work: usize,
}

impl Solver {
    fn cycle(&mut self, flow: &Flow, shares: &mut [f64], level: usize) {
        if flow.states() <= MOST_COARSE {
            self.work += flow.states().pow(3) / 3;
            if let Some(found) = eliminate(flow) {
                for (share, found) in shares.iter_mut().zip(found) {
                    *share = found.max(LEAST);
                }
                return;
            }
        }
        self.sweep(flow, shares);
        if self.sets.len() <= level {
            self.sets.push(Sets::new(flow, shares));
            self.work += flow.entries();
        }
        let sets = self.sets[level].clone();
        if sets.count * 10 < flow.states() * 9 {
            self.work += flow.entries() + flow.states();
            let sums = sets.sums(shares);
            let coarse = flow.aggregated(&sets.of, &sums, shares);
            let mut found = sums.clone();
            normalise(&mut found);
            // Coarse chains are cheap, and the better they are solved the fewer cycles it takes.
            for _ in 0..if level == 0 { 1 } else { 2 } {
                self.cycle(&coarse, &mut found, level + 1);
            }
            for (share, &set) in shares.iter_mut().zip(&sets.of) {
                *share = (*share * (found[set as usize] / sums[set as usize])).max(LEAST);
            }
        }
        self.sweep(flow, shares);
    }

    /// One sweep away from the first state and one back.
    fn sweep(&mut self, flow: &Flow, shares: &mut [f64]) {
        self.work += 2 * (flow.entries() + flow.states());
        let states = flow.states();
        for state in (0..states).chain((0..states).rev()) {
            shares[state] = (flow.inflow(state, shares) / flow.out[state]).max(LEAST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_change_is_no_small_error() {
        assert_eq!(error(&[1e-13, 1e-13]), f64::INFINITY);
        assert_eq!(error(&[3e-13, 2e-13, 2e-13]), f64::INFINITY);
        assert!((error(&[1e-10, 1e-11, 1e-12]) / (1e-12 / 9.0) - 1.0).abs() < 1e-9);
        assert!(error(&[1e-10, 0.999e-10, 0.998e-10]) > 1e-8);
        assert_eq!(error(&[1e-15, 2e-15, 1e-15]), 0.0);
    }

    /// Random walks on two lattices that one hardly ever leaves for the other: as product and by balance, known apart.
    #[test]
    fn two_halves_that_hardly_meet() {
        let side = 30u32;
        let half = side * side;
        let rare = [1e-14, 3e-14];
        let mut rows: Vec<Vec<(u32, f64)>> = Vec::new();
        for state in 0..2 * half {
            let (h, x, y) = (state / half, state % half % side, state % half / side);
            let mut row = Vec::new();
            let at = |x: u32, y: u32| h * half + y * side + x;
            // Up at rate 0.3 and down at 1 in each direction.
            if x > 0 {
                row.push((at(x - 1, y), 1.0));
            }
            if x + 1 < side {
                row.push((at(x + 1, y), 0.3));
            }
            if y > 0 {
                row.push((at(x, y - 1), 1.0));
            }
            if y + 1 < side {
                row.push((at(x, y + 1), 0.3));
            }
            row.push(((1 - h) * half + y * side + x, rare[h as usize]));
            rows.push(row);
        }
        let service: Vec<Service> = (0..2 * half)
            .map(|state| {
                if state < half {
                    Service::Up
                } else {
                    Service::Down
                }
            })
            .collect();
        let shares = stationary(&Flow::new(&rows), &service).unwrap();
        let geometric: f64 = (0..side).map(|x| 0.3f64.powi(x as i32)).sum();
        let mut off = [0.0; 2];
        for (state, share) in (0..2 * half).zip(shares) {
            let (h, x, y) = (state / half, state % half % side, state % half / side);
            let of_half = 0.3f64.powi((x + y) as i32) / geometric.powi(2);
            off[h as usize] += (share / [0.75, 0.25][h as usize] - of_half).abs();
        }
        assert!(off[0].max(off[1]) < 1e-11, "{off:?}");
    }
}
