//! Lines of text for a terminal: how they may look, how they are broken, and the lines so far.

use super::words;
use owo_colors::OwoColorize;
use unicode_width::UnicodeWidthStr;

/// How the text may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableStyle {
    /// Width of the terminal [columns].
    pub width: usize,
    /// Whether bold type and colour may be used; nothing is said by them alone.
    pub colour: bool,
}

impl TableStyle {
    /// A text with emphasis, if allowed.
    pub(super) fn strong(self, text: &str) -> String {
        if self.colour && !text.is_empty() {
            text.bold().to_string()
        } else {
            text.to_owned()
        }
    }

    /// A row that stands out: its weight says it, and a mark in it; the colour only helps.
    pub(super) fn chosen(self, text: &str) -> String {
        if self.colour && !text.is_empty() {
            text.bold().green().to_string()
        } else {
            text.to_owned()
        }
    }
}

/// The lines so far.
pub(super) struct Page {
    pub(super) style: TableStyle,
    pub(super) lines: Vec<String>,
}

impl Page {
    /// An empty page.
    pub(super) fn new(style: TableStyle) -> Self {
        Self {
            style: TableStyle {
                width: style.width.max(40),
                ..style
            },
            lines: Vec::new(),
        }
    }

    /// All of it, with a newline at the end.
    pub(super) fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }

    /// A line that stands out.
    pub(super) fn heading(&mut self, text: &str) {
        self.lines
            .push(self.style.strong(&clip(text, self.style.width)));
    }

    /// A text broken to the terminal's width; further lines begin with the indent.
    pub(super) fn paragraph(&mut self, text: &str, indent: &str) {
        if !text.is_empty() {
            self.lines.extend(wrap(text, self.style.width, indent));
        }
    }

    /// Paragraphs below each other, their further lines indented.
    pub(super) fn notes(&mut self, texts: impl IntoIterator<Item = impl AsRef<str>>) {
        for text in texts {
            self.paragraph(text.as_ref(), "  ");
        }
    }

    /// What to know, a paragraph each.
    pub(super) fn remarks(&mut self, notes: &[impl ToString]) {
        let plain = |note: &_| format!("note: {}", words::plain(&ToString::to_string(note)));
        self.notes(notes.iter().map(plain));
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.lines.push(String::new());
    }
}

/// As much of a text as fits, ending in `…`.
pub(in crate::report) fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let longer = format!("{kept}{c}");
        if longer.width() + 1 > width {
            break;
        }
        kept = longer;
    }
    format!("{}…", kept.trim_end())
}

/// A name with its middle replaced by `…` where it does not fit this width.
pub(in crate::report) fn clip_middle(name: &str, width: usize) -> String {
    shortened(name, |name| name.width() <= width)
}

/// A name with its middle replaced by `…` where it does not fit: names of one family often differ at the end only.
pub(in crate::report) fn shortened(name: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(name) {
        return name.to_owned();
    }
    let letters: Vec<char> = name.chars().collect();
    let mut best = "…".to_owned();
    for kept in 1..letters.len() {
        let tail = kept * 2 / 5;
        let head: String = letters.iter().take(kept - tail).collect();
        let end: String = letters.iter().skip(letters.len() - tail).collect();
        let shorter = format!("{}…{}", head.trim_end(), end.trim_start());
        if !fits(&shorter) {
            break;
        }
        best = shorter;
    }
    best
}

/// A name broken after dots, where that is not enough also after hyphens, underscores, slashes and spaces, into lines of at most the given
/// width.
pub(in crate::report) fn fold(name: &str, width: usize) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    let parts = name.split_inclusive('.').flat_map(|part| {
        let parts = part.split_inclusive(['-', '_', '/', ' ']);
        match part.width() <= width {
            true => vec![part],
            false => parts.collect(),
        }
    });
    for part in parts {
        if let Some(last) = lines.last_mut()
            && (last.is_empty() || last.width() + part.trim_end().width() <= width)
        {
            last.push_str(part);
            continue;
        }
        lines.push(part.to_owned());
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| clip(line.trim_end(), width))
        .collect();
    lines.join("\n")
}

/// A text broken between words; lines after the first begin with the indent.
pub(in crate::report) fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.trim().is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        }
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(fold("multi-az-pinned", 9), "multi-az-\npinned");
        assert_eq!(fold("one-zone.1-web.pinned", 14), "one-zone.\n1-web.pinned");
        assert_eq!(clip("한국어이름", 7), "한국어…");
        assert_eq!(clip_middle("two-zones-in-tokyo", 12), "two-zon…okyo");
        assert_eq!(wrap("one two three", 8, "  "), ["one two", "  three"]);
    }
}
