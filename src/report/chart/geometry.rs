//! Boxes and segments in the chart's units, and whether they touch. The y axis points down, as in SVG.

/// A point of the drawing.
pub(super) type Point = (f64, f64);

/// A box with its sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    /// Left side.
    pub(super) left: f64,
    /// Upper side.
    pub(super) top: f64,
    /// Right side, not less than `left`.
    pub(super) right: f64,
    /// Lower side, not less than `top`.
    pub(super) bottom: f64,
}

impl Rect {
    /// The box of a given size whose upper left corner is given.
    pub(super) fn sized((left, top): Point, (width, height): (f64, f64)) -> Self {
        Rect {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    /// The square around a point.
    pub(super) fn around((x, y): Point, half: f64) -> Self {
        Rect {
            left: x - half,
            top: y - half,
            right: x + half,
            bottom: y + half,
        }
    }

    /// The same box with a margin on every side.
    pub(super) fn grown(self, margin: f64) -> Self {
        Rect {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    /// The middle.
    pub(super) fn centre(self) -> Point {
        (
            (self.left + self.right) / 2.0,
            (self.top + self.bottom) / 2.0,
        )
    }

    /// Whether the insides share a point.
    pub(super) fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether the other box lies inside.
    pub(super) fn contains(&self, other: &Rect) -> bool {
        self.left <= other.left
            && self.right >= other.right
            && self.top <= other.top
            && self.bottom >= other.bottom
    }

    /// The point of the box nearest to a point.
    pub(super) fn nearest(&self, (x, y): Point) -> Point {
        (
            x.clamp(self.left, self.right),
            y.clamp(self.top, self.bottom),
        )
    }

    /// Whether a segment has a point in the box (Liang and Barsky 1984).
    pub(super) fn meets(&self, line: &Segment) -> bool {
        let ((x, y), (dx, dy)) = (
            line.from,
            (line.to.0 - line.from.0, line.to.1 - line.from.1),
        );
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, x - self.left),
            (dx, self.right - x),
            (-dy, y - self.top),
            (dy, self.bottom - y),
        ];
        for (speed, room) in sides {
            if speed == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if speed < 0.0 {
                enter = enter.max(room / speed);
            } else {
                leave = leave.min(room / speed);
            }
        }
        enter <= leave
    }
}

/// A straight line between two points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Segment {
    /// One end.
    pub(super) from: Point,
    /// The other end.
    pub(super) to: Point,
}

impl Segment {
    /// The line between two points.
    pub(super) fn new(from: Point, to: Point) -> Self {
        Segment { from, to }
    }

    /// Length.
    pub(super) fn length(&self) -> f64 {
        let (x, y) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        // No sheet is so large or so small that squares would be lost.
        (x * x + y * y).sqrt()
    }

    /// Whether two segments cross at a point inside both.
    pub(super) fn crosses(&self, other: &Segment) -> bool {
        let side = |line: &Segment, (x, y): Point| {
            (line.to.0 - line.from.0) * (y - line.from.1)
                - (line.to.1 - line.from.1) * (x - line.from.0)
        };
        side(self, other.from) * side(self, other.to) < 0.0
            && side(other, self.from) * side(other, self.to) < 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching() {
        let square = Rect::around((0.0, 0.0), 1.0);
        assert!(!square.overlaps(&Rect::around((2.0, 0.0), 1.0)));
        assert!(square.overlaps(&Rect::around((1.9, 0.0), 1.0)));
        assert!(square.meets(&Segment::new((-5.0, 0.0), (5.0, 0.5))));
        assert!(!square.meets(&Segment::new((-5.0, 0.0), (-2.0, 0.5))));
        assert!(!square.meets(&Segment::new((-3.0, 0.0), (0.0, 3.0))));
        let diagonal = Segment::new((0.0, 0.0), (2.0, 2.0));
        assert!(diagonal.crosses(&Segment::new((0.0, 2.0), (2.0, 0.0))));
        assert!(!diagonal.crosses(&Segment::new((2.0, 2.0), (3.0, 0.0))));
    }
}
