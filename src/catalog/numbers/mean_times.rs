//! `mttf`, `mtbf`, `mttr` and `availability`: other words for `fails` and `lasts`. They are written out before a map is read, so
//! that whoever reads it knows only those two.
//!
//! Up for A of the time, and down for L on average each time: the mean time up is L·A/(1 − A).

use crate::diagnostic::Diagnostic;
use crate::language::{
    Duration, Entry, Fields, Here, Kind, LENGTHS, Node, Problems, RATES, Share, Spanned, map,
};
use crate::law::Law;
use std::borrow::Cow;

map! {
    /// Other words for how often something fails and for how long.
    pub(crate) struct MeanTimes as MeanTimesForm(name: "mean-times") {
        /// Mean time to failure: how long it is up on average, in place of `fails`.
        mttf: Option<Spanned<Duration>>,
        /// The same: the mean time *up* between two failures, as availability = MTBF / (MTBF + MTTR) has it.
        mtbf: Option<Spanned<Duration>>,
        /// Mean time to repair, in place of `lasts`.
        mttr: Option<Spanned<Law>>,
        /// Share of the time that it is up, in place of `fails`; needs `lasts` beside it, since a percentage does not say how long an outage is.
        availability: Option<Spanned<Share>>,
    }
}

/// An entry with these words as `fails` and `lasts`.
pub(crate) fn spelt_out<'a>(entry: &'a Entry, what: &str, problems: &Problems) -> Cow<'a, Entry> {
    let given = |keys: &[&str]| keys.iter().any(|key| entry.value.given(key).is_some());
    if !given(&RATES[1..]) && !given(&LENGTHS[1..]) {
        return Cow::Borrowed(entry);
    }
    let fields = Fields::open(&entry.value, what, &entry.key_span, problems);
    let Some(means) = fields.as_ref().and_then(MeanTimes::take) else {
        return Cow::Borrowed(entry);
    };
    refuse_two(entry, &RATES, what, "how often it fails", problems);
    refuse_two(entry, &LENGTHS, what, "how long a failure lasts", problems);
    // What was not understood is reported; any number in its place keeps the rest of the plan from being reported for it.
    let hour = |place: &Node| Node::scalar("1h", &place.span);
    let mut entries = Vec::new();
    for old in entry.value.entries() {
        let (key, value) = match &*old.key {
            _ if old.value.is_null() => continue,
            "mttf" => ("fails", mean(&old.value, means.mttf.as_ref())),
            "mtbf" => ("fails", mean(&old.value, means.mtbf.as_ref())),
            "mttr" => (
                "lasts",
                match &means.mttr {
                    Some(_) => old.value.clone(),
                    None => hour(&old.value),
                },
            ),
            "availability" => {
                let length = means.mttr.as_ref().map(|mttr| mttr.value.mean());
                let length = length.or_else(|| length_of(entry));
                let share = means.availability.as_ref();
                let up = share.and_then(|share| up_time(share, length, entry, what, problems));
                if !given(&LENGTHS) {
                    entries.push(renamed(old, "lasts", hour(&old.value)));
                }
                ("fails", mean(&old.value, up.as_ref()))
            }
            _ => {
                entries.push(old.clone());
                continue;
            }
        };
        // The first of two, which were reported.
        if !entries.iter().any(|known: &Entry| known.key == key) {
            entries.push(renamed(old, key, value));
        }
    }
    Cow::Owned(Entry {
        value: Node::map(entries, &entry.value.span),
        ..entry.clone()
    })
}

/// `{mean: 2000h}` where a number stands.
fn mean(place: &Node, hours: Option<&Spanned<f64>>) -> Node {
    let hours = hours.map_or(8_760.0, |hours| hours.value);
    let inner = Node::scalar(format!("{hours:?}h"), &place.span);
    Node::map(vec![Entry::made("mean", inner)], &place.span)
}

fn renamed(entry: &Entry, key: &str, value: Node) -> Entry {
    Entry {
        key: key.to_owned(),
        value,
        ..entry.clone()
    }
}

/// The mean of `lasts` [h]; what is wrong with it is reported where it is read.
fn length_of(entry: &Entry) -> Option<f64> {
    let found = entry.value.given("lasts")?;
    let law = Law::read(&Here::of(found, "", &Problems::default()))?;
    Some(law.mean())
}

/// The mean time up [h] that gives this availability with outages of that mean length.
fn up_time(
    share: &Spanned<f64>,
    length: Option<f64>,
    entry: &Entry,
    what: &str,
    problems: &Problems,
) -> Option<Spanned<f64>> {
    if !(share.value > 0.0 && share.value < 1.0) {
        problems.error(
            &share.span,
            format!("{what}: `availability` must be more than 0% and less than 100%"),
            "nothing is always up",
            "write a share such as `99.95%`, or `fails: never`",
        );
        return None;
    }
    let is_given = LENGTHS.iter().any(|key| entry.value.given(key).is_some());
    if !is_given {
        let percent = (share.value * 1e8).round() / 1e6;
        problems.error(
            &share.span,
            format!("{what}: a percentage does not say how long an outage lasts"),
            "many short outages, or one long one?",
            &format!(
                "add a length, such as `availability: {percent}%, lasts: 1h`; how often it fails follows"
            ),
        );
    }
    let length = length.filter(|length| *length > 0.0)?;
    Some(Spanned {
        value: length * share.value / (1.0 - share.value),
        span: share.span.clone(),
    })
}

/// Reports a number that is given in two ways.
fn refuse_two(entry: &Entry, keys: &[&str], what: &str, of_what: &str, problems: &Problems) {
    let mut given = keys.iter().filter_map(|key| entry.value.given(key));
    if let (Some(one), Some(other)) = (given.next(), given.next()) {
        problems.push(
            Diagnostic::error(format!(
                "{what}: `{}` and `{}` both say {of_what}",
                one.key, other.key
            ))
            .at(other.key_span.clone(), "said a second time")
            .at(one.key_span.clone(), "said here")
            .help("keep one of the two"),
        );
    }
}
