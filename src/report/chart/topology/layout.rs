//! A place for everything: domains side by side in the one around them, what they share as slabs below, and from each
//! component a line down to what it uses.
//!
//! What all components of a domain use they reach by one line at their left; what only some use has a lane at their
//! right, with a dot for each that uses it. Lines pass behind slabs that are not their own.

use super::super::{geometry::Rect, lettering};
use super::domain::{Chip, Domain, Slab};
use crate::topology::{LeafId, Weight};

/// Size of a chip.
const CHIP: (f64, f64) = (246.0, 62.0);
/// Space between chips.
const GAP: f64 = 14.0;
/// Space inside a box, and between boxes.
const PAD: f64 = 20.0;
/// Height of a line of a box's title.
const TITLE: f64 = 32.0;
/// Height of a slab.
const SLAB: f64 = 44.0;
/// Space over a slab, in which arrows end.
const OVER: f64 = 26.0;
/// Room at the left of chips for the line of all.
const TRUNK: f64 = 26.0;
/// Room for a lane at their right.
const LANE: f64 = 18.0;
/// Lanes beside one column of chips; what is used beyond that is not drawn.
const MOST_LANES: usize = 8;
/// Font size of slabs and titles, to know their width.
pub(super) const TEXT: f64 = 22.0;
/// Font size of what marks a slab.
pub(super) const MARK: f64 = 19.0;

/// Everything with its place; the upper left corner of it all is (0, 0).
#[derive(Debug)]
pub(super) struct Drawn<'a> {
    /// All of it.
    pub(super) rect: Rect,
    /// Boxes, outer before inner.
    pub(super) boxes: Vec<(&'a Domain, Rect)>,
    /// Components.
    pub(super) chips: Vec<(&'a Chip, Rect)>,
    /// Slabs.
    pub(super) slabs: Vec<(&'a Slab, Rect)>,
    /// Lines down.
    pub(super) lines: Vec<Line>,
}

/// A line from components down to what they use.
#[derive(Debug)]
pub(super) struct Line {
    /// Where it runs.
    pub(super) x: f64,
    /// From the heights at which components join it, with where their edge is.
    pub(super) joins: Vec<(f64, f64)>,
    /// Upper sides of the slabs it ends on or passes with an arrow, and how much depends on each.
    pub(super) ends: Vec<(f64, Weight)>,
}

/// A column of chips that has its place, waiting for the slabs below it.
struct Column<'a> {
    chips: Vec<(&'a Chip, Rect)>,
    /// Left of the chips.
    trunk: f64,
    /// The first lane at their right.
    lane: f64,
}

/// Gives everything a place, at least so wide.
pub(super) fn layout<'a>(world: &'a Domain, least: f64) -> Drawn<'a> {
    let mut drawn = Drawn {
        rect: Rect::sized((0.0, 0.0), (0.0, 0.0)),
        boxes: Vec::new(),
        chips: Vec::new(),
        slabs: Vec::new(),
        lines: Vec::new(),
    };
    let size = (width(world, &[]).max(least), height(world));
    drawn.rect = Rect::sized((0.0, 0.0), size);
    let mut columns = Vec::new();
    place(world, drawn.rect, &[], &mut drawn, &mut columns);
    for column in &columns {
        lines(column, &mut drawn);
    }
    drawn
}

/// The slabs below a column that only some of its chips use, by their place in the list of all around it.
fn lanes(chips: &[Chip], around: &[&Slab]) -> usize {
    let some = around.iter().filter(|slab| {
        let using = chips.iter().filter(|chip| uses(chip, slab)).count();
        using > 0 && using < named(chips)
    });
    some.count().min(MOST_LANES)
}

/// Chips that stand for leaves.
fn named(chips: &[Chip]) -> usize {
    chips.iter().filter(|chip| !chip.leaves.is_empty()).count()
}

fn uses(chip: &Chip, slab: &Slab) -> bool {
    let user = |leaf: &LeafId| slab.users.binary_search(leaf).is_ok();
    chip.leaves.iter().any(user)
}

