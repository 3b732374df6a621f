//! From which price of an hour what pays.

use super::{Talk, downtime, listed, saved};
use crate::{
    answer::{RegionResult, StepResult, Verdict},
    report::words,
};

/// More designs than these are counted, not named.
const MOST_TOLD: usize = 3;

impl<'a> Talk<'a> {
    /// What pays at the plan's price of an hour, or at which price what would.
    pub(super) fn price(&self) -> Vec<String> {
        match self.results.goal.outage_cost {
            Some(price) => self.at(price),
            None => vec![self.unpriced()],
        }
    }

    /// The price is not known: the answer is a map from price to design.
    fn unpriced(&self) -> String {
        let regions = &self.results.decision.regions;
        let parts: Vec<String> = regions
            .iter()
            .map(|region| {
                let name = words::plain(&region.architecture);
                match (region.from > 0.0, region.to) {
                    (false, None) => format!("{name} is the cheapest in total at any price"),
                    (false, Some(to)) => {
                        format!(
                            "{name} is the cheapest in total up to {} an hour",
                            self.about(to)
                        )
                    }
                    (true, _) => format!("{name} from {}", self.about(region.from)),
                }
            })
            .collect();
        format!(
            "You have not said what an hour of outage costs you (`goal: {{outage_cost: 100/hour}}`): {}.",
            listed(&parts)
        )
    }

    fn at(&self, price: f64) -> Vec<String> {
        let decision = &self.results.decision;
        let Some(best) = decision.best.as_deref() else {
            return Vec::new();
        };
        let (Some(base), Some(chosen)) = (
            self.results.architecture(self.base()),
            self.results.architecture(best),
        ) else {
            return Vec::new();
        };
        let extra = chosen.cost.monthly - base.cost.monthly;
        let (name, before) = (words::plain(best), words::plain(&base.name));
        let mut said = Vec::new();
        let at = decision.region(best).map_or(0.0, |region| region.from);
        if best == base.name {
            if at > 0.0 {
                said.push(format!(
                    "{} is the cheapest in total from {} an hour; you said {}.",
                    if self.free().is_some() {
                        name
                    } else {
                        format!("Keep {name}: it")
                    },
                    self.about(at),
                    self.stated(price)
                ));
                said.extend(self.next(best));
            } else {
                said.push(self.nothing_dearer(price, best));
            }
            return said;
        }
        let longer = chosen.downtime.mean - base.downtime.mean;
        if extra > 0.0 {
            let step = self.step(&base.name, best);
            let saves = step.map_or_else(|| format!("{} a year", words::minutes(-longer)), saved);
            said.push(format!(
                "{name} pays: it is the cheapest in total from {} an hour, and you said {}. It costs {} a month more than {before} and saves {saves}.",
                self.about(at),
                self.stated(price),
                self.money(extra),
            ));
        } else if extra < 0.0 && longer > 0.0 {
            // What one has today is more than the price asks for.
            let from = -extra / (longer / 60.0 / 12.0);
            said.push(format!(
                "{name} is enough at {} for an hour of outage: it costs {} a month less than {before} and is down {} a year longer; {before} pays from {} an hour.",
                self.stated(price),
                self.money(-extra),
                words::minutes(longer),
                self.about(from),
            ));
            return said;
        } else {
            said.push(format!(
                "{name} is the cheapest in total at {} for an hour of outage, {}.",
                self.stated(price),
                downtime(chosen)
            ));
        }
        said.extend(self.next(best));
        said
    }

    /// Where one stands is the best there is at the price.
    fn nothing_dearer(&self, price: f64, best: &str) -> String {
        let name = words::plain(best);
        let keep = if self.results.decision.today.as_deref() == Some(best) {
            format!("Keep {name}: nothing dearer pays")
        } else {
            "Nothing dearer pays".to_owned()
        };
        let keep = if self.astride().is_some() {
            format!("{keep} by the plan's numbers")
        } else {
            keep
        };
        let later = self.later_ones(best, "would");
        if later.is_empty() {
            return format!("{name} is the best of these designs at any price of an hour.");
        }
        let said = if price > 0.0 {
            format!("you said {}", self.stated(price))
        } else {
            "you said an hour of outage costs nothing".to_owned()
        };
        format!("{keep}: {}; {said}.", listed(&later))
    }

    /// What pays next, above the best.
    fn next(&self, best: &str) -> Option<String> {
        let later = self.later_ones(best, "would be the cheapest in total");
        (!later.is_empty()).then(|| format!("Beyond that, {}.", listed(&later)))
    }

    /// From which price on which designs that cost more are the cheapest in total: `b would from about $900 an hour`, `then c from
    /// about $2,000`.
    fn later_ones(&self, best: &str, verb: &str) -> Vec<String> {
        let later = self.later(best);
        let told = |(index, region): (usize, &RegionResult)| {
            let (name, price) = (words::plain(&region.architecture), self.about(region.from));
            match index {
                0 => format!("{name} {verb} from {price} an hour"),
                1 => format!("then {name} from {price}"),
                _ => format!("{name} from {price}"),
            }
        };
        let mut told: Vec<String> = later.iter().take(MOST_TOLD).enumerate().map(told).collect();
        if later.len() > MOST_TOLD {
            told.push(format!(
                "{} more from still higher prices",
                later.len() - MOST_TOLD
            ));
        }
        told
    }

    /// The regions at higher prices.
    pub(super) fn later(&self, name: &str) -> &'a [RegionResult] {
        let regions = &self.results.decision.regions;
        let at = regions
            .iter()
            .position(|region| region.architecture == name);
        at.map_or(&[], |at| &regions[at + 1..])
    }

    fn step(&self, from: &str, to: &str) -> Option<&'a StepResult> {
        let mut steps = self.results.decision.steps.iter();
        steps.find(|step| step.from == from && step.to == to)
    }

    /// The totals of the best and the next.
    pub(super) fn total(&self) -> Option<String> {
        let decision = &self.results.decision;
        let price = self.results.goal.outage_cost.filter(|price| *price > 0.0)?;
        let best = self.results.architecture(decision.best.as_deref()?)?;
        let next = decision.runner_up.as_ref()?;
        let (total, outages) = (best.total_monthly?, best.outage_cost_monthly?);
        let currency = &self.results.currency;
        let order = match next.sure {
            _ if next.more_ci95 == [0.0, 0.0] => {
                format!("{} comes to the same", words::plain(&next.name))
            }
            Verdict::Yes => format!(
                "{}, the next, comes to {} more",
                words::plain(&next.name),
                words::expected_money(next.more_monthly, currency)
            ),
            _ => format!(
                "whether {} is cheaper still is within the luck of the simulation",
                words::plain(&next.name)
            ),
        };
        let worlds = self.in_worlds(&best.name, |it| it.p_cheapest).map_or(String::new(), |chance| {
            let name = words::plain(&best.name);
            format!(" {name} is the cheapest of all in {chance} of the worlds that the numbers leave possible.")
        });
        Some(format!(
            "At {} an hour {} comes to {} a month in total, {} of it expected outages; {order}.{worlds}",
            self.stated(price),
            words::plain(&best.name),
            self.money(total),
            words::expected_money(outages, currency),
        ))
    }
}
