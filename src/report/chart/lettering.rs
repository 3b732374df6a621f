//! How wide a text will be, without knowing the reader's fonts.
//!
//! An SVG is set in whatever font its reader has, so we compute with the advance widths of DejaVu Sans, the widest of the
//! stack: text measured here may come out narrower, never wider.

use crate::report::lines::shortened;

/// Advance widths of the printable ASCII characters from space to `~`, in hundredths of an em.
const ASCII: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75,
    79, 61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36,
    64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];

/// Bold letters are wider by this factor.
const BOLD: f64 = 1.14;

/// Height of a line, in em.
pub(super) const LINE: f64 = 1.2;

/// Width of a text at a font size, in the size's unit.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let em: f64 = text.chars().map(advance).sum();
    em * size * if bold { BOLD } else { 1.0 }
}

/// The share of its size at which a text fits into a line, at most 1.
pub(super) fn shrunk(text: &str, size: f64, bold: bool, room: f64) -> f64 {
    (room / width(text, size, bold)).min(1.0)
}

/// Advance of one character [em].
fn advance(c: char) -> f64 {
    let code = c as usize;
    if let Some(&hundredths) = code.checked_sub(32).and_then(|index| ASCII.get(index)) {
        return f64::from(hundredths) / 100.0;
    }
    match code {
        0x2013 | 0xb7 => 0.5,
        0x300..=0x36f => 0.0,
        0x1f000.. => 1.4,
        0x1100..=0x11ff | 0x2e80.. => 1.0,
        _ => 0.85,
    }
}

/// The text, or as much of it as fits the width, ending in `…`.
pub(super) fn clip(text: &str, size: f64, bold: bool, room: f64) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let longer = format!("{kept}{c}…");
        if width(&longer, size, bold) > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// Texts broken into lines of at most this width at their spaces.
pub(super) fn wrapped(texts: &[String], size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        let mut line = String::new();
        for word in text.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if width(&longer, size, false) > room && !line.is_empty() {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(clip(&line, size, false, room));
    }
    lines
}

/// A name with its middle replaced by `…` where it does not fit into this room.
pub(super) fn clip_middle(name: &str, size: f64, bold: bool, room: f64) -> String {
    shortened(name, |name| width(name, size, bold) <= room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipped_text_fits() {
        let text = "a-very-long-name-of-an-architecture";
        let short = clip(text, 20.0, true, 200.0);
        assert!(
            short.ends_with('…') && short.starts_with("a-very"),
            "{short}"
        );
        assert!(width(&short, 20.0, true) <= 200.0);
        let middle = clip_middle("single-az-watchdog-in-two-zones-20", 20.0, true, 200.0);
        assert!(
            middle.starts_with("single") && middle.ends_with("-20"),
            "{middle}"
        );
        assert!(width(&middle, 20.0, true) <= 200.0);
        assert_eq!(clip("short", 20.0, false, 200.0), "short");
        assert_eq!(clip("한국어이름", 20.0, false, 70.0), "한국…");
    }
}
