//! What the answer rests on: numbers nobody knows well, steps that cannot be told apart, and what no design relieves.

use super::{Talk, listed};
use crate::report::{RegionResult, RestsOn, table::uncertainty, words};

/// A rate is not known well when its 95 % point is so many times its 5 % point.
const WIDE: f64 = 5.0;
/// What is such a share of a saving, or of the downtime that is left, is worth a sentence.
const MUCH: f64 = 0.25;

impl Talk<'_> {
    /// The number that the next step hangs on: the most decisive one where worlds were drawn, else the largest cause of its
    /// saving of which little is known.
    pub(super) fn thin_ground(&self) -> Option<String> {
        if let Some(uncertainty) = &self.results.uncertainty {
            let row = uncertainty.tornado.first()?;
            let step = uncertainty.question.to.as_ref()?;
            return Some(format!(
                "The number to measure next is {}, {}: {} pays {}, depending on it.",
                uncertainty::subject(row),
                uncertainty::range(row),
                words::plain(step),
                uncertainty::prices(row, &self.results.currency),
            ));
        }
        let (region, reason) = self.thin()?;
        let spread = reason.rate_spread?;
        let judged = if reason.is_judgement {
            ", and is a judgement"
        } else {
            ""
        };
        let log = if reason.is_own {
            " Your own incident log would tell more."
        } else {
            ""
        };
        Some(format!(
            "Thin ground: {} of what {} saves is {}, and how often that fails is known only to within a factor of {}{judged}.{log}",
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

    /// Steps whose bands overlap: which pays first, nobody can say.
    pub(super) fn undecidable(&self) -> Option<String> {
        let regions = &self.results.decision.regions;
        let banded: Vec<(&str, f64, f64)> = regions
            .iter()
            .filter_map(|region| {
                let [low, high] = region.from_band90?;
                let low = low.unwrap_or(f64::INFINITY);
                Some((&*region.architecture, low, high.unwrap_or(f64::INFINITY)))
            })
            .collect();
        // Bands grow with the price: those that hang together are told together.
        let overlaps = |pair: &[(&str, f64, f64)]| pair[1].1 < pair[0].2;
        let from = banded.windows(2).position(overlaps)?;
        let more = banded[from..].windows(2).take_while(|pair| overlaps(pair));
        let together = &banded[from..=from + more.count()];
        let told: Vec<String> = together
            .iter()
            .map(|(name, low, high)| {
                let name = words::plain(name);
                match (low.is_finite(), high.is_finite()) {
                    (true, true) => {
                        format!("{name} from {} to {}", self.about(*low), self.about(*high))
                    }
                    (true, false) => format!("{name} from {} or never", self.about(*low)),
                    _ => format!("{name} perhaps never"),
                }
            })
            .collect();
        Some(format!(
            "Which of the dearer designs pays first is undecidable with what is known: depending on what the rates really are, {} an hour.",
            listed(&told)
        ))
    }

    /// The share of what is left that no design in the plan relieves.
    pub(super) fn unrelieved(&self) -> Option<String> {
        let decision = &self.results.decision;
        let name = decision.best.as_deref().unwrap_or(self.base());
        let result = self.architecture(name)?;
        let kinds = &self.results.unrelieved;
        let share: f64 = result
            .causes
            .iter()
            .filter(|cause| kinds.contains(&cause.kind))
            .map(|cause| cause.share)
            .sum();
        (share >= MUCH).then(|| {
            let mut causing: Vec<String> = kinds
                .iter()
                .filter(|kind| result.causes.iter().any(|cause| cause.kind == **kind))
                .map(|kind| words::plain(kind))
                .collect();
            causing.sort_by(|a, b| {
                let minutes = |kind: &String| -> f64 {
                    let causes = result.causes.iter().filter(|cause| cause.kind == *kind);
                    causes.map(|cause| cause.minutes_per_year).sum()
                };
                minutes(b).total_cmp(&minutes(a))
            });
            format!(
                "Of the downtime that is left with {}, {} is owed to {}, which no design in this plan relieves.",
                words::plain(name),
                words::percent(share),
                listed(&causing)
            )
        })
    }
}
