//! Laws of time as one writes them: `2h`, `30min..2h`, `{mean: 4h}`, `{weibull: {shape: 1.5, mean: 2000h}}`.

mod forms;

use crate::diagnostic::suggestion;
use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::language::fields::list;
use crate::language::kind::{Here, Kind};
use crate::language::problems::Problems;
use crate::language::scalar::{self, unit_error};
use crate::language::tree::{Entry, Node, Value};
use crate::law::Law;
use crate::units;
use forms::{Lognormal, Positive, Quantiles, Shaped};

pub(crate) use forms::laws;

/// The words that begin a law in braces.
pub(crate) const FORMS: [&str; 8] = [
    "p50",
    "p90",
    "mean",
    "lognormal",
    "between",
    "weibull",
    "gamma",
    "observed",
];
/// The key beside a form that cuts it.
pub(crate) const MOST: &str = "most";
/// Most values of an `observed` law.
const MOST_OBSERVED: usize = 10_000;

/// A law of a length of time [h].
pub(crate) fn law(node: &Node, what: &str, problems: &Problems) -> Option<Law> {
    match &node.value {
        Value::Scalar(text) => plain(text, &node.span, what, problems),
        Value::Mapping(_) => braces(node, what, problems),
        _ => {
            problems.error(
                &node.span,
                format!("{what} must be a time, not {}", node.shape()),
                "expected a duration or a law",
                "write `2h`, `30min..2h` or `{mean: 4h}`",
            );
            None
        }
    }
}

/// A law of time to failure, which must have a positive mean; `Some(None)` for `never`.
pub(crate) fn fails(node: &Node, what: &str, problems: &Problems) -> Option<Option<Law>> {
    if let Value::Scalar(text) = &node.value {
        if text.trim() == "never" {
            return Some(None);
        }
        if !text.contains('/') && units::parse_duration(text).is_ok() {
            problems.error(
                &node.span,
                format!("{what}: a time to failure of exactly {} is hardly meant", quoted(text)),
                "a bare duration",
                &format!(
                    "write `{{mean: {}}}` for the mean time to failure, or a rate such as `0.1/year`",
                    text.trim()
                ),
            );
            return None;
        }
        return match units::parse_rate(text) {
            Ok(rate) if rate > 0.0 => Some(Some(Law::of_rate(rate))),
            Ok(_) => {
                problems.error(
                    &node.span,
                    format!("{what}: a rate of zero never fails"),
                    "zero",
                    "write `never`",
                );
                None
            }
            Err(error) => {
                unit_error(&node.span, what, &error, problems);
                None
            }
        };
    }
    let law = law(node, what, problems)?;
    // One failure in half a minute is the fastest rate there is; faster would only keep the simulation busy.
    if law.mean() < 1.0 / 120.0 {
        problems.error(
            &node.span,
            format!("{what}: a mean time to failure under 30 s"),
            "too short",
            "write `{mean: 2000h}` or a rate such as `0.1/year`",
        );
        return None;
    }
    Some(Some(law))
}

/// `2h` or `30min..2h`.
fn plain(text: &str, span: &Span, what: &str, problems: &Problems) -> Option<Law> {
    let Some((low, high)) = text.split_once("..") else {
        return match units::parse_duration(text) {
            Ok(hours) => Some(Law::Fixed(hours)),
            Err(error) => {
                let rate = text.contains('/');
                let help = if rate {
                    "write a time such as `2h`, `30min..2h` or `{mean: 4h}`"
                } else {
                    ""
                };
                if rate {
                    problems.error(
                        span,
                        format!("{what}: {} is a rate, not a time", quoted(text)),
                        "not a time",
                        help,
                    );
                } else if let Some(range) = range_meant(text) {
                    problems.error(
                        span,
                        format!("{what}: {} is not a time", quoted(text)),
                        "two times are joined with two dots",
                        &format!("write `{range}`"),
                    );
                } else {
                    unit_error(span, what, &error, problems);
                }
                None
            }
        };
    };
    let read = |part: &str| {
        units::parse_duration(part)
            .map_err(|error| unit_error(span, what, &error, problems))
            .ok()
    };
    let (low, high) = (read(low), read(high));
    quantiles(low?, high?, span, what, problems)
}

