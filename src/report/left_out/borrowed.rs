//! Rates, lengths and shares that were counted elsewhere, and prices of other places.

use super::named::Most;
use crate::{answer::Results, report::words};

/// Kinds at one provider that are named: a managed service that is taken to fail like another provider's matters more than room.
const MOST_KINDS: usize = 8;

/// Rates, lengths and shares that were counted elsewhere, and prices of other places.
pub(super) fn borrowed(results: &Results, most: Most) -> Option<String> {
    let mut counted: Vec<Borrowed<'_>> = Vec::new();
    for it in &results.borrowed {
        let each = [
            ("often", &it.kinds),
            ("long", &it.lengths),
            ("widely", &it.shares),
        ];
        for (how, kinds) in each {
            let kinds = kinds.iter().map(String::as_str);
            let same = |one: &&mut Borrowed<'_>| one.provider == it.provider;
            let (from, one) = (&it.from, counted.iter_mut().find(same));
            if kinds.len() == 0 {
                continue;
            }
            match one {
                Some(one) => one.add(how, kinds, from),
                None => {
                    let mut one = Borrowed::at(&it.provider);
                    one.add(how, kinds, from);
                    counted.push(one);
                }
            }
        }
    }
    let counted = counted.into_iter().map(|it| it.said(most));
    let mut prices: Vec<(&str, Vec<&str>)> = Vec::new();
    let lines = results.architectures.iter().flat_map(|it| &it.cost.lines);
    for line in lines {
        let Some(from) = line.borrowed_from.as_deref() else {
            continue;
        };
        match prices.iter_mut().find(|it| it.0 == from) {
            Some((_, items)) => items.push(&line.item),
            None => prices.push((from, vec![&line.item])),
        }
    }
    let prices = prices.into_iter().map(|(from, items)| {
        let from = words::plain(from);
        let mut lines: Vec<&str> = items;
        lines.sort_unstable();
        lines.dedup();
        let prices = match lines.as_slice() {
            [one] => format!("the price of {}", words::plain(one)),
            several => format!("{} prices", words::count(several.len() as u64)),
        };
        match most.sources {
            true => format!("{prices} (from {from})"),
            false => prices,
        }
    });
    let each: Vec<String> = counted.chain(prices).collect();
    (!each.is_empty()).then(|| format!("borrowed: {}", each.join("; ")))
}

/// What of one provider's numbers is others'.
#[derive(Default)]
struct Borrowed<'a> {
    provider: &'a str,
    /// `often`, `long`, `widely`.
    how: Vec<&'a str>,
    kinds: Vec<&'a str>,
    from: Vec<&'a str>,
}

impl<'a> Borrowed<'a> {
    fn at(provider: &'a str) -> Self {
        Self {
            provider,
            ..Self::default()
        }
    }

    fn add(&mut self, how: &'a str, kinds: impl Iterator<Item = &'a str>, from: &'a [String]) {
        let mut note = |list: fn(&mut Self) -> &mut Vec<&'a str>, word: &'a str| {
            let list = list(self);
            if !list.contains(&word) {
                list.push(word);
            }
        };
        note(|it| &mut it.how, how);
        kinds.for_each(|kind| note(|it| &mut it.kinds, kind));
        from.iter().for_each(|one| note(|it| &mut it.from, one));
    }

    /// `how often and how long dns-resolver is down at gcp (from aws)`.
    fn said(self, most: Most) -> String {
        let how: Vec<String> = self.how.iter().map(|it| format!("how {it}")).collect();
        let from: Vec<String> = self.from.iter().map(|it| words::plain(it)).collect();
        let from = match most.sources {
            true => format!(" (from {})", words::listed(&from)),
            false => String::new(),
        };
        let are = if self.kinds.len() == 1 { "is" } else { "are" };
        format!(
            "{} {} {are} down at {}{from}",
            words::listed(&how),
            words::some(most.names.max(MOST_KINDS), self.kinds.iter().copied()),
            words::plain(self.provider)
        )
    }
}
