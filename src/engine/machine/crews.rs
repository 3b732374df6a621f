//! Repair crews at work: a queue for each.

use crate::{
    engine::{stream::Key, working_hours},
    topology::Crew,
};

/// All crews in one architecture's life.
#[derive(Debug)]
pub struct Crews<'a> {
    crews: &'a [Crew],
    queues: Vec<Queue>,
    /// How far into the week the year begins [h].
    monday: f64,
}

/// Who works and who waits.
#[derive(Debug, Clone)]
struct Queue {
    /// Members with nothing to do.
    free: u32,
    /// Who waits: priority, order of arrival, local source.
    waiting: Vec<(u32, u32, u32)>,
    arrivals: u32,
}

impl<'a> Crews<'a> {
    /// All free.
    pub fn new(crews: &'a [Crew]) -> Self {
        Self {
            crews,
            queues: crews.iter().map(Queue::new).collect(),
            monday: 0.0,
        }
    }

    /// Everybody is free again, at the beginning of this life.
    pub fn clear(&mut self, life: Key, stationary: bool) {
        for (queue, crew) in self.queues.iter_mut().zip(self.crews) {
            queue.clear(crew);
        }
        self.monday = working_hours::monday(life, stationary);
    }

    /// Takes over the state of other crews of the same circuit.
    pub fn copy(&mut self, other: &Self) {
        self.queues.clone_from(&other.queues);
        self.monday = other.monday;
    }

    /// Takes a member of a crew for `source`, or puts it into the queue; whether work begins now.
    pub fn ask(&mut self, crew: u32, source: u32, priority: u32) -> bool {
        self.queues[crew as usize].ask(source, priority)
    }

    /// A member of a crew is done; who is next, if anybody waits.
    pub fn done(&mut self, crew: u32) -> Option<u32> {
        self.queues[crew as usize].done()
    }

    /// The work that a crew does from one hour to another [h at full speed].
    pub fn done_between(&self, crew: u32, from: f64, to: f64) -> f64 {
        working_hours::done(&self.crews[crew as usize], from, to, self.monday)
    }

    /// The hour at which a crew that begins at `from` has done `work` hours at full speed; infinite where it never works.
    pub fn finish(&self, crew: u32, from: f64, work: f64) -> f64 {
        working_hours::finish(&self.crews[crew as usize], from, work, self.monday)
    }
}

impl Queue {
    fn new(crew: &Crew) -> Self {
        Self {
            free: crew.size,
            waiting: Vec::new(),
            arrivals: 0,
        }
    }

    fn clear(&mut self, crew: &Crew) {
        self.free = crew.size;
        self.waiting.clear();
        self.arrivals = 0;
    }

    fn ask(&mut self, source: u32, priority: u32) -> bool {
        if self.free > 0 {
            self.free -= 1;
            return true;
        }
        self.waiting.push((priority, self.arrivals, source));
        self.arrivals += 1;
        false
    }

    fn done(&mut self) -> Option<u32> {
        let next = (0..self.waiting.len()).min_by_key(|&index| self.waiting[index]);
        match next {
            Some(index) => Some(self.waiting.swap_remove(index).2),
            None => {
                self.free += 1;
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_goes_by_priority_then_by_arrival() {
        let mut queue = Queue::new(&Crew {
            name: "office".to_owned(),
            size: 1,
            hours: None,
        });
        assert!(queue.ask(0, 5));
        for (source, priority) in [(1, 2), (2, 1), (3, 1), (4, 0)] {
            assert!(!queue.ask(source, priority));
        }
        let order: Vec<Option<u32>> = (0..5).map(|_| queue.done()).collect();
        assert_eq!(order, [Some(4), Some(2), Some(3), Some(1), None]);
        assert!(queue.ask(9, 0));
    }
}
