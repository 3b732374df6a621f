//! Rooms: the combinations of the choices that touch several parts of a design. What is left open within a room touches one
//! component each.
//!
//! Choices about the same component are one group, whose options are all of their combinations. A choice about several components would
//! make one group of all their choices: where less is to be read without it, it tells rooms apart.

use crate::build::{Picks, Space};

/// More rooms than these are not entered.
const MOST_ROOMS: usize = 200_000;

/// More options of one group than these are not made: some of its choices then tell rooms apart.
const MOST_OPTIONS: usize = 1_000;

/// The combinations of the global choices of a space.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rooms {
    /// Per room, its options; of choices within it the first.
    pub all: Vec<Picks>,
    /// The groups of choices within every room.
    pub within: Vec<Group>,
    /// Into how many rooms choices that are about components only cut what would be one.
    pub cuts: f64,
    /// Whether these are all.
    pub is_complete: bool,
}

/// Choices about the same components, and nothing else.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Their places.
    pub choices: Vec<usize>,
    /// All combinations of their options, the first of each first.
    pub options: Vec<Vec<usize>>,
}

impl Group {
    fn new(choices: Vec<usize>, sizes: &[usize]) -> Self {
        let each: Vec<Vec<usize>> = choices.iter().map(|&it| (0..sizes[it]).collect()).collect();
        Self {
            options: combinations(&each),
            choices,
        }
    }

    /// A design with an option of this group.
    pub fn lay(&self, picks: &mut Picks, option: usize) {
        for (&choice, &pick) in self.choices.iter().zip(&self.options[option]) {
            picks[choice] = pick;
        }
    }
}

/// All that have one of each of these, the first of each first.
pub fn combinations(of: &[Vec<usize>]) -> Vec<Vec<usize>> {
    of.iter().fold(vec![Vec::new()], |made, options| {
        let with = |so_far: Vec<usize>| {
            let each = options.iter();
            each.map(move |&option| [&so_far[..], &[option]].concat())
        };
        made.into_iter().flat_map(with).collect()
    })
}

/// Lists them.
pub fn rooms(space: &Space<'_>) -> Rooms {
    let sizes: Vec<usize> = space.choices().iter().map(|it| it.1.len()).collect();
    let mut local = space.local();
    let mut cuts = 1.0;
    while let Some(place) = better_apart(&local, &sizes) {
        cuts *= sizes[local.remove(place).0] as f64;
    }
    let groups = groups(&local).into_iter();
    let mut rooms = Rooms {
        within: groups.map(|it| Group::new(it, &sizes)).collect(),
        is_complete: true,
        cuts,
        ..Rooms::default()
    };
    let is_within = |choice: &usize| local.iter().any(|it| it.0 == *choice);
    let global = (0..sizes.len()).filter(|choice| !is_within(choice));
    let global: Vec<usize> = global.collect();
    let mut picks = vec![None; sizes.len()];
    walk(space, &global, &sizes, &mut picks, &mut rooms);
    rooms
}

/// A choice and the components that it is about.
type Local<'a> = (usize, Vec<&'a str>);

/// The choices by the components that they are about, directly or through each other; what two groups say is about different ones.
fn groups(local: &[Local<'_>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Vec<usize>, Vec<&str>)> = Vec::new();
    for (choice, components) in local {
        let (mut group, mut components) = (vec![*choice], components.clone());
        groups.retain_mut(|(choices, known)| {
            let meets = known.iter().any(|name| components.contains(name));
            if meets {
                group.append(choices);
                components.append(known);
            }
            !meets
        });
        group.sort_unstable();
        groups.push((group, components));
    }
    let mut groups: Vec<Vec<usize>> = groups.into_iter().map(|it| it.0).collect();
    groups.sort();
    groups
}

/// Which of these choices, if any, had better tell rooms apart: the one without which the least is to be read.
fn better_apart(local: &[Local<'_>], sizes: &[usize]) -> Option<usize> {
    // How many designs are read of what is one room now, and whether no group is too large.
    let read = |local: &[Local<'_>]| {
        let groups = groups(local).into_iter();
        let options = groups.map(|it| it.iter().map(|&it| sizes[it] as f64).product::<f64>());
        options.fold((2.0, true), |(read, are_small), options| {
            let is_small = options <= MOST_OPTIONS as f64;
            (read + options - 1.0, are_small && is_small)
        })
    };
    let (now, are_small) = read(local);
    let without = (0..local.len()).map(|place| {
        let mut others = local.to_vec();
        let (choice, _) = others.remove(place);
        (place, sizes[choice] as f64 * read(&others).0)
    });
    let least = without.min_by(|one, other| one.1.total_cmp(&other.1));
    let (place, then) = least?;
    (then < now || !are_small).then_some(place)
}

/// The first of `open` gets each of its options in turn.
fn walk(
    space: &Space<'_>,
    open: &[usize],
    sizes: &[usize],
    picks: &mut Vec<Option<usize>>,
    rooms: &mut Rooms,
) {
    if space.is_never(picks) {
        return;
    }
    let Some((&choice, rest)) = open.split_first() else {
        if rooms.all.len() >= MOST_ROOMS {
            rooms.is_complete = false;
            return;
        }
        let made = picks.iter().map(|pick| pick.unwrap_or(0));
        rooms.all.push(made.collect());
        return;
    };
    for option in 0..sizes[choice] {
        if !rooms.is_complete {
            break;
        }
        picks[choice] = Some(option);
        walk(space, rest, sizes, picks, rooms);
    }
    picks[choice] = None;
}
