//! What designs are called: by the options in which they differ from each other.

use std::collections::HashSet;

use crate::build::Picks;

/// Options that say that something is left as it is.
const NOTHING: [&str; 5] = ["no", "none", "off", "without", "false"];
/// Options that say that something is there.
const SOMETHING: [&str; 4] = ["yes", "on", "with", "true"];
/// The longest name.
const LONGEST: usize = 63;

/// A name for each of these designs, none twice and none of `taken`. `choices` has the names of the choices and of their options.
pub fn names(
    choices: &[(String, Vec<String>)],
    designs: &[&Picks],
    taken: &HashSet<String>,
) -> Vec<String> {
    let differs = |choice: usize| {
        let first = designs.first().map(|it| it[choice]);
        designs.iter().any(|it| Some(it[choice]) != first)
    };
    let telling: Vec<usize> = (0..choices.len()).filter(|&it| differs(it)).collect();
    let mut used = taken.clone();
    let each = designs.iter().map(|picks| {
        let parts = telling.iter();
        let parts: Vec<String> = parts
            .filter_map(|&it| part(choices, it, picks[it]))
            .collect();
        let name = if parts.is_empty() {
            "plain".to_owned()
        } else {
            parts.join(".")
        };
        let name: String = name.chars().take(LONGEST).collect();
        let mut unique = name.clone();
        let mut count = 2;
        while !used.insert(unique.clone()) {
            let kept: String = name.chars().take(LONGEST - 6).collect();
            unique = format!("{kept}.{count}");
            count += 1;
        }
        unique
    });
    each.collect()
}

/// What one option adds to the name: itself, with its choice where it does not say enough by itself.
fn part(choices: &[(String, Vec<String>)], choice: usize, option: usize) -> Option<String> {
    let (name, options) = &choices[choice];
    let option = options.get(option)?;
    let lower = option.to_lowercase();
    if NOTHING.contains(&&*lower) {
        return None;
    }
    if SOMETHING.contains(&&*lower) {
        return Some(name.clone());
    }
    let same = choices
        .iter()
        .filter(|(_, options)| options.contains(option));
    let is_number = option.chars().all(|it| it.is_ascii_digit());
    if is_number {
        return Some(format!("{option}-{name}"));
    }
    Some(if same.count() > 1 {
        format!("{name}-{option}")
    } else {
        option.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_in_what_a_design_differs() {
        let all = |names: &[&str]| {
            names
                .iter()
                .map(|&it| it.to_owned())
                .collect::<Vec<String>>()
        };
        let choices = vec![
            ("zones".to_owned(), all(&["one", "two"])),
            ("web".to_owned(), all(&["1", "2"])),
            ("pin".to_owned(), all(&["no", "yes"])),
            ("second".to_owned(), all(&["none", "warm-tokyo"])),
        ];
        let designs = [vec![1, 0, 0, 0], vec![1, 1, 1, 0], vec![1, 1, 1, 1]];
        let designs: Vec<&Picks> = designs.iter().collect();
        let taken = HashSet::from(["1-web".to_owned()]);
        let names = names(&choices, &designs, &taken);
        assert_eq!(names, ["1-web.2", "2-web.pin", "2-web.pin.warm-tokyo"]);
    }
}
