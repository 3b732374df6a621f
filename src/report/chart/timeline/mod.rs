//! One life as a drawing: the whole year, and below it a closer look at each of its longest outages. The service's own
//! line comes first, then what failed, what went down with it, and what the failovers did.

mod clock;
mod draw;
mod panel;

use super::{
    geometry::Rect,
    palette::{WIDTH, size},
    sheet::{self, Headings, Words},
};
use crate::{answer::Timeline, report::words};
use panel::{LEFT, Panel, RIGHT};

/// Height of title and subtitle.
const TOP: f64 = 140.0;
/// Where these stand.
const HEADINGS: Headings = Headings {
    left: LEFT,
    title: (size::TITLE * 0.85, 50.0),
    subtitle: (size::SUBTITLE * 0.85, 100.0),
};
/// Height of the key at the bottom.
const KEY: f64 = 70.0;

/// The drawing of one life, a complete SVG document. It depends on the life alone; `id` tells its words from those of other drawings
/// on a page.
pub fn timeline_svg(timeline: &Timeline, id: &str) -> String {
    let panels = panel::panels(timeline);
    let height = TOP + panels.iter().map(Panel::height).sum::<f64>() + KEY;
    let words = Words {
        id,
        title: title(timeline),
        subtitle: subtitle(timeline),
        description: description(timeline),
    };
    sheet::document(&words, &HEADINGS, (WIDTH, height), |canvas| {
        let mut top = TOP;
        for panel in &panels {
            let place = Rect::sized((LEFT, top), (RIGHT - LEFT, panel.height()));
            draw::panel(canvas, panel, place);
            top += panel.height();
        }
        draw::key(canvas, top + KEY / 2.0);
    })
}

fn title(timeline: &Timeline) -> String {
    format!(
        "{}, {}: one year of it",
        words::plain(&timeline.service),
        words::plain(&timeline.architecture)
    )
}

fn subtitle(timeline: &Timeline) -> String {
    let life = words::count(timeline.life);
    let which = match timeline.worst_of {
        Some(years) if timeline.downtime_minutes > 0.0 => {
            format!("life {life}, the worst of {} years", words::count(years))
        }
        Some(years) => format!("life {life}, as quiet as all {} years", words::count(years)),
        None if timeline.bad_of.is_some() => {
            format!("life {life}, a bad year: about one in ten is worse")
        }
        None => format!("life {life}"),
    };
    let down = match timeline.outages.len() {
        0 => "never down".to_owned(),
        1 => format!(
            "down {}, in one outage",
            words::minutes(timeline.downtime_minutes)
        ),
        count => format!(
            "down {}, in {} outages",
            words::minutes(timeline.downtime_minutes),
            words::count(count as u64)
        ),
    };
    format!("{which} (seed {}): {down}", timeline.seed)
}

/// Outages named in the description.
const TOLD: usize = 10;

fn description(timeline: &Timeline) -> String {
    let mut text = format!("{}.", subtitle(timeline));
    for outage in timeline.outages.iter().take(TOLD) {
        text.push_str(&format!(
            " {}, {}: {}.",
            words::moment(outage.from_hour),
            words::minutes(outage.minutes),
            words::plain(&outage.story.to_string())
        ));
    }
    if timeline.outages.len() > TOLD {
        text.push_str(&format!(" {} more.", timeline.outages.len() - TOLD));
    }
    text
}

#[cfg(test)]
mod tests;
