//! Where to write the names: a greedy placer.
//!
//! Each label tries a dozen places touching its point and then wider and wider rings, joined to the point by a thin
//! leader. A place is taken only if it is free of everything placed before and is not nearer to another point. The
//! first round follows the order of the requests; each further one begins with the labels that fared worst, and the
//! round with the shortest leaders is kept. What has no place even then is left out; the caller writes it elsewhere.

mod candidate;
mod request;
mod scene;

use super::geometry::{Rect, Segment};
use candidate::near;
pub(super) use request::{Obstacles, Placed, Request};
use scene::Scene;

/// Rounds of placing at most.
const ROUNDS: usize = 16;

/// Places what can be placed inside the bounds; `None` where there was no room.
pub(super) fn place(
    requests: &[Request],
    obstacles: &Obstacles,
    bounds: Rect,
) -> Vec<Option<Placed>> {
    let mut order: Vec<usize> = (0..requests.len()).collect();
    let mut best = vec![None; requests.len()];
    let mut least = f64::INFINITY;
    // One order always comes to the same.
    let mut tried: Vec<Vec<usize>> = Vec::new();
    while tried.len() < ROUNDS && !tried.contains(&order) {
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
        tried.push(std::mem::replace(&mut order, [ahead, behind].concat()));
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