/// `20min..2h` for `20min-2h`, `20min to 2h` or `20-90min`.
fn range_meant(text: &str) -> Option<String> {
    let (low, high) = ["-", "–", "~", " to "]
        .iter()
        .find_map(|between| text.split_once(between))?;
    let (low, high) = (low.trim(), high.trim());
    units::parse_duration(high).ok()?;
    if units::parse_duration(low).is_ok() {
        return Some(format!("{low}..{high}"));
    }
    units::parse_number(low).ok()?;
    let unit = high.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    Some(format!("{low}{}..{high}", unit.trim()))
}

/// The lognormal law of a median and a 90 % point.
fn quantiles(p50: f64, p90: f64, span: &Span, what: &str, problems: &Problems) -> Option<Law> {
    if p50 > p90 {
        problems.error(
            span,
            format!("{what}: the median is longer than the 90% point"),
            "the first must not be longer than the second",
            "of `30min..2h`, half are shorter than 30 min and nine of ten shorter than 2 h",
        );
        return None;
    }
    if p50 <= 0.0 && p90 > 0.0 {
        problems.error(
            span,
            format!("{what}: a median of nothing leaves no lognormal law"),
            "the first must be more than zero",
            "write `{between: [0s, 5min]}` for an even spread from zero",
        );
        return None;
    }
    // Beyond a factor of a thousand the mean, and the simulation with it, depends on tails nobody has seen.
    if p90 > p50 * 1_000.0 {
        problems.error(
            span,
            format!("{what}: the 90% point is more than 1,000 times the median"),
            "too wide",
            "narrow it, or write `{observed: […]}` with the lengths you know",
        );
        return None;
    }
    Some(Law::of_quantiles(p50, p90))
}

/// A law in braces.
fn braces(node: &Node, what: &str, problems: &Problems) -> Option<Law> {
    let keys: Vec<&str> = node.entries().iter().map(|entry| &*entry.key).collect();
    let is_quantiles = keys.iter().all(|key| matches!(*key, "p50" | "p90" | MOST))
        && !matches!(*keys, [] | [MOST]);
    if is_quantiles {
        let Quantiles { p50, p90, .. } = Quantiles::read(&here(node, what, problems))?;
        let law = quantiles(p50, p90, &node.span, what, problems);
        return cut(law?, node.get(MOST), what, problems);
    }
    let mut forms = node.entries().iter().filter(|entry| entry.key != MOST);
    let (Some(entry), None) = (forms.next(), forms.next()) else {
        let help = match node.get("sigma") {
            Some(_) => "write `{lognormal: {median: 90min, sigma: 0.8}}`".to_owned(),
            None => format!("write one of {}, such as `{{mean: 4h}}`", list(&FORMS)),
        };
        problems.error(
            &node.span,
            format!("{what}: a law in braces has exactly one form"),
            "expected one of the forms",
            &help,
        );
        return None;
    };
    let law = form(entry, what, problems);
    cut(law?, node.get(MOST), what, problems)
}

/// A law that is cut where it says so.
fn cut(law: Law, most: Option<&Node>, what: &str, problems: &Problems) -> Option<Law> {
    let Some(node) = most else {
        return Some(law);
    };
    let most = time(node, &format!("{what}: `{MOST}`"), problems)?;
    if most <= law.median() {
        problems.error(
            &node.span,
            format!("{what}: half of all times or more are longer than `{MOST}`"),
            "must be longer than the median",
            "what would last longer ends then: `{p50: 30min, p90: 2h, most: 12h}`",
        );
        return None;
    }
    Some(law.cut(most))
}

