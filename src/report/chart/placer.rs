//! Where to write the names: a greedy placer.
//!
//! Each label tries a dozen places touching its point and then wider and wider rings, joined to the point by a thin
//! leader. A place is taken only if it is free of everything placed before and is not nearer to another point. The
//! first round follows the order of the requests; each further one begins with the labels that fared worst, and the
//! round with the shortest leaders is kept. What has no place even then is left out; the caller writes it elsewhere.

use super::geometry::{Point, Rect, Segment};

/// Room kept free around every label.
const MARGIN: f64 = 4.0;
/// Rounds of placing at most.
const ROUNDS: usize = 16;

/// A label to be placed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    /// The point that it names.
    pub(super) anchor: Point,
    /// How far from the point the label must stay.
    pub(super) clear: f64,
    /// Width and height.
    pub(super) size: (f64, f64),
    /// How far away it may be written.
    pub(super) reach: f64,
    /// Whether the lower left side is the emptier one: nothing lies there below a frontier.
    pub(super) below_left: bool,
}

/// What labels must not cover.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Obstacles {
    /// All points that have names: a label nearer to another point than to its own would mislead.
    pub(super) points: Vec<Point>,
    /// Points and texts: no label and no leader may touch them.
    pub(super) boxes: Vec<Rect>,
    /// Lines: no label may touch them, leaders had better not cross them.
    pub(super) lines: Vec<Segment>,
}

/// A label that found its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Where it is written.
    pub(super) area: Rect,
    /// The line to its point, where it does not touch it.
    pub(super) leader: Option<Segment>,
    /// How badly it is placed: the leader's length, and more where that crosses other lines.
    pub(super) trouble: f64,
}

/// Places what can be placed inside the bounds; `None` where there was no room.
pub(super) fn place(
    requests: &[Request],
    obstacles: &Obstacles,
    bounds: Rect,
) -> Vec<Option<Placed>> {
    let mut order: Vec<usize> = (0..requests.len()).collect();
    let mut best = vec![None; requests.len()];
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        let round = place_in_order(requests, &order, obstacles, bounds);
        let trouble = |index: usize| trouble(&requests[index], round[index].as_ref());
        let sum: f64 = order.iter().map(|&index| trouble(index)).sum();
        if sum < least {
            least = sum;
            best.clone_from(&round);
        }
        // Those without a place come first, then the one that was sent furthest away.
        let worst = order
            .iter()
            .copied()
            .max_by(|&a, &b| trouble(a).total_cmp(&trouble(b)));
        let first = |index: usize| round[index].is_none() || Some(index) == worst;
        let (ahead, behind): (Vec<usize>, Vec<usize>) =
            order.iter().partition(|&&index| first(index));
        if sum == 0.0 {
            break;
        }
        order = [ahead, behind].concat();
    }
    best
}

/// How badly a label is placed; with no place at all, worse than almost anywhere.
fn trouble(request: &Request, placed: Option<&Placed>) -> f64 {
    match placed {
        Some(label) => label.trouble,
        None => 1.5 * request.reach,
    }
}

/// One greedy round.
fn place_in_order(
    requests: &[Request],
    order: &[usize],
    obstacles: &Obstacles,
    bounds: Rect,
) -> Vec<Option<Placed>> {
    let mut placed: Vec<Option<Placed>> = vec![None; requests.len()];
    let mut leaders: Vec<Segment> = Vec::new();
    let mut taken: Vec<Rect> = Vec::new();
    for &index in order {
        let request = &requests[index];
        let scene = Scene {
            obstacles,
            taken: &taken,
            leaders: &leaders,
            bounds,
        };
        let found = near(request)
            .into_iter()
            .find(|label| scene.admits(label, request))
            .or_else(|| scene.afar(request));
        if let Some(label) = found {
            taken.push(label.area);
            leaders.extend(label.leader);
            placed[index] = Some(label);
        }
    }
    placed
}

/// All that stands in the way at one moment.
struct Scene<'a> {
    obstacles: &'a Obstacles,
    taken: &'a [Rect],
    leaders: &'a [Segment],
    bounds: Rect,
}

