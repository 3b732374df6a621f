//! Single values: text, numbers, durations, shares, money. Typed reading starts from the text as written, so that YAML's
//! own ideas of `no`, `1e3` and `.nan` never come into play.

use super::problems::Problems;
use super::tree::{Node, Spanned, Value};
use crate::diagnostic::suggestion;
use crate::diagnostic::{Diagnostic, Span, quoted};
use crate::units::{self, UnitError};

/// The text of a scalar; reports anything else. `what` names the value: `` `size` ``.
pub(crate) fn text<'a>(node: &'a Node, what: &str, problems: &Problems) -> Option<&'a str> {
    match &node.value {
        Value::Scalar(text) => Some(text),
        _ => {
            problems.error(
                &node.span,
                format!("{what} must be a single value, not {}", node.shape()),
                "expected one word or number here",
                "",
            );
            None
        }
    }
}

/// A scalar read by one of the parsers of `units`.
pub(crate) fn number<T>(
    node: &Node,
    what: &str,
    parse: impl Fn(&str) -> Result<T, UnitError>,
    problems: &Problems,
) -> Option<T> {
    let text = text(node, what, problems)?;
    match parse(text) {
        Ok(value) => Some(value),
        Err(error) => {
            unit_error(&node.span, what, &error, problems);
            None
        }
    }
}

/// Reports a number in the words of the unit parser, with a "did you mean" for units.
pub(crate) fn unit_error(span: &Span, what: &str, error: &UnitError, problems: &Problems) {
    let (label, help) = match error {
        UnitError::UnknownUnit { unit, allowed } if unit == "m" && allowed.contains(&"min") => {
            ("did you mean `min` (or `month`)?".to_owned(), String::new())
        }
        UnitError::UnknownUnit { unit, allowed } => {
            let label = suggestion::label(unit, allowed, "not a unit known here");
            (label, String::new())
        }
        UnitError::Negative { .. } => ("negative".to_owned(), String::new()),
        UnitError::OverOne { text } => match units::parse_number(text) {
            Ok(number) if number <= 100.0 => (format!("did you mean `{text}%`?"), String::new()),
            _ => ("more than all".to_owned(), String::new()),
        },
        UnitError::MissingUnit { expected, .. } => {
            ("no unit".to_owned(), format!("write {expected}"))
        }
        UnitError::NotANumber { text, expected }
            if expected.starts_with("money") && without_ornament(text).is_some() =>
        {
            let plain = without_ornament(text).unwrap_or_default();
            let help = if plain.contains('/') {
                format!("write `{plain}`")
            } else {
                format!("write it with the time it is for, `{plain}/month` or `{plain}/hour`")
            };
            ("no thousands separators, no currency sign".to_owned(), help)
        }
        UnitError::Empty { expected } | UnitError::NotANumber { expected, .. } => {
            ("not understood".to_owned(), format!("write {expected}"))
        }
        UnitError::TooLarge { .. } => ("too large".to_owned(), String::new()),
        UnitError::TooSmall { .. } => ("too small".to_owned(), String::new()),
    };
    let reason = match error {
        UnitError::NotANumber { text, expected } => format!("{} is not {expected}", quoted(text)),
        UnitError::MissingUnit { text, .. } => format!("{} has no unit", quoted(text)),
        UnitError::Negative { text } => format!("{} is negative", quoted(text)),
        UnitError::TooLarge { text, limit } => {
            format!("{} is too large; at most {limit}", quoted(text))
        }
        UnitError::TooSmall { text, limit } => {
            format!("{} is too small; at least {limit}", quoted(text))
        }
        UnitError::OverOne { text } => {
            format!(
                "{} is over 100%; a share is from 0% to 100%, or from 0 to 1",
                quoted(text)
            )
        }
        UnitError::UnknownUnit { unit, allowed } => {
            let list = allowed
                .iter()
                .map(|word| format!("`{word}`"))
                .collect::<Vec<_>>();
            format!(
                "{} is not a unit known here; there is {}",
                quoted(unit),
                list.join(", ")
            )
        }
        UnitError::Empty { .. } => "nothing is written here".to_owned(),
    };
    problems.push(
        Diagnostic::error(format!("{what}: {reason}"))
            .at(span.clone(), label)
            .help(help),
    );
}

/// A share of one.
pub(crate) fn share(node: &Node, what: &str, problems: &Problems) -> Option<f64> {
    number(node, what, units::parse_share, problems)
}

/// A whole number from 1 to `most`.
pub(crate) fn count(node: &Node, what: &str, most: u32, problems: &Problems) -> Option<u32> {
    whole(node, what, 1, most, problems)
}

