//! The chance that a year has more than so much downtime: a falling line an architecture, both axes logarithmic.
//!
//! At the left edge stands the chance of any downtime at all. A line ends where too few simulated years are left to say
//! more.

use super::axis::{self, Scale};
use super::canvas::{Canvas, left, right};
use super::frame::{Frame, limit};
use super::geometry::{Point, Rect, Segment};
use super::lettering;
use super::palette::{
    BEATEN, Colour, FRONTIER, INK, KINDS, LEADER, LEFT, LIMIT, SOFT_INK, STAIRCASE, WIDTH, size,
};
use super::sheet::{self, HEADINGS, Words};
use crate::{answer::Results, report::words};

/// Up to this many architectures each line has its name; of more only the frontier's.
const FEW: usize = 12;
/// Most lines with names.
const MOST_NAMED: usize = 14;
/// Font size of names.
const TEXT: f64 = 26.0;
/// Font size of the lines' names.
const SMALL: f64 = 24.0;
/// Height of the sheet.
const HEIGHT: f64 = 1000.0;
/// Lines nearer than this are drawn and named as one.
const SAME: f64 = 7.0;
/// Room left of the logarithmic axis for the chance of any downtime at all.
const ANY: f64 = 176.0;
/// The rarest year drawn, where the lines go that far: once in a thousand.
const RAREST: f64 = 1e-3;
/// Shares of years with their names.
const SHARES: [(f64, &str); 12] = [
    (1.0, "every year"),
    (0.5, "1 year in 2"),
    (0.2, "1 in 5"),
    (0.1, "1 in 10"),
    (0.05, "1 in 20"),
    (0.02, "1 in 50"),
    (0.01, "1 in 100"),
    (0.005, "1 in 200"),
    (0.002, "1 in 500"),
    (0.001, "1 in 1,000"),
    (1e-4, "1 in 10,000"),
    (1e-5, "1 in 100,000"),
];

/// One architecture's line.
struct Line {
    /// Its names; several where lines lie on each other.
    names: Vec<String>,
    /// Its corners.
    points: Vec<Point>,
    /// Whether it bears its name.
    named: bool,
    /// Its colour.
    colour: Colour,
}

/// What the curves cover.
struct Reach {
    /// The downtime at which the first of them falls [min a year].
    least: f64,
    /// The downtime at which the last of them ends [min a year].
    most: f64,
    /// The rarest year drawn, as a share of years.
    rarest: f64,
    /// The chance of any downtime where it is highest.
    highest: f64,
}

impl Reach {
    /// `None` where no architecture had enough years with downtime.
    fn of(results: &Results) -> Option<Self> {
        let curves = || {
            results
                .architectures
                .iter()
                .filter(|result| result.exceedance.len() > 2)
        };
        let shares = || {
            curves()
                .flat_map(|result| &result.exceedance)
                .map(|point| point[1])
        };
        let highest = shares().fold(0.0, f64::max);
        if highest <= 0.0 {
            return None;
        }
        let rarest = shares()
            .fold(f64::INFINITY, f64::min)
            .max(RAREST.min(highest / 20.0));
        // What lies below hardly differs from the chance of any downtime.
        let begins = |curve: &[[f64; 2]]| {
            let any = curve.first().map_or(0.0, |point| point[1]);
            curve
                .iter()
                .find(|point| point[1] < 0.97 * any)
                .map(|point| point[0])
        };
        let least = curves()
            .filter_map(|result| begins(&result.exceedance))
            .fold(f64::INFINITY, f64::min);
        let ends = |curve: &[[f64; 2]]| {
            curve
                .iter()
                .rfind(|point| point[1] >= rarest)
                .map(|point| point[0])
        };
        let most = curves()
            .filter_map(|result| ends(&result.exceedance))
            .fold(0.0, f64::max);
        Some(Reach {
            least,
            most,
            rarest,
            highest,
        })
    }
}

