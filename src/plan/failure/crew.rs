//! `crews`, the people who repair, and `repair`, which says what they repair.

use serde_json::{Value as Json, json};

use crate::diagnostic::quoted;
use crate::language::schema::{any, word};
use crate::language::value::list_of;
use crate::language::{
    Count, Definitions, Dependencies, Duration, Entry, Here, Kind, List, Merge, Mode, Name, Node,
    Problems, Share, Spanned, Text, Value, Whole, map, scalar,
};
use crate::topology::{Crew, Hours};
use crate::units;

/// A day of the week, or a stretch of them, as a pattern.
const DAYS_WRITTEN: &str =
    r"^\s*(all|(mon|tue|wed|thu|fri|sat|sun)(\s*\.\.\s*(mon|tue|wed|thu|fri|sat|sun))?)\s*$";
/// Hours of a day.
const DAY: f64 = 24.0;
/// The days of a week, each with its place in it.
const DAYS: [(&str, usize); 7] = [
    ("mon", 0),
    ("tue", 1),
    ("wed", 2),
    ("thu", 3),
    ("fri", 4),
    ("sat", 5),
    ("sun", 6),
];

map! {
    /// Who repairs.
    pub(crate) struct Team as CrewForm(name: "crews") {
        /// How many repairs it works on at once.
        count: Count<1_000> = "1",
        /// When it works at full speed.
        hours: Option<Working> => HoursForm = or("always"),
        /// A sentence about it.
        about: Text,
    }
}

map! {
    /// When it works at full speed.
    pub(crate) struct Working as HoursForm(name: "hours") {
        /// `mon..fri`, `all`, one day, or a list of these.
        days: Days = "all",
        /// Begin, since midnight: `9h`, `17.5h`.
        from: TimeOfDay = "0h",
        /// End, since midnight: `18h`; `from: 22h, to: 6h` is a night that ends on the next day.
        to: TimeOfDay = "24h",
        /// How fast work goes on outside of these hours: with 30% an hour does what takes 18 min inside.
        outside: Share = "0%",
    }
}

map! {
    /// Who repairs it, how urgent it is, and what that takes.
    pub(crate) struct Repairs as RepairForm(name: "repair", rules: crew_or_requires) {
        /// One of the plan's `crews`; this or `requires`, or both.
        crew: Option<Spanned<Name>> = or("nobody is needed"),
        /// Lower goes first; first come, first served among equals, and work in progress is not interrupted.
        priority: Whole<0, 1_000> = "0",
        /// Dependencies without which it does not go on: while one of them is down where this stands, work rests, and what is done is kept.
        requires: List<Dependencies>,
    }
}

fn crew_or_requires(schema: &mut Json, definitions: &mut Definitions) {
    if definitions.mode == Mode::Whole {
        schema["anyOf"] = json!([{ "required": ["crew"] }, { "required": ["requires"] }]);
    }
}

/// A crew: how many repairs at once, or more about it.
pub(crate) struct Crews;

impl Kind for Crews {
    type Value = Team;
    const NAME: &'static str = "count, map";

    fn read(here: &Here<'_>) -> Option<Team> {
        if here.node.is_map() {
            return Team::read(here);
        }
        Some(Team {
            count: Count::<1_000>::read(here)?,
            hours: None,
            about: String::new(),
        })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.part("crew", |definitions| {
            any([
                Count::<1_000>::schema(definitions),
                Team::schema(definitions),
            ])
        })
    }

    fn merge() -> Merge {
        Team::merge()
    }
}

/// Who repairs something; `None` for `none`: it needs nobody.
pub(crate) struct Repair;

impl Kind for Repair {
    type Value = Option<Repairs>;
    const NAME: &'static str = "[crew](#crews)";

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        let Value::Scalar(text) = &here.node.value else {
            let repairs = Repairs::read(here)?;
            if repairs.crew.is_none() && repairs.requires.is_empty() {
                here.problems.error(
                    here.place,
                    format!("{} names neither a crew nor what it requires", here.what),
                    "says nothing",
                    "name one of the plan's `crews`, such as `repair: {crew: oncall}`, or what must be up, `repair: {requires: [network]}`",
                );
            }
            return Some(Some(repairs));
        };
        if text == "none" {
            return Some(None);
        }
        here.problems.error(
            &here.node.span,
            format!(
                "{} must say which crew in a map, not {}",
                here.what,
                quoted(text)
            ),
            "expected a map",
            &format!(
                "write `repair: {{crew: {}}}`, or `none` for what needs nobody",
                scalar::tame(text)
            ),
        );
        None
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.part("repair", |definitions| {
            any([word(&["none"]), Repairs::schema(definitions)])
        })
    }

    fn merge() -> Merge {
        Repairs::merge()
    }
}

/// The days of a week on which somebody works.
pub(crate) struct Days;

impl Kind for Days {
    type Value = [bool; 7];
    const NAME: &'static str = "days";

    fn read(here: &Here<'_>) -> Option<Self::Value> {
        read_days(here.node, here.what, here.problems)
    }

    fn schema(_: &mut Definitions) -> Json {
        list_of(json!({ "type": "string", "pattern": DAYS_WRITTEN }))
    }
}

/// Hours since midnight, at most 24.
pub(crate) struct TimeOfDay;

