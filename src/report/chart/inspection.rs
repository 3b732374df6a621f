//! For tests: a drawing is well-formed, says what it shows, and keeps all of its words on the sheet.

use super::lettering;

/// Looks at a drawing; the name says which, should it fail.
#[track_caller]
pub(super) fn check(name: &str, svg: &str) {
    let document = roxmltree::Document::parse(svg).expect(name);
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"), "{name}");
    let mut first = root.children().filter(|node| node.is_element());
    for tag in ["title", "desc"] {
        let node = first.next().expect(name);
        assert_eq!(node.tag_name().name(), tag, "{name}");
        assert!(node.text().is_some_and(|text| !text.is_empty()), "{name}");
    }
    let sides: Vec<f64> = root
        .attribute("viewBox")
        .expect(name)
        .split(' ')
        .map(|side| side.parse().expect(name))
        .collect();
    for node in root.descendants().filter(|node| node.has_tag_name("text")) {
        // What runs upwards has its length elsewhere.
        if node.attribute("transform").is_some() {
            continue;
        }
        let number = |key: &str| -> f64 {
            let text = node.attribute(key).expect(name);
            text.parse().expect(name)
        };
        let text = node.text().unwrap_or_default().trim();
        let bold = node.attribute("font-weight").is_some();
        let wide = lettering::width(text, number("font-size"), bold);
        let left = match node.attribute("text-anchor") {
            Some("end") => number("x") - wide,
            Some("middle") => number("x") - wide / 2.0,
            _ => number("x"),
        };
        assert!(
            left >= 0.0 && left + wide <= sides[2] + 1.0,
            "{name}: {text:?} from {left} over {wide} on {}",
            sides[2]
        );
        assert!((0.0..=sides[3]).contains(&number("y")), "{name}: {text:?}");
    }
    for node in root.descendants().filter(|node| node.has_tag_name("rect")) {
        assert!(node.attribute("width").is_some(), "{name}");
    }
}
