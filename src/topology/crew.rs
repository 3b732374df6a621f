//! Repair crews: people who can work on so many things at once.

use super::table::Id;

/// Index into [`super::Topology::crews`].
pub type CrewId = Id<Crew>;

/// People who repair. Each architecture has a crew of its own of this description.
#[derive(Debug, Clone, PartialEq)]
pub struct Crew {
    /// Name in the plan.
    pub name: String,
    /// How many repairs it can work on at once; at least 1.
    pub size: u32,
    /// When it works at full speed; `None` always.
    pub hours: Option<Hours>,
}

/// Working hours of a week. A week begins on Monday at 0:00; where in it a life begins is drawn once a life in the steady
/// state, the beginning of the week for a new service.
#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    /// Stretches [from, to) of the week's 168 h at full speed: in order, disjoint, not empty.
    pub windows: Vec<(f64, f64)>,
    /// Speed outside of them: 0.3 does in an hour what takes 18 minutes inside; 0 waits for the next stretch.
    pub outside: f64,
}
