//! The courses of outages in designs that are looked at together: many have the same source with the same mitigations, whose integrals are
//! worked out once, and so is what one comes to in a scenario.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use super::{
    outage::{Course, Spent},
    team::Team,
    way::Ways,
};
use crate::law::Law;

/// Courses that are kept at most.
const MOST_COURSES: usize = 64;
/// Laws of its length, one a scenario, for which is kept what an outage comes to.
const MOST_LAWS: usize = 64;

/// What makes a course.
#[derive(Debug, PartialEq)]
pub struct Makings {
    /// About the law of the outage's length.
    pub lasts: Law,
    /// The ways that nothing mitigates.
    pub bare: Ways,
    pub teams: Vec<Team>,
    /// How many ways there are.
    pub ways: usize,
}

/// A course, and what was read of it last.
#[derive(Debug)]
pub struct Known {
    makings: Makings,
    course: Course,
    read: Mutex<VecDeque<(Law, Arc<Spent>)>>,
}

/// Courses, each once.
#[derive(Debug, Default)]
pub struct Courses(Mutex<Vec<Arc<Known>>>);

impl Courses {
    /// That of these makings.
    pub fn find(&self, makings: Makings) -> Arc<Known> {
        let known = self.0.lock().ok();
        let same = known.and_then(|all| all.iter().find(|it| it.makings == makings).cloned());
        same.unwrap_or_else(|| {
            let new = Arc::new(Known::new(makings));
            let known = self.0.lock().ok();
            let room = known.filter(|all| all.len() < MOST_COURSES);
            room.into_iter().for_each(|mut all| all.push(new.clone()));
            new
        })
    }
}

impl Known {
    fn new(makings: Makings) -> Self {
        let Makings {
            lasts,
            bare,
            teams,
            ways,
        } = &makings;
        Self {
            course: Course::new(lasts, *bare, teams.clone(), *ways),
            makings,
            read: Mutex::default(),
        }
    }

    /// What an outage comes to whose length has this law.
    pub fn through(&self, lasts: &Law) -> Arc<Spent> {
        let find = |read: &VecDeque<(Law, Arc<Spent>)>| {
            let same = read.iter().find(|it| it.0 == *lasts);
            same.map(|it| it.1.clone())
        };
        if let Some(spent) = self.read.lock().ok().and_then(|read| find(&read)) {
            return spent;
        }
        let spent = Arc::new(self.course.through(lasts));
        if let Ok(mut read) = self.read.lock() {
            if read.len() == MOST_LAWS {
                read.pop_front();
            }
            read.push_back((lasts.clone(), spent.clone()));
        }
        spent
    }
}
