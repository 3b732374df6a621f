//! How far the copies of a group's members are behind since a link between them is down.
//!
//! What is written while it is down stays with the member that serves. Is that lost meanwhile, a move to another member loses it
//! too; once the link is back, the others have it at once. In come links that change and losses of who serves, out comes what a move
//! loses beside the lag [h of writing].

use crate::{
    engine::circuit::Group,
    topology::{GroupId, Table},
};

/// The copies of all groups.
#[derive(Debug, Clone)]
pub struct Copies {
    /// Per group and link, the hour since which it is down; infinite while it is up.
    down_since: Table<GroupId, Vec<f64>>,
    /// Per group and member, what a move to it loses since the member that served was lost; empty where there are no links.
    behind: Table<GroupId, Vec<f64>>,
}

impl Copies {
    /// All links up.
    pub fn new(groups: &Table<GroupId, Group>) -> Self {
        Self {
            down_since: groups.map(|group| vec![f64::INFINITY; group.links.len()]),
            behind: groups.map(|group| {
                let linked = if group.links.is_empty() {
                    0
                } else {
                    group.members.len()
                };
                vec![0.0; linked]
            }),
        }
    }

    /// All links up again.
    pub fn clear(&mut self) {
        let links = self.down_since.iter_mut().flatten();
        links.for_each(|since| *since = f64::INFINITY);
        self.behind.iter_mut().flatten().for_each(|it| *it = 0.0);
    }

    /// A link went down or came back.
    pub fn link_changed(&mut self, group: GroupId, link: u32, is_down: bool, now: f64) {
        self.down_since[group][link as usize] = if is_down { now } else { f64::INFINITY };
    }

    /// The member that serves is lost.
    pub fn lost(&mut self, id: GroupId, group: &Group, active: u32, now: f64) {
        let behind = &mut self.behind[id];
        behind.iter_mut().for_each(|it| *it = 0.0);
        for (&(one, other, _), since) in group.links.iter().zip(&self.down_since[id]) {
            let copy = match (one == active, other == active) {
                (true, _) => other,
                (_, true) => one,
                _ => continue,
            };
            behind[copy as usize] = (now - since).max(0.0);
        }
    }

    /// What a move to a member loses beside the lag [h of writing].
    pub fn behind(&self, group: GroupId, member: u32) -> f64 {
        let behind = self.behind[group].get(member as usize);
        behind.copied().unwrap_or_default()
    }
}
