//! The pictures: well-formed, repeatable, and on their sheets whatever the numbers.

use super::*;
use crate::report::fixture::{mark_frontier, results, uncertain};
use crate::{
    answer::{ArchitectureResult, Results},
    report::{Figure, figures},
};

/// All the shapes of results that once broke a chart or could have.
fn cases() -> Vec<(&'static str, Results)> {
    let mut cases = vec![
        ("1", results(1)),
        ("2", results(2)),
        ("7", results(7)),
        ("9", results(9)),
        ("25", results(25)),
        ("60", results(60)),
    ];
    let mut won = results(7);
    won.currency = "KRW".to_owned();
    for result in &mut won.architectures {
        result.cost.monthly = (result.cost.monthly * 1400.0).round();
    }
    won.goal.budget = Some(980_000.0);
    won.goal.availability = Some(0.999_999_99);
    cases.push(("won", won));
    let never_down = |result: &mut ArchitectureResult| {
        let down = &mut result.downtime;
        (down.mean, down.ci95, down.believed, down.none_seen) = (0.0, [0.0, 15.4], 0.0, true);
        (result.exceedance, result.causes) = (Vec::new(), Vec::new());
    };
    let mut unseen = results(7);
    let curve = unseen.architectures[5].clone();
    unseen.architectures[5..].iter_mut().for_each(never_down);
    // The one's years are known although its mean is not.
    let one = &mut unseen.architectures[5];
    (one.exceedance, one.causes) = (curve.exceedance, curve.causes);
    unseen.architectures[3].downtime.ci95[0] = 0.0;
    mark_frontier(&mut unseen);
    cases.push(("unseen", unseen));
    let mut all_unseen = results(2);
    all_unseen.architectures.iter_mut().for_each(never_down);
    cases.push(("all-unseen", all_unseen));
    let mut equal = results(25);
    for result in &mut equal.architectures {
        result.cost.monthly = 511.23;
    }
    mark_frontier(&mut equal);
    cases.push(("equal", equal));
    let mut same = results(25);
    let twin = same.architectures[4].clone();
    for result in &mut same.architectures {
        result.cost = twin.cost.clone();
        result.downtime = twin.downtime.clone();
        result.on_frontier = true;
    }
    cases.push(("same", same));
    let mut free = results(7);
    for result in &mut free.architectures {
        result.cost.monthly = 0.0;
        result.downtime.mean = 0.0;
        result.downtime.ci95 = [0.0, 0.0];
        result.downtime.believed = 0.0;
    }
    cases.push(("free", free));
    let mut odd = results(7);
    let names = [
        "<b>&\"bold\"</b>",
        "한국어 이름이 아주 길어서 다 쓸 수 없는 아키텍처",
        "\u{1b}[31mred\n",
        "",
        "🚀🚀 launch",
        "an-architecture-with-a-name-that-nobody-would-want-to-read-in-a-chart",
        "x",
    ];
    for (result, name) in odd.architectures.iter_mut().zip(names) {
        result.name = name.to_owned();
    }
    odd.service = "a <service> & \"more\" ".repeat(8);
    cases.push(("odd", odd));
    cases.push(("uncertain", uncertain(9)));
    cases.push(("uncertain-30", uncertain(30)));
    cases.push(("uncertain-2", uncertain(2)));
    cases
}

#[test]
fn every_chart_is_repeatable_and_on_its_sheet() {
    for (name, results) in cases() {
        let pictures = figures(&results);
        // More designs are drawn by the same rules, and take long.
        if results.architectures.len() < 10 {
            assert_eq!(pictures, figures(&results), "{name}");
        }
        for Figure { id, svg, .. } in pictures {
            let name = format!("{name} {id}");
            inspection::check(&name, &svg);
            readable(&name, &svg);
            // Every architecture is named in the drawing or at least in its description.
            let document = roxmltree::Document::parse(&svg).expect(&name);
            let texts: Vec<&str> = document.descendants().filter_map(|it| it.text()).collect();
            for result in results.architectures.iter().filter(|_| id != "tornado") {
                let plain = crate::report::words::plain(&result.name);
                assert!(texts.iter().any(|text| text.contains(&plain)), "{name}");
            }
            // To look at them all: SPOF_LOOK=folder cargo test chart
            if let Some(folder) = std::env::var_os("SPOF_LOOK") {
                let file = format!("{}.svg", name.replace(' ', "-"));
                std::fs::write(std::path::Path::new(&folder).join(file), &svg).expect("written");
            }
        }
    }
}

/// No letter is smaller than a phone can show.
fn readable(name: &str, svg: &str) {
    let document = roxmltree::Document::parse(svg).expect(name);
    let all = document.descendants();
    for node in all.filter(|node| node.has_tag_name("text")) {
        let size = node
            .attribute("font-size")
            .and_then(|size| size.parse().ok());
        assert!(
            size.is_some_and(|size: f64| size >= 24.0 - 1e-6),
            "{name}: letters of {size:?}"
        );
    }
}
