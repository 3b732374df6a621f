//! The page: everything of a run in one HTML file that needs no network, no server and, but for the slider, no script.
//!
//! `page.html` is the template, with every text of the plan escaped; `page.css` and `page.js` go into it whole. The page
//! forbids itself all loading by its content security policy, and lets no script run but our own, known by its digest.

mod data;
mod view;

use super::{error::ReportError, figures::Figure};
use crate::{answer::Results, diagnostic::visible};
use minijinja::{AutoEscape, Environment, context, value::Value};
use view::View;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// SHA-256 of `page.js`, as a content security policy has it; `tests/it/page.rs` says what it must be.
const SCRIPT_DIGEST: &str = "sha256-3oh6Je382mBSsPp78a0Oh7JK8lYoPWI+hJGqjzSIo3Q=";

/// Pictures wider than this are not shrunk to the page, for nobody could read them [px].
const WIDE: f64 = 1600.0;

/// The page of a run with these pictures, in this order.
pub fn page(results: &Results, figures: &[Figure]) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let figures: Vec<Value> = figures
        .iter()
        .map(|figure| {
            context! {
                id => figure.id,
                title => figure.title,
                caption => figure.caption.as_str(),
                wide => width(&figure.svg).is_some_and(|width| width > WIDE),
                svg => Value::from_safe_string(figure.svg.clone()),
            }
        })
        .collect();
    let context = context! {
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
        digest => Value::from_safe_string(SCRIPT_DIGEST.to_owned()),
        data => Value::from_safe_string(data(results)?),
        figures => figures,
        view => Value::from(minijinja::value::Serde(View::new(results))),
    };
    let page = environment.render_str(TEMPLATE, context);
    page.map(|page| visible(&page))
        .map_err(|error| ReportError::Page(error.to_string()))
}

/// How wide a picture would be shown by itself [px].
fn width(svg: &str) -> Option<f64> {
    let (_, rest) = svg.split_once(" width=\"")?;
    rest.split_once('"')?.0.parse().ok()
}

/// What the script computes with, as JSON that cannot end the element it stands in.
fn data(results: &Results) -> Result<String, ReportError> {
    let json = serde_json::to_string(&data::Data::new(results)).map_err(ReportError::Json)?;
    Ok(json
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Note;
    use crate::report::{
        figures,
        fixture::{results, uncertain},
    };
    use sha2::{Digest, Sha256};

    /// The page of results with its pictures.
    fn drawn(results: &Results) -> String {
        page(results, &figures(results)).expect("page")
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

    #[test]
    fn the_slider_knows_what_is_undecidable() {
        let data = |results: &Results| -> serde_json::Value {
            serde_json::from_str(&data(results).expect("data")).expect("JSON")
        };
        let unsure = data(&uncertain(9));
        let edges = unsure["edges"].as_array().expect("edges");
        assert!(!edges.is_empty() && edges.iter().all(|edge| edge["unknown"] == true));
        let mut unasked = results(9);
        unasked.goal.outage_cost = None;
        let unasked = data(&unasked);
        assert!(unasked["start"].as_f64().is_some_and(|price| price > 0.0));
        assert_eq!(unasked["top"], 1e6);
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
