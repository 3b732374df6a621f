//! A room: what all of its designs have in common, and for each choice within it the options that may be worth their money.

use std::sync::atomic::AtomicBool;

use super::{
    costs::Costs,
    fate::Fate,
    found::Effort,
    front::Frontier,
    modules::Singles,
    rooms::{Group, Rooms, combinations},
};
use crate::{
    bill::Sums,
    build::{Picks, Space},
    catalog::Catalog,
    diagnostic::Diagnostic,
    experiment::worlds,
    topology::Topology,
};

/// So many designs are listed and raced with all others without looking at their parts; where a room is one of several into which one is cut,
/// that many of all of them.
const FEW: f64 = 256.0;

/// A room, its options read.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    /// Its options, and the first one of each choice within it.
    pub base: Picks,
    /// Per group within it the options that are left.
    pub open: Vec<Vec<usize>>,
    /// Of the combinations of these those that may be on the frontier, or the best that are known, where they were found by their parts.
    pub front: Option<Frontier>,
    /// Designs in it.
    pub count: f64,
}

impl Room {
    /// Reads one of the rooms by its base and by each option alone. Setting `stop` ends the search within it with what
    /// is known then.
    ///
    /// # Errors
    ///
    /// What is wrong with any of its designs.
    pub fn read(
        space: &Space<'_>,
        catalog: &Catalog,
        effort: Effort,
        (base, rooms): (&Picks, &Rooms),
        stop: &AtomicBool,
    ) -> Result<Self, Vec<Diagnostic>> {
        let within = &rooms.within;
        let (designs, places) = alone(base, within);
        let topology = space.topology(&designs)?;
        let all = &topology.architectures;
        let costs = Costs::new(all, catalog, (&places, &names(space, within)));
        let open = places.iter().map(|places| match costs.add_up {
            true => worthwhile(&topology, places, &costs.sums),
            false => (0..places.len()).collect(),
        });
        let mut room = Self {
            base: base.clone(),
            open: open.collect(),
            front: None,
            count: within.iter().map(|it| it.options.len() as f64).product(),
        };
        if costs.add_up && room.combinations() * rooms.cuts > FEW {
            let options = room.open.iter().zip(&places).map(|(kept, places)| {
                let each = kept.iter().map(|&option| {
                    let place = places[option];
                    (option, &all[place], costs.beyond(place))
                });
                each.collect()
            });
            let singles = Singles {
                options: options.collect(),
                corner: &all[designs.len() - 1],
                topology: &topology,
                groups: within,
            };
            let worlds = worlds(&topology, effort.seed, effort.scenarios);
            room.front = singles.front(space, &worlds, stop);
        }
        Ok(room)
    }

    /// How many designs there are of the options that are left.
    pub fn combinations(&self) -> f64 {
        self.open.iter().map(|it| it.len() as f64).product()
    }

    /// How many of them may be on the frontier.
    pub fn listed(&self) -> f64 {
        let front = self.front.as_ref().map(|it| it.designs.len() as f64);
        front.unwrap_or_else(|| self.combinations())
    }

    /// How many of them surely are not.
    pub fn bounded(&self) -> f64 {
        match &self.front {
            Some(front) if front.is_proven => self.combinations() - self.listed(),
            _ => 0.0,
        }
    }

    /// The designs that are left.
    pub fn designs(&self, within: &[Group]) -> Vec<Picks> {
        let every;
        let combinations = if let Some(front) = &self.front {
            &front.designs
        } else {
            every = combinations(&self.open);
            &every
        };
        let each = combinations.iter().map(|options| {
            let mut picks = self.base.clone();
            for (group, &option) in within.iter().zip(options) {
                group.lay(&mut picks, option);
            }
            picks
        });
        each.collect()
    }
}

/// The base, each option of each group alone, and the design with the last option of every group; per group the places of its options
/// among them.
pub(super) fn alone(base: &Picks, within: &[Group]) -> (Vec<Picks>, Vec<Vec<usize>>) {
    let mut designs = vec![base.clone()];
    let mut last = base.clone();
    let mut places: Vec<Vec<usize>> = Vec::new();
    for group in within {
        let others = designs.len()..designs.len() + group.options.len() - 1;
        places.push([0].into_iter().chain(others).collect());
        for option in 1..group.options.len() {
            let mut picks = base.clone();
            group.lay(&mut picks, option);
            designs.push(picks);
        }
        group.lay(&mut last, group.options.len() - 1);
    }
    designs.push(last);
    (designs, places)
}

/// Per group the components that it is about.
pub(super) fn names<'a>(space: &'a Space<'_>, within: &[Group]) -> Vec<Vec<&'a str>> {
    let each = within.iter().map(|it| space.components(&it.choices));
    each.collect()
}

/// Of options that are alike in all that fails the cheapest, and of equal ones the first; `places` are those of their designs, `sums` what
/// each design costs.
fn worthwhile(topology: &Topology, places: &[usize], sums: &[Sums]) -> Vec<usize> {
    let cost = |option: usize| sums[places[option]];
    let mut kept: Vec<(usize, Fate)> = Vec::new();
    for (option, &place) in places.iter().enumerate() {
        let fate = Fate::of(topology, &topology.architectures[place]);
        let alike = kept.iter_mut().find(|(_, known)| *known == fate);
        match alike {
            Some((known, _)) if is_cheaper(cost(option), cost(*known)) => *known = option,
            // Neither is cheaper in all of its parts, so that tax or credits may decide.
            Some((known, _))
                if !is_cheaper(cost(*known), cost(option)) && cost(*known) != cost(option) =>
            {
                kept.push((option, fate));
            }
            Some(_) => {}
            None => kept.push((option, fate)),
        }
    }
    let mut kept: Vec<usize> = kept.into_iter().map(|it| it.0).collect();
    kept.sort_unstable();
    kept
}

fn is_cheaper(one: Sums, other: Sums) -> bool {
    let all = [
        (one.fixed, other.fixed),
        (one.usage, other.usage),
        (one.people, other.people),
    ];
    all.iter().all(|(one, other)| one <= other) && one != other
}
