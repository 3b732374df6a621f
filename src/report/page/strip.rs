//! The strip of prices: from left to right the price of an hour, by its logarithm, and on it which design is the cheapest in total.

use crate::{
    answer::{RegionResult, Results},
    report::words,
};
use serde::Serialize;

/// Colours that tell pieces apart in `page.css`.
const COLOURS: usize = 2;
/// Most prices that are named below.
const MOST_TICKS: usize = 8;
/// A piece narrower than this [%] has no room for its number.
const NARROW: f64 = 2.0;

/// The strip.
pub(super) struct Strip {
    /// Its least and its greatest price, as logarithms to base 10.
    ends: (f64, f64),
}

/// The prices at which one design is the cheapest.
#[derive(Debug, Serialize)]
pub(super) struct Piece {
    /// As in the table below.
    number: String,
    colour: usize,
    /// Left edge and width [%].
    left: f64,
    width: f64,
}

/// A price below the strip.
#[derive(Debug, Serialize)]
pub(super) struct Tick {
    at: f64,
    /// Its class in `page.css` where half of it would stand beside the strip.
    side: &'static str,
    label: String,
}

/// A power of ten, short: `$1`, `$100k`, `$10M`.
fn label(price: f64, currency: &str) -> String {
    let units = [(1e9, " billion"), (1e6, "M"), (1e3, "k")];
    let unit = units.into_iter().find(|(unit, _)| price >= *unit);
    let (unit, letter) = unit.unwrap_or((1.0, ""));
    format!("{}{letter}", words::money_stated(price / unit, currency))
}

impl Strip {
    /// Over all prices that were gone through; `None` where one design is the cheapest at any price.
    pub(super) fn new(results: &Results) -> Option<Self> {
        if results.decision.regions.len() < 2 {
            return None;
        }
        let priced = &results.decision.priced;
        let (first, last) = priced.first().zip(priced.last())?;
        let ends = (first.price.log10(), last.price.log10());
        (ends.0 < ends.1).then_some(Self { ends })
    }

    /// Where a price is [%].
    pub(super) fn at(&self, price: f64) -> f64 {
        if price <= 0.0 {
            return 0.0;
        }
        let share = (price.log10() - self.ends.0) / (self.ends.1 - self.ends.0);
        (1e4 * share.clamp(0.0, 1.0)).round() / 100.0
    }

    /// A piece for each region; what lies beyond the strip has none.
    pub(super) fn pieces(&self, regions: &[RegionResult]) -> Vec<Piece> {
        let pieces = regions.iter().enumerate().map(|(index, region)| {
            let left = self.at(region.from);
            let width = region.to.map_or(100.0, |to| self.at(to)) - left;
            Piece {
                number: if width < NARROW {
                    String::new()
                } else {
                    (index + 1).to_string()
                },
                colour: index % COLOURS,
                left,
                width: (100.0 * width).round() / 100.0,
            }
        });
        pieces.filter(|piece| piece.width > 0.0).collect()
    }

    /// Powers of ten.
    pub(super) fn ticks(&self, currency: &str) -> Vec<Tick> {
        let (first, last) = (self.ends.0.ceil() as i32, self.ends.1.floor() as i32);
        let every = (last - first) as usize / MOST_TICKS + 1;
        let powers = (first..=last).step_by(every);
        let tick = |power: i32| {
            let price = 10.0_f64.powi(power);
            let at = self.at(price);
            Tick {
                at,
                side: match at {
                    at if at < 1.0 => "first",
                    at if at > 99.0 => "last",
                    _ => "",
                },
                label: label(price, currency),
            }
        };
        powers.map(tick).collect()
    }
}
