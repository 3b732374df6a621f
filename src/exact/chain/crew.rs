//! Who works on what: repairs that wait for a member of their crew.
//!
//! Lower priority numbers go first, the first to come among equals, and work in progress is not interrupted. The work
//! itself is exponential, so nothing need be known of how far it is.

use super::{
    state::{DOWN, UP, WAITING},
    system::System,
};

impl System {
    /// A source went down, and the outage is felt: work begins, or it joins its crew's queue.
    pub fn begin_outage(&self, state: &mut [u8], source: usize) {
        let Some(repair) = self.sources[source].repair else {
            state[source] = DOWN;
            return;
        };
        let mates = &self.crews[repair.crew].sources;
        let at_work = mates.iter().filter(|&&mate| state[mate] == DOWN).count();
        if at_work < self.crews[repair.crew].size {
            state[source] = DOWN;
            return;
        }
        // Behind all that are as urgent, before all that are less so.
        let goes_first = |mate: usize| {
            state[mate] >= WAITING
                && self.sources[mate]
                    .repair
                    .is_some_and(|other| other.priority <= repair.priority)
        };
        let place = WAITING + mates.iter().filter(|&&mate| goes_first(mate)).count() as u8;
        for &mate in mates {
            if state[mate] >= place {
                state[mate] += 1;
            }
        }
        state[source] = place;
    }

    /// The work on a source is done: whoever worked on it takes the next in the queue.
    pub fn end_outage(&self, state: &mut [u8], source: usize) {
        state[source] = UP;
        if let Some(repair) = self.sources[source].repair {
            for &mate in &self.crews[repair.crew].sources {
                match state[mate] {
                    WAITING => state[mate] = DOWN,
                    waiting if waiting > WAITING => state[mate] -= 1,
                    _ => {}
                }
            }
        }
    }
}
