//! `crews`, the people who repair, and `repair`, which says what they repair.

use crate::diagnostic::quoted;
use crate::language::{Entry, Fields, Node, Problems, Spanned, Value, scalar};
use crate::topology::{Crew, Hours};
use crate::units;

/// Most repairs a crew can work on at once.
const LARGEST: u32 = 1_000;
/// Highest number of a priority.
const LAST: u32 = 1_000;
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

/// Who repairs something, and how urgent it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Repairs {
    /// The crew's name.
    pub(crate) crew: Spanned<String>,
    /// Lower goes first.
    pub(crate) priority: u32,
}

/// Reads one crew: a number, or a map.
pub(crate) fn read(entry: &Entry, problems: &Problems) -> Option<Crew> {
    let what = format!("crew {}", quoted(&entry.key));
    scalar::check_name(&entry.key, &entry.key_span, "a crew", problems);
    let mut crew = Crew {
        name: entry.key.clone(),
        size: 1,
        hours: None,
    };
    if !entry.value.is_map() {
        // One that is not understood is reported; those who name it are not reported.
        crew.size = scalar::count(&entry.value, &what, LARGEST, problems).unwrap_or(1);
        return Some(crew);
    }
    let Some(fields) = Fields::open(&entry.value, what.clone(), &entry.key_span, problems) else {
        return Some(crew);
    };
    if let Some(node) = fields.get("count") {
        let count = scalar::count(node, &format!("{what}: `count`"), LARGEST, problems);
        crew.size = count.unwrap_or(1);
    }
    if let Some(entry) = fields.entry("hours") {
        let what = format!("{what}: `hours`");
        crew.hours = Fields::open(&entry.value, what, &entry.key_span, problems)
            .and_then(|fields| read_hours(fields, problems));
    }
    scalar::prose(fields.get("about"), &format!("{what}: `about`"), problems);
    fields.finish();
    Some(crew)
}

/// Working hours; none where they are the whole week, or make no difference.
fn read_hours(fields: Fields<'_>, problems: &Problems) -> Option<Hours> {
    let what = |key: &str| format!("{}: `{key}`", fields.what());
    let days = fields.get("days").map_or(Some([true; 7]), |node| {
        read_days(node, &what("days"), problems)
    });
    let time = |key: &str, otherwise: f64| {
        let node = fields.get(key);
        node.map_or(Some(otherwise), |node| {
            time_of_day(node, &what(key), problems)
        })
    };
    let (from, to) = (time("from", 0.0), time("to", DAY));
    let outside = fields.get("outside").map_or(Some(0.0), |node| {
        scalar::share(node, &what("outside"), problems)
    });
    let place = fields.get("to").or_else(|| fields.get("from"));
    if let (Some(from), Some(to), Some(node)) = (from, to, place)
        && from == to
    {
        problems.error(
            &node.span,
            format!("{} begin and end at the same time of day", fields.what()),
            "no time between",
            "write `from: 9h, to: 18h`; from 22h to 6h is a night",
        );
        return None;
    }
    fields.finish();
    let windows = windows(&days?, from?, to?);
    let outside = outside?;
    let always = windows == [(0.0, 7.0 * DAY)];
    (!always && outside < 1.0).then_some(Hours { windows, outside })
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

/// Reads `repair`; `Some(None)` for `none`: it needs nobody.
pub(crate) fn read_repair(fields: &Fields<'_>, problems: &Problems) -> Option<Option<Repairs>> {
    let entry = fields.entry("repair")?;
    let what = format!("{}: `repair`", fields.what());
    if let Value::Scalar(text) = &entry.value.value {
        if text == "none" {
            return Some(None);
        }
        problems.error(
            &entry.value.span,
            format!("{what} must say which crew in a map, not {}", quoted(text)),
            "expected a map",
            &format!(
                "write `repair: {{crew: {}}}`, or `none` for what needs nobody",
                scalar::tame(text)
            ),
        );
        return None;
    }
    let inner = Fields::open(&entry.value, what.clone(), &entry.key_span, problems)?;
    let crew = inner
        .require(
            "crew",
            "name one of the plan's `crews`, such as `repair: {crew: oncall}`",
        )
        .and_then(|node| {
            let name = scalar::text(node, &format!("{what}: `crew`"), problems)?;
            Some(node.spanned(name.to_owned()))
        });
    let priority = inner.get("priority").map_or(Some(0), |node| {
        scalar::whole(node, &format!("{what}: `priority`"), 0, LAST, problems)
    });
    inner.finish();
    Some(Some(Repairs {
        crew: crew?,
        priority: priority?,
    }))
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
