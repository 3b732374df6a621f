//! From which price of an hour what pays.

use super::{Talk, downtime, listed, saved};
use crate::report::{RegionResult, StepResult, Verdict, words};

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
        let (Some(base), Some(chosen)) = (self.architecture(self.base()), self.architecture(best))
        else {
            return Vec::new();
        };
        let extra = chosen.cost.monthly - base.cost.monthly;
        let (name, before) = (words::plain(best), words::plain(&base.name));
        let mut said = Vec::new();
        if best == base.name {
            said.push(self.nothing_dearer(price, best));
            return said;
        }
        let at = self.region(best).map_or(0.0, |region| region.from);
        let longer = chosen.downtime.mean - base.downtime.mean;
        if extra > 0.0 {
            let step = self.step(&base.name, best);
            let saves = step.map_or_else(|| format!("{} a year", words::minutes(-longer)), saved);
            said.push(format!(
                "{name} pays from {} an hour; you said {}: it costs {} a month more than {before} and saves {saves}.",
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
        let later = self.later(best);
        let first = match (price > 0.0, later.is_empty()) {
            (false, _) => {
                "You said an hour of outage costs nothing: then nothing dearer pays".to_owned()
            }
            (true, true) => format!(
                "No other design here is cheaper in total than {} at any higher price of an hour",
                words::plain(best)
            ),
            (true, false) => "Nothing dearer pays".to_owned(),
        };
        if later.is_empty() {
            return format!("{first}.");
        }
        let pays: Vec<String> = later
            .iter()
            .map(|region| {
                format!(
                    "{} pays from {} an hour",
                    words::plain(&region.architecture),
                    self.about(region.from)
                )
            })
            .collect();
        if price > 0.0 {
            format!(
                "{first}: {}; you said {}.",
                listed(&pays),
                self.stated(price)
            )
        } else {
            format!("{first}; {}.", listed(&pays))
        }
    }

    /// What pays next, above the best.
    fn next(&self, best: &str) -> Option<String> {
        let pays: Vec<String> = self
            .later(best)
            .iter()
            .map(|region| {
                format!(
                    "{} from {} an hour",
                    words::plain(&region.architecture),
                    self.about(region.from)
                )
            })
            .collect();
        (!pays.is_empty()).then(|| format!("Beyond that, {} would pay.", listed(&pays)))
    }

    fn region(&self, name: &str) -> Option<&'a RegionResult> {
        let mut regions = self.results.decision.regions.iter();
        regions.find(|region| region.architecture == name)
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
        let best = self.architecture(decision.best.as_deref()?)?;
        let next = decision.runner_up.as_ref()?;
        let (total, outages) = (best.total_monthly?, best.outage_cost_monthly?);
        let currency = &self.results.currency;
        let order = match next.sure {
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
        let worlds = next.p_same_order.map_or(String::new(), |share| {
            format!(" The order of these two holds in {} of the worlds that the numbers leave possible.", words::percent(share))
        });
        Some(format!(
            "At that price {} comes to {} a month in total, {} of it expected outages; {order}.{worlds}",
            words::plain(&best.name),
            self.money(total),
            words::expected_money(outages, currency),
        ))
    }
}
