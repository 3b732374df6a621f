//! `maintenance`: planned work on a component, by the clock.

use serde_json::Value as Json;

use crate::catalog::Written;
use crate::catalog::range::{self, LengthRange, ranges_beside};
use crate::diagnostic::Span;
use crate::language::{Definitions, Duration, Here, Kind, Node, Problems, Spanned, Unread, map};
use crate::law::Law;
use crate::units::{self, format_duration};

/// Planned work on each replica of a component, or on the one thing that it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Maintenance {
    /// From the start of one to the start of the next [h].
    pub(crate) every: f64,
    /// How long it takes [h].
    pub(crate) lasts: Spanned<Law>,
    /// Where that is written.
    pub(crate) written: Option<Written>,
    /// Whether time without service that is caused by it counts as downtime.
    pub(crate) counted: bool,
    /// Whether the replicas of a site take turns.
    pub(crate) staggered: bool,
}

map! {
    /// Planned work on each replica, or on the one thing that it is.
    pub(crate) struct Work as MaintenanceForm(name: "maintenance", definition: "maintenance", rules: range_beside) {
        /// From the start of one to the start of the next, by the clock; one that is still going on when the next is due takes its place.
        every: Interval = need("add the time from one start to the next, such as `every: 30d`"),
        /// How long it takes, in practice a duration; its mean is shorter than `every`.
        lasts: Spanned<Law> = need("add how long it takes, such as `lasts: 20min`"),
        /// How far off the median of `lasts` may be: two times, the ends of a 90 % range.
        lasts_range: Option<Unread<LengthRange>> = or("taken as known"),
        /// `false`: time without service that there would not be without this work is planned time, reported apart from downtime.
        counts: bool = "true",
        /// The n replicas of a site take turns, each `every`/n after the one before; `false`: all at once.
        stagger: bool = "true",
    }
}

fn range_beside(schema: &mut Json, definitions: &mut Definitions) {
    ranges_beside(schema, definitions, &["lasts"]);
}

/// From one start to the next [h]; more than zero.
pub(crate) struct Interval;

impl Kind for Interval {
    type Value = f64;
    const NAME: &'static str = "duration";

    fn read(here: &Here<'_>) -> Option<f64> {
        let hours = Duration::read(here)?;
        if hours > 0.0 {
            return Some(hours);
        }
        here.problems.error(
            &here.node.span,
            format!("{} must be more than zero", here.what),
            "no time between",
            "write the time from one start to the next, such as `30d`",
        );
        None
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Duration::schema(definitions)
    }
}

/// Checks `maintenance` of the component of that name; `map` is where it is written, whether it was understood or not.
pub(crate) fn checked(
    component: &str,
    work: Option<Work>,
    map: &Node,
    what: &str,
    problems: &Problems,
) -> Option<Maintenance> {
    // A range without its number is reported even where the number is missing.
    let median = work.as_ref().map(|work| work.lasts.value.median());
    let knowledge = range::read(map, what, "lasts", median, units::parse_duration, problems);
    let work = work?;
    if work.lasts.value.mean() >= work.every {
        too_long(
            &work.lasts.span,
            format!("{what} lasts as long as the time until it is due again"),
            "raise `every`, or shorten `lasts`",
            problems,
        );
        return None;
    }
    let name = format!("{component} maintenance");
    Some(Maintenance {
        every: work.every,
        lasts: work.lasts,
        written: knowledge.map(|knowledge| Written::in_plan(&name, knowledge, &[], "")),
        counted: work.counts,
        staggered: work.stagger,
    })
}

impl Maintenance {
    /// Reports where so many replicas in turn do not fit between two starts.
    pub(crate) fn check_turns(&self, component: &str, replicas: usize, problems: &Problems) {
        let all = self.lasts.value.mean() * replicas as f64;
        if self.staggered && replicas > 1 && all > self.every {
            too_long(
                &self.lasts.span,
                format!(
                    "maintenance of {replicas} replicas of {} one after the other takes {}, and is due every {}",
                    crate::diagnostic::quoted(component),
                    format_duration(all),
                    format_duration(self.every)
                ),
                "raise `every`, shorten `lasts`, or let all be worked on at once with `stagger: false`",
                problems,
            );
        }
    }
}

fn too_long(span: &Span, message: String, help: &str, problems: &Problems) {
    problems.error(span, message, "too long", help);
}
