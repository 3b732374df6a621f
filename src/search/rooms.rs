//! Rooms: the combinations of the choices that touch several parts of a design. What is left open within a room touches one
//! component each.

use crate::build::{Picks, Space};

/// More rooms than these are not entered.
const MOST_ROOMS: usize = 200_000;

/// More options of one group than these are not made: its choices then tell rooms apart.
const MOST_OPTIONS: usize = 1_000;

/// The combinations of the global choices of a space.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rooms {
    /// Per room, its options; of choices within it the first.
    pub all: Vec<Picks>,
    /// The groups of choices within every room.
    pub within: Vec<Group>,
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
    fn new(choices: Vec<usize>, sizes: &[usize]) -> Option<Self> {
        let count = choices.iter().map(|&it| sizes[it]);
        let count = count.fold(1_usize, usize::saturating_mul);
        if count > MOST_OPTIONS {
            return None;
        }
        let each: Vec<Vec<usize>> = choices.iter().map(|&it| (0..sizes[it]).collect()).collect();
        Some(Self {
            options: combinations(&each),
            choices,
        })
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
    let groups = space.local().into_iter();
    let mut rooms = Rooms {
        within: groups.filter_map(|it| Group::new(it, &sizes)).collect(),
        is_complete: true,
        ..Rooms::default()
    };
    let is_within = |choice: &usize| rooms.within.iter().any(|it| it.choices.contains(choice));
    let global = (0..sizes.len()).filter(|choice| !is_within(choice));
    let global: Vec<usize> = global.collect();
    let mut picks = vec![None; sizes.len()];
    walk(space, &global, &sizes, &mut picks, &mut rooms);
    rooms
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