/// The slabs of a domain and of all around it.
fn around<'a>(domain: &'a Domain, outer: &[&'a Slab]) -> Vec<&'a Slab> {
    domain.slabs.iter().chain(outer.iter().copied()).collect()
}

/// Width of the column of chips of a domain itself, 0 without any.
fn column_width(domain: &Domain, around: &[&Slab]) -> f64 {
    if domain.chips.is_empty() {
        return 0.0;
    }
    TRUNK + CHIP.0 + 8.0 + LANE * lanes(&domain.chips, around) as f64
}

fn width(domain: &Domain, outer: &[&Slab]) -> f64 {
    let around = around(domain, outer);
    let inner = domain.inner.iter().map(|inner| width(inner, &around));
    let own = column_width(domain, &around);
    let parts: Vec<f64> = inner.chain((own > 0.0).then_some(own)).collect();
    let beside: f64 = parts.iter().sum::<f64>() + PAD * (parts.len().max(1) - 1) as f64;
    let title = lettering::width(&domain.title, TEXT, true);
    let role = lettering::width(&domain.role, MARK, false);
    // A slab's words may be cut, but not its mark.
    let slab = |slab: &Slab| {
        lettering::width(&slab.title, TEXT, false).min(360.0)
            + lettering::width(&super::draw::mark(slab), MARK, true)
            + 48.0
    };
    let slabs = domain.slabs.iter().map(slab).fold(0.0, f64::max);
    beside.max(title).max(role).max(slabs) + 2.0 * PAD
}

/// Height of the lines at the top of a box.
fn heading(domain: &Domain) -> f64 {
    let lines = usize::from(!domain.title.is_empty()) + usize::from(!domain.role.is_empty());
    if lines == 0 {
        0.0
    } else {
        TITLE * lines as f64 + PAD / 2.0
    }
}

/// Height of what stands beside each other in a domain.
fn inside(domain: &Domain) -> f64 {
    let inner = domain.inner.iter().map(height).fold(0.0, f64::max);
    let chips = domain.chips.len() as f64;
    inner.max((chips * (CHIP.1 + GAP) - GAP).max(0.0))
}

fn height(domain: &Domain) -> f64 {
    let slabs = domain.slabs.len() as f64 * (SLAB + OVER);
    let frame = if domain.path.is_empty() { 0.0 } else { PAD };
    heading(domain) + frame + inside(domain) + slabs + frame
}

/// Places a domain in a box of its own.
fn place<'a>(
    domain: &'a Domain,
    rect: Rect,
    outer: &[&'a Slab],
    drawn: &mut Drawn<'a>,
    columns: &mut Vec<Column<'a>>,
) {
    let framed = !domain.path.is_empty();
    let pad = if framed { PAD } else { 0.0 };
    if framed {
        drawn.boxes.push((domain, rect));
    }
    let around = around(domain, outer);
    let top = rect.top + heading(domain) + pad;
    let slabs_height = domain.slabs.len() as f64 * (SLAB + OVER);
    let bottom = rect.bottom - pad - slabs_height;
    let own = column_width(domain, &around);
    let widths: Vec<f64> = domain
        .inner
        .iter()
        .map(|inner| width(inner, &around))
        .collect();
    let parts = widths.len() + usize::from(own > 0.0);
    let taken: f64 = widths.iter().sum::<f64>() + own + PAD * (parts.max(1) - 1) as f64;
    // What is left over goes to the boxes in equal parts, or, without any, to the left and right.
    let spare = (rect.right - rect.left - 2.0 * pad - taken).max(0.0);
    let more = spare / domain.inner.len().max(1) as f64;
    let mut left = rect.left + pad;
    if own > 0.0 {
        if domain.inner.is_empty() {
            left += spare / 2.0;
        }
        columns.push(column(domain, (left, top)));
        left += own + PAD;
    }
    for (inner, width) in domain.inner.iter().zip(widths) {
        let place_of = Rect {
            left,
            top,
            right: left + width + more,
            bottom,
        };
        place(inner, place_of, &around, drawn, columns);
        left = place_of.right + PAD;
    }
    for (index, slab) in domain.slabs.iter().enumerate() {
        let top = bottom + OVER + index as f64 * (SLAB + OVER);
        let size = (rect.right - rect.left - 2.0 * pad, SLAB);
        let place_of = Rect::sized((rect.left + pad, top), size);
        drawn.slabs.push((slab, place_of));
    }
}

/// The chips of a domain itself, one below the other.
fn column<'a>(domain: &'a Domain, (left, top): (f64, f64)) -> Column<'a> {
    let chips = domain.chips.iter().enumerate().map(|(index, chip)| {
        let top = top + index as f64 * (CHIP.1 + GAP);
        (chip, Rect::sized((left + TRUNK, top), CHIP))
    });
    Column {
        chips: chips.collect(),
        trunk: left + TRUNK / 2.0 - 3.0,
        lane: left + TRUNK + CHIP.0 + 8.0 + LANE / 2.0,
    }
}

/// The lines of a column, and its chips.
fn lines<'a>(column: &Column<'a>, drawn: &mut Drawn<'a>) {
    let named: Vec<&(&Chip, Rect)> = column
        .chips
        .iter()
        .filter(|(chip, _)| !chip.leaves.is_empty())
        .collect();
    let mut trunk = Line {
        x: column.trunk,
        joins: named
            .iter()
            .map(|(_, rect)| (rect.centre().1, rect.left))
            .collect(),
        ends: Vec::new(),
    };
    let mut lanes = Vec::new();
    // The nearest slabs first, so that lines to far ones are the outer ones.
    let mut slabs: Vec<&(&Slab, Rect)> = drawn.slabs.iter().collect();
    slabs.sort_by(|one, other| one.1.top.total_cmp(&other.1.top));
    for (slab, place) in slabs {
        let using: Vec<&Rect> = named
            .iter()
            .filter(|(chip, _)| uses(chip, slab))
            .map(|(_, rect)| rect)
            .collect();
        if using.is_empty() {
            continue;
        }
        if using.len() == named.len() {
            trunk.ends.push((place.top, slab.weight));
        } else if lanes.len() < MOST_LANES {
            lanes.push(Line {
                x: column.lane + LANE * lanes.len() as f64,
                joins: using
                    .iter()
                    .map(|rect| (rect.centre().1, rect.right))
                    .collect(),
                ends: vec![(place.top, slab.weight)],
            });
        }
    }
    if !trunk.ends.is_empty() {
        drawn.lines.push(trunk);
    }
    drawn.lines.extend(lanes);
    drawn.chips.extend(column.chips.iter().copied());
}