/// The exceedance curves, a complete SVG document; `None` where no architecture had enough years with downtime.
pub fn exceedance_svg(results: &Results) -> Option<String> {
    let Reach {
        least,
        most,
        rarest,
        highest,
    } = Reach::of(results)?;
    let goal = results
        .goal
        .availability
        .map(|share| (1.0 - share) * axis::YEAR);
    let near = goal.filter(|goal| (least / 30.0..=most * 30.0).contains(goal));
    let plot = Rect {
        left: 210.0,
        top: 160.0,
        right: WIDTH - 420.0,
        bottom: HEIGHT - 118.0,
    };
    let ends: Vec<f64> = near.into_iter().chain([least, most]).collect();
    let (x, ticks) = axis::durations(&ends, (plot.left + ANY, plot.right));
    let above = SHARES
        .iter()
        .map(|(share, _)| *share)
        .rfind(|share| *share >= highest);
    let y = Scale::logarithmic((rarest, above.unwrap_or(1.0)), (plot.bottom, plot.top));
    let frame = Frame {
        plot,
        text: TEXT,
        below: 28.0,
    };
    let missing = missing(results);
    let height = if missing.is_some() {
        HEIGHT + 44.0
    } else {
        HEIGHT
    };
    let lines = lines(results, x, y, plot);
    let words = Words {
        id: "exceedance",
        title: format!("{}: how bad a year can be", words::plain(&results.service)),
        subtitle: "chance that a year has more downtime than what stands below".to_owned(),
        description: description(results),
    };
    let svg = sheet::document(&words, &HEADINGS, (WIDTH, height), |canvas| {
        for (share, label) in SHARES.iter().filter(|(share, _)| y.holds(*share)) {
            frame.level(canvas, label, y.at(*share), 14.0);
        }
        frame.across(canvas, &ticks, |tick| x.at(tick.value));
        let any = (plot.left + 6.0, plot.bottom + frame.below);
        canvas.text("any at all", any, left(TEXT, false, INK));
        canvas.edges(plot);
        frame.name(canvas, "more downtime in a year than", 74.0, size::LIMIT);
        goal_line(canvas, results, near.map(|goal| x.at(goal)), plot);
        for line in lines
            .iter()
            .filter(|line| !line.named)
            .chain(lines.iter().filter(|line| line.named))
        {
            canvas.line(&line.points, line.colour, if line.named { 4 } else { 2 });
        }
        names(canvas, &lines, near.map(|goal| x.at(goal)), plot);
        if let Some(text) = &missing {
            canvas.text(text, (LEFT, HEIGHT + 8.0), left(size::LIST, false, BEATEN));
        }
    });
    Some(svg)
}

/// The lines, those that cannot be distinguished joined.
fn lines(results: &Results, x: Scale, y: Scale, plot: Rect) -> Vec<Line> {
    let all = results.architectures.len() <= FEW;
    let mut lines: Vec<Line> = Vec::new();
    for result in results
        .architectures
        .iter()
        .filter(|result| result.exceedance.len() > 2)
    {
        let points: Vec<Point> = corners(&result.exceedance, x, y, plot);
        let so_far = lines.iter().filter(|line| line.named).count();
        let named = all || (result.on_frontier && so_far < MOST_NAMED);
        let name = words::plain(&result.name);
        let twin = lines
            .iter_mut()
            .find(|line| line.named == named && alike(&line.points, &points));
        match twin {
            Some(line) => line.names.push(name),
            None => lines.push(Line {
                names: vec![name],
                points,
                named,
                colour: STAIRCASE,
            }),
        }
    }
    // What lies under a line with a name cannot be seen.
    let (seen, hidden): (Vec<Line>, Vec<Line>) = {
        let named: Vec<Vec<Point>> = lines
            .iter()
            .filter(|line| line.named)
            .map(|line| line.points.clone())
            .collect();
        let over = |line: &Line| named.iter().any(|other| alike(other, &line.points));
        lines
            .into_iter()
            .partition(|line| line.named || !over(line))
    };
    let mut lines = seen;
    for below in hidden {
        let above = lines
            .iter_mut()
            .find(|line| line.named && alike(&line.points, &below.points));
        if let Some(line) = above {
            line.names.extend(below.names);
        }
    }
    let colours = KINDS.iter().map(|(colour, _)| *colour).cycle();
    let only_one = lines.iter().filter(|line| line.named).count() == 1;
    for (line, colour) in lines.iter_mut().filter(|line| line.named).zip(colours) {
        line.colour = if only_one { FRONTIER } else { colour };
    }
    for line in lines.iter_mut().filter(|line| !line.named) {
        line.colour = LEADER;
    }
    lines
}

