//! A sheet with a heading, as a complete SVG document that scales with its frame and tells screen readers what it shows.

use super::ChartError;
use super::canvas::{Canvas, left};
use super::lettering;
use super::palette::{INK, LEFT, SOFT_INK, WIDTH, size};

/// The words that every picture has.
pub(super) struct Words {
    /// Unique in a page that shows several pictures: `tradeoff`.
    pub(super) id: &'static str,
    /// The heading.
    pub(super) title: String,
    /// What is shown, below it.
    pub(super) subtitle: String,
    /// The picture in sentences, for those who cannot see it.
    pub(super) description: String,
}

/// Draws a picture of the given width and height below its headings.
pub(super) fn document(
    words: &Words,
    (width, height): (f64, f64),
    draw: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
) -> Result<String, ChartError> {
    let mut svg = String::new();
    {
        let canvas = Canvas::sized(&mut svg, (width, height))?;
        let room = width - 2.0 * LEFT;
        let title = lettering::clip(&words.title, size::TITLE, true, room);
        canvas.text(&title, (LEFT, 48.0), left(size::TITLE, true, INK))?;
        let subtitle = lettering::clip(&words.subtitle, size::SUBTITLE, false, room);
        canvas.text(
            &subtitle,
            (LEFT, 102.0),
            left(size::SUBTITLE, false, SOFT_INK),
        )?;
        draw(&canvas)?;
        canvas.finish()?;
    }
    Ok(described(&svg, words.id, &words.title, &words.description))
}

/// Adds a role, a title and a description after the first tag, and lets the drawing shrink with its frame; `id` tells its
/// words from those of other drawings on a page.
pub(super) fn described(svg: &str, id: &str, title: &str, description: &str) -> String {
    let Some((tag, rest)) = svg.split_once('>') else {
        return svg.to_owned();
    };
    let shown = 1280.0 / WIDTH;
    let mut head = tag.to_owned();
    for side in ["width", "height"] {
        head = scaled(&head, side, shown);
    }
    format!(
        "{head} style=\"max-width:100%;height:auto\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>{rest}",
        escaped(title),
        escaped(description),
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
