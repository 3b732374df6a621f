//! What one number that nobody knows does to the decision: the price of an hour from which the step pays, with the number
//! at the low and at the high end of what is believed of it.

use super::axis::{self, Scale, extent};
use super::canvas::{Canvas, centred, left, right};
use super::frame::{Frame, Key, KeyLayout, square};
use super::geometry::{Rect, Segment};
use super::lettering;
use super::limit::limit;
use super::palette::{GRID, INK, LEADER, LEFT, LIMIT, SOFT_INK, WHITE, WIDTH};
use super::sheet::{self, HEADINGS, Words};
use crate::{
    answer::{DecidedBy, Results, TornadoResult},
    decide::Offer,
    report::{measurable, words},
};

/// The ends of a bar are this many times apart at least.
const LEAST: f64 = 1.02;
/// Most numbers drawn; they come the most decisive first.
const MOST: usize = 15;
/// Font size of names and numbers.
const TEXT: f64 = 26.0;
/// Font size of the second lines.
const SMALL: f64 = 24.0;
/// Font size of names that are too long.
const NARROW: f64 = 21.0;
/// Height of a row.
const PITCH: f64 = 84.0;
/// Half the height of a bar.
const HALF: f64 = 15.0;
/// Where bars begin and end; beyond lies `never`.
const BARS: (f64, f64) = (610.0, WIDTH - 150.0);
/// A price of the plan that is further than this factor from all others stays off the axis.
const FAR: f64 = 1e3;
/// Where the first row begins.
const TOP: f64 = 246.0;

/// The tornado, a complete SVG document; `None` without `--uncertainty` and where nothing is unknown.
pub fn tornado_svg(results: &Results) -> Option<String> {
    let uncertainty = results.uncertainty.as_ref()?;
    let rows = &uncertainty.tornado[..];
    let to = uncertainty.question.to.as_ref()?;
    let step = match &uncertainty.question.from {
        Some(from) => format!("{} pays over {}", words::plain(to), words::plain(from)),
        None => format!("{} pays", words::plain(to)),
    };
    let taken = taken(results, uncertainty.question.from.as_ref(), to);
    // A number that changes the price by less than a line's width shows nothing.
    let tells = |row: &&TornadoResult| match (row.break_even_at_low, row.break_even_at_high) {
        _ if decided(results, row).is_some() => true,
        (None, None) => false,
        (Some(low), Some(high)) => low.max(high) > low.min(high) * LEAST,
        _ => true,
    };
    let telling: Vec<&TornadoResult> = rows.iter().filter(tells).collect();
    let shown = &telling[..telling.len().min(MOST)];
    let prices: Vec<f64> = shown
        .iter()
        .flat_map(|row| [row.break_even_at_low, row.break_even_at_high])
        .flatten()
        .chain(taken)
        .filter(|price| *price > 0.0)
        .collect();
    if shown.is_empty() {
        return None;
    }
    let asked = results.goal.outage_cost.filter(|price| *price > 0.0);
    let ends = extent(prices.iter().copied());
    let near = asked.filter(|price| {
        ends.is_none_or(|(least, most)| (least / FAR..=most * FAR).contains(price))
    });
    let least = ends.map_or(f64::INFINITY, |(least, _)| least);
    let all: Vec<f64> = prices.into_iter().chain(near).collect();
    let axis = axis::prices(&all, BARS, &results.currency);
    let bottom = TOP + PITCH * shown.len() as f64;
    let words = Words {
        id: "tornado",
        title: format!(
            "{}: what could change the answer",
            words::plain(&results.service)
        ),
        subtitle: format!("price of an hour from which {step}, one number moved at a time"),
        description: description(results, shown, &step),
    };
    let frame = Frame {
        sheet: WIDTH,
        plot: Rect {
            left: BARS.0,
            top: TOP,
            right: BARS.1,
            bottom,
        },
        text: TEXT,
        below: 26.0,
    };
    let marks = Marks {
        scale: axis.scale,
        taken: taken.map(|price| axis.at(price)),
        asked: near.map(|price| axis.at(price)),
    };
    let svg = sheet::document(&words, &HEADINGS, (WIDTH, bottom + 96.0), |canvas| {
        key(canvas);
        frame.across(canvas, &axis);
        let never = (BARS.1 + 74.0, bottom + frame.below);
        canvas.text("never", never, centred(TEXT, false, SOFT_INK));
        if let Some(x) = marks.taken {
            canvas.line(&[(x, TOP), (x, bottom)], INK, 2);
        }
        if let Some(price) = asked {
            let price = (price, words::money_short(price, &results.currency));
            said(canvas, price, least, marks.asked, frame.plot);
        }
        for (index, row) in shown.iter().enumerate() {
            let changes = changes(results, row);
            draw_row(
                canvas,
                row,
                changes.as_deref(),
                TOP + PITCH * index as f64,
                &marks,
            );
        }
        let foot = match rows.len() - shown.len() {
            0 => "pays from this price of an hour".to_owned(),
            rest => format!("pays from this price of an hour; {rest} more numbers change it less"),
        };
        frame.name(canvas, &foot, 66.0, TEXT);
    });
    Some(svg)
}

