//! What can be lost while the service is up, and who repairs: the parts of the requests and the crews of an architecture.

use super::paragraph::indented;
use crate::report::words;
use crate::{
    topology::{Architecture, Crew, CrewId, Link, Node, Part, Topology},
    units::MINUTES_PER_HOUR,
};

/// Hours of a day.
const DAY: f64 = 24.0;
/// Hours of a week.
const WEEK: f64 = 7.0 * DAY;
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
            "{}: {share} of the requests; while the service is up without them, that share is lost service",
            words::plain(&part.name)
        );
        lines.extend(set_in(&text));
    }
    for load in &part.loads {
        let text = format!(
            "{}: each replica carries {} of the load; where too few are up, they serve what they carry and the rest is lost service",
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
        let repair = &topology.sources[id].repair;
        if let Some(repair) = repair
            .as_ref()
            .filter(|repair| !used.contains(&repair.crew))
        {
            used.push(repair.crew);
        }
    }
    let crews = used.into_iter().map(|id| &topology.crews[id]);
    crews.flat_map(crew).collect()
}

/// The repairs that rest while something else is down.
pub(super) fn repairs(topology: &Topology, architecture: &Architecture) -> Vec<String> {
    let mut lines = Vec::new();
    for needs in &architecture.repairs {
        let takes = |link: &&Link| {
            let mut nodes = needs.nodes.iter();
            nodes.any(|&node| architecture.nodes[node] == Node::Leaf(link.leaf))
        };
        let links = architecture.links.iter().filter(takes);
        let names: Vec<String> = links
            .map(|link| words::plain(&topology.sources[link.source].name))
            .collect();
        let what = words::plain(&topology.sources[needs.source].name);
        lines.extend(set_in(&format!(
            "{what}: its repair rests while {} is down",
            names.join(" or ")
        )));
    }
    lines
}

fn crew(crew: &Crew) -> Vec<String> {
    let mut text = format!(
        "crew {}: {} at a time",
        words::plain(&crew.name),
        if crew.size == 1 {
            "one repair".to_owned()
        } else {
            format!("{} repairs", crew.size)
        }
    );
    if let Some(hours) = &crew.hours {
        text += &format!(", works {}", week(&hours.windows).join(", "));
        text += &if hours.outside > 0.0 {
            format!(
                "; at other hours at {} of its speed",
                words::percent(hours.outside)
            )
        } else {
            "; at other hours work waits".to_owned()
        };
    }
    set_in(&text)
}

/// The windows of a week as one says them, `Mon–Fri 9:00–18:00`: days alike as one, a night over the end of the week whole.
fn week(windows: &[(f64, f64)]) -> Vec<String> {
    let mut starts: Vec<(f64, f64)> = windows
        .iter()
        .map(|(from, to)| (*from, to - from))
        .collect();
    if let [first, .., last] = starts.as_mut_slice()
        && first.0 == 0.0
        && last.0 + last.1 >= WEEK
    {
        last.1 += first.1;
        starts.remove(0);
    }
    let mut said: Vec<(f64, f64, f64)> = Vec::new();
    for (start, length) in starts {
        match said.last_mut() {
            Some((_, last, same)) if *same == length && start - *last == DAY => *last = start,
            _ => said.push((start, start, length)),
        }
    }
    let day = |hours: f64| DAYS[((hours % WEEK / DAY).floor() as usize).min(DAYS.len() - 1)];
    let told = said.into_iter().map(|(first, last, length)| {
        let days = if first == last {
            day(first).to_owned()
        } else {
            format!("{}–{}", day(first), day(last))
        };
        let (from, to) = (first % DAY, first % DAY + length);
        if to <= 2.0 * DAY {
            let to = if to > DAY { to - DAY } else { to };
            format!("{days} {}–{}", clock(from), clock(to))
        } else {
            let end = first + length;
            format!(
                "{days} {} to {} {}",
                clock(from),
                day(end),
                clock(end % DAY)
            )
        }
    });
    told.collect()
}

/// `9:00`, `17:30`.
fn clock(hours: f64) -> String {
    let minutes = (hours * MINUTES_PER_HOUR).round();
    let hours = (minutes / MINUTES_PER_HOUR).floor();
    format!("{hours:.0}:{:02.0}", minutes - hours * MINUTES_PER_HOUR)
}

fn set_in(text: &str) -> Vec<String> {
    let lines = indented(text).into_iter();
    lines.map(|line| line[2..].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::week;

    #[test]
    fn days_alike_are_said_once() {
        let office: Vec<(f64, f64)> = (0..5_u8)
            .map(|day| (f64::from(day) * 24.0 + 9.0, f64::from(day) * 24.0 + 17.5))
            .collect();
        assert_eq!(week(&office), ["Mon–Fri 9:00–17:30"]);
        let mut nights: Vec<(f64, f64)> = (0..6_u8)
            .map(|day| (f64::from(day) * 24.0 + 22.0, f64::from(day) * 24.0 + 30.0))
            .collect();
        nights.insert(0, (0.0, 6.0));
        nights.push((166.0, 168.0));
        assert_eq!(week(&nights), ["Mon–Sun 22:00–6:00"]);
        assert_eq!(week(&[(0.0, 120.0)]), ["Mon 0:00 to Sat 0:00"]);
        assert_eq!(week(&[(0.0, 24.0)]), ["Mon 0:00–24:00"]);
    }
}
