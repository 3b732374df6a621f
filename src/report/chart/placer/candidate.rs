//! The places that a label may have.

use std::sync::LazyLock;

use super::request::{Placed, Request};
use crate::report::chart::geometry::{Rect, Segment};

/// The places that touch the point, the most readable first.
pub(super) fn near(request: &Request) -> Vec<Placed> {
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

/// Sine and cosine of the directions in which there is a place around a point.
static DIRECTIONS: LazyLock<[(f64, f64); 32]> = LazyLock::new(|| {
    std::array::from_fn(|step| {
        let angle = step as f64 * std::f64::consts::TAU / 32.0 - std::f64::consts::FRAC_PI_4;
        angle.sin_cos()
    })
});

/// Places around the point at a distance, each with a leader to the label's nearest point.
pub(super) fn ring(request: &Request, radius: f64) -> impl Iterator<Item = Placed> {
    let ((x, y), (width, height), clear) = (request.anchor, request.size, request.clear);
    DIRECTIONS.iter().map(move |&(sine, cosine)| {
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
