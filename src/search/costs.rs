//! What the options within a room cost: each alone beside the base, and whether the bill of any design is the sum of its parts.
//!
//! A line of a bill is about one component, or about the whole design. Only one thing ties components: what is paid once at a site, however
//! many of them use it (the control plane of a cluster). Costs add up where at most one group decides whether that is paid.

use std::collections::HashSet;

use crate::{
    bill::{Sums, lines, paid_once},
    catalog::Catalog,
    topology::Architecture,
};

/// What roundings add up to at most [billionths of a dollar], a ten-thousandth of a cent.
const ROUNDED: i128 = 1_000;

/// What the designs of a room cost that differ from its base in one option.
#[derive(Debug)]
pub struct Costs {
    /// Per design that was read; the base is the first.
    pub sums: Vec<Sums>,
    /// Whether the bill of every design of the room is that of the base and what each of its options costs beyond it.
    pub add_up: bool,
}

/// Something that is paid once at a site: the site, and what.
type Once<'a> = (&'a str, &'a str);

impl Costs {
    /// Of the base, of each option alone and at last of the design with the last option of every group, in this order. Per group, the
    /// places of its options among them, and the components that it is about.
    pub fn new(
        all: &[Architecture],
        catalog: &Catalog,
        (places, components): (&[Vec<usize>], &[Vec<&str>]),
    ) -> Self {
        let sums = all.iter();
        let sums = sums.map(|it| Sums::of(&lines(&it.purchases, catalog).0));
        let sums: Vec<Sums> = sums.collect();
        let base = sums.first().copied().unwrap_or_default();
        let ends = places.iter().filter_map(|places| places.last());
        let corner = ends.fold(base, |sum, &last| sum.plus(sums[last].less(base)));
        let groups = places.iter().zip(components);
        let groups = groups.map(|(places, components)| {
            let each = places.iter().map(|&it| &all[it]);
            let of = |it: &str| components.contains(&it);
            each.map(|it| once(it, catalog, of)).collect()
        });
        let of_none = |it: &str| !components.iter().any(|names| names.contains(&it));
        let rest = all.first().map(|it| once(it, catalog, of_none));
        Self {
            add_up: sums.last().is_some_and(|it| is_same(*it, corner))
                && !is_shared(&groups.collect::<Vec<_>>(), &rest.unwrap_or_default()),
            sums,
        }
    }

    /// What a design that was read costs beyond the base.
    pub fn beyond(&self, place: usize) -> Sums {
        self.sums[place].less(self.sums[0])
    }
}

/// Whether sums differ by no more than their roundings: a line at a price in another currency is rounded as a whole.
fn is_same(one: Sums, other: Sums) -> bool {
    let apart = one.less(other);
    let parts = [apart.fixed, apart.usage, apart.people];
    parts.iter().all(|it| it.abs() <= ROUNDED)
}

/// What is paid once for some components of a design.
fn once<'a>(
    design: &'a Architecture,
    catalog: &'a Catalog,
    of: impl Fn(&str) -> bool,
) -> HashSet<Once<'a>> {
    let bought = design.purchases.components.iter();
    let bought = bought.filter(|it| of(&it.component));
    let each = bought.flat_map(|it| {
        let site = it.shop.site.as_str();
        paid_once(catalog, it).map(move |price| (site, price))
    });
    each.collect()
}

/// Whether two groups decide together whether something is paid; of each what its options pay once, and what the rest pays anyway.
fn is_shared(groups: &[Vec<HashSet<Once<'_>>>], rest: &HashSet<Once<'_>>) -> bool {
    let all: HashSet<&Once<'_>> = groups.iter().flatten().flatten().collect();
    let is_shared = |once: &Once<'_>| {
        let always = |options: &Vec<HashSet<Once<'_>>>| options.iter().all(|it| it.contains(once));
        let ever = |options: &&Vec<HashSet<Once<'_>>>| options.iter().any(|it| it.contains(once));
        !rest.contains(once) && !groups.iter().any(always) && groups.iter().filter(ever).count() > 1
    };
    all.into_iter().any(is_shared)
}

#[cfg(test)]
mod tests;
