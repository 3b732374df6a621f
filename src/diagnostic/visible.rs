//! Text that is safe to look at: what could steer a terminal, turn the direction of a line, or break a document is shown as a
//! symbol in its place. Every way out to a terminal, a picture, a page or a table goes through here; accents, Hangul and the
//! joiners of real names stay as they are.

/// What stands for a character without a symbol of its own.
const REPLACED: char = '\u{fffd}';

/// Whether a character must not be sent: control characters but for line feed and tab, marks of direction, and what is no
/// character at all.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && c != '\n' && c != '\t';
    }
    let marks = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    c.is_control() || marks || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The text with a symbol for each of these.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    // Hardly any text has one, so what lies between is taken over whole.
    while let Some(at) = rest.find(is_hidden) {
        let (before, from) = rest.split_at(at);
        shown += before;
        let mut from = from.chars();
        shown.extend(from.next().map(symbol));
        rest = from.as_str();
    }
    shown + rest
}

/// The same of a text that we have coloured ourselves: what begins or ends emphasis (`ESC [ … m`) stays.
#[must_use]
pub fn visible_but_colour(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        let (before, from) = rest.split_at(at);
        shown += &visible(before);
        let numbers = |c: char| c.is_ascii_digit() || c == ';';
        let end = from.strip_prefix("\u{1b}[").and_then(|style| {
            let length = style.find(|c| !numbers(c))?;
            style[length..].starts_with('m').then_some(length + 3)
        });
        let (kept, after) = from.split_at(end.unwrap_or(1));
        match end {
            Some(_) => shown += kept,
            None => shown.push(symbol('\u{1b}')),
        }
        rest = after;
    }
    shown + &visible(rest)
}

/// The picture of a control character, where Unicode has one.
fn symbol(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(REPLACED),
        '\u{7f}' => '\u{2421}',
        _ => REPLACED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown_and_names_stay() {
        assert_eq!(
            visible("a\u{1b}[2J\u{7}\u{7f}\u{9b}\u{202e}b"),
            "a␛[2J␇␡��b"
        );
        for name in [
            "Zürich é",
            "한국어",
            "क्\u{200d}ष",
            "👩\u{200d}💻",
            "a\tb\nc",
            "Ωμέγα",
        ] {
            assert_eq!(visible(name), name);
        }
    }

    #[test]
    fn our_own_emphasis_stays_and_nothing_else() {
        let text = "\u{1b}[1mbold\u{1b}[0m \u{1b}]0;x\u{7} \u{1b}[2J \u{1b}[1;31mred \u{1b}";
        let shown = "\u{1b}[1mbold\u{1b}[0m ␛]0;x␇ ␛[2J \u{1b}[1;31mred ␛";
        assert_eq!(visible_but_colour(text), shown);
    }
}