/// A whole number from `least` to `most`.
pub(crate) fn whole(
    node: &Node,
    what: &str,
    least: u32,
    most: u32,
    problems: &Problems,
) -> Option<u32> {
    let text = text(node, what, problems)?.trim();
    let complain = |label: &str, message: String| {
        problems.error(
            &node.span,
            message,
            label,
            &format!(
                "write a whole number from {least} to {}",
                units::format_count(f64::from(most), 0)
            ),
        );
        None
    };
    // A number of any length is understood as such before its size is judged.
    let digits = text.replace(['_', ','], "");
    match digits.parse::<f64>() {
        Err(_) => complain(
            "not a number",
            format!("{what} must be a whole number, not {}", quoted(text)),
        ),
        Ok(value) if !value.is_finite() => complain(
            "not a finite number",
            format!("{what} must be a whole number, not {}", quoted(text)),
        ),
        Ok(value) if value < f64::from(least) => complain(
            &format!("less than {least}"),
            format!("{what} must be at least {least}"),
        ),
        Ok(value) if value.fract() != 0.0 => complain(
            "not a whole number",
            format!("{what} must be a whole number, not {}", quoted(text)),
        ),
        Ok(value) if value > f64::from(most) => complain(
            "too many",
            format!(
                "{what} can be at most {}",
                units::format_count(f64::from(most), 0)
            ),
        ),
        // From `least` to `most`, whole: the conversion is exact.
        Ok(value) => Some(value as u32),
    }
}

/// One of a few words, by a table; reports with a "did you mean".
pub(crate) fn word<T: Clone>(
    node: &Node,
    what: &str,
    table: &[(&str, T)],
    problems: &Problems,
) -> Option<T> {
    let text = text(node, what, problems)?;
    let found = table
        .iter()
        .find(|(word, _)| *word == text)
        .map(|(_, value)| value.clone());
    if found.is_none() {
        let words: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
        problems.error(
            &node.span,
            format!("{what} cannot be {}", quoted(text)),
            &suggestion::label(text, &words, "not one of its values"),
            &suggestion::help("value", &words),
        );
    }
    found
}

/// A list of words, or a single one.
pub(crate) fn words(node: &Node, what: &str, problems: &Problems) -> Vec<Spanned<String>> {
    let nodes = match &node.value {
        Value::Sequence(nodes) => nodes.as_slice(),
        Value::Null => &[],
        _ => std::slice::from_ref(node),
    };
    if let Some(node) = nodes.get(1_000) {
        problems.error(
            &node.span,
            format!("{what} has more than 1,000 entries"),
            "the limit is passed here",
            "",
        );
        return Vec::new();
    }
    let mut found: Vec<Spanned<String>> = Vec::new();
    for node in nodes {
        let Some(text) = text(node, &format!("each entry of {what}"), problems) else {
            continue;
        };
        if let Some(first) = found.iter().find(|earlier| earlier.value == text) {
            problems.push(
                Diagnostic::error(format!("{what} names {} twice", quoted(text)))
                    .at(node.span.clone(), "named again here")
                    .at(first.span.clone(), "first named here")
                    .help("remove one of the two"),
            );
            continue;
        }
        found.push(node.spanned(text.to_owned()));
    }
    found
}

/// Free text such as `about`, line breaks folded.
pub(crate) fn prose(node: Option<&Node>, what: &str, problems: &Problems) -> String {
    node.and_then(|node| text(node, what, problems))
        .map(tame)
        .unwrap_or_default()
}

/// Text on one line, without anything that could upset a terminal.
pub(crate) fn tame(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace(char::is_control, "\u{fffd}")
}

/// Reports the name of a bill line that is no short printable text.
pub(crate) fn check_label(name: &str, span: &Span, what: &str, problems: &Problems) {
    if name.trim().is_empty() || name.chars().nth(63).is_some() || name.contains(char::is_control) {
        problems.error(
            span,
            format!("{} cannot be the name of {what}", quoted(name)),
            "not a name",
            "a name is a short text on one line, of at most 63 characters",
        );
    }
}

/// Reports a name that could not be distinguished from a path, an expression or nothing.
pub(crate) fn check_name(name: &str, span: &Span, what: &str, problems: &Problems) {
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let long = name.chars().nth(63).is_some();
    if name.is_empty() || long || !name.chars().all(fine) {
        problems.error(
            span,
            format!("{} cannot be the name of {what}", quoted(name)),
            if long { "too long" } else { "not a name" },
            "a name has letters, digits, `-`, `_` and `.`, at most 63 of them",
        );
    }
}

/// Whether a text begins as a number does.
pub(crate) fn begins_as_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
}

/// The text without signs of currencies and separators of thousands, where it has any.
pub(crate) fn without_ornament(text: &str) -> Option<String> {
    let sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₩' | '￦' | '￥');
    let (front, unit) = text.split_once('/').unwrap_or((text, ""));
    let plain: String = front
        .chars()
        .filter(|c| !sign(*c) && !matches!(c, ',' | '_'))
        .collect();
    let plain = plain.trim();
    if plain.len() == front.trim().len() || !begins_as_number(plain) {
        return None;
    }
    Some(if unit.is_empty() {
        plain.to_owned()
    } else {
        format!("{plain}/{}", unit.trim())
    })
}
