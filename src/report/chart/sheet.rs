//! A sheet with its headings, as a complete SVG document that scales with its frame and describes to screen readers what it shows.

use super::canvas::{Canvas, drawing, left};
use super::lettering;
use super::palette::{INK, LEFT, SOFT_INK, WIDTH, size};
use crate::diagnostic::visible;

/// The words that every picture has.
pub(super) struct Words<'a> {
    /// Unique in a page that shows several pictures: `tradeoff`.
    pub(super) id: &'a str,
    /// The heading.
    pub(super) title: String,
    /// What is shown, below it.
    pub(super) subtitle: String,
    /// The picture in sentences, for those who cannot see it.
    pub(super) description: String,
}

/// Headings shrink to this share of their size before they are cut: smaller letters are read more easily than a text of which the
/// end is missing.
const SMALLEST: f64 = 0.6;
/// A title that would shrink to less than this share stands in two lines of this size.
const TWO_LINES: f64 = 0.7;

/// Where the headings stand.
pub(super) struct Headings {
    /// Their left edge, and the room left free at the right.
    pub(super) left: f64,
    /// Font size and height of the title.
    pub(super) title: (f64, f64),
    /// Font size and height of the subtitle.
    pub(super) subtitle: (f64, f64),
}

/// The headings of the results' charts.
pub(super) const HEADINGS: Headings = Headings {
    left: LEFT,
    title: (size::TITLE, 48.0),
    subtitle: (size::SUBTITLE, 102.0),
};

/// Draws a picture of the given width and height below its headings.
pub(super) fn document(
    words: &Words<'_>,
    headings: &Headings,
    (width, height): (f64, f64),
    draw: impl FnOnce(&Canvas<'_>),
) -> String {
    let svg = drawing((width, height), |canvas| {
        let room = width - 2.0 * headings.left;
        let line = |text: &str, (size, down): (f64, f64), bold: bool, colour| {
            let size = size * lettering::shrunk(text, size, bold, room).max(SMALLEST);
            let text = lettering::clip(text, size, bold, room);
            canvas.text(&text, (headings.left, down), left(size, bold, colour));
        };
        let (size, down) = headings.title;
        // Two lines in smaller letters are read more easily than one in tiny ones.
        match halves(&words.title)
            .filter(|_| lettering::shrunk(&words.title, size, true, room) < TWO_LINES)
        {
            Some(halves) => {
                let size = TWO_LINES * size;
                let apart = size * lettering::LINE / 2.0;
                line(halves[0], (size, down - apart), true, INK);
                line(halves[1], (size, down + apart), true, INK);
            }
            None => line(&words.title, headings.title, true, INK),
        }
        line(&words.subtitle, headings.subtitle, false, SOFT_INK);
        draw(canvas);
    });
    visible(&described(&svg, words))
}

/// A text in two lines of nearly the same length; `None` where it is one word.
fn halves(text: &str) -> Option<[&str; 2]> {
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    let at = spaces.min_by_key(|at| at.abs_diff(text.len() / 2))?;
    Some([&text[..at], &text[at + 1..]])
}

/// Adds a role, a title and a description after the first tag, and lets the drawing shrink with its frame; `id` tells its
/// words from those of other drawings on a page.
fn described(svg: &str, words: &Words<'_>) -> String {
    let Some((tag, rest)) = svg.split_once('>') else {
        return svg.to_owned();
    };
    let shown = 1280.0 / WIDTH;
    let mut head = tag.to_owned();
    for side in ["width", "height"] {
        head = scaled(&head, side, shown);
    }
    let id = words.id;
    format!(
        "{head} style=\"max-width:100%;height:auto\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>{rest}",
        escaped(&words.title),
        escaped(&words.description),
    )
}

/// Multiplies the number in an attribute: how large the picture is shown where nothing else says so.
fn scaled(tag: &str, attribute: &str, factor: f64) -> String {
    let opening = format!(" {attribute}=\"");
    let Some((before, after)) = tag.split_once(&opening) else {
        return tag.to_owned();
    };
    match after
        .split_once('"')
        .and_then(|(number, rest)| Some((number.parse::<f64>().ok()?, rest)))
    {
        Some((number, rest)) => format!("{before}{opening}{:.0}\"{rest}", number * factor),
        None => tag.to_owned(),
    }
}

/// Text as XML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
