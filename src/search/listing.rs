//! From rooms to designs that are valued as written, on all cores: each reads the plan for itself.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use rayon::prelude::*;

use super::{
    entry::{Entry, Worlds},
    found::{Effort, Step},
    room::Room,
    rooms::{Group, Rooms},
};
use crate::{
    bill::bill,
    build::{Picks, Space},
    catalog::Catalog,
    diagnostic::{Diagnostic, SourceText},
    experiment::{Foreseen, Valuation, times_down, worlds},
};

/// More designs than these are not looked at one by one.
const MOST_LISTED: f64 = 50_000.0;
/// Where it is stopped before any is, no more than these.
const MOST_LATE: f64 = 256.0;
/// Scenarios in which each is valued at once.
const FIRST: usize = 16;
/// Designs that are read together.
const TOGETHER: usize = 64;

/// A plan, and the prices under it.
pub type Plan<'a> = (&'a SourceText, &'a Catalog);

/// Designs that were read together, or why they could not be, and how many these are.
type Batch = Result<Vec<Entry>, (String, f64)>;

/// Why designs could not be read, and how many.
pub type Refused = Vec<(String, f64)>;

/// Reads all rooms, in their order.
pub fn read(
    (source, catalog): Plan<'_>,
    effort: Effort,
    rooms: &Rooms,
    observe: &(dyn Fn(Step) + Sync),
    stop: &AtomicBool,
) -> (Vec<Room>, Refused) {
    let done = AtomicUsize::new(0);
    let within = &rooms.within;
    let each = rooms.all.par_iter().map_init(
        || Space::open(source, catalog).ok(),
        |space, base| {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let room = Room::read(space.as_ref()?, catalog, effort, (base, rooms), stop);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            observe(Step::Rooms(done, rooms.all.len()));
            Some(room)
        },
    );
    let each: Vec<Option<Result<Room, Vec<Diagnostic>>>> = each.collect();
    let count: f64 = within.iter().map(|it| it.options.len() as f64).product();
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for room in each.into_iter().flatten() {
        match room {
            Ok(room) => read.push(room),
            Err(problems) => refused.push((reason(&problems), count)),
        }
    }
    (read, refused)
}

fn reason(problems: &[Diagnostic]) -> String {
    let first = problems.iter().map(|it| it.message.clone()).next();
    first.unwrap_or_else(|| "it cannot be read".to_owned())
}

/// Lists the designs of the rooms and values them as written; those beyond the limit are left open.
pub fn list(
    (source, catalog): Plan<'_>,
    effort: Effort,
    (within, rooms): (&[Group], Vec<Room>),
    observe: &(dyn Fn(Step) + Sync),
    stop: &AtomicBool,
) -> (Vec<Entry>, Refused) {
    // Stopped while rooms were read, it values the best that were found so far.
    let is_late = stop.load(Ordering::Relaxed);
    let mut left = if is_late { MOST_LATE } else { MOST_LISTED };
    let mut batches: Vec<Vec<Picks>> = Vec::new();
    let mut all = 0;
    for room in rooms {
        // Of one whose best are not known it is the first.
        let is_first = is_late && room.front.is_none();
        let count = if is_first { 1.0 } else { room.listed() };
        if count > left {
            continue;
        }
        left -= count;
        let designs = match is_first {
            true => vec![room.base],
            false => room.designs(within),
        };
        all += designs.len();
        batches.extend(designs.chunks(TOGETHER).map(<[Picks]>::to_vec));
    }
    let done = AtomicUsize::new(0);
    let each = batches.into_par_iter().map_init(
        || Space::open(source, catalog).ok(),
        |space, batch| {
            if stop.load(Ordering::Relaxed) && !is_late {
                return None;
            }
            let count = batch.len();
            let found = entries(space.as_ref()?, catalog, effort, batch);
            let done = done.fetch_add(count, Ordering::Relaxed) + count;
            observe(Step::Valued(done, all));
            Some(found.map_err(|problems| (reason(&problems), count as f64)))
        },
    );
    let each: Vec<Option<Batch>> = each.collect();
    let (mut entries, mut refused) = (Vec::new(), Vec::new());
    for batch in each.into_iter().flatten() {
        match batch {
            Ok(batch) => entries.extend(batch),
            Err(reason) => refused.push(reason),
        }
    }
    (entries, refused)
}

fn entries(
    space: &Space<'_>,
    catalog: &Catalog,
    effort: Effort,
    designs: Vec<Picks>,
) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let topology = space.topology(&designs)?;
    let worlds = worlds(&topology, effort.seed, effort.scenarios);
    let times = times_down(&topology, &worlds);
    let worlds = Arc::new(Worlds {
        goal: topology.goal,
        all: worlds,
        unknowns: topology.unknowns.clone(),
    });
    let each = designs.into_iter().zip(&topology.architectures);
    let first = &worlds.all[..worlds.all.len().min(FIRST)];
    let settings = Arc::default();
    let each = each.map(|(picks, architecture)| {
        let aim = (effort.seed, effort.precision);
        let valued = Valuation::new(&topology, architecture, (aim, &settings), first);
        let (valuation, drawn, charges) = match valued {
            Some((valuation, drawn, charges)) => (Some(valuation), drawn, charges),
            None => (None, Vec::new(), Vec::new()),
        };
        let foreseen = Foreseen::new(&charges, &times, worlds.all.len());
        Entry::new(
            (picks, bill(&topology, architecture, catalog).monthly),
            (valuation, worlds.clone()),
            (foreseen, drawn),
        )
    });
    Ok(each.collect())
}
