//! "Did you mean": the known name nearest to one that is not known.

/// Longest name that is compared, so that a very long one costs nothing.
const LONGEST: usize = 40;
/// Most names it is compared with.
const MOST: usize = 200;

/// The nearest of `known` to `name`, where one is near enough to be a typing mistake.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.chars().count() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    let length = name.chars().count();
    let allowed = match length {
        0..=2 => 1,
        3..=5 => 2,
        _ => length / 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in known.into_iter().take(MOST) {
        let lower = candidate.to_lowercase();
        let other: String = lower.chars().take(LONGEST).collect();
        let longer = length.max(other.chars().count());
        // Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
        let distance = strsim::osa_distance(&name, &other);
        // A name of two letters is near to everything: something of it must stay.
        if distance <= allowed
            && distance < longer
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The longest of `known`, of three letters at least, that begins or ends a name of several words: `cache` of `redis-cache`.
fn within<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = name.to_lowercase();
    let is_part = |one: &&&str| {
        let one = one.to_lowercase();
        let rest = [name.strip_prefix(&one), name.strip_suffix(&one)];
        let [after, before] = rest.map(Option::unwrap_or_default);
        let separators = ['-', '_'];
        one.len() > 2 && (after.starts_with(separators) || before.ends_with(separators))
    };
    let parts = known.iter().take(MOST).filter(is_part);
    parts.copied().max_by_key(|one| one.len())
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
    let near = nearest(name, known.iter().copied()).or_else(|| within(name, known));
    near.map_or(otherwise.to_owned(), |near| {
        format!("did you mean `{near}`?")
    })
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

    #[test]
    fn a_name_of_several_words_is_found_by_one_of_them() {
        let known = ["key-value", "cache", "app"];
        let found = |name: &str| label(name, &known, "not there");
        assert_eq!(found("key-value-store"), "did you mean `key-value`?");
        assert_eq!(found("redis_cache"), "did you mean `cache`?");
        assert_eq!(found("application"), "not there");
    }
}
