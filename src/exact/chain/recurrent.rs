//! The states that are met again and again; the others are left once and for all and have no share in the steady state.

use super::generate::{Chain, Service};
use crate::exact::obstacle::Obstacle;

/// Only the recurrent states of a chain, numbered breadth first from the earliest of them.
pub fn recurrent(chain: Chain) -> Result<Chain, Obstacle> {
    let states = chain.rows.len();
    let mut back: Vec<Vec<u32>> = vec![Vec::new(); states];
    for (from, row) in chain.rows.iter().enumerate() {
        for step in row {
            back[step.0 as usize].push(from as u32);
        }
    }
    // The last state that none before it is reached from: if any is reached from everywhere, this one is.
    let mut seen = vec![false; states];
    let mut last = 0;
    for state in 0..states {
        if !seen[state] {
            last = state;
            spread(state, &mut seen, |state| back[state].iter().copied());
        }
    }
    let mut seen = vec![false; states];
    spread(last, &mut seen, |state| back[state].iter().copied());
    if seen.contains(&false) {
        return Err(Obstacle::SeveralEnds);
    }
    let mut seen = vec![false; states];
    let forward = |state: usize| chain.rows[state].iter().map(|step| step.0);
    spread(last, &mut seen, forward);
    let first = seen.iter().position(|&seen| seen).unwrap_or(last);
    let mut seen = vec![false; states];
    let order = spread(first, &mut seen, forward);
    let mut number = vec![0; states];
    for (new, &old) in order.iter().enumerate() {
        number[old as usize] = new as u32;
    }
    let renumbered = |old: &u32| {
        let mut row: Vec<(u32, f64)> = chain.rows[*old as usize]
            .iter()
            .map(|step| (number[step.0 as usize], step.1))
            .collect();
        row.sort_unstable_by_key(|step| step.0);
        row
    };
    let service: Vec<Service> = order
        .iter()
        .map(|&old| chain.service[old as usize])
        .collect();
    let rows = order.iter().map(renumbered).collect();
    let lost = order.iter().map(|&old| chain.lost[old as usize]);
    let lost = lost.collect();
    let mut known = chain.states;
    let states = order
        .iter()
        .map(|&old| std::mem::take(&mut known[old as usize]));
    Ok(Chain {
        rows,
        service,
        states: states.collect(),
        lost,
    })
}

/// All states reached from one that have not been seen, in the order of their distance.
fn spread<I: Iterator<Item = u32>>(
    from: usize,
    seen: &mut [bool],
    next: impl Fn(usize) -> I,
) -> Vec<u32> {
    let mut order = vec![from as u32];
    seen[from] = true;
    let mut done = 0;
    while let Some(&state) = order.get(done) {
        done += 1;
        for next in next(state as usize) {
            if !std::mem::replace(&mut seen[next as usize], true) {
                order.push(next);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(steps: &[(u32, u32)], states: usize) -> Chain {
        let mut rows = vec![Vec::new(); states];
        for &(from, to) in steps {
            rows[from as usize].push((to, f64::from(from + 1)));
        }
        Chain {
            rows,
            service: vec![Service::Up; states],
            states: vec![Box::default(); states],
            lost: vec![0.0; states],
        }
    }

    #[test]
    fn what_is_left_for_good_is_left_out() {
        let found = recurrent(chain(&[(0, 1), (1, 2), (2, 1), (0, 2)], 3)).unwrap();
        assert_eq!(found.rows, [vec![(1, 2.0)], vec![(0, 3.0)]]);
        let found = recurrent(chain(&[(0, 1), (1, 0), (1, 2)], 3)).unwrap();
        assert_eq!(found.rows, [vec![]]);
    }

    #[test]
    fn two_ends_are_no_steady_state() {
        let found = recurrent(chain(&[(0, 1), (0, 2)], 3));
        assert_eq!(found.err(), Some(Obstacle::SeveralEnds));
    }
}
