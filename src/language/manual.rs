//! The tables of `docs/language.md`: a map's keys, what each is, and what holds without it.

use super::fields::list;
use super::shape::{Missing, Shape};
use std::fmt::Write;

/// The table of a map, in Markdown.
pub(crate) fn table(shape: &Shape) -> String {
    let mut table = String::from("| key | value | | if not given |\n| --- | --- | --- | --- |\n");
    for key in shape.keys {
        let missing = match key.missing {
            Missing::Need(_) => "required".to_owned(),
            Missing::Default(value) => format!("`{value}`"),
            Missing::Or(words) => words.to_owned(),
        };
        let says = key.says.trim().trim_end_matches('.');
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| `{}` | {} | {says} | {missing} |",
            key.name, key.value
        );
    }
    for also in shape.also {
        let names: Vec<&str> = also.keys.iter().map(|key| key.name).collect();
        let (names, about) = (list(&names), also.about.trim().trim_end_matches('.'));
        let _ = writeln!(table, "| {names} | [map](#{}) | {about} |  |", also.name);
    }
    table
}
