//! What is to be placed, and what it must not cover.

use crate::report::chart::geometry::{Point, Rect, Segment};

/// A label to be placed.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Request {
    /// The point that it names.
    pub(in super::super) anchor: Point,
    /// How far from the point the label must stay.
    pub(in super::super) clear: f64,
    /// Width and height.
    pub(in super::super) size: (f64, f64),
    /// How far away it may be written.
    pub(in super::super) reach: f64,
    /// Whether the lower left side is the emptier one: nothing lies there below a frontier.
    pub(in super::super) below_left: bool,
}

/// What labels must not cover.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in super::super) struct Obstacles {
    /// All points that have names: a label nearer to another point than to its own would mislead.
    pub(in super::super) points: Vec<Point>,
    /// Points and texts: no label and no leader may touch them.
    pub(in super::super) boxes: Vec<Rect>,
    /// Lines: no label may touch them, leaders had better not cross them.
    pub(in super::super) lines: Vec<Segment>,
}

/// A label that found its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Placed {
    /// Where it is written.
    pub(in super::super) area: Rect,
    /// The line to its point, where it does not touch it.
    pub(in super::super) leader: Option<Segment>,
    /// How badly it is placed: the leader's length, and more where that crosses other lines.
    pub(in super::super) trouble: f64,
}
