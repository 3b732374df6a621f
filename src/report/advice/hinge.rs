//! What an answer depends on that nobody has said: prices that are missing, numbers of the plan's own without a range, releases that
//! are taken as none. The results come in; out go the clauses by which the sentences are qualified, from the same facts as the list
//! of what is not counted.

use super::{Answer, Chosen, MOST_NAMES, SAME};
use crate::{
    answer::{
        ArchitectureResult, AssumptionResult, ExpectedCause, Note, Results, UnbilledResult,
        Unreleased, Verdict,
    },
    report::words,
};

/// Numbers without a range that carry this share of the downtime make shares of cases say too much.
const MUCH: f64 = 0.25;
/// A building and its network that cause less than this share of the downtime could be many times worse and change little.
const LITTLE: f64 = 0.01;
/// How a length is said.
const MEDIAN: &str = "median ";
/// Kinds of source by which a room differs most from a data centre: power and cooling, and the line to it.
const BUILDING: [&str; 2] = ["facility", "network"];

/// Up to which price of what has none the choice is the right one.
pub(super) struct Hinge<'a> {
    /// What has no price and that one does without.
    missing: Vec<&'a String>,
    /// The cheapest of the others that give what is demanded and do without some of it.
    pub other: &'a ArchitectureResult,
    /// How much less the choice costs in total, as far as prices are known [currency a month].
    pub lead: f64,
}

impl<'a> Answer<'a> {
    /// The prices by which the choice stands or falls; nothing where no price decides it, or all are known.
    pub(super) fn hinge(&self, Chosen { choice, result }: Chosen<'a>) -> Option<Hinge<'a>> {
        let by_cost = !choice.rule.is_nearest();
        if !by_cost || choice.missing_prices.is_empty() {
            return None;
        }
        let mine = result.without_price();
        let missing = choice.missing_prices.iter();
        let missing: Vec<&String> = missing.filter(|it| mine.contains(it)).collect();
        // What both lack costs both alike, as far as anybody knows.
        let without = |other: &ArchitectureResult| -> Vec<&String> {
            let others = other.without_price();
            let each = missing.iter().filter(|it| !others.contains(it));
            each.copied().collect()
        };
        let others = self.results.architectures.iter().filter(|it| {
            let meets = it.meets_goal.is_none_or(|met| met == Verdict::Yes);
            !choice.is_even(&it.name)
                && !self.is_over_budget(it)
                && meets
                && !without(it).is_empty()
        });
        let other = others.min_by(|a, b| self.worth(a).total_cmp(&self.worth(b)))?;
        let lead = self.worth(other) - self.worth(result);
        (lead > SAME).then(|| Hinge {
            missing: without(other),
            other,
            lead,
        })
    }

    /// `only if what its bill lacks costs less than $81.52 a month (pin, of which no price is known)`. What is paid by use may have a
    /// price, and it is the amount that is missing.
    pub(super) fn only_if(&self, hinge: &Hinge<'_>, result: &ArchitectureResult) -> String {
        let lead = self.money(self.may_rise(hinge, result));
        let missing = self.unknown_cost(&hinge.missing);
        let sent = match self.data_sent(result, Some(hinge.other)) {
            Some(sent) => format!("; {sent}, `traffic`"),
            None => String::new(),
        };
        format!("only if what its bill lacks costs less than {lead} a month ({missing}{sent})")
    }

    /// By how much the bill may rise before another is the choice, or the budget is not kept [currency a month].
    pub(super) fn may_rise(&self, hinge: &Hinge<'_>, result: &ArchitectureResult) -> f64 {
        let left = self.results.goal.budget.map(|it| it - result.cost.monthly);
        left.map_or(hinge.lead, |left| hinge.lead.min(left))
    }

    /// Data that a design sends and pays for and that are in no bill, but for those that the other sends too: `data sent to users`.
    pub(super) fn data_sent(
        &self,
        result: &ArchitectureResult,
        beside: Option<&ArchitectureResult>,
    ) -> Option<String> {
        self.results.notes.iter().find_map(|note| {
            let Note::TrafficUntold {
                ways,
                architectures,
            } = note
            else {
                return None;
            };
            let each = ways.iter().zip(architectures);
            let own = each.filter(|(_, those)| {
                let others = beside.is_some_and(|it| those.contains(&it.name));
                those.contains(&result.name) && !others
            });
            let own: Vec<&str> = own.map(|(way, _)| *way).collect();
            (!own.is_empty()).then(|| format!("data sent {}", words::sent(&own)))
        })
    }

    /// `pin, of which no price is known`.
    pub(super) fn unknown_cost(&self, missing: &[&String]) -> String {
        let names = words::some(MOST_NAMES, missing.iter().map(|it| it.as_str()));
        let all = self.results.architectures.iter();
        let unpriced = all.flat_map(|it| {
            let unsold = it.unbilled.iter().filter_map(UnbilledResult::unsold);
            it.unpriced.iter().cloned().chain(unsold)
        });
        let unpriced: Vec<String> = unpriced.collect();
        let has_no_price = |name: &&&String| unpriced.contains(**name);
        let what = match missing.iter().filter(has_no_price).count() {
            0 => "of which the plan says no amount (`bill`)",
            some if some == missing.len() => "of which no price is known",
            _ => "of which no price is known or the plan says no amount (`bill`)",
        };
        format!("{names}, {what}")
    }

    /// Under which conditions shares of cases hold: `if your own number of release (6 a year), which has no range, is right`.
    pub(super) fn conditions(&self, result: &ArchitectureResult) -> String {
        let certain = taken_as_certain(result);
        let carries: f64 = certain.iter().map(|it| it.share).sum();
        let certain = certain.first().filter(|_| carries >= MUCH).map(|first| {
            let names = words::some(MOST_NAMES, certain.iter().map(|it| it.kind.as_str()));
            let numbers: Vec<String> = match certain.len() {
                1 => self.without_a_range(result, first).map(said).collect(),
                _ => Vec::new(),
            };
            match (certain.len(), numbers.as_slice()) {
                (1, [one]) if one.starts_with(MEDIAN) => {
                    format!(
                        "outages of {names} last as long as this plan says ({one}, without a range)"
                    )
                }
                (1, [one]) => {
                    format!("{names} fails as often as this plan says ({one}, without a range)")
                }
                (1, several) if !several.is_empty() => format!(
                    "your own numbers of {names} ({}), which have no range, are right",
                    several.join(", ")
                ),
                _ => format!("those of your own numbers of {names} that have no range are right"),
            }
        });
        let releases = self.results.notes.iter().find_map(|note| match note {
            Note::NoReleases { components } => {
                let here = |it: &&Unreleased| it.architectures.contains(&result.name);
                let those = components.iter().filter(here);
                let names = words::some(MOST_NAMES, those.map(|it| it.component.as_str()));
                (!names.is_empty())
                    .then(|| format!("no release or mistake of your own takes down {names}"))
            }
            _ => None,
        });
        // Where these do next to nothing, a worse building does little.
        let causes = result.expected.iter().flat_map(|it| &it.causes);
        let of_building = causes.filter(|it| BUILDING.contains(&it.kind.as_str()));
        let share: f64 = of_building.map(|it| it.share).sum();
        let places = as_data_centres(self.results).into_iter();
        let places = places.filter(|_| share >= LITTLE);
        let places = places.filter(|(place, _)| {
            let mut regions = result.regions.iter();
            regions.any(|it| it.split('/').next() == Some(place))
        });
        let places = places.map(|(place, like)| {
            let (place, like) = (words::plain(place), words::plain(like));
            format!("{place} is as good as a data centre of {like}")
        });
        let all = certain.into_iter().chain(releases).chain(places);
        let all: Vec<String> = all.collect();
        match all.is_empty() {
            true => String::new(),
            false => format!("if {}, ", words::listed(&all)),
        }
    }

    /// What to do first about numbers without a range that carry much: `First give release a range (`fails_range`)`.
    pub(super) fn give_a_range(&self, result: &ArchitectureResult) -> Option<String> {
        let certain = taken_as_certain(result);
        let carries: f64 = certain.iter().map(|it| it.share).sum();
        let first = certain.first().filter(|_| carries >= MUCH)?;
        let name = words::plain(&first.kind);
        let keys = self
            .without_a_range(result, first)
            .map(|it| match it.aspect {
                "length" => "`lasts_range`",
                _ => "`fails_range`",
            });
        let keys: Vec<&str> = keys.collect();
        let (range, keys) = match keys.as_slice() {
            [one] => ("a range", format!(" ({one})")),
            [] => ("ranges", String::new()),
            several => ("ranges", format!(" ({})", words::listed(several))),
        };
        Some(format!("First give {name} {range}{keys}"))
    }

    /// How often something happens to a design and how long it lasts, as far as the plan gives no range of it.
    fn without_a_range(
        &self,
        result: &ArchitectureResult,
        cause: &ExpectedCause,
    ) -> impl Iterator<Item = &'a AssumptionResult> {
        let everywhere = cause.kind.clone();
        let here = format!("{everywhere} in {}", result.name);
        let all = self.results.assumptions.iter();
        all.filter(move |it| {
            it.low.is_none()
                && matches!(it.aspect, "rate" | "length")
                && (it.name == everywhere || it.name == here)
        })
    }
}

