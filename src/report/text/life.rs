//! One life, outage by outage, a line each.

use crate::report::lines::Page;
use crate::{
    answer::{LifeOutage, Timeline},
    report::words,
};

/// Outages that have a line of their own.
const LINES: usize = 20;

/// The life's outages, the longest of them where there are too many, in order of time.
pub(super) fn life(page: &mut Page, timeline: &Timeline) {
    page.heading(&format!("One year of it: {}", which(timeline)));
    page.paragraph(&total(timeline), "  ");
    let mut longest: Vec<&LifeOutage> = timeline.outages.iter().collect();
    longest.sort_by(|one, other| other.minutes.total_cmp(&one.minutes));
    let rest = longest.split_off(longest.len().min(LINES));
    longest.sort_by(|one, other| one.from_hour.total_cmp(&other.from_hour));
    for outage in longest {
        page.paragraph(
            &format!(
                "{}, {}: {}",
                words::moment(outage.from_hour),
                words::minutes(outage.minutes),
                words::plain(&outage.story.to_string())
            ),
            "    ",
        );
    }
    if !rest.is_empty() {
        let minutes: f64 = rest.iter().map(|outage| outage.minutes).sum();
        page.paragraph(
            &format!(
                "and {} shorter ones, together {}",
                words::count(rest.len() as u64),
                words::minutes(minutes)
            ),
            "    ",
        );
    }
}

/// Which life it is.
fn which(timeline: &Timeline) -> String {
    let life = words::count(timeline.life);
    match timeline.worst_of {
        Some(years) if timeline.downtime_minutes > 0.0 => {
            format!("life {life}, the worst of {} years", words::count(years))
        }
        Some(years) => format!("life {life}, as quiet as all {} years", words::count(years)),
        None if timeline.bad_of.is_some() => {
            format!("life {life}, a bad year: about one in ten is worse")
        }
        None => format!("life {life}"),
    }
}

fn total(timeline: &Timeline) -> String {
    let lost = match timeline.lost_service_minutes {
        0.0 => String::new(),
        minutes => format!(
            "; while it was up, requests worth {} were lost",
            words::minutes(minutes)
        ),
    };
    match timeline.outages.len() {
        0 => format!("never down{lost}"),
        count => format!(
            "down {} in {} outage{}{lost}",
            words::minutes(timeline.downtime_minutes),
            words::count(count as u64),
            if count == 1 { "" } else { "s" }
        ),
    }
}
