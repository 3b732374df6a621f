//! What stands where: one row for each component and place, for pictures and lists.

use super::leaf::LeafId;
use super::replica::Placed;

/// Of what a component at one place is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// The component and its place.
    pub placed: Placed,
    /// Its replicas in order, or the one thing that it is.
    pub leaves: Vec<LeafId>,
    /// How many of them must be up; `None` where they take over from each other.
    pub needs: Option<u32>,
    /// It is only started when needed, so that nothing of its own fails and nothing is paid for it.
    pub is_cold: bool,
}
