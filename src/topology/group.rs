//! Failover groups: sites of a service, or replicas of a component. One law for both.

use super::source::SourceId;
use super::structure::{GroupId, NodeId};
use super::table::Table;
use super::unknown::{Aspect, Unknown, UnknownId};
use crate::catalog::Evidence;
use crate::failover::{Failover, Number};

/// Which of those that serve a group is about. Where k serve at a time there are k groups of the same members, one for each seat, and
/// what one seat has the others do not see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// From 0; the member of this place has it while nothing is down.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

impl Seat {
    /// Where one serves.
    pub const ONLY: Self = Self { number: 0, of: 1 };

    /// True where there is no other.
    #[must_use]
    pub fn is_only(self) -> bool {
        self.of == 1
    }

    /// The groups of all seats beside that of `id`, and it.
    pub fn all<T>(
        self,
        id: GroupId,
        groups: &Table<GroupId, T>,
    ) -> impl Iterator<Item = GroupId> + use<T> {
        let first = id.index() - self.number as usize;
        groups.ids().skip(first).take(self.of as usize)
    }
}

/// Members of which one serves at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// `sites`, or the component as it is named in the structure: `seoul/db`, `db`. Its draws are keyed by it.
    pub name: String,
    /// The members, preferred first; each node comes before the group's own.
    pub members: Vec<NodeId>,
    /// For each member, nodes that must be up before a switch to it can begin; empty where nothing is required.
    pub requires: Vec<Vec<NodeId>>,
    /// For each member, nodes any of which is down while its whole region is in trouble, so that everybody moves away;
    /// empty where `no_capacity` is 0.
    pub crowded: Vec<Vec<NodeId>>,
    /// For each member, its own sources, which fail at `dormant_failures` times their rate while it does not serve; empty
    /// where that is 1.
    pub dormant: Vec<Vec<SourceId>>,
    /// Pairs of members with the node that is down while nothing can be copied from one to the other; empty where it always can.
    pub links: Vec<(u32, u32, NodeId)>,
    /// Which seat it is of those that serve.
    pub seat: Seat,
    /// How it moves.
    pub law: Failover,
    /// The numbers of that law that nobody knows exactly.
    pub unknowns: Vec<UnknownId>,
    /// What the length of a switch rests on in the catalog; nothing where the plan gives it.
    pub evidence: Vec<Evidence>,
    /// What the numbers that the plan gives rest on; nothing where it does not say.
    pub own_evidence: Vec<Evidence>,
}

impl Group {
    /// The component of which it is, or `sites`.
    #[must_use]
    pub fn component(&self) -> &str {
        let name = self.name.rsplit('/').next().unwrap_or(&self.name);
        name.split(" seat ").next().unwrap_or(name)
    }

    /// The numbers of its switches that do something and have no range.
    pub fn without_range(
        &self,
        unknowns: &Table<UnknownId, Unknown>,
    ) -> impl Iterator<Item = Number> {
        let does_something = |number: &Number| {
            let value = self.law.value(*number);
            value.is_some_and(|value| match number.is_share() {
                true => value > 0.0 && value < 1.0,
                false => value > 0.0,
            })
        };
        let is_ranged = |number: Number| {
            let mut own = self.unknowns.iter();
            own.any(|&id| unknowns[id].aspect == Aspect::Move(number))
        };
        let numbers = Number::ALL.into_iter().filter(does_something);
        numbers.filter(move |it| !is_ranged(*it))
    }

    /// Its own member while nothing is down, and those that can take over from it: what no other seat has.
    #[must_use]
    pub fn at_rest(&self) -> (Option<&NodeId>, &[NodeId]) {
        let own = self.members.get(self.seat.number as usize);
        let spares = self.members.get(self.seat.of as usize..);
        (own, spares.unwrap_or_default())
    }

    /// The members that have the seats before it while nothing is down.
    #[must_use]
    pub fn before(&self) -> &[NodeId] {
        let before = self.members.get(..self.seat.number as usize);
        before.unwrap_or_default()
    }

    /// Whether enough members are up for all seats.
    pub fn is_enough(&self, up: impl Fn(NodeId) -> bool) -> bool {
        let up = self.members.iter().filter(|member| up(**member));
        up.count() >= self.seat.of as usize
    }
}
