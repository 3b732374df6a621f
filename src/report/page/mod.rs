//! The page: everything of a run in one HTML file that needs no network, no server and, but for the slider, no script.
//!
//! `page.html` is the template, with every text of the plan escaped; `page.css` and `page.js` go into it whole. The page
//! forbids itself all loading by its content security policy, and lets no script run but our own, known by its digest.

mod data;
mod strip;
mod view;

use super::{error::ReportError, figures::Figure, words};
use crate::{answer::Results, diagnostic::visible};
use minijinja::{AutoEscape, Environment, HtmlEscape, context, value::Value};
use strip::Strip;
use view::View;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// SHA-256 of `page.js`, as a content security policy has it; `tests/it/page.rs` says what it must be.
const SCRIPT_DIGEST: &str = "sha256-hIzN0tLxR5NavymTDrwgmrCWpKltN26M+LahjUiuWVg=";

/// Pictures wider than this are not shrunk to the page, for nobody could read them [px].
const WIDE: f64 = 1600.0;

/// The pictures of one design: what it stands on, and a year of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The design's name.
    pub name: String,
    /// Its pictures.
    pub figures: Vec<Figure>,
}

/// The page of a run with these pictures, in this order, and those of its designs; `made` says by what it was made and when, and is
/// the one text that may differ from run to run.
pub fn page(
    results: &Results,
    figures: &[Figure],
    drawings: &[Drawing],
    made: &str,
) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("said", said);
    let strip = Strip::new(results);
    let drawings: Vec<Value> = drawings
        .iter()
        .map(|drawing| {
            context! { name => words::plain(&drawing.name), figures => pictures(&drawing.figures) }
        })
        .collect();
    let context = context! {
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
        digest => Value::from_safe_string(SCRIPT_DIGEST.to_owned()),
        data => Value::from_safe_string(data(results, strip.as_ref())?),
        figures => pictures(figures),
        drawings => drawings,
        made => words::plain(made),
        view => Value::from(minijinja::value::Serde(View::new(results, strip.as_ref()))),
    };
    let page = environment.render_str(TEMPLATE, context);
    page.map(|page| visible(&page))
        .map_err(|error| ReportError::Page(error.to_string()))
}

/// A sentence in which what stands between backticks is to be typed, `outage_cost`, as HTML.
fn said(text: &str) -> Value {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len() & 1 == 0 {
        // One without its other end is a letter like any other.
        return Value::from_safe_string(HtmlEscape(text).to_string());
    }
    let parts = parts.iter().enumerate().map(|(index, part)| {
        let part = HtmlEscape(part);
        match index % 2 {
            0 => part.to_string(),
            _ => format!("<code>{part}</code>"),
        }
    });
    Value::from_safe_string(parts.collect())
}

/// Pictures for the template.
fn pictures(figures: &[Figure]) -> Vec<Value> {
    let each = figures.iter().map(|figure| {
        context! {
            id => figure.id.as_str(),
            title => figure.title,
            caption => figure.caption.as_str(),
            wide => width(&figure.svg).is_some_and(|width| width > WIDE),
            svg => Value::from_safe_string(figure.svg.clone()),
            narrow => figure.narrow.clone().map(Value::from_safe_string),
        }
    });
    each.collect()
}

/// How wide a picture would be shown by itself [px].
fn width(svg: &str) -> Option<f64> {
    let (_, rest) = svg.split_once(" width=\"")?;
    rest.split_once('"')?.0.parse().ok()
}

/// What the script computes with, as JSON that cannot end the element it stands in.
fn data(results: &Results, strip: Option<&Strip>) -> Result<String, ReportError> {
    let data = data::Data::new(results, strip);
    let json = serde_json::to_string(&data).map_err(ReportError::Json)?;
    Ok(json
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Note;
    use crate::report::{figures, fixture::results};
    use sha2::{Digest, Sha256};

    /// The page of results with its pictures.
    fn drawn(results: &Results) -> String {
        page(results, &figures(results), &[], "spof 0.1.0, 2026-11-27").expect("page")
    }

    #[test]
    fn what_is_to_be_typed_is_code() {
        assert_eq!(
            said("write `a<b`, not c").to_string(),
            "write <code>a&lt;b</code>, not c"
        );
        assert_eq!(said("a ` and <b>").to_string(), "a ` and &lt;b&gt;");
    }

    #[test]
    fn only_our_own_script_may_run() {
        let digest = Sha256::digest(SCRIPT.as_bytes());
        assert_eq!(
            SCRIPT_DIGEST,
            format!("sha256-{}", base64(&digest)),
            "put this digest into page/mod.rs"
        );
        assert!(drawn(&results(9)).contains(&format!("script-src '{SCRIPT_DIGEST}'")));
    }

    /// Base 64 as RFC 4648 has it.
    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let groups = bytes.chunks(3).map(|group| {
            let bits = (0..3).fold(0u32, |bits, index| {
                (bits << 8) | u32::from(group.get(index).copied().unwrap_or(0))
            });
            let letters = (0..4).map(|index| match index <= group.len() {
                true => char::from(LETTERS[(bits >> (18 - 6 * index) & 63) as usize]),
                false => '=',
            });
            letters.collect::<String>()
        });
        groups.collect()
    }

    #[test]
    fn what_the_plan_says_stays_text() {
        let mut hostile = results(3);
        let name = "</script><b onload=alert(1)>\"'&{{ 7*7 }}";
        hostile.service = name.to_owned();
        hostile.about = name.to_owned();
        hostile.notes = vec![Note::MistakesUntold {
            dependency: name.to_owned(),
        }];
        hostile.currency = name.to_owned();
        for result in &mut hostile.architectures {
            result.name = name.to_owned();
            result.cost.lines[0].item = name.to_owned();
            result.cost.lines[0].source = "javascript:alert(1)".to_owned();
            result.causes[0].kind = name.to_owned();
            result.outage_table[0].source = name.to_owned();
        }
        let page = drawn(&hostile);
        let at = page
            .find("<b onload")
            .map(|at| &page[at.saturating_sub(200)..at + 50]);
        assert_eq!(at, None, "a name came through");
        assert!(page.contains("{{ 7*7 }}"));
        assert!(!page.contains("href=\"javascript"));
        assert_eq!(page.matches("</script>").count(), 2);
    }

    /// One family of fonts: what the pictures are set in.
    #[test]
    fn the_page_is_set_as_its_pictures_are() {
        let fonts = crate::report::chart::FONTS;
        assert!(STYLE.contains(&format!("font: 16px/1.5 {fonts};")));
    }

    #[test]
    fn nothing_is_loaded() {
        let page = drawn(&results(9));
        for loading in [
            "<link", "<img", "@import", "url(", "src=", "<iframe", "fetch(", "XMLHttp",
        ] {
            assert!(!page.contains(loading), "{loading}");
        }
    }
}