/// One form of a law in braces.
fn form(entry: &Entry, what: &str, problems: &Problems) -> Option<Law> {
    let inner = &entry.value;
    let what = &format!("{what}: `{}`", entry.key);
    match &*entry.key {
        "mean" => {
            Positive::read(&here(inner, what, problems)).map(|mean| Law::Exponential { mean })
        }
        "lognormal" => lognormal(inner, what, problems),
        "between" => between(inner, what, problems),
        "weibull" => shaped(inner, what, problems).map(|(shape, mean)| Law::weibull(shape, mean)),
        "gamma" => shaped(inner, what, problems).map(|(shape, mean)| Law::Gamma { shape, mean }),
        "observed" => observed(inner, what, problems),
        other => {
            let label = suggestion::label(other, &FORMS, "not a law of the language");
            problems.push(
                Diagnostic::error(format!("unknown law {}", quoted(other)))
                    .at(entry.key_span.clone(), label)
                    .help(format!("laws are {}", list(&FORMS))),
            );
            None
        }
    }
}

fn time(node: &Node, what: &str, problems: &Problems) -> Option<f64> {
    scalar::number(node, what, units::parse_duration, problems)
}

/// A part of a law; what is missing in it is reported where it stands.
fn here<'a>(node: &'a Node, what: &'a str, problems: &'a Problems) -> Here<'a> {
    Here {
        node,
        what,
        place: &node.span,
        problems,
    }
}

fn lognormal(node: &Node, what: &str, problems: &Problems) -> Option<Law> {
    let Lognormal {
        median,
        mean,
        sigma,
    } = Lognormal::read(&here(node, what, problems))?;
    let given = |key: &str| node.get(key).is_some_and(|node| !node.is_null());
    if given("mean") == given("median") {
        problems.error(
            &node.span,
            format!("{what} needs exactly one of `mean` and `median`"),
            "one of the two",
            "write `{lognormal: {median: 90min, sigma: 0.8}}`",
        );
        return None;
    }
    let median = median.or(mean.map(|mean| mean / (sigma * sigma / 2.0).exp()))?;
    Some(if sigma == 0.0 {
        Law::Fixed(median)
    } else {
        Law::Lognormal { median, sigma }
    })
}

fn between(node: &Node, what: &str, problems: &Problems) -> Option<Law> {
    let Value::Sequence(ends) = &node.value else {
        return pair_expected(node, what, problems);
    };
    let [low, high] = ends.as_slice() else {
        return pair_expected(node, what, problems);
    };
    let (low, high) = (time(low, what, problems), time(high, what, problems));
    let (low, high) = (low?, high?);
    if low > high {
        problems.error(
            &node.span,
            format!("{what}: the first time is longer than the second"),
            "the shorter one comes first",
            "",
        );
        return None;
    }
    Some(if low == high {
        Law::Fixed(low)
    } else {
        Law::Uniform { low, high }
    })
}

fn pair_expected(node: &Node, what: &str, problems: &Problems) -> Option<Law> {
    problems.error(
        &node.span,
        format!("{what} needs two times"),
        "expected a list of two",
        "write `{between: [1min, 5min]}`",
    );
    None
}

fn shaped(node: &Node, what: &str, problems: &Problems) -> Option<(f64, f64)> {
    Shaped::read(&here(node, what, problems)).map(|it| (it.shape, it.mean))
}

fn observed(node: &Node, what: &str, problems: &Problems) -> Option<Law> {
    let values = match &node.value {
        Value::Sequence(values) if (1..=MOST_OBSERVED).contains(&values.len()) => values,
        _ => {
            problems.error(
                &node.span,
                format!("{what} needs a list of 1 to {MOST_OBSERVED} times"),
                "expected a list of times",
                "write `{observed: [84min, 240min]}`",
            );
            return None;
        }
    };
    let read: Vec<Option<f64>> = values
        .iter()
        .map(|value| time(value, what, problems))
        .collect();
    let mut read = read.into_iter().collect::<Option<Vec<f64>>>()?;
    read.sort_by(f64::total_cmp);
    Some(Law::Observed(read))
}