/// What the expected downtime is caused by whose rate or length the plan gives without a range, most first.
pub(in crate::report) fn taken_as_certain(result: &ArchitectureResult) -> Vec<&ExpectedCause> {
    let causes = result.expected.iter().flat_map(|it| &it.causes);
    let certain = causes.filter(|it| it.is_taken_as_certain && it.minutes_per_year > 0.0);
    certain.collect()
}

/// Places of the plan's own whose building or network is taken to be as good as a provider's, and whose it is.
pub(in crate::report) fn as_data_centres(results: &Results) -> Vec<(&str, &str)> {
    let is_building = |kind: &String| BUILDING.contains(&kind.as_str());
    let all = results.borrowed.iter();
    let all = all.filter(|it| it.kinds.iter().any(is_building));
    let mut places: Vec<(&str, &str)> = all
        .filter_map(|it| Some((it.provider.as_str(), it.like.as_deref()?)))
        .collect();
    places.dedup();
    places
}

/// The kinds of a room and its line to the world whose numbers are borrowed for places of the plan's own.
pub(in crate::report) fn building_borrowed(results: &Results) -> Vec<&str> {
    let own = results.borrowed.iter().filter(|it| it.like.is_some());
    let mut kinds: Vec<&str> = own.flat_map(|it| &it.kinds).map(String::as_str).collect();
    kinds.retain(|it| BUILDING.contains(it));
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// A number as a clause has it: `6 a year`, `median 35 min`.
fn said(number: &AssumptionResult) -> String {
    match number.aspect {
        "length" => format!("{MEDIAN}{}", words::minutes(number.value)),
        _ => words::how_often(number.value),
    }
}
