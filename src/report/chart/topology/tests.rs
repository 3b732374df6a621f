//! Drawings of plans from the smallest to what nobody would draw by hand.

use std::fmt::Write;

use super::super::inspection;
use super::*;
use crate::{build, catalog::Catalog, diagnostic::SourceText};

fn read(text: &str) -> Topology {
    let reading = build::read(&SourceText::new("plan.yaml", text), Catalog::bundled());
    reading
        .unwrap_or_else(|problems| panic!("{problems:?}"))
        .topology
}

/// So many regions of so many zones each, and so many components, each using something of its region.
fn grid(regions: usize, zones: usize, components: usize, replicas: usize) -> Topology {
    let mut text = String::from("spof: 1\nservice: grid\nworld: none\ncomponents:\n");
    for component in 0..components {
        let _ = writeln!(
            text,
            "  part-{component}: {{fails: 1/year, lasts: 1h, uses: [shared-{}]}}",
            component % 5
        );
    }
    text.push_str("dependencies:\n");
    for shared in 0..components.min(5) {
        let _ = writeln!(
            text,
            "  shared-{shared}: {{scope: region, fails: 1/year, lasts: 1h}}"
        );
    }
    text.push_str("  release: {scope: service, fails: 1/year, lasts: 1h, used_by: [part-0]}\n");
    let names: Vec<String> = (0..components).map(|part| format!("part-{part}")).collect();
    let _ = writeln!(text, "path: [{}]", names.join(", "));
    text.push_str("architectures:\n  only:\n    sites:\n");
    for region in 0..regions {
        let zones: Vec<String> = (0..zones).map(|zone| format!("z{zone}")).collect();
        let _ = writeln!(
            text,
            "      site-{region}: cloud/region-{region}/{}",
            zones.join("+")
        );
    }
    if regions > 1 {
        text.push_str("    active-active: {needs: 1, drain: 1min}\n");
    }
    let counts: Vec<String> = names
        .iter()
        .map(|part| format!("{part}: {replicas}"))
        .collect();
    let _ = writeln!(text, "    replicas: {{{}}}", counts.join(", "));
    read(&text)
}

fn draw(topology: &Topology, index: usize) -> String {
    let architecture = &topology.architectures[index];
    let svg = topology_svg(topology, architecture, &[], "topology");
    assert_eq!(svg, topology_svg(topology, architecture, &[], "topology"));
    inspection::check(&architecture.name, &svg);
    // To look at them all: SPOF_LOOK=folder cargo test topology
    if let Some(folder) = std::env::var_os("SPOF_LOOK") {
        let name = format!("{}-{}.svg", topology.service, architecture.name);
        std::fs::write(std::path::Path::new(&folder).join(name), &svg).expect("written");
    }
    svg
}

#[test]
fn every_architecture_of_the_examples() {
    for text in [
        include_str!("../../../../examples/minimal.yaml"),
        include_str!("../../../../examples/seoul-shop.yaml"),
        include_str!("../../../../examples/saas.yaml"),
        include_str!("../../../../examples/korea-multi-cloud.yaml"),
        include_str!("../../../../examples/patterns/spreads.yaml"),
        include_str!("../../../../examples/patterns/bridge.yaml"),
        include_str!("../../../../examples/patterns/requires-and-capacity.yaml"),
        include_str!("../../../../examples/patterns/common-cause.yaml"),
    ] {
        let topology = read(text);
        for index in 0..topology.architectures.len() {
            draw(&topology, index);
        }
    }
}

#[test]
fn from_one_zone_to_more_than_fits() {
    for (regions, zones, components, replicas) in
        [(1, 1, 1, 1), (3, 3, 10, 3), (4, 6, 3, 30), (12, 2, 40, 2)]
    {
        let mut topology = grid(regions, zones, components, replicas);
        topology.service = format!("grid-{regions}-{zones}-{components}");
        let svg = draw(&topology, 0);
        if zones == 3 {
            assert!(svg.contains("zones z0, z1, z2"), "zones that are alike");
        }
        if zones == 6 {
            assert!(svg.contains("part-0 × 30"), "the replicas are counted");
        }
        if regions == 12 {
            assert!(svg.contains("more regions"), "and so are the regions");
            assert!(svg.contains("29 more"), "and the components");
        }
    }
}

#[test]
fn single_points_have_a_frame_and_are_named() {
    let topology = read(include_str!("../../../../examples/seoul-shop.yaml"));
    let names: Vec<&str> = topology
        .architectures
        .iter()
        .map(|a| a.name.as_str())
        .collect();
    let multi_az = names
        .iter()
        .position(|name| *name == "multi-az")
        .expect("there");
    let svg = draw(&topology, multi_az);
    // Shared things and components of which nothing else can stand in: three strokes of a frame each, or more.
    assert!(svg.matches("stroke=\"#A81E46\"").count() >= 8);
    assert!(svg.contains("Single points of failure: "));
    assert!(svg.contains("common-cause takes all"));
    let pilot = names
        .iter()
        .position(|name| *name == "pilot-light")
        .expect("there");
    let svg = draw(&topology, pilot);
    assert!(svg.contains("stands by") && svg.contains("cold until needed"));
}

#[test]
fn odd_names() {
    let mut topology = read(include_str!("../../../../examples/minimal.yaml"));
    topology.service = "a <service> & \"more\" ".repeat(9);
    let architecture = &mut topology.architectures[0];
    architecture.name = "\u{1b}[31m한국어\n".to_owned();
    let name = "<b>🚀</b> & a name that nobody would want to read";
    architecture.components[0].placed.component = name.to_owned();
    draw(&topology, 0);
}
