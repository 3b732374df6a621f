//! Which text is written where in the plot: goal and budget on their lines, then the names, then numbers for the rest.

use super::manner::{FEW, Manner, box_of, lines, manners};
use super::mark::Mark;
use super::scene::{Limit, Scene};
use crate::report::chart::geometry::{Point, Rect, Segment};
use crate::report::chart::lettering::{self, LINE};
use crate::report::chart::palette::{CAP, size};
use crate::report::chart::placer::{self, Obstacles, Placed, Request};

/// Above this many, long leaders would only be a web.
const MANY: usize = 30;
/// No place is looked for beyond so many names: the plot is full, and looking takes time in the square of them.
const MOST_PLACED: usize = 100;

/// A text with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// Index of the mark.
    pub(super) mark: usize,
    /// Up to three lines, the first bold.
    pub(super) lines: Vec<String>,
    /// Font size of the first line.
    pub(super) size: f64,
    /// Where.
    pub(super) placed: Placed,
}

/// All texts in the plot.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Texts {
    /// The labels of the limits: their text's left end and middle height.
    pub(super) limits: Vec<(String, Point)>,
    /// Limits that found no room on their line.
    pub(super) homeless: Vec<String>,
    /// Names and numbers.
    pub(super) labels: Vec<Label>,
    /// Marks that are listed below, with the number that stands in the plot, if it found room.
    pub(super) listed: Vec<(usize, Option<usize>)>,
}

/// Finds a place for every text.
pub(super) fn texts(scene: &Scene) -> Texts {
    let mut obstacles = scene.obstacles();
    let mut texts = Texts::default();
    for limit in &scene.limits {
        match limit_place(limit, &obstacles, scene.plot) {
            Some(area) => {
                texts
                    .limits
                    .push((limit.label.clone(), (area.left, area.centre().1)));
                // A name too near would read on into it.
                obstacles.boxes.push(area.grown(12.0));
            }
            None => texts.homeless.push(limit.label.clone()),
        }
    }
    let bounds = scene.plot.grown(-6.0);
    let order = priority(&scene.marks);
    let mut best: Vec<Label> = Vec::new();
    for manner in manners(scene.marks.len()) {
        let few = &order[..order.len().min(MOST_PLACED)];
        let labels = write(scene, few, manner, &obstacles, bounds);
        // Later manners are smaller: taken only if they find room for more.
        if best.is_empty() || labels.len() > best.len() {
            best = labels;
        }
        if best.len() == scene.marks.len() {
            break;
        }
    }
    number_the_rest(
        scene,
        &order,
        &obstacles,
        bounds,
        &mut best,
        &mut texts.listed,
    );
    texts.labels = best;
    texts
}

/// Frontier first, then from cheap to expensive.
fn priority(marks: &[Mark]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&marks[a], &marks[b]);
        b.frontier
            .cmp(&a.frontier)
            .then(a.at.0.total_cmp(&b.at.0))
            .then(a.at.1.total_cmp(&b.at.1))
    });
    order
}

/// Writes all names in one manner; those without room are left out.
fn write(
    scene: &Scene,
    order: &[usize],
    manner: Manner,
    obstacles: &Obstacles,
    bounds: Rect,
) -> Vec<Label> {
    let lines: Vec<Vec<String>> = order
        .iter()
        .map(|&index| lines(&scene.marks[index], manner))
        .collect();
    let requests: Vec<Request> = order
        .iter()
        .zip(&lines)
        .map(|(&index, lines)| {
            let mark = &scene.marks[index];
            let reach = if mark.frontier || scene.marks.len() <= FEW {
                420.0
            } else if scene.marks.len() <= MANY {
                280.0
            } else {
                150.0
            };
            request(mark, box_of(lines, manner.size), reach)
        })
        .collect();
    let placed = placer::place(&requests, obstacles, bounds);
    order
        .iter()
        .zip(lines)
        .zip(placed)
        .filter_map(|((&mark, lines), placed)| {
            Some(Label {
                mark,
                lines,
                size: manner.size,
                placed: placed?,
            })
        })
        .collect()
}

/// A label's request for a place.
fn request(mark: &Mark, size: (f64, f64), reach: f64) -> Request {
    Request {
        anchor: mark.at,
        clear: CAP + 6.0,
        size,
        reach,
        below_left: mark.frontier,
    }
}

/// Gives a number to every mark without a name, and lists it.
fn number_the_rest(
    scene: &Scene,
    order: &[usize],
    obstacles: &Obstacles,
    bounds: Rect,
    labels: &mut Vec<Label>,
    listed: &mut Vec<(usize, Option<usize>)>,
) {
    let rest: Vec<usize> = order
        .iter()
        .copied()
        .filter(|index| labels.iter().all(|label| label.mark != *index))
        .collect();
    let size = size::NAMES[2];
    let mut obstacles = obstacles.clone();
    obstacles
        .boxes
        .extend(labels.iter().map(|label| label.placed.area));
    obstacles
        .lines
        .extend(labels.iter().filter_map(|label| label.placed.leader));
    let texts: Vec<String> = (1..=rest.len()).map(|number| number.to_string()).collect();
    let requests: Vec<Request> = rest
        .iter()
        .zip(&texts)
        .take(MOST_PLACED)
        .map(|(&index, text)| {
            request(
                &scene.marks[index],
                (lettering::width(text, size, true), size * LINE),
                260.0,
            )
        })
        .collect();
    let mut placed = placer::place(&requests, &obstacles, bounds);
    placed.resize(rest.len(), None);
    // Only those that found room count, so that no number is missing.
    let mut number = 0;
    for (&mark, place) in rest.iter().zip(placed) {
        number += usize::from(place.is_some());
        listed.push((mark, place.map(|_| number)));
        if let Some(placed) = place {
            labels.push(Label {
                mark,
                lines: vec![number.to_string()],
                size,
                placed,
            });
        }
    }
}

/// A free place along a limit's line: ends first, then inwards.
fn limit_place(limit: &Limit, obstacles: &Obstacles, plot: Rect) -> Option<Rect> {
    let extent = (
        lettering::width(&limit.label, size::LIMIT, true),
        size::LIMIT * LINE,
    );
    let Segment { from, to } = limit.line;
    let flat = from.1 == to.1;
    let bounds = plot.grown(-4.0);
    let free = |area: &Rect| {
        let room = area.grown(3.0);
        bounds.contains(area)
            && !obstacles.boxes.iter().any(|other| other.overlaps(&room))
            && !obstacles.lines.iter().any(|line| room.meets(line))
    };
    let steps = if flat {
        (plot.right - plot.left - extent.0) / 24.0
    } else {
        (plot.bottom - plot.top - extent.1) / 24.0
    };
    (0..=steps.max(0.0) as usize)
        .flat_map(|step| {
            let shift = step as f64 * 24.0 + 10.0;
            let corners = if flat {
                let left = plot.right - shift - extent.0;
                [(left, from.1 - extent.1 - 5.0), (left, from.1 + 5.0)]
            } else {
                [
                    (from.0 + 10.0, plot.top + shift),
                    (from.0 - 10.0 - extent.0, plot.top + shift),
                ]
            };
            corners.map(|corner| Rect::sized(corner, extent))
        })
        .find(free)
}
