//! A room: what all of its designs have in common, and for each choice within it the options that may be worth their money.

use super::{found::Effort, modules::Singles, rooms::Group};
use crate::{
    bill::{Sums, lines},
    build::{Picks, Space},
    catalog::Catalog,
    diagnostic::Diagnostic,
    exact::alone,
    experiment::worlds,
    topology::{Architecture, Purchases, SourceId, Table, Topology},
};

/// So many designs are listed and raced with all others without looking at their parts.
const FEW: f64 = 256.0;

/// A room, its options read.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    /// Its options, and the first one of each choice within it.
    pub base: Picks,
    /// Per group within it the options that are left.
    pub open: Vec<Vec<usize>>,
    /// Of the combinations of these those that may be on the frontier, where they were found by their parts.
    pub front: Option<Vec<Vec<usize>>>,
    /// Designs in it.
    pub count: f64,
}

impl Room {
    /// Reads a room by its base and by each option alone; `within` has the groups in it.
    ///
    /// # Errors
    ///
    /// What is wrong with any of its designs.
    pub fn read(
        space: &Space<'_>,
        catalog: &Catalog,
        effort: Effort,
        (base, within): (&Picks, &[Group]),
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut designs = vec![base.clone()];
        let mut last = base.clone();
        for group in within {
            for option in 1..group.options.len() {
                let mut picks = base.clone();
                group.lay(&mut picks, option);
                designs.push(picks);
            }
            group.lay(&mut last, group.options.len() - 1);
        }
        designs.push(last);
        let topology = space.topology(&designs)?;
        let sums = topology.architectures.iter();
        let sums: Vec<Sums> = sums
            .map(|it| Sums::of(&lines(&it.purchases, catalog).0))
            .collect();
        let mut first = 1;
        let mut open = Vec::new();
        let mut corner = sums[0];
        for group in within {
            let options = group.options.len();
            // The place of an option among the designs that were read.
            let place = |option: usize| if option == 0 { 0 } else { first + option - 1 };
            let cost = |option: usize| sums[place(option)];
            corner = corner.plus(cost(options - 1).less(sums[0]));
            let of = |option: usize| &topology.architectures[place(option)];
            open.push(worthwhile(&topology, options, &of, &cost));
            first += options - 1;
        }
        // Costs that do not add up make no option cheaper than another.
        let add_up = sums.last() == Some(&corner);
        if !add_up {
            let all = within.iter().map(|it| (0..it.options.len()).collect());
            open = all.collect();
        }
        let many = open
            .iter()
            .map(|it: &Vec<usize>| it.len() as f64)
            .product::<f64>()
            > FEW;
        let front = if many && add_up {
            let worlds = worlds(&topology, effort.seed, effort.scenarios);
            let mut first = 1;
            let options = within.iter().zip(&open).map(|(group, kept)| {
                let place = |option: usize| if option == 0 { 0 } else { first + option - 1 };
                let each = kept.iter().map(|&option| {
                    let place = place(option);
                    (
                        option,
                        &topology.architectures[place],
                        sums[place].less(sums[0]),
                    )
                });
                let each = each.collect();
                first += group.options.len() - 1;
                each
            });
            let singles = Singles {
                options: options.collect(),
                corner: &topology.architectures[designs.len() - 1],
                topology: &topology,
                groups: within,
            };
            singles.front(space, &worlds)
        } else {
            None
        };
        Ok(Self {
            base: base.clone(),
            open,
            front,
            count: within.iter().map(|it| it.options.len() as f64).product(),
        })
    }

    /// How many designs there are of the options that are left.
    pub fn combinations(&self) -> f64 {
        self.open.iter().map(|it| it.len() as f64).product()
    }

    /// How many of them may be on the frontier.
    pub fn listed(&self) -> f64 {
        let front = self.front.as_ref().map(|it| it.len() as f64);
        front.unwrap_or_else(|| self.combinations())
    }

    /// The designs that are left.
    pub fn designs(&self, within: &[Group]) -> Vec<Picks> {
        if let Some(front) = &self.front {
            let each = front.iter().map(|options| {
                let mut picks = self.base.clone();
                for (group, &option) in within.iter().zip(options) {
                    group.lay(&mut picks, option);
                }
                picks
            });
            return each.collect();
        }
        let mut designs = vec![self.base.clone()];
        for (group, options) in within.iter().zip(&self.open) {
            let with = |picks: Picks| {
                options.iter().map(move |&option| {
                    let mut picks = picks.clone();
                    group.lay(&mut picks, option);
                    picks
                })
            };
            designs = designs.into_iter().flat_map(with).collect();
        }
        designs
    }
}

/// Of options that are alike in all that fails the cheapest, and of equal ones the first.
fn worthwhile<'a>(
    topology: &Topology,
    options: usize,
    of: &dyn Fn(usize) -> &'a Architecture,
    cost: &dyn Fn(usize) -> Sums,
) -> Vec<usize> {
    let mut kept: Vec<(usize, Fate)> = Vec::new();
    for option in 0..options {
        let fate = fate(topology, of(option));
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

/// All of a design that its losses depend on.
type Fate = (Table<SourceId, crate::topology::Source>, Architecture);

fn fate(topology: &Topology, architecture: &Architecture) -> Fate {
    let (own, architecture) = alone(topology, architecture);
    let architecture = Architecture {
        name: String::new(),
        about: String::new(),
        stated: None,
        components: Vec::new(),
        purchases: Purchases::default(),
        ..architecture
    };
    (own.sources, architecture)
}
