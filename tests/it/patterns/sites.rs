//! What differs from site to site.

use super::{architecture, hurts, mean, read, source};
use crate::common::reading;
use spof::failover::Otherwise;
use spof::law::Law;
use spof::topology::Node;

#[test]
fn a_component_differs_at_a_site_and_a_site_may_do_without_one() {
    let topology = read(
        "path: [nat, web]
components:
  web: {fails: 1/year, lasts: 1h, by_site: {there: {fails: 4/year}}}
  nat: {fails: 1/year, lasts: 1h}
dependencies:
  tunnel: {scope: service, fails: 1/year, lasts: 1h, used_by: [web at there]}
architectures:
  two:
    sites: {here: my/lab/a, there: your/lab/b}
    active-active: {needs: 1}
    replicas: {nat: {here: 2, there: not-needed}}
  spare: {like: two, path: [{any: [nat, web]}], replicas: {nat: {here: 2, there: 0}}}
",
    );
    let two = architecture(&topology, "two");
    let rate = |name: &str| 8760.0 / mean(source(&topology, name));
    assert!((rate("here/web/1/failure") - 1.0).abs() < 1e-9);
    assert!((rate("there/web/1/failure") - 4.0).abs() < 1e-9);
    assert_eq!(hurts(&topology, two, "here/web/1"), ["here/web/1/failure"]);
    let there = hurts(&topology, two, "there/web/1");
    assert_eq!(there, ["tunnel", "there/web/1/failure"]);
    assert_eq!(two.leaves.len(), 4);
    // The answer: at `there` only the web counts.
    let exact = spof::exact::exact(&topology, two).unwrap().unavailability;
    let up = |fails: f64, lasts: f64| 1.0 / (1.0 + fails * lasts / 8760.0);
    let here = 1.0 - (1.0 - (1.0 - up(1.0, 1.0)).powi(2)) * up(1.0, 1.0);
    let there = 1.0 - up(4.0, 1.0) * up(1.0, 1.0);
    assert!((exact / (here * there) - 1.0).abs() < 1e-9, "{exact:e}");
    let spare = architecture(&topology, "spare");
    assert!(matches!(
        spare.nodes[spare.root],
        Node::AtLeast { needs: 1, .. }
    ));
    let exact = spof::exact::exact(&topology, spare).unwrap().unavailability;
    let here = (1.0 - up(1.0, 1.0)).powi(3);
    assert!((exact / (here * there) - 1.0).abs() < 1e-9, "{exact:e}");
}

/// What a component's own entry does not say is as in the catalog's law: `{lag: 30s}` alone is no instant switch.
#[test]
fn a_failover_law_is_laid_over_the_catalog_s() {
    let plan = |failover: &str| {
        let plan = format!(
            "spof: 1
service: shop
path: [db]
components: {{db: {{service: database, size: db.t3.medium, storage: 10 GB, failover: {failover}}}}}
architectures: {{two: {{sites: {{seoul: aws/ap-northeast-2/a+c}}}}}}
"
        );
        reading("plan", &plan).topology
    };
    let laid = plan("{lag: 30s, succeeds: 90%, otherwise: 2h}");
    let law = laid.architectures[0]
        .groups
        .iter()
        .next()
        .map(|it| it.law.clone());
    let law = law.expect("a group");
    let (low, high) = (60.0 / 3600.0, 120.0 / 3600.0);
    assert_eq!(law.switch, Law::Uniform { low, high });
    assert_eq!(law.lag, Some(Law::Fixed(30.0 / 3600.0)));
    assert_eq!(
        (law.succeeds, law.otherwise),
        (0.9, Otherwise::Later(Law::Fixed(2.0)))
    );
    assert!(plan("none").architectures[0].groups.is_empty());
}

/// A place of one's own: what it gives, what it lacks, and what it borrows, with a range wider by 0.75 in the logarithm.
#[test]
fn a_place_of_ones_own_gives_its_numbers_or_borrows_them() {
    let plan = "spof: 1
service: shop
places:
  office:
    regions: {room: {zones: [a]}}
    numbers: {facility: {mttf: 1000h, mttr: 1h..6h}, network: {fails: 2/year, lasts: 30min..4h}, backbone: none}
  hoster: {like: aws, regions: {fra: {zones: [a]}}}
path: [web]
components: {web: {fails: 1/year, lasts: 1h, price: 1/month}}
architectures:
  own: {sites: {x: office/room/a}}
  like: {sites: {x: hoster/fra/a}}
  aws: {sites: {x: aws/eu-central-1/a}}
";
    let reading = reading("plan", plan);
    let topology = &reading.topology;
    let facility = source(topology, "office/room/a/facility");
    assert!((mean(facility) - 1000.0).abs() < 1e-9);
    assert_eq!(facility.lasts, Law::of_quantiles(1.0, 6.0));
    assert_eq!(source(topology, "office/backbone").fails, None);
    let (theirs, ours) = (
        source(topology, "aws/eu-central-1/network"),
        source(topology, "hoster/fra/network"),
    );
    assert!((mean(theirs) / mean(ours) - 1.0).abs() < 1e-12);
    let end = |name: &str| {
        let mut all = topology.unknowns.iter();
        let found = all.find(|it| it.name == name && it.aspect == spof::topology::Aspect::Rate);
        let (_, high) = found.expect(name).belief.ends();
        (high / found.expect(name).value).ln() / 1.644_853_626_951_472_2
    };
    let wider = end("network").hypot(0.75);
    assert!((end("network in hoster") - wider).abs() < 1e-9);
    // The prices of the plan's places are those of its own catalog.
    assert!(
        reading
            .catalog
            .expect("a catalog")
            .region("office", "room")
            .is_some()
    );
}
