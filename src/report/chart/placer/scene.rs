//! Whether a label may stand in a place, and which of the distant places is the best.

use super::candidate::ring;
use super::request::{Obstacles, Placed, Request};
use crate::report::chart::geometry::{Point, Rect, Segment};

/// Room kept free around every label.
const MARGIN: f64 = 4.0;

/// All that stands in the way at one moment.
pub(super) struct Scene<'a> {
    pub(super) obstacles: &'a Obstacles,
    pub(super) taken: &'a [Rect],
    pub(super) leaders: &'a [Segment],
    pub(super) bounds: Rect,
}

impl Scene<'_> {
    /// Whether a label may stand there.
    pub(super) fn admits(&self, label: &Placed, request: &Request) -> bool {
        let room = label.area.grown(MARGIN);
        self.bounds.contains(&label.area)
            && !self
                .obstacles
                .boxes
                .iter()
                .chain(self.taken)
                .any(|area| area.overlaps(&room))
            && !self
                .obstacles
                .lines
                .iter()
                .chain(self.leaders)
                .any(|line| room.meets(line))
            && !self.misleads(label, request)
            && label
                .leader
                .is_none_or(|line| self.admits_leader(&line, request))
    }

    /// Whether a reader would take the label for another point's.
    fn misleads(&self, label: &Placed, request: &Request) -> bool {
        let away = |point: Point| Segment::new(label.area.nearest(point), point).length();
        let needed = if label.leader.is_some() {
            44.0
        } else {
            away(request.anchor) + 10.0
        };
        self.obstacles.points.iter().any(|&point| {
            Segment::new(point, request.anchor).length() > 4.0 && away(point) < needed
        })
    }

    /// Whether a leader may run there. Its own point is no obstacle.
    fn admits_leader(&self, leader: &Segment, request: &Request) -> bool {
        let own = |area: &Rect| area.grown(1.0).contains(&Rect::around(request.anchor, 0.0));
        !self
            .obstacles
            .boxes
            .iter()
            .any(|area| !own(area) && area.meets(leader))
            && !self
                .taken
                .iter()
                .any(|area| area.grown(MARGIN / 2.0).meets(leader))
            && !self.leaders.iter().any(|line| line.crosses(leader))
    }

    /// What it costs to cross lines, or to run along one, where a leader could be taken for it.
    fn nuisance(&self, leader: &Segment) -> f64 {
        let middle = (
            (leader.from.0 + leader.to.0) / 2.0,
            (leader.from.1 + leader.to.1) / 2.0,
        );
        let around = Rect::around(middle, 7.0);
        let lines = || self.obstacles.lines.iter();
        let crossed = lines().filter(|line| line.crosses(leader)).count();
        let along = lines().filter(|line| around.meets(line)).count();
        60.0 * crossed as f64 + 250.0 * along as f64
    }

    /// The best free place on the rings: near, and crossing few lines.
    pub(super) fn afar(&self, request: &Request) -> Option<Placed> {
        let mut best: Option<(f64, Placed)> = None;
        let mut radius = request.clear + 22.0;
        while radius <= request.reach {
            // A place further out can no longer be better.
            if best.is_some_and(|(cost, _)| cost <= radius - request.clear) {
                break;
            }
            for label in ring(request, radius) {
                let Some(leader) = label.leader else { continue };
                let length = leader.length();
                let is_better = |cost: f64| best.is_none_or(|(least, _)| cost < least);
                // What is too long already need not be looked at.
                if is_better(length) && self.admits(&label, request) {
                    let cost = length + self.nuisance(&leader);
                    if is_better(cost) {
                        best = Some((
                            cost,
                            Placed {
                                trouble: cost,
                                ..label
                            },
                        ));
                    }
                }
            }
            radius += 16.0;
        }
        best.map(|(_, label)| label)
    }
}
