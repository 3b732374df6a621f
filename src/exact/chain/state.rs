//! A state as a string of bytes: one for each source, then three for each failover group.
//!
//! Short, so that a hundred thousand of them are looked up quickly. A source that waits for a crew holds its place in the
//! queue, so that the queue needs no bytes of its own and alike replicas can change places.

use crate::topology::Phase;

/// A source is up.
pub const UP: u8 = 0;
/// Down and felt, and someone works on it.
pub const DOWN: u8 = 1;
/// Down, but the outage did not reach us.
pub const UNFELT: u8 = 2;
/// Down and felt, first in its crew's queue; the next higher values are the places behind.
pub const WAITING: u8 = 3;

/// Most states of a chain.
pub const MOST_STATES: usize = 50_000;

/// Most sources a state can hold: a place in a queue is one byte.
pub const MOST_SOURCES: usize = 200;

/// Whether what this source takes down is down.
pub fn is_felt(source: u8) -> bool {
    source == DOWN || source >= WAITING
}

/// Most members of a group: each is one byte.
pub const MOST_MEMBERS: usize = 256;

/// The state of a failover group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupState {
    /// The member that serves, or served last.
    pub active: u32,
    /// What the group is doing.
    pub phase: Phase,
}

impl GroupState {
    /// Bytes of a group in a state: the active member, the phase, the member that the phase is about.
    pub const BYTES: usize = 3;

    /// `active` serves.
    pub fn serving(active: u32) -> Self {
        Self {
            active,
            phase: Phase::Serving,
        }
    }

    /// The same active member in another phase.
    pub fn in_phase(self, phase: Phase) -> Self {
        Self { phase, ..self }
    }

    /// Whether the group is up.
    pub fn is_serving(self) -> bool {
        self.phase == Phase::Serving
    }

    /// Reads the group whose bytes begin at `at`.
    pub fn read(state: &[u8], at: usize) -> Self {
        let target = u32::from(state[at + 2]);
        Self {
            active: u32::from(state[at]),
            phase: match state[at + 1] {
                1 => Phase::Detecting,
                2 => Phase::AllDown,
                3 => Phase::Deciding(target),
                4 => Phase::Awaiting(target),
                5 => Phase::Switching(target),
                6 => Phase::Recovering(target),
                7 => Phase::Stuck,
                8 => Phase::FailingBack(target),
                9 => Phase::Botched(target),
                _ => Phase::Serving,
            },
        }
    }

    /// Writes the group whose bytes begin at `at`.
    pub fn write(self, state: &mut [u8], at: usize) {
        state[at] = self.active as u8;
        state[at + 1] = match self.phase {
            Phase::Serving => 0,
            Phase::Detecting => 1,
            Phase::AllDown => 2,
            Phase::Deciding(_) => 3,
            Phase::Awaiting(_) => 4,
            Phase::Switching(_) => 5,
            Phase::Recovering(_) => 6,
            Phase::Stuck => 7,
            Phase::FailingBack(_) => 8,
            Phase::Botched(_) => 9,
        };
        state[at + 2] = self.phase.target().unwrap_or(0) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_survives_its_bytes() {
        let mut state = [0; 4];
        for phase in [
            Phase::Serving,
            Phase::Detecting,
            Phase::AllDown,
            Phase::Deciding(1),
            Phase::Awaiting(1),
            Phase::Switching(1),
            Phase::Recovering(1),
            Phase::Stuck,
            Phase::FailingBack(1),
            Phase::Botched(1),
        ] {
            let group = GroupState::serving(2).in_phase(phase);
            group.write(&mut state, 1);
            assert_eq!(GroupState::read(&state, 1), group);
        }
    }
}
