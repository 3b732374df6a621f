//! All states that can be reached from the one with everything up, breadth first, and the rates between them.

use std::collections::HashMap;

use super::{canonical::Symmetry, event::Branch, state::MOST_STATES, system::System};
use crate::exact::{hashing::Mixed, merge::merge, obstacle::Obstacle};

/// Most transitions of a chain.
const MOST_TRANSITIONS: usize = 1_000_000;
/// Most bytes handled while it is generated: well under a second.
const MOST_BYTES: usize = 150_000_000;

/// A Markov chain in continuous time.
#[derive(Debug, Default)]
pub struct Chain {
    /// Per state, other states and the rates of going there [1/h]; each once, in order.
    pub rows: Vec<Vec<(u32, f64)>>,
    /// Per state, how the service fares.
    pub service: Vec<Service>,
    /// The states themselves.
    pub states: Vec<Box<[u8]>>,
    /// Per state, data lost by moves to another member [h of writing per h].
    pub lost: Vec<f64>,
}

/// How the service fares in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// It is up.
    Up,
    /// It is down, but enough is up to serve: only nobody does.
    FailingOver,
    /// It is down.
    Down,
}

impl Service {
    /// Whether it is up.
    pub fn is_up(self) -> bool {
        self == Self::Up
    }
}

/// Walks through all states.
pub fn generate(system: &System) -> Result<Chain, Obstacle> {
    let too_many = Obstacle::TooManyStates {
        states: MOST_STATES,
    };
    let symmetry = Symmetry::new(system);
    if symmetry.log_states(system) > (MOST_STATES as f64).ln() {
        return Err(too_many);
    }
    let mut walk = Walk {
        symmetry,
        known: HashMap::default(),
        states: Vec::new(),
    };
    let (state, up) = system.all_up();
    let seen = system.seen(&state, &up);
    for branch in system.settle(vec![Branch::new(state, 1.0)], &seen)? {
        walk.number(branch.state);
    }
    let nodes = system.matters.iter().filter(|matters| **matters).count();
    let mut chain = Chain::default();
    let (mut transitions, mut bytes) = (0, 0);
    while let Some(state) = walk.states.get(chain.rows.len()).cloned() {
        let up = system.up(&state);
        let mut row: Vec<(u32, f64)> = Vec::new();
        let mut lost = 0.0;
        system.events(&state, &up, &mut |rate, branches| {
            bytes += branches.len() * (state.len() + nodes);
            for next in branches {
                row.push((walk.number(next.state), rate * next.chance));
                lost += rate * next.chance * next.lost;
            }
        })?;
        let here = chain.rows.len() as u32;
        row.retain(|step| step.0 != here && step.1 > 0.0);
        merge(&mut row);
        transitions += row.len();
        if walk.states.len() > MOST_STATES || transitions > MOST_TRANSITIONS || bytes > MOST_BYTES {
            return Err(too_many);
        }
        chain.rows.push(row);
        chain.lost.push(lost);
        chain.service.push(if up[system.root] {
            Service::Up
        } else if !system.groups.is_empty() && system.holds_ideally(&state) {
            Service::FailingOver
        } else {
            Service::Down
        });
    }
    chain.states = walk.states;
    Ok(chain)
}

struct Walk {
    symmetry: Symmetry,
    known: HashMap<Box<[u8]>, u32, Mixed>,
    states: Vec<Box<[u8]>>,
}

impl Walk {
    /// The number of a state, a new one if it is new.
    fn number(&mut self, mut state: Vec<u8>) -> u32 {
        self.symmetry.order(&mut state);
        if let Some(&number) = self.known.get(&state[..]) {
            return number;
        }
        let number = self.states.len() as u32;
        let state = state.into_boxed_slice();
        self.states.push(state.clone());
        self.known.insert(state, number);
        number
    }
}
