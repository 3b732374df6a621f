//! Patterns that several kinds share in the JSON Schema.

use crate::units;

/// A number without a sign, as `units` reads it.
pub(crate) const NUMBER: &str = r"\+?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?";
/// What money may be for.
pub(crate) const PERIODS: &str = "(min|minute|h|hr|hour|d|day|mo|month|y|yr|year)";

/// A length of time, which may be a sum of several.
pub(crate) fn duration() -> String {
    let one = format!(r"{NUMBER}\s*({})", time_units());
    format!(r"{one}(\s*{one})*")
}

/// The units of time as a choice.
pub(crate) fn time_units() -> String {
    units::time_units().collect::<Vec<_>>().join("|")
}