impl Scene<'_> {
    /// Whether a label may stand there.
    fn admits(&self, label: &Placed, request: &Request) -> bool {
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
    fn afar(&self, request: &Request) -> Option<Placed> {
        let mut best: Option<(f64, Placed)> = None;
        let mut radius = request.clear + 22.0;
        while radius <= request.reach {
            // A place further out can no longer be better.
            if best.is_some_and(|(cost, _)| cost <= radius - request.clear) {
                break;
            }
            for label in ring(request, radius) {
                if self.admits(&label, request)
                    && let Some(leader) = label.leader
                {
                    let cost = leader.length() + self.nuisance(&leader);
                    if best.is_none_or(|(least, _)| cost < least) {
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

/// The places that touch the point, the most readable first.
fn near(request: &Request) -> Vec<Placed> {
    let ((x, y), (width, height), gap) = (request.anchor, request.size, request.clear);
    // Beside the point, just above or below the height where a line may leave it.
    let aside = 9.0;
    let mut corners = [
        (x + gap, y - aside - height),
        (x + gap, y - height / 2.0),
        (x + gap, y + aside),
        (x - gap - width, y + aside),
        (x - gap - width, y - height / 2.0),
        (x - gap - width, y - aside - height),
        (x - width / 2.0, y - gap - height),
        (x - width / 2.0, y + gap),
        (x + aside, y - gap - height),
        (x + aside, y + gap),
        (x - aside - width, y - gap - height),
        (x - aside - width, y + gap),
    ];
    if request.below_left {
        corners[..6].rotate_left(3);
    }
    corners
        .into_iter()
        .map(|corner| Placed {
            area: Rect::sized(corner, request.size),
            leader: None,
            trouble: 0.0,
        })
        .collect()
}

/// Places around the point at a distance, each with a leader to the label's nearest point.
fn ring(request: &Request, radius: f64) -> impl Iterator<Item = Placed> {
    let ((x, y), (width, height), clear) = (request.anchor, request.size, request.clear);
    (0..32).map(move |step| {
        let angle = f64::from(step) * std::f64::consts::TAU / 32.0 - std::f64::consts::FRAC_PI_4;
        let (sine, cosine) = angle.sin_cos();
        let (tip_x, tip_y) = (x + radius * cosine, y + radius * sine);
        // The label sits at the leader's tip by the side that faces the point.
        let left = tip_x - width * (1.0 - cosine) / 2.0;
        let top = tip_y - height * (1.0 - sine) / 2.0;
        let area = Rect::sized((left, top), (width, height));
        let end = area.nearest((x, y));
        let whole = Segment::new((x, y), end);
        let start = (clear * 0.8 / whole.length().max(clear)).min(1.0);
        let from = (x + (end.0 - x) * start, y + (end.1 - y) * start);
        Placed {
            area,
            leader: Some(Segment::new(from, end)),
            trouble: 0.0,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bounds() -> Rect {
        Rect {
            left: 0.0,
            top: 0.0,
            right: 1400.0,
            bottom: 700.0,
        }
    }

    fn requests() -> impl Strategy<Value = Vec<Request>> {
        let one =
            (0.0..1400.0, 0.0..700.0, 20.0..500.0, 20.0..70.0).prop_map(|(x, y, width, height)| {
                Request {
                    anchor: (x, y),
                    clear: 18.0,
                    size: (width, height),
                    reach: 300.0,
                    below_left: false,
                }
            });
        proptest::collection::vec(one, 0..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn labels_collide_with_nothing(requests in requests()) {
            let obstacles = Obstacles {
                points: requests.iter().map(|request| request.anchor).collect(),
                boxes: requests.iter().map(|request| Rect::around(request.anchor, 12.0)).collect(),
                lines: vec![Segment::new((0.0, 300.0), (1400.0, 300.0)), Segment::new((600.0, 0.0), (600.0, 700.0))],
            };
            let placed = place(&requests, &obstacles, bounds());
            prop_assert_eq!(placed.len(), requests.len());
            let labels: Vec<Placed> = placed.iter().flatten().copied().collect();
            for (index, label) in labels.iter().enumerate() {
                prop_assert!(bounds().contains(&label.area));
                prop_assert!(!obstacles.boxes.iter().any(|area| area.overlaps(&label.area)));
                prop_assert!(!obstacles.lines.iter().any(|line| label.area.meets(line)));
                for (other_index, other) in labels.iter().enumerate() {
                    if other_index != index {
                        prop_assert!(!label.area.overlaps(&other.area));
                        prop_assert!(!other.leader.is_some_and(|line| label.area.meets(&line)));
                    }
                }
            }
            prop_assert_eq!(&placed, &place(&requests, &obstacles, bounds()));
        }
    }

    #[test]
    fn a_lone_label_stands_beside_its_point() {
        let request = Request {
            anchor: (700.0, 300.0),
            clear: 18.0,
            size: (200.0, 40.0),
            reach: 300.0,
            below_left: false,
        };
        let placed = place(
            std::slice::from_ref(&request),
            &Obstacles::default(),
            bounds(),
        );
        assert!(placed[0].is_some_and(|label| label.leader.is_none() && label.area.left > 700.0));
        let corner = Request {
            anchor: (1395.0, 5.0),
            ..request
        };
        let placed = place(&[corner], &Obstacles::default(), bounds());
        assert!(placed[0].is_some_and(|label| label.area.right < 1395.0 && label.area.top >= 0.0));
    }
}
