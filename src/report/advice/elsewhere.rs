//! What a second region or a second provider would buy, where no other sentence says it: it is what everybody asks.

use super::{Answer, SAME, times_apart, unpriced_more};
use crate::{
    answer::{ArchitectureResult, Mitigated, Note},
    report::words,
};

impl<'a> Answer<'a> {
    /// What the design that pays first among those with a second region would save beside `from`, and from which price of an hour
    /// it is worth it; nothing where `from` has one, or one of `named`.
    pub(super) fn elsewhere(&self, from: &ArchitectureResult, named: &[&str]) -> Option<String> {
        let all = || self.results.architectures.iter();
        let others = all().filter_map(|it| Some((it, second(from, it)?)));
        let others: Vec<(&ArchitectureResult, &str)> = others.collect();
        if others.iter().any(|it| named.contains(&it.0.name.as_str())) {
            return None;
        }
        let starts = |it: &ArchitectureResult| Some(self.results.decision.region(&it.name)?.from);
        let pays = |it: &ArchitectureResult| starts(it).unwrap_or(f64::INFINITY);
        let (to, what) = others.into_iter().min_by(|(a, _), (b, _)| {
            let unserved = a.unserved().total_cmp(&b.unserved());
            pays(a).total_cmp(&pays(b)).then(unserved)
        })?;
        let name = words::plain(&to.name);
        let over = match self.is_over_budget(to) {
            true => ", over the budget",
            false => "",
        };
        let name = format!("{name} ({what}{over})");
        let oftener = self.oftener_there(from, to);
        let oftener = oftener.map_or(String::new(), |it| format!(" ({it})"));
        if let Some(better) = self.better_than(to) {
            let more = self.bills_apart(to, better);
            let longer = match to.unserved() > better.unserved() {
                true => format!("down {} a year longer", times_apart(to, better)),
                false => "down as long".to_owned(),
            };
            let without = self.mitigations_beside(better, to);
            let without = match without.is_empty() {
                true => String::new(),
                false => format!(", which does without {}", words::listed(&without)),
            };
            let better = words::plain(&better.name);
            let comma = if without.is_empty() { "" } else { "," };
            return Some(format!(
                "{name}{without}{comma} costs {more} a month more than {better} and is {longer}{oftener}"
            ));
        }
        if from.unserved() <= to.unserved() {
            return Some(format!("{name} would save no time{oftener}"));
        }
        let saved = times_apart(from, to);
        let saves = format!("{name} would save {saved} a year{oftener}");
        let more = match to.cost.monthly - from.cost.monthly {
            more if more > SAME => format!(" for {} more a month", self.bills_apart(to, from)),
            _ => String::new(),
        };
        let saves = format!("{saves}{more}");
        let Some(price) = starts(to) else {
            let all = self.results.architectures.iter();
            let known = match all.clone().all(|it| it.without_price_beside(to).is_empty()) {
                true => "",
                false => ", as far as prices are known",
            };
            return Some(format!(
                "{saves}, but is the cheapest of all at no price of an hour{known}"
            ));
        };
        let unknown = unpriced_more(to, from);
        if price <= 0.0 {
            return Some(match unknown {
                None => format!("{saves} at the same bill"),
                Some(unknown) => format!("{saves} for {unknown}"),
            });
        }
        let unknown = unknown.map_or(String::new(), |it| format!(" and {it}"));
        let once = self.once_apart(to);
        let region = self.results.decision.region(&to.name);
        let band = self.in_nine_of_ten(region.and_then(|it| it.from_band90));
        let price = self.about(price);
        Some(format!(
            "{saves}, and is the cheapest of all with outages from {price} an hour{band}{unknown}{once}"
        ))
    }

    /// The mitigations that one design has and another does without.
    fn mitigations_beside(
        &self,
        one: &ArchitectureResult,
        other: &ArchitectureResult,
    ) -> Vec<String> {
        let each = self.results.notes.iter().flat_map(|note| match note {
            Note::Mitigations { each } => each.as_slice(),
            _ => &[],
        });
        let has = |it: &Mitigated, of: &ArchitectureResult| it.architectures.contains(&of.name);
        let those = each.filter(|it| has(it, one) && !has(it, other));
        those.map(|it| words::plain(&it.mitigation)).collect()
    }

    /// Of the designs that cost less than this and are down no longer the one that is down least; nothing where none does.
    fn better_than(&self, than: &ArchitectureResult) -> Option<&'a ArchitectureResult> {
        let all = self.results.architectures.iter();
        let better = all.filter(|it| {
            let less = than.cost.monthly - it.cost.monthly;
            less > SAME && it.unserved() <= than.unserved()
        });
        let priced = better.filter(|it| it.without_price_beside(than).is_empty());
        priced.min_by(|a, b| a.unserved().total_cmp(&b.unserved()))
    }
}

/// What one design has that another has not: `a second region`, `a second provider`.
pub(super) fn second(one: &ArchitectureResult, other: &ArchitectureResult) -> Option<&'static str> {
    let providers = |it: &ArchitectureResult| {
        let each = it.regions.iter().map(|it| it.split('/').next());
        let mut each: Vec<Option<&str>> = each.collect();
        each.dedup();
        each.len()
    };
    let is_second = one.regions.len() == 1 && other.regions.len() > 1;
    is_second.then(|| match providers(other) {
        1 => "a second region",
        _ => "a second provider",
    })
}
