//! Names and sentences of the user's own.

use crate::diagnostic::visible;

/// A name or sentence of the user's on one line, with a symbol for whatever could move a cursor or break a document.
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

/// Texts in a sentence: `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn listed(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    match texts.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Names in a sentence, as they can be shown, each once and so many of them: `a, b and 3 more`.
#[must_use]
pub fn some<'a>(most: usize, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let name = plain(name);
        if !all.contains(&name) {
            all.push(name);
        }
    }
    // One more is as short by its name.
    let more = all.len().saturating_sub(most);
    if more > 1 {
        all.truncate(most);
        all.push(format!("{more} more"));
    }
    listed(&all)
}

/// Names of which any will do: `a`, `a or b`, `a, b or c`.
pub fn any_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown() {
        assert_eq!(plain("a\u{1b}[31m\nb"), "a␛[31m b");
    }
}
