//! A design in the search: what is known of it so far.

use std::sync::Arc;

use super::found::Design;
use crate::{
    build::Picks,
    decide::Misses,
    experiment::{Foreseen, Losses, Valuation, World},
    topology::{Goal, Table, Unknown, UnknownId},
};

/// What became of a design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is decided.
    Open,
    /// It was valued in all scenarios.
    Valued,
    /// A cheaper one is surely not worse.
    Bounded,
    /// A cheaper one is not worse, by paired differences.
    Differs,
}

/// The scenarios of designs that were read together.
#[derive(Debug)]
pub struct Worlds {
    /// What is wanted of each of them.
    pub goal: Goal,
    /// The numbers that nobody knows exactly.
    pub unknowns: Table<UnknownId, Unknown>,
    /// What they are in each scenario.
    pub all: Vec<World>,
}

/// A design in the search.
#[derive(Debug)]
pub struct Entry {
    /// One option of each choice.
    pub picks: Picks,
    /// The bill of a month [currency].
    pub cost: f64,
    /// How it is valued; `None` where lives must do it.
    pub valuation: Option<Valuation>,
    pub worlds: Arc<Worlds>,
    /// Roughly what it loses in all scenarios [min a year]; what it loses is compared with it.
    pub rough: Vec<f32>,
    /// The mean of that over all that is believed [min a year].
    pub rough_mean: f64,
    /// By how much it is more than over the scenarios.
    pub off: Losses,
    /// What it loses in the first scenarios.
    pub drawn: Vec<Losses>,
    /// The error of its mean losses [min a year], where lives found them.
    pub error: f64,
    pub verdict: Verdict,
    /// Where it is ruled out, the least that its expected time not served may be [min a year]: that of the rival that is not worse.
    pub least: f64,
    /// What of the goal it misses beside the availability of all requests, once it was asked.
    pub misses: Option<Misses>,
}

impl Entry {
    /// A design in its first scenarios, nothing decided; without scenarios, as it is written.
    pub fn new(
        (picks, cost): (Picks, f64),
        (valuation, worlds): (Option<Valuation>, Arc<Worlds>),
        (foreseen, mut drawn): (Foreseen, Vec<Losses>),
    ) -> Self {
        if worlds.all.is_empty() {
            drawn.extend(valuation.as_ref().map(Valuation::as_written));
        }
        let rough = foreseen.each.iter().map(|it| it.unserved() as f32);
        let is_whole = valuation.as_ref().is_some_and(Valuation::is_complete)
            && drawn.len() == worlds.all.len().max(1);
        Self {
            picks,
            cost,
            valuation,
            worlds,
            off: foreseen.off(),
            rough_mean: foreseen.mean.unserved(),
            rough: rough.collect(),
            drawn,
            error: 0.0,
            verdict: if is_whole {
                Verdict::Valued
            } else {
                Verdict::Open
            },
            least: 0.0,
            misses: None,
        }
    }

    /// In how many scenarios it is valued in the end; in one, as written, where there are none.
    pub fn scenarios(&self) -> usize {
        self.worlds.all.len().max(1)
    }

    /// Values it in more scenarios, up to so many; whether that was possible. Before it is valued in all, what outages that overlap
    /// add is found out; where that cannot be computed, lives must value it.
    pub fn draw(&mut self, up_to: usize) -> bool {
        let all = self.scenarios();
        let up_to = up_to.min(all);
        if up_to == all {
            self.complete();
        }
        let Some(valuation) = &self.valuation else {
            return false;
        };
        let from = self.drawn.len();
        if from >= up_to {
            return true;
        }
        if self.worlds.all.is_empty() || valuation.is_certain() {
            self.drawn.resize(up_to, valuation.as_written());
            return true;
        }
        let more = &self.worlds.all[from..up_to];
        let Some(more) = valuation.in_worlds(&self.worlds.unknowns, more) else {
            return false;
        };
        self.drawn.extend(more);
        true
    }

    /// Finds out what outages that overlap add; where that cannot be computed, lives must value it.
    pub fn complete(&mut self) {
        let drawn = &mut self.drawn;
        self.valuation
            .take_if(|valuation| !valuation.complete(drawn));
    }

    /// Whether that is still to be found out.
    pub fn is_apart(&self) -> bool {
        self.valuation.as_ref().is_some_and(|it| !it.is_complete())
    }

    /// Time not served in the first scenarios [min a year].
    pub fn unserved(&self) -> impl Iterator<Item = f64> + '_ {
        self.drawn.iter().map(Losses::unserved)
    }

    /// What it is expected to lose, valued in full: the mean over the scenarios, put right by what was foreseen there.
    pub fn expected(&self) -> Losses {
        Losses::mean(&self.drawn).put_right(self.off)
    }

    /// Its expected time not served [min a year], valued in full.
    pub fn mean(&self) -> f64 {
        self.expected().unserved()
    }

    /// Its expected time not served [min a year], by what its first scenarios are more than was roughly expected of them.
    pub fn estimate(&self) -> Option<f64> {
        let count = self.drawn.len();
        if count == 0 {
            return None;
        }
        let residuals = self.beyond(self.unserved()).sum::<f64>() / count as f64;
        Some(self.rough_mean + residuals)
    }

    /// Time that it surely does not serve in the first scenarios [min a year].
    pub fn at_least(&self) -> impl Iterator<Item = f64> + '_ {
        self.drawn.iter().map(|losses| {
            let valuation = self.valuation.as_ref();
            valuation.map_or_else(|| losses.unserved(), |it| it.at_least(losses))
        })
    }

    /// What these are beyond what was roughly expected [min a year].
    pub fn beyond<'a>(
        &'a self,
        of: impl Iterator<Item = f64> + 'a,
    ) -> impl Iterator<Item = f64> + 'a {
        let rough = self.rough.iter().map(|&it| f64::from(it));
        of.zip(rough.chain(std::iter::repeat(0.0)))
            .map(|(real, rough)| real - rough)
    }

    /// Cost, and what is expected of it by what is known so far [min a year].
    pub fn seen(&self) -> Option<(f64, f64)> {
        Some((self.cost, self.estimate()?.max(0.0)))
    }

    /// What was valued in full.
    pub fn into_design(self) -> Option<Design> {
        if self.verdict != Verdict::Valued {
            return None;
        }
        Some(Design {
            expected: self.expected(),
            picks: self.picks,
            cost: self.cost,
            drawn: self.drawn,
            error: self.error,
            misses: self.misses,
        })
    }
}