/// From which price the step pays by what is expected: what the bars are about, each with one number moved.
fn taken(results: &Results, from: Option<&String>, to: &str) -> Option<f64> {
    let offer = |name: &str| Some(Offer::of(results.architecture(name)?, &results.goal));
    let (from, to) = (offer(from?)?, offer(to)?);
    from.break_even(&to).filter(|price| *price > 0.0)
}

/// What is where across.
struct Marks {
    /// Prices of an hour.
    scale: Scale,
    /// Where the step pays by what is expected.
    taken: Option<f64>,
    /// The plan's price.
    asked: Option<f64>,
}

/// The plan's price of an hour: a line where it is on the axis, else words at the end beyond which it lies.
fn said(
    canvas: &Canvas<'_>,
    (price, amount): (f64, String),
    least: f64,
    place: Option<f64>,
    plot: Rect,
) {
    let label = format!("you said {amount} an hour");
    let up = plot.top - 32.0;
    let before = |text: &str, x| canvas.text(text, (x, up), right(TEXT, true, LIMIT));
    let after = |text: &str, x| canvas.text(text, (x, up), left(TEXT, true, LIMIT));
    match place {
        Some(x) => {
            limit(canvas, Segment::new((x, plot.top - 14.0), (x, plot.bottom)));
            if x < f64::midpoint(plot.left, plot.right) {
                after(&label, x);
            } else {
                before(&label, x);
            }
        }
        None if price < least => after(&format!("‹ {label}"), plot.left),
        None => before(&format!("{label} ›"), plot.right),
    }
}

/// What the two shades mean.
fn key(canvas: &Canvas<'_>) {
    let layout = KeyLayout {
        from: (LEFT, 154.0),
        right: WIDTH,
        row: 0.0,
        sign: 40.0,
        gap: 40.0,
        size: TEXT,
    };
    let signs = [
        (LEADER, "one number at its low end".to_owned()),
        (SOFT_INK, "at its high end".to_owned()),
    ];
    let key = Key::new(signs, &layout);
    key.draw(canvas, |colour, at| {
        square(canvas, at, *colour);
        SOFT_INK
    });
    let note = "line: what is expected; ranges: 90 %";
    canvas.text(note, key.end, left(TEXT, false, SOFT_INK));
}

/// The choice at either end of the number that alone changes the answer.
fn decided<'a>(results: &'a Results, row: &TornadoResult) -> Option<&'a DecidedBy> {
    let decided = results.decision.choice.as_ref()?.decided_by.as_ref()?;
    (decided.name == row.name && decided.aspect == row.aspect).then_some(decided)
}

/// Whether a design is the choice.
fn is_choice(results: &Results, name: &str) -> bool {
    let choice = results.decision.choice.as_ref();
    choice.is_some_and(|it| words::plain(&it.architecture) == name)
}

/// What a number changes at its ends: the answer, or what is cheapest in total.
fn changes(results: &Results, row: &TornadoResult) -> Option<String> {
    let decided = decided(results, row);
    let (what, low, high) = match decided {
        Some(decided) => ("answer", &decided.at_low, &decided.at_high),
        None => {
            let ends = row.best_at_low.as_ref().zip(row.best_at_high.as_ref());
            let (low, high) = ends.filter(|(low, high)| low != high)?;
            ("cheapest in total", low, high)
        }
    };
    let (low, high) = (words::plain(low), words::plain(high));
    let [first, last] = match decided.filter(|it| it.meets_at_low != it.meets_at_high) {
        _ if low != high => [low, high],
        Some(it) if it.meets_at_low => [format!("{low} meets the goal"), "misses it".to_owned()],
        Some(_) => [format!("{low} misses the goal"), "meets it".to_owned()],
        None if is_choice(results, &low) => {
            return Some(format!("{what}: another between its ends"));
        }
        None => return Some(format!("{what} at either end: {low}")),
    };
    let said = format!("{what}: {first} at the low end, {last} at the high end");
    let fits = lettering::width(&said, SMALL, true) <= WIDTH - LEFT - BARS.0;
    Some(match fits {
        true => said,
        false => format!("{what}: {first} (low end), {last} (high end)"),
    })
}

