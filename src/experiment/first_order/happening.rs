//! What happens when a source goes down: its outage, and those of all that it strikes.

use crate::{
    engine::{Generator, Outage, Process, Sampler},
    topology::{SourceId, Strikes},
};

/// An outage and all that it brings about.
#[derive(Debug, Clone, Default)]
pub struct Happening {
    /// Which source of the plan is down, and when.
    pub outages: Vec<(u32, Outage)>,
    /// When the last of them is over [h].
    pub end: f64,
}

impl Happening {
    /// The same without what cannot be: a source that is down already neither fails nor is struck.
    pub fn after(mut self, first: &Self) -> Self {
        self.outages.retain(|(source, outage)| {
            let mut before = first.outages.iter().filter(|it| it.0 == *source);
            !before.any(|(_, first)| first.start <= outage.start && outage.start < first.end)
        });
        self
    }

    /// Each of its outages apart from the others.
    pub fn apart(&self) -> impl Iterator<Item = Self> + '_ {
        self.outages.iter().map(|outage| Self {
            outages: vec![*outage],
            end: outage.1.end,
        })
    }
}

/// Draws happenings of one architecture.
#[derive(Debug)]
pub struct Happenings<'a> {
    pub processes: &'a [Process],
    pub strikes: &'a Strikes,
}

impl Happenings<'_> {
    /// A source goes down at hour `start`, for `length` [h].
    pub fn draw(
        &self,
        source: SourceId,
        start: f64,
        length: f64,
        generator: &mut Generator,
    ) -> Happening {
        let mut happening = Happening {
            outages: Vec::new(),
            end: start,
        };
        let cause = source.index() as u32;
        let mut open = vec![(source, length)];
        while let Some((source, length)) = open.pop() {
            let process = &self.processes[source.index()];
            // A shock is an instant; only those it strikes are down.
            if !process.is_shock {
                happening.outages.push((
                    source.index() as u32,
                    Outage {
                        start,
                        end: start + length,
                        ordinal: 0,
                        reaches: true,
                        cause,
                    },
                ));
                happening.end = happening.end.max(start + length);
            }
            for &(struck, chance) in self.strikes.get(&source).into_iter().flatten() {
                let strikes = chance >= 1.0 || generator.unit() < chance;
                let is_down = |it: &(u32, Outage)| it.0 == struck.index() as u32;
                if strikes && !happening.outages.iter().any(is_down) {
                    let lasts: &Sampler = &self.processes[struck.index()].lasts;
                    open.push((struck, lasts.at(generator.unit())));
                }
            }
        }
        happening
    }
}