impl Kind for TimeOfDay {
    type Value = f64;
    const NAME: &'static str = "duration";

    fn read(here: &Here<'_>) -> Option<f64> {
        time_of_day(here.node, here.what, here.problems)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Duration::schema(definitions)
    }
}

/// Reads one crew. One that is not understood is reported; those who name it are not reported.
pub(crate) fn read(entry: &Entry, problems: &Problems) -> Option<Crew> {
    scalar::check_name(&entry.key, &entry.key_span, "a crew", problems);
    let team = Crews::read(&Here::of(
        entry,
        &format!("crew {}", quoted(&entry.key)),
        problems,
    ));
    let hours = team.as_ref().and_then(|team| team.hours.clone());
    let node = entry.value.get("hours");
    Some(Crew {
        name: entry.key.clone(),
        size: team.map_or(1, |team| team.count),
        hours: hours.zip(node).and_then(|(hours, node)| {
            let what = format!("crew {}: `hours`", quoted(&entry.key));
            stretches(&hours, node, &what, problems)
        }),
    })
}

/// Working hours; none where they are the whole week, or make no difference.
fn stretches(hours: &Working, node: &Node, what: &str, problems: &Problems) -> Option<Hours> {
    if let Some(place) = node.get("to").or_else(|| node.get("from"))
        && hours.from == hours.to
    {
        problems.error(
            &place.span,
            format!("{what} begin and end at the same time of day"),
            "no time between",
            "write `from: 9h, to: 18h`; from 22h to 6h is a night",
        );
        return None;
    }
    let windows = windows(&hours.days, hours.from, hours.to);
    let always = windows == [(0.0, 7.0 * DAY)];
    (!always && hours.outside < 1.0).then_some(Hours {
        windows,
        outside: hours.outside,
    })
}

/// `mon..fri`, `all`, `sat`, or a list of days.
fn read_days(node: &Node, what: &str, problems: &Problems) -> Option<[bool; 7]> {
    let mut days = [false; 7];
    let nodes = match &node.value {
        Value::Sequence(nodes) => nodes.as_slice(),
        _ => std::slice::from_ref(node),
    };
    for node in nodes {
        let text = scalar::text(node, what, problems)?.trim();
        if text == "all" {
            return Some([true; 7]);
        }
        let Some((first, last)) = text.split_once("..") else {
            let day = scalar::word(node, what, &DAYS, problems)?;
            days[day] = true;
            continue;
        };
        let part = |text: &str| {
            let part = Node {
                span: node.span.clone(),
                value: Value::Scalar(text.trim().to_owned()),
            };
            scalar::word(&part, what, &DAYS, problems)
        };
        let (first, last) = (part(first)?, part(last)?);
        // `sat..mon` goes over the end of the week.
        for step in 0..=(last + 7 - first) % 7 {
            days[(first + step) % 7] = true;
        }
    }
    if days.contains(&true) {
        return Some(days);
    }
    problems.error(
        &node.span,
        format!("{what} has no day"),
        "nobody ever works",
        "write `mon..fri`, `all`, or a list such as `[mon, tue]`",
    );
    None
}

/// Hours since midnight, at most 24.
fn time_of_day(node: &Node, what: &str, problems: &Problems) -> Option<f64> {
    let text = scalar::text(node, what, problems)?;
    if text.contains(':') {
        problems.error(
            &node.span,
            format!("{what}: {} is not a time since midnight", quoted(text)),
            "not as on a clock",
            "write `9h` or `17.5h`, the time since midnight",
        );
        return None;
    }
    let hours = scalar::number(node, what, units::parse_duration, problems)?;
    if hours > DAY {
        problems.error(
            &node.span,
            format!("{what}: a day has 24 hours"),
            "later than midnight",
            "write the time since midnight, from `0h` to `24h`",
        );
        return None;
    }
    Some(hours)
}

/// The stretches of the week, in order, those that touch as one. A stretch that ends before it begins ends on the next
/// day, that of Sunday on Monday.
fn windows(days: &[bool; 7], from: f64, to: f64) -> Vec<(f64, f64)> {
    let week = 7.0 * DAY;
    let mut pieces: Vec<(f64, f64)> = Vec::new();
    for (day, start) in (0..7_u8).map(|day| (usize::from(day), f64::from(day) * DAY)) {
        if !days[day] {
            continue;
        }
        let end = start + if to > from { to } else { to + DAY };
        pieces.push((start + from, end.min(week)));
        if end > week {
            pieces.push((0.0, end - week));
        }
    }
    pieces.retain(|(start, end)| start < end);
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut windows: Vec<(f64, f64)> = Vec::new();
    for (start, end) in pieces {
        match windows.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => windows.push((start, end)),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::windows;

    #[test]
    fn a_night_ends_on_the_next_day_and_sunday_s_on_monday() {
        let mut days = [false; 7];
        days[0] = true;
        days[6] = true;
        assert_eq!(
            windows(&days, 22.0, 6.0),
            [(0.0, 6.0), (22.0, 30.0), (166.0, 168.0)]
        );
        assert_eq!(windows(&[true; 7], 0.0, 24.0), [(0.0, 168.0)]);
        assert_eq!(windows(&[true; 7], 12.0, 12.5).len(), 7);
    }
}
