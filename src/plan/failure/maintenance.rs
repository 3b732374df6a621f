//! `maintenance`: planned work on a component, by the clock.

use super::numbers::{self, Written};
use crate::diagnostic::Span;
use crate::language::{Fields, Problems, Spanned, scalar};
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

const YES_OR_NO: [(&str, bool); 2] = [("true", true), ("false", false)];

/// Reads `maintenance` of the component of that name.
pub(crate) fn read(
    component: &str,
    fields: &Fields<'_>,
    problems: &Problems,
) -> Option<Maintenance> {
    let entry = fields.entry("maintenance")?;
    let what = format!("{}: `maintenance`", fields.what());
    let inner = Fields::open(&entry.value, what.clone(), &entry.key_span, problems)?;
    let every = inner.require(
        "every",
        "add the time from one start to the next, such as `every: 30d`",
    );
    let lasts = inner.require("lasts", "add how long it takes, such as `lasts: 20min`");
    let yes = |key: &str| {
        let node = inner.get(key);
        node.map_or(Some(true), |node| {
            scalar::word(node, &format!("{what}: `{key}`"), &YES_OR_NO, problems)
        })
    };
    let (counted, staggered) = (yes("counts"), yes("stagger"));
    let (law, knowledge) = numbers::read_length(&inner, problems);
    let name = format!("{component} maintenance");
    let written = knowledge.map(|knowledge| Written::in_plan(&name, knowledge, ""));
    inner.finish();
    let every = every.and_then(|node| {
        let hours = scalar::number(
            node,
            &format!("{what}: `every`"),
            units::parse_duration,
            problems,
        )?;
        if hours > 0.0 {
            return Some(hours);
        }
        problems.error(
            &node.span,
            format!("{what}: `every` must be more than zero"),
            "no time between",
            "write the time from one start to the next, such as `30d`",
        );
        None
    });
    let lasts = law.zip(lasts).map(|(value, node)| node.spanned(value));
    let (every, lasts) = (every?, lasts?);
    if lasts.value.mean() >= every {
        too_long(
            &lasts.span,
            format!("{what} lasts as long as the time until it is due again"),
            "raise `every`, or shorten `lasts`",
            problems,
        );
        return None;
    }
    Some(Maintenance {
        every,
        lasts,
        written,
        counted: counted?,
        staggered: staggered?,
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
