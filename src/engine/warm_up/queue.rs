//! The memory of a crew: how long its queue takes to settle.

use crate::{
    engine::working_hours,
    topology::{Crew, CrewId, Source},
};

/// A crew's queue.
pub struct Queue<'a> {
    pub crew: &'a Crew,
    /// The work that all its sources bring when they are up, as a share of what it can do.
    pub load: f64,
    /// How long it takes to forget [h].
    pub forgets: f64,
}

impl<'a> Queue<'a> {
    /// That of a crew; `None` if it can be asked for nothing more while it works.
    pub fn new(id: CrewId, crew: &'a Crew, sources: &[(&Source, f64)]) -> Option<Self> {
        let mut its: Vec<(&Source, f64, u32)> = sources
            .iter()
            .filter_map(|(source, struck)| {
                let repair = source.repair.filter(|repair| repair.crew == id)?;
                let fails = source.fails.as_ref().map_or(0.0, |law| 1.0 / law.mean());
                Some((*source, fails + struck, repair.priority))
            })
            .collect();
        let pace = working_hours::pace(crew);
        if its.is_empty() || pace > 0.0 && its.len() <= crew.size as usize {
            return None;
        }
        let rate: f64 = its.iter().map(|source| source.1).sum();
        if rate <= 0.0 {
            return None;
        }
        if pace <= 0.0 {
            return Some(Self {
                crew,
                load: f64::INFINITY,
                forgets: f64::INFINITY,
            });
        }
        its.sort_by_key(|source| source.2);
        let can = pace * f64::from(crew.size);
        let load = |its: &[(&Source, f64, u32)]| -> f64 {
            let each = its
                .iter()
                .map(|(source, rate, _)| rate * source.lasts.mean());
            each.sum::<f64>() / can
        };
        let last = its.last()?.2;
        let before = load(&its[..its.partition_point(|source| source.2 < last)]);
        let load = load(&its);
        let work = load * can / rate / pace;
        let round = its.iter().map(|source| source.0.lasts.mean()).sum::<f64>() / can + work;
        let up = its
            .iter()
            .map(|source| 1.0 / source.1)
            .filter(|it| it.is_finite());
        // Whoever is let wait for ever is in the queue once it has failed.
        let closed = if before < 1.0 {
            round / (1.0 - before)
        } else {
            up.fold(round, f64::max)
        };
        let open = if load < 1.0 {
            work / (1.0 - load.sqrt()).powi(2)
        } else {
            f64::INFINITY
        };
        Some(Self {
            crew,
            load,
            forgets: open.min(closed),
        })
    }
}
