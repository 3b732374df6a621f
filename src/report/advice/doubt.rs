//! What the answer rests on: numbers nobody knows well, steps whose order is not certain, and what no design reduces.

use super::{Talk, listed};
use crate::{
    answer::{RegionResult, RestsOn},
    report::{kinds::by_kind, measurable, words},
};

/// A rate is not known well when its 95 % point is so many times its 5 % point.
const WIDE: f64 = 5.0;
/// What is such a share of a saving, or of the downtime that is left, is worth a sentence.
const MUCH: f64 = 0.25;
/// More kinds than these are counted, not named.
const MOST_NAMED: usize = 4;

/// The band of the price from which a design is cheaper in total than the one before.
pub(super) struct Band {
    name: String,
    low: f64,
    high: f64,
}

impl Band {
    fn of(region: &RegionResult) -> Option<Self> {
        let [low, high] = region.from_band90?;
        Some(Self {
            name: words::plain(&region.architecture),
            low: low.unwrap_or(f64::INFINITY),
            high: high.unwrap_or(f64::INFINITY),
        })
    }
}

impl Talk<'_> {
    /// The number that the next step depends on: the most decisive one where worlds were drawn, else the largest cause of its
    /// saving of which little is known.
    pub(super) fn thin_ground(&self) -> Option<String> {
        if let Some(uncertainty) = self.doubted() {
            let row = uncertainty.tornado.first()?;
            let step = uncertainty.question.to.as_ref()?;
            return Some(format!(
                "The number to measure next is {}, {}: {} pays {}, depending on it.",
                measurable::subject(row),
                measurable::range(row),
                words::plain(step),
                measurable::prices(row, &self.results.currency),
            ));
        }
        let (region, reason) = self.thin()?;
        let spread = reason.rate_spread?;
        let judged = if reason.is_judgement {
            ", by judgement"
        } else {
            ""
        };
        let log = if reason.is_own {
            " Your own incident log would tell more."
        } else {
            ""
        };
        Some(format!(
            "Thin ground: {} of what {} saves is owed to {}, and how often that happens is known only to within a factor of {}{judged}.{log}",
            words::percent(reason.share.min(1.0)),
            words::plain(&region.architecture),
            words::plain(&reason.kind),
            words::per_year(spread),
        ))
    }

    /// The next design that would pay, else the best, and its largest reason of which little is known.
    fn thin(&self) -> Option<(&RegionResult, &RestsOn)> {
        let decision = &self.results.decision;
        let best = decision.best.as_deref().unwrap_or(&decision.from);
        let unknown = |reason: &&RestsOn| {
            reason.rate_spread.is_some_and(|spread| spread >= WIDE) && reason.share >= MUCH
        };
        let own = decision.regions.iter().filter(|it| it.architecture == best);
        let mut ends = self.later(best).iter().take(1).chain(own);
        ends.find_map(|region| Some((region, region.rests_on.iter().find(unknown)?)))
    }

    /// A design of which nobody can say whether it pays at the plan's price.
    pub(super) fn astride(&self) -> Option<Band> {
        self.doubted()?;
        let price = self.results.goal.outage_cost?;
        let mut bands = self.results.decision.regions.iter().filter_map(Band::of);
        bands.find(|band| band.low < price && price < band.high)
    }

    /// Whether something pays at the plan's price, where nobody can say.
    pub(super) fn undecided_price(&self) -> Option<String> {
        let band = self.astride()?;
        Some(format!(
            "Whether {} pays at your price is undecidable with what is known: from {} an hour, depending on what the rates really are.",
            band.name,
            self.span(&band)
        ))
    }

    /// Which of several pays first, where nobody can say.
    pub(super) fn undecidable(&self) -> Option<String> {
        self.doubted()?;
        if self.astride().is_some() {
            return None;
        }
        let regions = &self.results.decision.regions;
        let banded: Vec<Band> = regions.iter().filter_map(Band::of).collect();
        // Bands grow with the price: those that overlap are reported together.
        let overlaps = |pair: &[Band]| pair[1].low < pair[0].high;
        let from = banded.windows(2).position(overlaps)?;
        let more = banded[from..].windows(2).take_while(|pair| overlaps(pair));
        let together = &banded[from..=from + more.count()];
        let names: Vec<String> = together.iter().map(|band| band.name.clone()).collect();
        let said = together
            .iter()
            .map(|band| format!("{} from {}", band.name, self.span(band)));
        Some(format!(
            "Which of {} pays first is undecidable with what is known: depending on what the rates really are, {} an hour.",
            listed(&names),
            listed(&said.collect::<Vec<_>>())
        ))
    }

    /// `about $2,600 to about $39,000`.
    fn span(&self, band: &Band) -> String {
        if band.high.is_finite() {
            format!("{} to {}", self.about(band.low), self.about(band.high))
        } else if band.low.is_finite() {
            format!("{} to never", self.about(band.low))
        } else {
            "never on".to_owned()
        }
    }

    /// The share of what is left that no design in the plan reduces.
    pub(super) fn unrelieved(&self) -> Option<String> {
        let decision = &self.results.decision;
        let name = decision.best.as_deref().unwrap_or(self.base());
        let result = self.results.architecture(name)?;
        let kinds = &self.results.unrelieved;
        let share: f64 = result
            .causes
            .iter()
            .filter(|cause| kinds.contains(&cause.kind))
            .map(|cause| cause.share)
            .sum();
        (share >= MUCH).then(|| {
            let mut minutes = by_kind(&result.causes, |cause| cause.minutes_per_year);
            minutes.retain(|(kind, _)| kinds.iter().any(|it| it == kind));
            minutes.sort_by_key(|(kind, _)| kinds.iter().position(|it| it == kind));
            minutes.sort_by(|a, b| b.1.total_cmp(&a.1));
            let mut causing: Vec<String> =
                minutes.iter().map(|(kind, _)| words::plain(kind)).collect();
            let rest = causing.len().saturating_sub(MOST_NAMED);
            causing.truncate(MOST_NAMED);
            if rest > 0 {
                causing.push(format!("{rest} more"));
            }
            format!(
                "Of the downtime that is left with {}, {} is owed to {}, which no design in this plan relieves.",
                words::plain(name),
                words::percent(share),
                listed(&causing)
            )
        })
    }
}
