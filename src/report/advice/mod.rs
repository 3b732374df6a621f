//! The answer in sentences, for whoever has to decide: what to do first, what pays from which price of an hour, whether the
//! goal is met, and what it all rests on. Every number in them stands in the tables too.

mod doubt;
mod goal;
mod price;

use super::words;
use crate::answer::{
    ArchitectureResult, ArchitectureUncertainty, Results, StepResult, UncertaintyResult,
};

/// The sentences, the most important first; none of results without an architecture.
#[must_use]
pub fn advice(results: &Results) -> Vec<String> {
    let talk = Talk { results };
    match results.architectures.as_slice() {
        [] => Vec::new(),
        [only] => {
            let mut said = vec![talk.alone(only)];
            said.extend(talk.goal());
            said.extend(talk.unrelieved());
            said
        }
        _ => {
            let mut said = Vec::new();
            said.extend(talk.free_step());
            said.extend(talk.price());
            said.extend(talk.undecided_price());
            said.extend(talk.total());
            said.extend(talk.within());
            said.extend(talk.goal());
            said.extend(talk.undecidable());
            said.extend(talk.thin_ground());
            said.extend(talk.unrelieved());
            said
        }
    }
}

/// What the sentences talk about.
struct Talk<'a> {
    results: &'a Results,
}

impl<'a> Talk<'a> {
    /// An amount of money in full.
    fn money(&self, amount: f64) -> String {
        words::money(amount, &self.results.currency)
    }

    /// A price of an hour as it was computed: about so much.
    fn about(&self, price: f64) -> String {
        format!(
            "about {}",
            words::money_about(price, &self.results.currency)
        )
    }

    /// A price of an hour as the user wrote it, without needless cents.
    fn stated(&self, price: f64) -> String {
        words::money_stated(price, &self.results.currency)
    }

    /// What not knowing the numbers does, where worlds were drawn and some number has a range.
    fn doubted(&self) -> Option<&'a UncertaintyResult> {
        let uncertainty = self.results.uncertainty.as_ref()?;
        let mut numbers = self.results.assumptions.iter();
        numbers
            .any(|number| number.low.is_some())
            .then_some(uncertainty)
    }

    /// In how many of the drawn worlds something is true of a design.
    fn in_worlds(
        &self,
        name: &str,
        share: impl Fn(&ArchitectureUncertainty) -> Option<f64>,
    ) -> Option<String> {
        let uncertainty = self.doubted()?;
        let mut all = uncertainty.architectures.iter();
        let share = share(all.find(|one| one.name == name)?)?;
        Some(words::chance_of_worlds(share, uncertainty.draws))
    }

    /// There is nothing to compare with.
    fn alone(&self, only: &ArchitectureResult) -> String {
        format!(
            "There is one design, {}: it costs {} a month and is down {}{}. Add a second one, and spof says from which price of an hour it pays.",
            words::plain(&only.name),
            self.money(only.cost.monthly),
            downtime(only),
            only.outage_cost_monthly
                .map_or(String::new(), |cost| format!(
                    ", which costs {} a month",
                    words::expected_money(cost, &self.results.currency)
                ))
        )
    }

    /// The step that costs nothing, if there is one that surely saves something.
    fn free(&self) -> Option<&'a StepResult> {
        let first = self.results.decision.steps.first()?;
        let is_free = first.from == self.results.decision.from && first.extra_monthly <= 0.0;
        let saves = first.saved_ci95[0] > 0.0 || first.extra_monthly < 0.0;
        // Where something cheaper still is best there is no point in going this way first.
        let cost = |name: &str| self.results.architecture(name).map(|it| it.cost.monthly);
        let best = self.results.decision.best.as_deref().and_then(cost);
        let on_the_way = best.is_none_or(|best| Some(best) >= cost(&first.to));
        (is_free && saves && on_the_way).then_some(first)
    }

    /// Where one stands after the step that costs nothing.
    fn base(&self) -> &'a str {
        let decision = &self.results.decision;
        self.free().map_or(&decision.from, |step| &step.to)
    }

    fn free_step(&self) -> Option<String> {
        let step = self.free()?;
        let cost = if step.extra_monthly < 0.0 {
            format!(
                "it costs {} a month less than",
                self.money(-step.extra_monthly)
            )
        } else {
            "it costs nothing more than".to_owned()
        };
        let saves = if step.saved_minutes_per_year > 0.0 {
            format!("saves {}", saved(step))
        } else {
            "is down no longer".to_owned()
        };
        Some(format!(
            "Do {} first: {cost} {} and {saves}.",
            words::plain(&step.to),
            words::plain(&step.from),
        ))
    }
}

/// What a step saves, with its paired interval: `34 min a year (± 12 s)`.
fn saved(step: &StepResult) -> String {
    let half = (step.saved_ci95[1] - step.saved_ci95[0]) / 2.0;
    let saved = words::minutes(step.saved_minutes_per_year);
    if half > 0.0 {
        format!("{saved} a year (± {})", words::minutes(half))
    } else {
        format!("{saved} a year")
    }
}

/// How long a design is down: `1 h 38 min a year`, or what can be said where nothing was seen.
fn downtime(result: &ArchitectureResult) -> String {
    let downtime = &result.downtime;
    if downtime.none_seen {
        format!(
            "at most {} a year (no outage was seen)",
            words::minutes(downtime.ci95[1])
        )
    } else {
        format!("{} a year", words::minutes(downtime.mean))
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
