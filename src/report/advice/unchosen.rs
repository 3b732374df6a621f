//! The answer where neither a demand nor a price of an hour is given: a map from price to design.

use super::{Answer, MOST_NAMES, first::FIND_THE_PRICE};
use crate::report::words;

/// More prices of an hour than these are not gone through in a sentence.
const MOST_REGIONS: usize = 4;

impl<'a> Answer<'a> {
    /// Neither a demand nor a price of an hour: the answer is a map from price to design.
    pub(super) fn unchosen(&self) -> Vec<String> {
        let regions = self.by_price();
        let find = format!(
            "Find your price of an hour as {FIND_THE_PRICE}, and write it as `goal: {{outage_cost: 100/hour}}`."
        );
        let Some(first) = regions.first() else {
            return Vec::new();
        };
        let name = words::plain(first.0);
        let Some(result) = self.results.architecture(first.0) else {
            return vec![find];
        };
        if self.count() == 1 {
            let one = format!(
                "Add a second design to choose from: this plan has one, {name}, for {} a month; expect {}.",
                self.money(result.cost.monthly),
                self.expected(result)
            );
            return vec![one, find];
        }
        let known = self.as_far_as_known();
        if regions.len() == 1 {
            let one = match known.as_str() {
                "" => format!(
                    "Take {name}: whatever an hour of outage costs you, it costs least with outages."
                ),
                known => format!(
                    "Whatever an hour of outage costs you, {name} costs least with outages{known}."
                ),
            };
            return vec![one, find];
        }
        let parts: Vec<String> = regions
            .iter()
            .take(MOST_REGIONS)
            .map(|(name, to)| {
                let name = words::plain(name);
                match to {
                    Some(to) => format!("{name} up to {}", self.about(*to)),
                    None => format!("{name} above that"),
                }
            })
            .collect();
        let more = regions.len().saturating_sub(MOST_REGIONS);
        let more = if more > 0 {
            format!(" ({more} more at still higher prices)")
        } else {
            String::new()
        };
        let map = format!(
            "Choose by what an hour of outage costs you: {}{more}{known}.",
            parts.join(", ")
        );
        let named = regions.iter().take(MOST_REGIONS);
        let named: Vec<&str> = named.map(|it| it.0).collect();
        let far = self
            .elsewhere(result, &named)
            .map(|said| format!("{said}."));
        [Some(map), far, Some(find)].into_iter().flatten().collect()
    }

    /// Which design is the cheapest in total up to which price of an hour, `None` for any: of a search of all that it found.
    fn by_price(&self) -> Vec<(&'a str, Option<f64>)> {
        if let Some(search) = &self.results.search {
            let regions = search.regions.iter();
            return regions.map(|it| (it.design.as_str(), it.to)).collect();
        }
        let regions = self.results.decision.regions.iter();
        regions
            .map(|it| (it.architecture.as_str(), it.to))
            .collect()
    }

    /// That what has no price in one of these designs and does not stand in all may change which costs least.
    fn as_far_as_known(&self) -> String {
        let regions = self.by_price().into_iter();
        let named = regions.filter_map(|it| self.results.architecture(it.0));
        let all = || self.results.architectures.iter();
        let mut missing: Vec<String> = Vec::new();
        for design in named {
            for lacks in all().flat_map(|other| design.without_price_beside(other)) {
                if !missing.contains(&lacks) {
                    missing.push(lacks);
                }
            }
        }
        match missing.is_empty() {
            true => String::new(),
            false => {
                let names = words::some(MOST_NAMES, missing.iter().map(String::as_str));
                format!(", as far as prices are known; what {names} costs may change that")
            }
        }
    }
}