fn draw_row(
    canvas: &Canvas<'_>,
    row: &TornadoResult,
    changes: Option<&str>,
    top: f64,
    marks: &Marks,
) {
    let (upper, lower) = (top + 28.0, top + 60.0);
    canvas.line(&[(LEFT, top), (WIDTH - LEFT, top)], GRID, 1);
    let room = BARS.0 - LEFT - 20.0;
    // Few names need the smaller letters, hardly any to be cut; one without its components is better than that.
    let named = [measurable::named(row), words::plain(&row.name)];
    let sizes = [TEXT, NARROW];
    let mut each = named.iter().flat_map(|name| sizes.map(|size| (name, size)));
    let fits = each.find(|(name, size)| lettering::width(name, *size, true) <= room);
    let (name, size) = fits.unwrap_or((&named[1], NARROW));
    let name = lettering::clip_middle(name, size, true, room);
    canvas.text(&name, (LEFT, upper), left(size, true, INK));
    let range = format!("{}: {}", row.aspect.replace('_', " "), range(row));
    let range = lettering::clip(&range, SMALL, false, room);
    canvas.text(&range, (LEFT, lower), left(SMALL, false, SOFT_INK));
    let place = |price: Option<f64>| price.map_or(BARS.1 + 40.0, |price| marks.scale.at(price));
    let ends = [
        (place(row.break_even_at_low), LEADER),
        (place(row.break_even_at_high), SOFT_INK),
    ];
    let middle = marks.taken.unwrap_or(f64::midpoint(ends[0].0, ends[1].0));
    for ((x, colour), price) in ends
        .into_iter()
        .zip([row.break_even_at_low, row.break_even_at_high])
    {
        let (from, to) = (x.min(middle), x.max(middle));
        let area = Rect {
            left: from.min(to - 2.0),
            top: upper - HALF,
            right: to,
            bottom: upper + HALF,
        };
        canvas.block(area, colour);
        if price.is_none() {
            // An open end: beyond any price.
            let tip = BARS.1 + 66.0;
            canvas.line(
                &[
                    (tip - 22.0, upper - 20.0),
                    (tip, upper),
                    (tip - 22.0, upper + 20.0),
                ],
                colour,
                5,
            );
        }
    }
    if let Some(text) = changes {
        // Off the line of the plan's price.
        let near = marks.asked.filter(|x| *x < f64::midpoint(BARS.0, BARS.1));
        let wide = lettering::width(text, SMALL, true);
        let start = near.unwrap_or(BARS.0) + 12.0;
        let start = start.min(WIDTH - LEFT - wide).max(BARS.0);
        let text = lettering::clip(text, SMALL, true, WIDTH - LEFT - start);
        // No line runs through it.
        let paper = Rect {
            left: start - 6.0,
            top: lower - HALF,
            right: start + lettering::width(&text, SMALL, true) + 6.0,
            bottom: lower + HALF,
        };
        canvas.block(paper, WHITE);
        canvas.text(&text, (start, lower), left(SMALL, true, INK));
    }
}

/// The two ends of a number, in words with its unit.
fn range(row: &TornadoResult) -> String {
    let [low, high, value] = [row.low, row.high, row.value].map(|it| words::in_unit(it, row.unit));
    match row.unit {
        "events/year" => {
            let range = words::per_year_range(row.low, row.high);
            let unit = if range.ends_with("years") {
                ""
            } else {
                " a year"
            };
            format!("{range}{unit}, taken {value}")
        }
        "minutes" => format!(
            "{}, taken {}",
            words::brief_range(row.low, row.high),
            words::brief_minutes(row.value)
        ),
        "factor" => format!("{low} – {high} times, taken {value}"),
        _ => format!("{low} – {high}, taken {value}"),
    }
}

/// The bars in sentences.
fn description(results: &Results, rows: &[&TornadoResult], step: &str) -> String {
    let price = |price: Option<f64>| {
        price.map_or_else(
            || "never".to_owned(),
            |price| format!("from {}", words::money_short(price, &results.currency)),
        )
    };
    let mut text = format!(
        "Bars of the price of an hour of outage from which {step}, by number that nobody knows exactly."
    );
    for row in rows {
        text.push_str(&format!(
            " {}, {}, {}: at its low end {}, at its high end {}.",
            measurable::named(row),
            row.aspect.replace('_', " "),
            range(row),
            price(row.break_even_at_low),
            price(row.break_even_at_high)
        ));
    }
    text
}
