//! Names and sentences of the user's own.

use crate::diagnostic::visible;

/// A name or sentence of the user's on one line, with a symbol for whatever could move a cursor or break a document.
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown() {
        assert_eq!(plain("a\u{1b}[31m\nb"), "a␛[31m b");
    }
}
