//! A state as a string of bytes: one for each source, then three for each failover group.
//!
//! Short, so that a hundred thousand of them are looked up quickly. A source that waits for a crew holds its place in the
//! queue, so that the queue needs no bytes of its own and alike replicas can change places.

/// A source is up.
pub const UP: u8 = 0;
/// Down and felt, and someone works on it.
pub const DOWN: u8 = 1;
/// Down, but the outage did not reach us.
pub const UNFELT: u8 = 2;
/// Down and felt, first in its crew's queue; the next higher values are the places behind.
pub const WAITING: u8 = 3;

/// Most sources a state can hold: places in a queue are told by one byte.
pub const MOST_SOURCES: usize = 200;

/// Whether what this source takes down is down.
pub fn is_felt(source: u8) -> bool {
    source == DOWN || source >= WAITING
}

/// What a group is about; the member it is about is told beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Phase {
    /// The active member serves.
    Serving,
    /// Nobody has noticed the loss of the active member yet.
    Detecting,
    /// Nothing is up to move to.
    Bereft,
    /// Whether to move to the target.
    Deciding,
    /// Waiting for what the target requires.
    Awaiting,
    /// The target starts up.
    Switching,
    /// The switch did not work, and somebody sees to it.
    Recovering,
    /// The switch did not work, and only the active member's return will help.
    Stuck,
    /// Moving back to a more preferred member.
    Returning,
}

const PHASES: [Phase; 9] = [
    Phase::Serving,
    Phase::Detecting,
    Phase::Bereft,
    Phase::Deciding,
    Phase::Awaiting,
    Phase::Switching,
    Phase::Recovering,
    Phase::Stuck,
    Phase::Returning,
];

/// Where a group stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The member that serves, or served last.
    pub active: u8,
    /// What it is about.
    pub phase: Phase,
    /// The member it is about; 0 where there is none.
    pub target: u8,
}

impl Standing {
    /// `active` serves.
    pub fn serving(active: u8) -> Self {
        Self {
            active,
            phase: Phase::Serving,
            target: 0,
        }
    }

    /// The same active member, about something else.
    pub fn about(self, phase: Phase, target: u8) -> Self {
        Self {
            phase,
            target,
            ..self
        }
    }

    /// Whether the group is up.
    pub fn is_serving(self) -> bool {
        self.phase == Phase::Serving
    }

    /// Bytes of a group in a state.
    pub const BYTES: usize = 3;

    /// Reads the group whose bytes begin at `at`.
    pub fn read(state: &[u8], at: usize) -> Self {
        Self {
            active: state[at],
            phase: PHASES[usize::from(state[at + 1]) % PHASES.len()],
            target: state[at + 2],
        }
    }

    /// Writes the group whose bytes begin at `at`.
    pub fn write(self, state: &mut [u8], at: usize) {
        state[at] = self.active;
        state[at + 1] = self.phase as u8;
        state[at + 2] = self.target;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_survives_its_bytes() {
        let mut state = [0; 4];
        for phase in PHASES {
            let standing = Standing::serving(2).about(phase, 1);
            standing.write(&mut state, 1);
            assert_eq!(Standing::read(&state, 1), standing);
        }
    }
}
