//! "Did you mean": the known name nearest to one that is not known.

/// Longest name that is compared, so that a hostile one costs nothing.
const LONGEST: usize = 40;
/// Most names it is compared with.
const MOST: usize = 200;

/// The nearest of `known` to `name`, where one is near enough to be a slip of the pen.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.chars().count() > LONGEST {
        return None;
    }
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let allowed = match name.len() {
        0..=2 => 1,
        3..=5 => 2,
        _ => name.len() / 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in known.into_iter().take(MOST) {
        let other: Vec<char> = candidate.to_lowercase().chars().take(LONGEST).collect();
        if name.len().abs_diff(other.len()) > allowed {
            continue;
        }
        let distance = edit_distance(&name, &other);
        // A name of two letters is near to everything: something of it must stay.
        if distance <= allowed
            && distance < name.len().max(other.len())
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The help line for an unknown name: what there is instead.
pub(crate) fn help(what: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return format!("there is no {what} here");
    }
    let shown: Vec<String> = known
        .iter()
        .take(24)
        .map(|word| format!("`{word}`"))
        .collect();
    let rest = known.len().saturating_sub(shown.len());
    let list = if rest > 0 {
        format!("{} and {rest} more", shown.join(", "))
    } else {
        shown.join(", ")
    };
    format!("there is {list}")
}

/// The label under an unknown name: the nearest one, or what it is not.
pub(crate) fn label(name: &str, known: &[&str], otherwise: &str) -> String {
    nearest(name, known.iter().copied()).map_or(otherwise.to_owned(), |near| {
        format!("did you mean `{near}`?")
    })
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, a) in left.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, b) in right.iter().enumerate() {
            let substitute = above[column] + usize::from(a != b);
            let mut least = substitute.min(above[column + 1] + 1).min(line[column] + 1);
            let swapped = row > 0
                && column > 0
                && left.get(row - 1) == Some(b)
                && right.get(column - 1) == Some(a);
            if swapped && let Some(two_back) = before.get(column - 1) {
                least = least.min(two_back + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        let known = ["web", "app", "app-lb", "database"];
        assert_eq!(nearest("wbe", known), Some("web"));
        assert_eq!(nearest("databse", known), Some("database"));
        assert_eq!(nearest("app_lb", known), Some("app-lb"));
        assert_eq!(nearest("redis", known), None);
        assert_eq!(nearest("", known), None);
    }
}
