//! The trade-off chart as SVG: cost a month across, downtime a year up.
//!
//! [`scene`] gives everything a place, [`names`] finds room for every text with the greedy [`placer`], and [`draw`] puts
//! both on the sheet through plotters. The bytes depend on the results alone.

mod axis;
mod canvas;
mod draw;
mod geometry;
mod lettering;
mod names;
mod palette;
mod placer;
mod scene;
#[cfg(test)]
mod sheet;
mod story;
mod timeline;
mod topology;

use super::Results;
use canvas::Canvas;
use scene::Scene;
pub use timeline::timeline_svg;
pub use topology::topology_svg;

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ChartError {
    /// There is nothing to show.
    #[error("there is no architecture to draw")]
    Empty,
    /// A cost or a downtime is not a finite number.
    #[error("the cost or the downtime of `{0}` is not a number")]
    NotFinite(String),
    /// The drawing library refused.
    #[error("could not draw the chart: {0}")]
    Drawing(String),
}

impl ChartError {
    /// Wraps the drawing library's error.
    fn drawing(error: impl std::fmt::Display) -> Self {
        ChartError::Drawing(error.to_string())
    }
}

/// The trade-off chart of all architectures, a complete SVG document.
///
/// It is 16:10 (longer where names had to be listed below), scales with its frame, and says in words for screen readers
/// what it shows.
pub fn tradeoff_svg(results: &Results) -> Result<String, ChartError> {
    if results.architectures.is_empty() {
        return Err(ChartError::Empty);
    }
    for result in &results.architectures {
        let down = &result.downtime;
        if ![
            result.cost.monthly,
            down.mean,
            down.ci95[0],
            down.ci95[1],
            down.believed,
        ]
        .iter()
        .all(|value| value.is_finite())
        {
            return Err(ChartError::NotFinite(result.name.clone()));
        }
    }
    let scene = Scene::new(results);
    let texts = names::texts(&scene);
    let height = draw::sheet_height(&texts);
    let mut svg = String::new();
    {
        let canvas = Canvas::new(&mut svg, height)?;
        draw::headings(&canvas, &story::title(results), &story::subtitle(results))?;
        draw::key(&canvas, &scene, &texts.homeless)?;
        draw::background(&canvas, &scene)?;
        draw::marks(&canvas, &scene)?;
        draw::texts(&canvas, &scene, &texts)?;
        draw::list(&canvas, &scene, &texts)?;
        canvas.finish()?;
    }
    Ok(story::accessible(&svg, results))
}

#[cfg(test)]
mod tests;