/// The curve on the sheet: level from the left edge, then down to the rarest year.
fn corners(curve: &[[f64; 2]], x: Scale, y: Scale, plot: Rect) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for &[minutes, share] in curve {
        if minutes == 0.0 {
            points.push((plot.left, y.at(share)));
        } else if !y.holds(share) {
            points.push((x.at(minutes), plot.bottom));
            break;
        } else if x.holds(minutes) {
            points.push((x.at(minutes), y.at(share)));
        }
    }
    points
}

/// Whether two lines are never further apart than an eye can see.
fn alike(one: &[Point], other: &[Point]) -> bool {
    let near = |from: &[Point], to: &[Point]| from.iter().all(|&point| away(point, to) < SAME);
    near(one, other) && near(other, one)
}

/// How far a point is from a line.
fn away((x, y): Point, line: &[Point]) -> f64 {
    let distance = |ends: &[Point]| {
        let (from, to) = (ends[0], ends[1]);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let share = ((x - from.0) * dx + (y - from.1) * dy) / (dx * dx + dy * dy).max(1e-9);
        let share = share.clamp(0.0, 1.0);
        (from.0 + share * dx - x).hypot(from.1 + share * dy - y)
    };
    line.windows(2).map(distance).fold(f64::INFINITY, f64::min)
}

/// Where a falling line is at a height; its ends beyond them.
fn across(points: &[Point], height: f64) -> f64 {
    let below = points.iter().position(|point| point.1 >= height);
    match below {
        Some(0) => points[0].0,
        None => points.last().map_or(0.0, |point| point.0),
        Some(index) => {
            let (from, to) = (points[index - 1], points[index]);
            let share = (height - from.1) / (to.1 - from.1).max(1e-9);
            from.0 + share * (to.0 - from.0)
        }
    }
}

/// Names at the right, each joined to its line: the worst line's highest, so that no leader crosses a worse line twice. The
/// name of a line that ends far from there stands at its end.
fn names(canvas: &Canvas<'_>, lines: &[Line], goal: Option<f64>, plot: Rect) {
    let mut named: Vec<&Line> = Vec::new();
    for line in lines.iter().filter(|line| line.named) {
        match place_at_end(line, lines, goal, plot) {
            Some((name, at)) => canvas.text(&name, at, left(SMALL, true, INK)),
            None => named.push(line),
        }
    }
    let middle = plot.top + 0.62 * (plot.bottom - plot.top);
    named.sort_by(|a, b| across(&b.points, middle).total_cmp(&across(&a.points, middle)));
    let pitch = ((plot.bottom - plot.top) * 0.7 / named.len().max(1) as f64).min(84.0);
    let grey = lines.iter().any(|line| !line.named);
    for (line, height) in named.iter().zip(heights(&named, pitch, grey, plot)) {
        let ends = line.points.first().zip(line.points.last());
        let level = ends.map_or(height, |(first, last)| {
            height.clamp(first.1, last.1.max(first.1))
        });
        let at = (across(&line.points, level), level);
        let edge = (plot.right + 12.0, height);
        canvas.dashes(Segment::new(at, edge), line.colour, 2, (3, 6));
        canvas.disc(at, 6.0, line.colour);
        canvas.line(&[edge, (edge.0 + 26.0, height)], line.colour, 6);
        let room = WIDTH - LEFT - edge.0 - 36.0;
        let start = edge.0 + 36.0;
        let mut names = line.names.clone();
        let rows = ((pitch / (SMALL * lettering::LINE)) as usize).clamp(1, 3);
        if rows == 1 && names.len() > 1 {
            names = vec![format!("{} and {} more", names[0], names.len() - 1)];
        } else if names.len() > rows {
            let more = names.split_off(rows - 1).len();
            names.push(format!("and {more} more"));
        }
        for (index, name) in names.iter().enumerate() {
            let down = (index as f64 - (names.len() as f64 - 1.0) / 2.0) * SMALL * lettering::LINE;
            let name = lettering::clip_middle(name, SMALL, true, room);
            canvas.text(&name, (start, height + down), left(SMALL, true, INK));
        }
    }
    if lines.iter().any(|line| !line.named) {
        let at = (plot.right + 12.0, plot.bottom - 12.0);
        canvas.line(&[at, (at.0 + 26.0, at.1)], LEADER, 3);
        canvas.text(
            "off the frontier",
            (at.0 + 36.0, at.1),
            left(TEXT, false, SOFT_INK),
        );
    }
}

