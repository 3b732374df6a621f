//! Rates, lengths and shares that were counted elsewhere, and prices of other places.

use super::{
    item::{Item, Kind},
    named::Most,
};
use crate::{
    answer::Results,
    report::{
        advice::{as_data_centres, building_borrowed},
        words,
    },
};

/// Kinds at one provider that are named: a managed service that is taken to fail like another provider's matters more than room.
const MOST_KINDS: usize = 8;
/// What is counted of a kind: how often, how long and how widely it is down.
const HOW: [&str; 3] = ["often", "long", "widely"];

pub(super) fn items(results: &Results, most: Most) -> Vec<Item> {
    let centres = as_data_centre(results, most);
    let each = rates(results, most)
        .into_iter()
        .chain(drift(results, most))
        .chain(prices(results, most));
    let each = each.map(|what| Item::new(Kind::Borrowed, what));
    centres.into_iter().chain(each).collect()
}

/// Rates, lengths and shares that were counted elsewhere.
fn rates(results: &Results, most: Most) -> Vec<String> {
    let mut counted: Vec<Borrowed<'_>> = Vec::new();
    for it in &results.borrowed {
        for (how, kinds) in HOW.into_iter().zip([&it.kinds, &it.lengths, &it.shares]) {
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
    counted.into_iter().map(|it| it.said(most)).collect()
}

/// By how much rates differ from one time to the next, which was found on feeds of clouds and vendors.
fn drift(results: &Results, most: Most) -> Option<String> {
    let drifting = results.assumptions.iter().filter(|it| it.aspect == "drift");
    let kinds: Vec<&str> = drifting.map(|it| it.name.as_str()).collect();
    let is_told = most.is_full && !kinds.is_empty();
    is_told.then(|| {
        let kinds = most.of(&kinds);
        format!("by how much rates of {kinds} differ from one time to the next (from feeds of clouds and vendors)")
    })
}

/// Prices of other places, by the designs whose bills have them: `3 prices of multi-cloud`.
fn prices(results: &Results, most: Most) -> Vec<String> {
    let all = results.architectures.iter();
    let all = all.flat_map(|it| it.cost.lines.iter().map(move |line| (it, line)));
    let lines: Vec<_> =
        { all.filter_map(|(it, line)| Some((it, line, line.borrowed_from.as_deref()?))) }.collect();
    let mut places: Vec<&str> = Vec::new();
    for place in lines.iter().map(|it| it.2) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let said = |place: &str| {
        let those = || lines.iter().filter(|it| it.2 == place);
        let mut items: Vec<&str> = those().map(|it| it.1.item.as_str()).collect();
        items.sort_unstable();
        items.dedup();
        let mut names: Vec<&str> = those().map(|it| it.0.name.as_str()).collect();
        names.dedup();
        let most_of = if names.len() > 1 { "up to " } else { "" };
        let designs = words::some(most.names, names);
        let prices = match items.as_slice() {
            [one] => format!("the price of {}", words::plain(one)),
            several => format!("{most_of}{} prices", words::count(several.len() as u64)),
        };
        let prices = format!("{prices} in {designs}");
        match most.is_full {
            true => format!("{prices} (from {})", words::plain(place)),
            false => prices,
        }
    };
    places.into_iter().map(said).collect()
}

/// Places of the plan's own that count as data centres, because they are said to be like one.
fn as_data_centre(results: &Results, most: Most) -> Option<Item> {
    let places = as_data_centres(results);
    let each = places.iter().map(|(place, like)| {
        let (place, like) = (words::plain(place), words::plain(like));
        format!("{place} counts as a data centre of {like}")
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| {
        let (each, kinds) = (
            words::listed(&each),
            words::listed(&building_borrowed(results)),
        );
        let fails = match most.is_full {
            true => ": a room with one power feed and one line to the world fails far more often",
            false => " (a room of one's own fails far more often)",
        };
        let keys = format!("`numbers` of {kinds}");
        Item::new(Kind::Borrowed, format!("{each}{fails}")).write(&keys)
    })
}

/// What of one provider's numbers is others'.
#[derive(Default)]
struct Borrowed<'a> {
    provider: &'a str,
    /// Each kind, with those of [`HOW`].
    kinds: Vec<(&'a str, Vec<&'a str>)>,
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
        for kind in kinds {
            match self.kinds.iter_mut().find(|it| it.0 == kind) {
                Some((_, all)) if all.contains(&how) => {}
                Some((_, all)) => all.push(how),
                None => self.kinds.push((kind, vec![how])),
            }
        }
        for one in from {
            if !self.from.contains(&one.as_str()) {
                self.from.push(one);
            }
        }
    }

    /// `all numbers of facility at gcp, and how long dns-resolver is down there (from aws)`.
    fn said(self, most: Most) -> String {
        let from: Vec<String> = self.from.iter().map(|it| words::plain(it)).collect();
        let from = match most.is_full {
            true => format!(" (from {})", words::listed(&from)),
            false => String::new(),
        };
        // What a vendor offers has it in its name.
        let place = format!(" at {}", self.provider);
        let at = match self.kinds.iter().all(|it| it.0.ends_with(&place)) {
            true => String::new(),
            false => format!(" at {}", words::plain(self.provider)),
        };
        let mut alike: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
        for (kind, mut how) in self.kinds {
            how.sort_by_key(|it| HOW.iter().position(|one| one == it));
            match alike.iter_mut().find(|it| it.0 == how) {
                Some((_, kinds)) => kinds.push(kind),
                None => alike.push((how, vec![kind])),
            }
        }
        // In short not which numbers of which.
        if alike.len() > 1 && !most.is_full {
            let kinds = alike.iter().flat_map(|it| it.1.iter().copied());
            let kinds = words::some(most.names.max(MOST_KINDS), kinds);
            return format!("some numbers of {kinds}{at}");
        }
        let each = alike.into_iter().map(|(how, kinds)| {
            let are = if kinds.len() == 1 { "is" } else { "are" };
            let kinds = words::some(most.names.max(MOST_KINDS), kinds);
            match how.len() == HOW.len() {
                true => format!("all numbers of {kinds}{at}"),
                false => format!("how {} {kinds} {are} down{at}", words::listed(&how)),
            }
        });
        let each: Vec<String> = each.collect();
        format!("{}{from}", each.join(", "))
    }
}
