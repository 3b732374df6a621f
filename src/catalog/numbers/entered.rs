//! The numbers of an entry of the catalog, as a file gives them.

use serde_json::Value as Json;

use super::known::{NORMAL_95, NUMBERS, Numbers, Written, rate};
use super::mean_times::{self, MeanTimes};
use super::range::{HitsRange, LengthRange, RateRange, ReachRange, ranges_beside};
use super::stated::{Failure, Stated};
use crate::catalog::evidence::Evidence;
use crate::catalog::ground::ByNumber;
use crate::language::{Definitions, Entry, Here, Kind, LENGTHS, Merge, RATES, Share, Unread, map};
use crate::law::Law;

/// A range whose logarithm has this standard deviation or more holds another provider or another decade: between sources
/// (provider and period) that of ln(rate) is 0.74 for zones and 0.82 for the core of a region (models/README.md).
const HOLDS_OTHERS: f64 = 0.74;
/// The ends of a 90 % range lie this many standard deviations apart.
const ENDS_APART: f64 = 2.0 * NORMAL_95;

map! {
    /// How often something of the catalog fails, for how long, and whom that reaches.
    pub(crate) struct Figures(name: "catalog-numbers", rules: ranges, also: &[MeanTimes::SHAPE]) {
        /// How often it fails.
        fails: Option<Unread<Failure>> = or("as at the wider place"),
        /// How far off `fails` may be: two rates, the ends of a 90 % range.
        fails_range: Option<Unread<RateRange>> = or("taken as known"),
        /// How long an outage lasts.
        lasts: Option<Law> = or("as at the wider place"),
        /// How far off the median of `lasts` may be: two times, the ends of a 90 % range.
        lasts_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// Chance that one of its outages touches a given customer at all.
        reach: Option<Share> = or("100%"),
        /// How far off `reach` may be: two shares, the ends of a 90 % range.
        reach_range: Option<Unread<ReachRange>> = or("taken as known"),
        /// Share of the instances there that an outage strikes.
        hits: Option<Share> = or("100%"),
        /// How far off `hits` may be: two shares, the ends of a 90 % range.
        hits_range: Option<Unread<HitsRange>> = or("taken as known"),
        /// Whether the rate drifts with those of its kind, from provider to provider and from decade to decade.
        drifts: Option<bool> = or("yes where `fails_range` is too narrow to hold other providers; a number of yours does not"),
        /// What each number rests on, or `all` of them.
        evidence: ByNumber = or("given without a source"),
    }
}

fn ranges(schema: &mut Json, definitions: &mut Definitions) {
    ranges_beside(schema, definitions, &NUMBERS);
}

/// The numbers of an entry, with what it leaves out taken from wider places.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entered {
    stated: Stated,
    drifts: Option<bool>,
    written: [Option<Written>; 4],
    evidence: ByNumber,
}

impl Kind for Entered {
    type Value = Self;
    const NAME: &'static str = "[numbers](#catalog-numbers)";

    fn read(here: &Here<'_>) -> Option<Self> {
        let entry = Entry::unnamed(here);
        let entry = mean_times::spelt_out(&entry, here.what, here.problems);
        let here = Here::of(&entry, here.what, here.problems);
        Some(Self::of(Figures::read(&here)?, &here))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Figures::schema(definitions)
    }

    fn merge() -> Merge {
        Figures::merge()
    }
}

impl Entered {
    /// What was read of the map that stands here, its ranges checked.
    pub(crate) fn of(figures: Figures, here: &Here<'_>) -> Self {
        Self {
            stated: Stated::of(here, figures.lasts, figures.reach, figures.hits),
            drifts: figures.drifts,
            written: [const { None }; 4],
            evidence: figures.evidence,
        }
    }

    /// Notes that these are numbers of that entry. Gives the evidence of `more`, which is given beside them. What a plan says of a
    /// place of its own stands somewhere, `in_plan`.
    pub(crate) fn written_in(
        &mut self,
        name: &str,
        more: Option<&str>,
        in_plan: bool,
        here: (&str, &crate::language::Problems),
    ) -> Vec<Evidence> {
        let given = NUMBERS.into_iter().zip(self.stated.is_given());
        let given = given.filter_map(|(number, given)| given.then_some(number));
        let given: Vec<&str> = given.chain(more).collect();
        self.evidence.check(&given, here.0, here.1);
        for (index, number) in NUMBERS.into_iter().enumerate() {
            let Some(known) = self.stated.knowledge[index].clone() else {
                continue;
            };
            let evidence = self.evidence.of(number);
            self.written[index] = Some(if in_plan && !known.span.is_empty() {
                Written {
                    span: None,
                    ..Written::in_plan(name, known, &evidence, "")
                }
            } else {
                Written {
                    name: name.to_owned(),
                    in_plan: false,
                    span: None,
                    belief: known.belief,
                    evidence: evidence.into(),
                }
            });
        }
        more.map_or_else(Vec::new, |more| self.evidence.of(more))
    }

    /// The same, with what is missing here taken from a wider place. A range, evidence and drift belong to their number.
    pub(crate) fn over(mut self, wider: &Self) -> Self {
        let (own, wide) = (&mut self.stated, &wider.stated);
        if own.fails.is_none() {
            own.fails.clone_from(&wide.fails);
            self.drifts = self.drifts.or(wider.drifts);
        }
        own.lasts = own.lasts.take().or_else(|| wide.lasts.clone());
        own.reach = own.reach.or(wide.reach);
        own.hits = own.hits.or(wide.hits);
        for (own, wider) in self.written.iter_mut().zip(&wider.written) {
            if own.is_none() {
                own.clone_from(wider);
            }
        }
        self
    }

    /// The numbers themselves, which drift with their `kind`; what is missing is reported at that place.
    pub(crate) fn numbers(&self, kind: &str, here: &Here<'_>) -> Option<Numbers> {
        let words = [
            (self.stated.fails.is_some(), &RATES[..], "fails"),
            (self.stated.lasts.is_some(), &LENGTHS[..], "lasts"),
        ];
        let never = self.stated.fails == Some(None);
        for (is_there, words, number) in words {
            let tried = words.iter().any(|word| here.node.given(word).is_some());
            let is_needed = number == "fails" || !never;
            if is_needed && !is_there && !tried {
                here.problems.error(
                    here.place,
                    format!("{} has no `{number}`", here.what),
                    &format!("`{number}` is missing"),
                    "write such as `fails: 0.1/year` and `lasts: 30min..2h`",
                );
            }
        }
        if self.stated.fails.is_none() || (self.stated.lasts.is_none() && !never) {
            return None;
        }
        let mut numbers = self.stated.alone(self.written.clone());
        let range = self.written[0].as_ref().and_then(|it| it.belief);
        let narrow = range.is_some_and(|range| {
            let (low, high) = range.ends();
            (high / low).ln() < HOLDS_OTHERS * ENDS_APART
        });
        let fails = numbers.fails.as_ref().is_some_and(|law| rate(law) > 0.0);
        numbers.drift = (fails && self.drifts.unwrap_or(narrow)).then(|| kind.to_owned());
        Some(numbers)
    }
}
