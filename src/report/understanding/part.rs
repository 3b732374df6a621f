//! What can be lost while the service is up, and who repairs: the parts of the requests and the crews of an architecture.

use super::{indented, words};
use crate::{
    topology::{Architecture, Crew, CrewId, Part, Topology},
    units::MINUTES_PER_HOUR,
};

/// Hours of a day.
const DAY: f64 = 24.0;
/// The days of a week.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The parts of the requests that can be lost on their own.
pub(super) fn parts(architecture: &Architecture) -> Vec<String> {
    let mut lines = Vec::new();
    for part in &architecture.parts {
        lines.extend(told(architecture, part));
    }
    lines
}

fn told(architecture: &Architecture, part: &Part) -> Vec<String> {
    let share = words::percent(part.share);
    let mut lines = Vec::new();
    if architecture.parts.len() > 1 || !part.name.is_empty() {
        let text = format!(
            "requests {}: {share} of all, lost service while only they are not served",
            part.name
        );
        lines.extend(set_in(&text));
    }
    for load in &part.loads {
        let text = format!(
            "{}: each replica carries {} of the load; too few serve what they carry, the rest is lost service",
            load.component,
            words::percent(load.carries)
        );
        lines.extend(set_in(&text));
    }
    lines
}

/// The crews that repair anything of it.
pub(super) fn crews(topology: &Topology, architecture: &Architecture) -> Vec<String> {
    let mut used: Vec<CrewId> = Vec::new();
    for id in architecture.felt(&topology.sources) {
        let repair = &topology.sources[id.0 as usize].repair;
        if let Some(repair) = repair
            .as_ref()
            .filter(|repair| !used.contains(&repair.crew))
        {
            used.push(repair.crew);
        }
    }
    let crews = used.into_iter().map(|id| &topology.crews[id.0 as usize]);
    crews.flat_map(crew).collect()
}

fn crew(crew: &Crew) -> Vec<String> {
    let mut text = format!(
        "crew {}: {} at once",
        crew.name,
        if crew.size == 1 {
            "1 repair".to_owned()
        } else {
            format!("{} repairs", crew.size)
        }
    );
    if let Some(hours) = &crew.hours {
        let windows = hours.windows.iter().map(|(from, to)| window(*from, *to));
        text += &format!(", works {}", windows.collect::<Vec<_>>().join(", "));
        text += &if hours.outside > 0.0 {
            format!("; else at {} of its speed", words::percent(hours.outside))
        } else {
            "; else not at all".to_owned()
        };
    }
    set_in(&text)
}

/// `Mon 9:00–18:00`.
fn window(from: f64, to: f64) -> String {
    let clock = |hours: f64| {
        let minutes = (hours * MINUTES_PER_HOUR).round();
        let hours = (minutes / MINUTES_PER_HOUR).floor();
        format!("{hours:.0}:{:02.0}", minutes - hours * MINUTES_PER_HOUR)
    };
    let day = |hours: f64| DAYS[((hours / DAY).floor() as usize).min(DAYS.len() - 1)];
    let (start, end) = ((from / DAY).floor() * DAY, ((to / DAY).ceil() - 1.0) * DAY);
    let (begins, ends) = (clock(from - start), clock(to - end));
    if start == end {
        format!("{} {begins}–{ends}", day(from))
    } else {
        format!("{} {begins} – {} {ends}", day(from), day(end))
    }
}

fn set_in(text: &str) -> Vec<String> {
    let lines = indented(text).into_iter();
    lines.map(|line| line[2..].to_owned()).collect()
}
