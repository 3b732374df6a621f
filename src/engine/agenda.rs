//! What is due because of the state of the service: timers, by time and, at one time, in the order they were set.

use super::rank;
use crate::topology::GroupId;
use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

/// Something due at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// A group's next step, unless it has moved on since (another token).
    Step { group: GroupId, token: u32 },
    /// A group's return to a more preferred member, likewise.
    Failback { group: GroupId, token: u32 },
    /// A lost site no longer gets requests, likewise.
    Drained { site: u32, token: u32 },
    /// A dynamic source fails, unless it has moved on since.
    Fails { source: u32, token: u32 },
    /// What its repair takes went down or came back, likewise.
    Repairable { source: u32, token: u32 },
    /// Its repair is done, likewise.
    Repaired { source: u32, token: u32 },
    /// A channel of it begins to feel its outage, unless that is over.
    Felt {
        channel: u32,
        source: u32,
        token: u32,
    },
    /// A channel of it ceases to, likewise.
    Relieved {
        channel: u32,
        source: u32,
        token: u32,
    },
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// The rank of the time, and behind it how many were set before: no two are alike.
    order: u128,
    due: Due,
}

/// A queue of timers.
#[derive(Debug, Default)]
pub struct Agenda {
    heap: BinaryHeap<Reverse<Entry>>,
    epoch: u64,
}

impl Clone for Agenda {
    fn clone(&self) -> Self {
        Self {
            heap: self.heap.clone(),
            epoch: self.epoch,
        }
    }

    /// Into the room that is there already.
    fn clone_from(&mut self, other: &Self) {
        self.heap.clone_from(&other.heap);
        self.epoch = other.epoch;
    }
}

impl Agenda {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.heap.clear();
        self.epoch = 0;
    }

    /// Drops all timers that are not `wanted`.
    pub fn retain(&mut self, wanted: impl Fn(Due) -> bool) {
        self.heap.retain(|entry| wanted(entry.0.due));
    }

    /// Sets a timer for hour `at`.
    pub fn set(&mut self, at: f64, due: Due) {
        let order = u128::from(rank::rank(at)) << 64 | u128::from(self.epoch);
        self.heap.push(Reverse(Entry { order, due }));
        self.epoch += 1;
    }

    /// When the next timer is due [h]; infinite where none is.
    #[inline]
    pub fn next_at(&self) -> f64 {
        let next = self.heap.peek();
        next.map_or(f64::INFINITY, |entry| {
            rank::time((entry.0.order >> 64) as u64)
        })
    }

    /// Takes the next timer.
    pub fn take(&mut self) -> Option<Due> {
        self.heap.pop().map(|entry| entry.0.due)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order.cmp(&other.order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timers_come_by_time_and_then_in_the_order_they_were_set() {
        let mut agenda = Agenda::default();
        let due = |site| Due::Drained { site, token: 0 };
        for (at, site) in [(2.0, 0), (1.0, 1), (2.0, 2), (1.0, 3)] {
            agenda.set(at, due(site));
        }
        let order: Vec<_> = std::iter::from_fn(|| agenda.take()).collect();
        assert_eq!(order, [due(1), due(3), due(0), due(2)]);
    }
}
