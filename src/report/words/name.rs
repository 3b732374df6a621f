//! Names and sentences of the user's own.

/// A name or sentence of the user's without control characters, which could move a cursor or break an XML file.
pub fn plain(text: &str) -> String {
    let cleaned: String = text
        .chars()
        .map(|c| {
            let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if c.is_control()
                || direction
                || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}')
            {
                ' '
            } else {
                c
            }
        })
        .collect();
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_characters() {
        assert_eq!(plain("a\u{1b}[31m\nb"), "a [31m b");
    }
}
