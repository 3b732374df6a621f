//! What to measure first: the number that alone can change the answer, and where it does; or that measuring more would not help.

use super::{
    Answer, Chosen,
    sure::{HARDLY, NEARLY},
};
use crate::{
    answer::{ArchitectureResult, ChoiceResult, DecidedBy, TornadoResult},
    report::{measurable, words},
};

/// A rate below this share of another is not the same to a reader.
const APART: f64 = 0.98;

impl<'a> Answer<'a> {
    /// What to measure first, or that measuring more would not help.
    pub(super) fn closing(&self, Chosen { choice, result }: Chosen<'a>) -> String {
        if choice.settled == Some(true) {
            // Of what has no range nobody knows whether it would.
            let all_vary = self.results.assumptions.iter().all(|it| it.low.is_some());
            // Whether the goal is met may hang on several numbers together.
            let met = result.expected.as_ref().and_then(|it| it.p_meets_goal);
            let would = match all_vary {
                _ if met.is_some_and(|met| (HARDLY..NEARLY).contains(&met)) => {
                    " No number alone would change this answer."
                }
                true => " Measuring more would not change this answer.",
                false => " No number that has a range would change this answer.",
            };
            return would.to_owned();
        }
        let Some((decides, row)) = self.decides() else {
            return String::new();
        };
        let question = measurable::question(row);
        let turn = &decides.turns;
        let now_meets = self.results.goal.is_of_service() && !choice.rule.is_nearest();
        let each = self.each(row);
        let (turns, name) = (measurable::turns(row, turn, each), &turn.architecture);
        let then = match *name == choice.architecture {
            true if turn.meets => "it would meet the goal".to_owned(),
            true => "it would miss the goal".to_owned(),
            false => {
                let misses = match now_meets && !turn.chosen_meets {
                    true => "it would miss the goal; ",
                    false => "",
                };
                format!("{misses}{}", self.instead(name))
            }
        };
        let further = turn.end_from.map_or(String::new(), |from| {
            let from = measurable::beyond(row, turn, from);
            format!("; {from}{each} {}", self.at_end(choice, decides))
        });
        let all = self.more_than_listed(row, turn.expected, result);
        format!(" Measure first {question}{all} {turns} {then}{further}.")
    }

    /// What is the answer at the end of the range on the side on which it turns.
    fn at_end(&self, choice: &ChoiceResult, decides: &DecidedBy) -> String {
        let (end, meets) = match decides.turns.below {
            true => (&decides.at_low, decides.meets_at_low),
            false => (&decides.at_high, decides.meets_at_high),
        };
        let is_chosen = *end == choice.architecture;
        match self.results.goal.is_of_service() {
            true if !meets && is_chosen => "no design meets the goal".to_owned(),
            true if !meets => {
                let end = words::plain(end);
                format!("no design meets the goal, and {end} comes closest")
            }
            true if is_chosen => format!("{} would meet the goal", words::plain(end)),
            _ if is_chosen => format!("{} costs least again", words::plain(end)),
            _ => self.instead(end),
        }
    }

    /// ` each` where a rate is that of one of several things alike: replicas of a component, or components of a kind.
    fn each(&self, row: &TornadoResult) -> &'static str {
        let name = measurable::named(row);
        let is_of_it = |kind: &String| row.kinds.contains(kind) || *kind == name;
        let all = self.results.architectures.iter();
        let mut rows = all.flat_map(|it| &it.outage_table);
        let is_several = rows.any(|it| is_of_it(&it.source) && it.is_of_several());
        match row.aspect == "rate" && (is_several || row.kinds.len() > 1) {
            true => " each",
            false => "",
        }
    }

    /// Why a rate is higher than that in the table of outages: those that strike several at once have a row of their own, and some of a place
    /// do not reach us.
    fn more_than_listed(
        &self,
        row: &TornadoResult,
        expected: f64,
        result: &ArchitectureResult,
    ) -> &'static str {
        let name = measurable::named(row);
        let kinds = row.kinds.iter().map(String::as_str).chain([name.as_str()]);
        let kinds: Vec<&str> = kinds.collect();
        let rows = || result.outage_table.iter();
        let own = rows().find(|it| row.aspect == "rate" && kinds.contains(&it.source.as_str()));
        if own.is_none_or(|it| it.average_per_year >= APART * expected) {
            return "";
        }
        let shares = |kind: &&str| {
            let component = kind.split(' ').next().unwrap_or_default();
            rows().any(|it| it.source == format!("{component} common cause"))
        };
        let mut assumptions = self.results.assumptions.iter();
        let is_share = |aspect: &str| matches!(aspect, "reach" | "hits");
        match kinds.iter().any(shares) {
            true => ", common causes included",
            false if assumptions.any(|it| is_share(it.aspect) && it.name == row.name) => {
                ", whether that reaches us or not"
            }
            false => "",
        }
    }

    /// What to do with another design than the choice.
    fn instead(&self, name: &str) -> String {
        let other = self.results.architecture(name);
        let (is_over, plain) = (
            other.is_some_and(|it| self.is_over_budget(it)),
            words::plain(name),
        );
        let once = other.map_or(String::new(), |it| self.once_apart(it));
        match self.results.decision.today.as_deref() {
            _ if is_over => format!("{plain} would meet the goal, over the budget"),
            Some(today) if today == name => format!("stay with {plain}"),
            Some(_) => format!("move to {plain}{once}"),
            None => format!("take {plain}"),
        }
    }

    /// The number that alone can change the answer, and its row.
    fn decides(&self) -> Option<(&'a DecidedBy, &'a TornadoResult)> {
        let decides = self.chosen?.decided_by.as_ref()?;
        let uncertainty = self.results.uncertainty.as_ref()?;
        let mut rows = uncertainty.tornado.iter();
        let row = rows.find(|row| row.name == decides.name && row.aspect == decides.aspect)?;
        Some((decides, row))
    }
}
