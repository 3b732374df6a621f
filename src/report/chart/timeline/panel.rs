//! What each part of the drawing shows: the year with the sources that took the service down, and the longest outages
//! with all that has to do with them.

use super::super::{
    lettering,
    palette::{
        BELIEVED, Colour, FRONTIER, GRID, INK, LEADER, MOVING, SINGLE, SOFT_INK, STAIRCASE, WHITE,
        WIDTH,
    },
};
use crate::{
    answer::{LifeOutage, RowOf, RowSpan, RowState, Timeline, TimelineRow},
    report::words,
};

/// Left edge of all that is written.
pub(super) const LEFT: f64 = 40.0;
/// Left edge of the year or of the closer look.
pub(super) const PLOT: f64 = 440.0;
/// Right edge of both.
pub(super) const RIGHT: f64 = WIDTH - 40.0;
/// Outages that are looked at more closely.
const CLOSER: usize = 3;
/// Rows of one kind in a panel; the rest are counted.
const ROWS: usize = 8;
/// Height of a row.
pub(super) const ROW: f64 = 38.0;
/// Height of the words below a failover.
pub(super) const CAPTION: f64 = 30.0;
/// Height of a line of the heading.
pub(super) const HEADING: f64 = 34.0;
/// Height of the axis below the rows.
pub(super) const AXIS: f64 = 46.0;
/// Space below a panel.
pub(super) const GAP: f64 = 34.0;
/// Font size of the story.
pub(super) const STORY: f64 = 24.0;

/// A stretch of time and what happened in it.
pub(super) struct Panel {
    /// From this hour.
    pub(super) from: f64,
    /// To this hour.
    pub(super) to: f64,
    /// What is written above, line by line; the first is bold.
    pub(super) heading: Vec<String>,
    /// From top to bottom.
    pub(super) rows: Vec<Row>,
    /// Hours at which a number stands over the service's line.
    pub(super) numbers: Vec<(f64, usize)>,
}

/// A row.
pub(super) struct Row {
    /// What it is about.
    pub(super) name: String,
    /// Whether that is bold.
    pub(super) bold: bool,
    /// Its bars.
    pub(super) bars: Vec<Bar>,
    /// Words below it.
    pub(super) caption: String,
}

/// A bar.
pub(super) struct Bar {
    /// From this hour.
    pub(super) from: f64,
    /// To this hour.
    pub(super) to: f64,
    /// Its colour.
    pub(super) colour: Colour,
    /// The colour of what is written on it.
    pub(super) ink: Colour,
    /// What is written on it.
    pub(super) label: String,
    /// Whether it is lower, for what is not felt or only in part.
    pub(super) low: bool,
}

impl Panel {
    /// How high it is.
    pub(super) fn height(&self) -> f64 {
        let captions = self
            .rows
            .iter()
            .filter(|row| !row.caption.is_empty())
            .count();
        HEADING * self.heading.len() as f64
            + ROW * self.rows.len() as f64
            + CAPTION * captions as f64
            + if self.numbers.is_empty() {
                0.0
            } else {
                HEADING
            }
            + AXIS
            + GAP
    }
}

/// The year, and its longest outages in order of time.
pub(super) fn panels(timeline: &Timeline) -> Vec<Panel> {
    let mut longest: Vec<&LifeOutage> = timeline.outages.iter().collect();
    longest.sort_by(|one, other| other.minutes.total_cmp(&one.minutes));
    longest.truncate(CLOSER);
    longest.sort_by(|one, other| one.from_hour.total_cmp(&other.from_hour));
    let mut panels = vec![year(timeline, &longest)];
    let closer = longest.iter().zip(1..);
    panels.extend(closer.map(|(outage, number)| closer_look(timeline, outage, number)));
    panels
}

/// The whole year: the service and the sources that took it down.
fn year(timeline: &Timeline, closer: &[&LifeOutage]) -> Panel {
    let (from, to) = (0.0, crate::units::HOURS_PER_YEAR);
    let mut rows = vec![service(timeline, from, to, false)];
    let charged = |row: &&TimelineRow| {
        let causes = timeline.outages.iter().flat_map(|outage| &outage.causes);
        row.of == RowOf::Source && causes.clone().any(|cause| cause.source == row.name)
    };
    let sources: Vec<&TimelineRow> = timeline.rows.iter().filter(charged).collect();
    rows.extend(some_rows(&sources, from, to, false));
    Panel {
        from,
        to,
        heading: vec!["The whole year".to_owned()],
        rows,
        numbers: closer
            .iter()
            .zip(1..)
            .map(|(outage, number)| (outage.from_hour, number))
            .collect(),
    }
}

