//! The page in a browser: the slider moves the recommendation, nothing complains, nothing overflows, hostile names are text.
//!
//! They are run with the long ones, `cargo test --test it -- --ignored`. Without a browser they say that they are skipped; in CI they fail instead.

mod browser;

use crate::common::{scratch, spof};
use std::{
    fs,
    path::{Path, PathBuf},
};

use browser::Browser;
use serde_json::{Value, json};

/// A finished run.
struct Run(PathBuf);

impl Run {
    /// Runs a plan into a folder of its own.
    fn of(plan: &Path, test: &str) -> Self {
        let folder = scratch(&format!("page-{test}"));
        let done = spof()
            .args(["run", "--years", "2048", "--out"])
            .args([&folder, plan])
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        Self(folder)
    }

    fn shop(test: &str) -> Self {
        Self::of(Path::new("examples/seoul-shop.yaml"), test)
    }

    fn page(&self) -> PathBuf {
        self.0.join("report.html")
    }

    fn results(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.0.join("results.json")).unwrap()).unwrap()
    }

    /// The cheapest in total at a price of an hour, by its name.
    fn cheapest(&self, price: f64) -> String {
        let results = self.results();
        let total = |result: &Value| {
            let hours = result["expected"]["unserved"].as_f64().unwrap() / 60.0 / 12.0;
            result["cost"]["monthly"].as_f64().unwrap() + price * hours
        };
        let all = results["architectures"].as_array().unwrap();
        let best = all
            .iter()
            .min_by(|a, b| {
                // Of equals the one that is down less.
                let down = |result: &Value| result["expected"]["unserved"].as_f64().unwrap();
                let totals = total(a).total_cmp(&total(b));
                totals.then(down(a).total_cmp(&down(b)))
            })
            .unwrap();
        best["name"].as_str().unwrap().to_owned()
    }
}

#[test]
#[ignore = "needs a browser"]
fn the_slider_moves_the_recommendation() {
    let Some(mut browser) = Browser::open("slider") else {
        return;
    };
    let run = Run::shop("slider");
    browser.dress(1280, "light");
    browser.show(&run.page());
    let said = |browser: &mut Browser, price: f64| {
        let text = browser.text("recommendation");
        let best = run.cheapest(price);
        assert!(
            text.starts_with(&format!("{best} is the cheapest in total")),
            "{price}: {text}, not {best}"
        );
        text
    };
    let planned = said(&mut browser, 120.0);
    browser.value("document.getElementById('price-slider').focus()");
    browser.press("End", 35);
    // The end is a power of ten above the last price from which anything pays.
    let end = browser.value("document.getElementById('price-number').value");
    let end: f64 = end.as_str().and_then(|end| end.parse().ok()).unwrap();
    assert!(end >= 1e6 && end.log10().fract() == 0.0, "{end}");
    let dearest = said(&mut browser, end);
    assert_ne!(planned, dearest);
    let words =
        browser.value("document.getElementById('price-slider').getAttribute('aria-valuetext')");
    let words = words.as_str().unwrap();
    assert!(
        words.starts_with('$') && words.ends_with("000,000.00 an hour"),
        "{words}"
    );
    browser.press("Home", 36);
    said(&mut browser, 0.0);
    let before = browser.text("price-words");
    browser.press("ArrowRight", 39);
    assert_ne!(before, browser.text("price-words"));
    browser.value("document.getElementById('price-number').select()");
    browser.call("Input.insertText", json!({"text": "20000"}));
    said(&mut browser, 20_000.0);
    // What is no price changes nothing.
    browser.value("document.getElementById('price-number').select()");
    browser.call("Input.insertText", json!({"text": "-5"}));
    said(&mut browser, 20_000.0);
    assert_eq!(
        browser.value("document.querySelectorAll('#totals svg .is-best').length"),
        json!(1)
    );
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}

#[test]
#[ignore = "needs a browser"]
fn nothing_overflows_and_all_can_be_read() {
    let Some(mut browser) = Browser::open("widths") else {
        return;
    };
    let run = Run::shop("widths");
    for (width, scheme) in [
        (390, "light"),
        (390, "dark"),
        (1280, "light"),
        (1280, "dark"),
        (1920, "light"),
    ] {
        browser.dress(width, scheme);
        browser.show(&run.page());
        let wide = browser
            .value("document.documentElement.scrollWidth")
            .as_f64()
            .unwrap();
        assert!(wide <= f64::from(width), "{width}: {wide}");
        let pale = browser.value(include_str!("page/contrast.js"));
        assert_eq!(pale, json!([]), "{width} {scheme}");
        let levels = browser
            .value("[...document.querySelectorAll('h1,h2,h3')].map((h) => Number(h.tagName[1]))");
        let levels: Vec<i64> = levels
            .as_array()
            .unwrap()
            .iter()
            .map(|level| level.as_i64().unwrap())
            .collect();
        assert!(
            levels[0] == 1 && levels.windows(2).all(|pair| pair[1] - pair[0] <= 1),
            "{levels:?}"
        );
        assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
    }
}

#[test]
#[ignore = "needs a browser"]
fn without_script_the_answer_stays() {
    let Some(mut browser) = Browser::open("still") else {
        return;
    };
    let run = Run::shop("still");
    browser.call(
        "Emulation.setScriptExecutionDisabled",
        json!({"value": true}),
    );
    browser.show(&run.page());
    assert!(
        browser
            .text("recommendation")
            .starts_with(&run.cheapest(120.0))
    );
    assert_eq!(
        browser.value("document.getElementById('asking').hidden"),
        json!(true)
    );
}

#[test]
#[ignore = "needs a browser"]
fn on_paper_bills_are_open_and_nothing_waits_for_a_hand() {
    let Some(mut browser) = Browser::open("paper") else {
        return;
    };
    let run = Run::shop("paper");
    browser.show(&run.page());
    browser.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    browser.value("window.dispatchEvent(new Event('beforeprint'))");
    assert_eq!(
        browser.value("document.querySelectorAll('details:not([open])').length"),
        json!(0)
    );
    assert_eq!(
        browser.value("getComputedStyle(document.getElementById('asking')).display"),
        json!("none")
    );
    assert!(browser.text("price-words").contains("$120.00"));
}

#[test]
#[ignore = "needs a browser"]
fn hostile_names_are_only_names() {
    let Some(mut browser) = Browser::open("hostile") else {
        return;
    };
    let evil = "</script><b id=evil>&'{{ 7*7 }}<img src=x onerror='window.evil=1'>";
    let plan = fs::read_to_string("examples/minimal.yaml").unwrap();
    let plan = plan
        .replace(
            "service: minimal",
            &format!("service: {}\nabout: {}", json!(evil), json!(evil)),
        )
        .replace(
            "two-zones: {",
            &format!("two-zones: {{about: {}, ", json!(evil)),
        );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile.yaml");
    fs::write(&path, plan).unwrap();
    let run = Run::of(&path, "hostile");
    browser.show(&run.page());
    assert_eq!(
        browser.value("document.getElementById('evil') === null && window.evil === undefined"),
        json!(true)
    );
    assert!(browser.text("designs").contains(evil));
    browser.value("document.getElementById('price-slider').focus()");
    browser.press("End", 35);
    assert!(browser.text("recommendation").contains("is the cheapest"));
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
    // Pictures of a page come from nowhere else.
    assert_eq!(
        browser.value("performance.getEntriesByType('resource').length"),
        json!(0)
    );
}