/// The name of a line and where it stands if that is at the line's end: above it, where the end is far from the names at the
/// right and nothing else is there.
fn place_at_end(
    line: &Line,
    lines: &[Line],
    goal: Option<f64>,
    plot: Rect,
) -> Option<(String, Point)> {
    let &(x, y) = line.points.last()?;
    if x > f64::midpoint(plot.left, plot.right) {
        return None;
    }
    let name = line.names.join(", ");
    let height = SMALL * lettering::LINE;
    let area = Rect::sized(
        (x + 10.0, y - height - 6.0),
        (lettering::width(&name, SMALL, true), height),
    );
    let meets = |line: &Line| {
        let mut segments = line.points.windows(2);
        segments.any(|ends| area.meets(&Segment::new(ends[0], ends[1])))
    };
    let across = goal.is_some_and(|goal| (area.left..=area.right).contains(&goal));
    let free = plot.contains(&area) && !across && !lines.iter().any(meets);
    free.then(|| (name, (area.left, area.centre().1)))
}

/// Where the names stand, from the top: each beside its line, for a line may begin far down or end far up, yet none nearer
/// than the pitch to the one before.
fn heights(lines: &[&Line], pitch: f64, grey: bool, plot: Rect) -> Vec<f64> {
    let from = plot.top + 0.2 * (plot.bottom - plot.top);
    let mut heights: Vec<f64> = Vec::new();
    for (rank, line) in lines.iter().enumerate() {
        let ends = line.points.first().zip(line.points.last());
        let usual = from + pitch * rank as f64;
        let beside = ends.map_or(usual, |(first, last)| {
            usual.clamp(first.1, last.1.max(first.1))
        });
        let least = heights.last().map_or(plot.top, |before| before + pitch);
        heights.push(beside.max(least));
    }
    // Whatever was pushed off the plot comes back, and pushes those before it.
    // Below stands what grey lines are.
    let key = if grey { 0.08 } else { 0.0 };
    let mut most = plot.bottom - key * (plot.bottom - plot.top);
    for height in heights.iter_mut().rev() {
        *height = height.min(most);
        most = *height - pitch;
    }
    heights
}

/// The goal's line with its word, or the word that it lies elsewhere.
fn goal_line(canvas: &Canvas<'_>, results: &Results, place: Option<f64>, plot: Rect) {
    let Some(share) = results.goal.availability else {
        return;
    };
    let minutes = words::minutes((1.0 - share) * axis::YEAR);
    let label = format!("goal {}: {minutes} a year", words::availability(share));
    match place {
        Some(place) => {
            limit(
                canvas,
                Segment::new((place, plot.top), (place, plot.bottom)),
            );
            let right_side =
                place + 12.0 + lettering::width(&label, size::LIMIT, true) < WIDTH - LEFT;
            let (at, style) = if right_side {
                (place + 12.0, left(size::LIMIT, true, LIMIT))
            } else {
                (place - 12.0, right(size::LIMIT, true, LIMIT))
            };
            canvas.text(&label, (at, plot.top + 2.0), style)
        }
        None => {
            let text = format!("{label}, off this chart");
            canvas.text(
                &text,
                (WIDTH - LEFT, plot.bottom + 74.0),
                right(size::LIMIT, true, LIMIT),
            )
        }
    }
}

/// Which architectures have no line, and why.
fn missing(results: &Results) -> Option<String> {
    let missing: Vec<String> = results
        .architectures
        .iter()
        .filter(|result| result.exceedance.len() <= 2)
        .map(|result| words::plain(&result.name))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let text = format!(
        "Too few of {} years had any downtime to say more of: {}.",
        words::count(results.years),
        missing.join(", ")
    );
    Some(lettering::clip(
        &text,
        size::LIST,
        false,
        WIDTH - 2.0 * LEFT,
    ))
}

/// The curves in sentences.
fn description(results: &Results) -> String {
    let mut text = "Curves of the chance that a year has more than so much downtime.".to_owned();
    for result in &results.architectures {
        let down = &result.downtime;
        text.push_str(&format!(
            " {}: any downtime in {} of years; one year in ten more than {}, one in a hundred more than {}.",
            words::plain(&result.name),
            words::percent(1.0 - result.p_no_downtime),
            words::minutes(down.p90),
            words::minutes(down.p99)
        ));
    }
    text
}