/// An outage with some time around it, and all that has to do with it.
fn closer_look(timeline: &Timeline, outage: &LifeOutage, number: usize) -> Panel {
    let length = outage.to_hour - outage.from_hour;
    let margin = (length * 0.25).max(1.0 / 60.0);
    let (from, to) = (
        (outage.from_hour - margin).max(0.0),
        (outage.to_hour + margin).min(crate::units::HOURS_PER_YEAR),
    );
    let mut rows = vec![service(timeline, from, to, true)];
    for of in [
        RowOf::Source,
        RowOf::Component,
        RowOf::Site,
        RowOf::Failover,
    ] {
        let touched = |row: &&TimelineRow| {
            let mut spans = row.spans.iter();
            row.of == of
                && spans.any(|span| {
                    span.meets(outage.from_hour, outage.to_hour) && span.state != RowState::Serving
                })
        };
        let touched: Vec<&TimelineRow> = timeline.rows.iter().filter(touched).collect();
        rows.extend(some_rows(&touched, from, to, true));
    }
    let mut heading = vec![format!(
        "{number} · {}, down {}",
        words::moment(outage.from_hour),
        words::minutes(outage.minutes)
    )];
    heading.extend(wrap(
        &words::plain(&outage.story.to_string()),
        STORY,
        RIGHT - LEFT,
    ));
    Panel {
        from,
        to,
        heading,
        rows,
        numbers: Vec::new(),
    }
}

/// The service's own row.
fn service(timeline: &Timeline, from: f64, to: f64, labelled: bool) -> Row {
    let bar = |start: f64, end: f64, colour, label: &str| Bar {
        from: start,
        to: end,
        colour,
        ink: WHITE,
        label: if labelled {
            label.to_owned()
        } else {
            String::new()
        },
        low: false,
    };
    let mut bars = vec![Bar {
        ink: INK,
        ..bar(from, to, STAIRCASE, "")
    }];
    let inside = |start: f64, end: f64| start < to && from < end;
    for span in &timeline.lossy {
        if inside(span.from_hour, span.to_hour) {
            bars.push(Bar {
                ink: INK,
                ..bar(span.from_hour, span.to_hour, MOVING, "some requests lost")
            });
        }
    }
    for span in &timeline.planned {
        if inside(span.from_hour, span.to_hour) {
            bars.push(bar(span.from_hour, span.to_hour, BELIEVED, "planned"));
        }
    }
    for outage in &timeline.outages {
        if inside(outage.from_hour, outage.to_hour) {
            let label = format!("down {}", words::minutes(outage.minutes));
            bars.push(bar(outage.from_hour, outage.to_hour, SINGLE, &label));
        }
    }
    Row {
        name: "the service".to_owned(),
        bold: true,
        bars,
        caption: String::new(),
    }
}

/// As many rows as there is room for, and how many more there are.
fn some_rows(rows: &[&TimelineRow], from: f64, to: f64, labelled: bool) -> Vec<Row> {
    let kept = if rows.len() > ROWS {
        ROWS - 1
    } else {
        rows.len()
    };
    let mut drawn: Vec<Row> = rows
        .iter()
        .take(kept)
        .map(|row| drawn_row(row, from, to, labelled))
        .collect();
    if rows.len() > kept {
        drawn.push(Row {
            name: format!("and {} more", rows.len() - kept),
            bold: false,
            bars: Vec::new(),
            caption: String::new(),
        });
    }
    drawn
}

fn drawn_row(row: &TimelineRow, from: f64, to: f64, labelled: bool) -> Row {
    let spans = || row.spans.iter().filter(|span| span.meets(from, to));
    let bars = spans().map(|span| Bar {
        from: span.from_hour,
        to: span.to_hour,
        colour: colour(span.state),
        ink: match span.state {
            RowState::Down | RowState::Serving | RowState::Waiting => WHITE,
            RowState::Unfelt | RowState::Partly | RowState::Moving => INK,
        },
        label: match (labelled, row.of, span.state) {
            (false, ..) => String::new(),
            (true, RowOf::Source, RowState::Down) => format!(
                "{} {}",
                span.label,
                words::minutes((span.to_hour - span.from_hour) * 60.0)
            ),
            (true, ..) => words::plain(&span.label),
        },
        low: matches!(span.state, RowState::Unfelt | RowState::Partly),
    });
    // Short steps have no room for words of their own.
    let caption = if labelled && row.of == RowOf::Failover {
        let steps: Vec<String> = spans()
            .filter(|span| span.state != RowState::Serving)
            .map(step)
            .collect();
        steps.join(", then ")
    } else {
        String::new()
    };
    Row {
        name: words::plain(&row.name),
        bold: false,
        bars: bars.collect(),
        caption,
    }
}

/// A step of a failover in words.
fn step(span: &RowSpan) -> String {
    format!(
        "{} {}",
        words::plain(&span.label),
        words::minutes((span.to_hour - span.from_hour) * 60.0)
    )
}

/// The colour of a state.
pub(super) fn colour(state: RowState) -> Colour {
    match state {
        RowState::Down => SOFT_INK,
        RowState::Unfelt => GRID,
        RowState::Partly => LEADER,
        RowState::Serving => FRONTIER,
        RowState::Moving => MOVING,
        RowState::Waiting => BELIEVED,
    }
}

/// A text in lines that fit the width; words longer than a line are cut.
fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if lettering::width(&format!("{line} {word}"), size, false) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(lettering::clip(word, size, false, room)),
        }
    }
    lines
}
