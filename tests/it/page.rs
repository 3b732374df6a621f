//! The page in a browser: the slider changes the answer to that of another price, nothing complains, nothing overflows, hostile names
//! are text, pictures are saved, and it is printed on two pages and an appendix.
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
}

/// The sentences of the answer that the page shows.
fn sentences(browser: &mut Browser) -> Vec<String> {
    let all = "[...document.querySelectorAll('#sentences li')].map((it) => it.textContent)";
    let all = browser.value(all);
    let all = all.as_array().unwrap().iter();
    all.map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// The sentences that `spof run` says of the shop at this price of an hour.
fn said_at(price: f64) -> Vec<String> {
    let plan = fs::read_to_string("examples/seoul-shop.yaml").unwrap();
    let stated = "outage_cost: 120/hour";
    assert!(plan.contains(stated));
    let plan = plan.replace(stated, &format!("outage_cost: {price}/hour"));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("at-{price}.yaml"));
    fs::write(&path, plan).unwrap();
    let done = spof()
        .args(["run", "--years", "2048", "--format", "json"])
        .arg(&path)
        .output()
        .unwrap();
    let results: Value = serde_json::from_slice(&done.stdout).unwrap();
    let all = results["decision"]["sentences"].as_array().unwrap().iter();
    all.map(|it| it.as_str().unwrap().to_owned()).collect()
}

#[test]
#[ignore = "needs a browser"]
fn the_slider_says_what_a_run_says_at_that_price() {
    let Some(mut browser) = Browser::open("slider") else {
        return;
    };
    let run = Run::shop("slider");
    browser.dress(1280, "light");
    browser.show(&run.page());
    assert_eq!(sentences(&mut browser), said_at(120.0));
    for price in [1.0, 3000.0, 20_000.0, 1e7] {
        let moved = browser.value(&format!(
            "(() => {{
                const stops = JSON.parse(document.getElementById('data').textContent).stops;
                const slider = document.getElementById('price-slider');
                const place = stops.findIndex((stop) => Math.abs(stop.price / {price} - 1) < 1e-9);
                slider.value = String(place);
                slider.dispatchEvent(new Event('input'));
                return place;
            }})()"
        ));
        assert!(moved.as_f64().is_some_and(|place| place >= 0.0), "{price}");
        let said = said_at(price);
        assert_eq!(sentences(&mut browser), said, "{price}");
        let best = "document.querySelector('#designs tr.best th').textContent";
        let best = browser.value(best);
        let best = best.as_str().unwrap().trim_start();
        let name = said[0].trim_start_matches("Take ");
        let name = name.split([':', ',']).next().unwrap();
        assert!(best.starts_with(name), "{price}: {best}, not {name}");
        let words = browser.text("price-words");
        assert!(words.ends_with(" an hour"), "{words}");
        let told = "document.querySelectorAll('.at-plan:not([hidden])').length > 0";
        assert_eq!(browser.value(told), json!(true), "pictures are the plan's");
    }
    // By hand.
    let before = browser.text("price-words");
    browser.value("document.getElementById('price-slider').focus()");
    browser.press("Home", 36);
    assert_ne!(before, browser.text("price-words"));
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
        (360, "light"),
        (360, "dark"),
        (390, "light"),
        (390, "dark"),
        (700, "light"),
        (900, "light"),
        (1280, "light"),
        (1280, "dark"),
        (1920, "light"),
        (1920, "dark"),
    ] {
        browser.dress(width, scheme);
        browser.show(&run.page());
        // Folded things too.
        browser.value("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
        let wide = browser
            .value("document.documentElement.scrollWidth")
            .as_f64()
            .unwrap();
        assert!(wide <= f64::from(width), "{width}: {wide}");
        let cut = browser.value(include_str!("page/cut.js"));
        assert_eq!(cut, json!([]), "{width}: tables beyond their sections");
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
    assert_eq!(sentences(&mut browser), said_at(120.0));
    assert_eq!(
        browser.value("document.getElementById('asking').hidden"),
        json!(true)
    );
}

#[test]
#[ignore = "needs a browser"]
fn it_prints_as_two_pages_and_an_appendix() {
    let Some(mut browser) = Browser::open("paper") else {
        return;
    };
    let run = Run::shop("paper");
    browser.show(&run.page());
    // Paper of the size A4 [in].
    let a4 = json!({"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true});
    let pages = |browser: &mut Browser| {
        let printed = browser.call("Page.printToPDF", a4.clone());
        let pdf = decoded(printed["data"].as_str().unwrap());
        let pdf = String::from_utf8_lossy(&pdf).into_owned();
        pdf.matches("/Type /Page\n").count()
            + pdf.matches("/Type /Page/").count()
            + pdf.matches("/Type /Page ").count()
    };
    let all = pages(&mut browser);
    browser.value("document.querySelectorAll('.appendix, #made').forEach((it) => it.remove())");
    assert_eq!(pages(&mut browser), 2);
    assert!(all > 2, "an appendix: {all}");
    browser.show(&run.page());
    browser.value("window.dispatchEvent(new Event('beforeprint'))");
    assert_eq!(
        browser.value("document.querySelectorAll('details:not([open])').length"),
        json!(0)
    );
}

/// Base 64 as RFC 4648 has it.
fn decoded(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = |letter: u8| LETTERS.iter().position(|it| *it == letter).unwrap() as u32;
    let letters: Vec<u8> = text.bytes().filter(|it| *it != b'=').collect();
    let groups = letters.chunks(4).flat_map(|group| {
        let all = (0..4).fold(0, |all, place| {
            all << 6 | group.get(place).map_or(0, |it| bits(*it))
        });
        let bytes = [(all >> 16) as u8, (all >> 8) as u8, all as u8];
        bytes.into_iter().take(group.len() * 3 / 4)
    });
    groups.collect()
}

#[test]
#[ignore = "needs a browser"]
fn a_picture_is_saved_as_png() {
    let Some(mut browser) = Browser::open("png") else {
        return;
    };
    let run = Run::shop("png");
    browser.dress(1280, "dark");
    browser.show(&run.page());
    browser.value("document.querySelector('#tradeoff .save').click()");
    let saved = (0..100).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        let saved = browser.value("document.documentElement.dataset.saved ?? null");
        saved.as_str().map(str::to_owned)
    });
    let saved = saved.expect("a picture is saved");
    let size = saved
        .strip_prefix("tradeoff ")
        .and_then(|it| it.parse::<u64>().ok());
    assert!(size.is_some_and(|size| size > 10_000), "{saved}");
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
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
    let before = sentences(&mut browser);
    browser.value("document.getElementById('price-slider').focus()");
    browser.press("End", 35);
    assert_ne!(before, sentences(&mut browser));
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
    // Pictures of a page come from nowhere else.
    assert_eq!(
        browser.value("performance.getEntriesByType('resource').length"),
        json!(0)
    );
}
