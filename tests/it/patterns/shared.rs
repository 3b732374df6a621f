//! What strikes several things at once.

use super::{architecture, felt, id, mean, names, read, source};
use spof::topology::{SourceId, Strike};

#[test]
fn shocks_keep_a_replica_s_own_rate() {
    let topology = read(
        "path: [web]
components:
  web: {fails: {mean: 1000h}, lasts: 1h}
architectures:
  plain:
    sites: {here: my/lab/a, there: my/other/b}
    active-active: {needs: 1}
    replicas: {web: 2}
    components: {web: {common_cause: 10%}}
  half: {like: plain, components: {web: {common_cause: {share: 10%, hits: 50%}}}}
  across: {like: plain, components: {web: {common_cause: {share: 10%, across: sites}}}}
",
    );
    let check = |name: &str, shocks: &[&str], rate: f64, chance: f64| {
        let it = architecture(&topology, name);
        for (site, shock) in ["here", "there"].iter().zip(shocks) {
            for replica in 1..=2 {
                let own = felt(&topology, it, &format!("{site}/web/{replica}/failure"));
                let [Strike { by, chance: struck }] = own.struck_by[..] else {
                    panic!("{:?}", own.struck_by);
                };
                let by = &topology.sources[by];
                assert_eq!((&*by.name, struck, by.is_shock), (*shock, chance, true));
                assert!((1.0 / mean(by) - rate).abs() < 1e-12);
                let total = 1.0 / mean(own) + chance / mean(by);
                assert!((total - 1e-3).abs() < 1e-12, "{name}: {total}");
            }
        }
    };
    let per_site = ["here/web/common-cause", "there/web/common-cause"];
    check("plain", &per_site, 1e-4, 1.0);
    check("half", &per_site, 2e-4, 0.5);
    check("across", &["web/common-cause"; 2], 1e-4, 1.0);
}

#[test]
fn what_spreads_strikes_what_is_above_it() {
    let topology = read(
        "path: [web]
components:
  web: {fails: 1/year, lasts: 1h, uses: [power, plane]}
dependencies:
  power: {scope: zone, fails: 1/year, lasts: 2h, spreads_to: {plane: 50%}}
  plane: {scope: region, fails: 1/year, lasts: 1h}
  flood: {scope: region, fails: 1/year, lasts: 1h, spreads_to: {plane: 10%}}
architectures:
  one: {sites: {here: my/lab/a+b}}
  none: {like: one, dependencies: {power: {spreads_to: null}, flood: null}}
",
    );
    let one = architecture(&topology, "one");
    let plane = felt(&topology, one, "my/lab/plane");
    let strikes: Vec<(&str, f64)> = plane
        .struck_by
        .iter()
        .map(|strike| {
            let by = &topology.sources[strike.by];
            (&*by.name, strike.chance)
        })
        .collect();
    assert_eq!(
        strikes,
        [
            ("my/lab/a/power", 0.5),
            ("my/lab/b/power", 0.5),
            ("my/lab/flood", 0.1)
        ]
    );
    // What strikes is felt though nothing uses it.
    let felt_names = names(&topology, &one.felt(&topology.sources));
    assert!(felt_names.contains(&"my/lab/flood".to_owned()));
    let none = architecture(&topology, "none");
    assert_eq!(felt(&topology, none, "my/lab/plane").struck_by, []);

    // Whoever writes a dependency down knows that it is shared: nothing of it is split.
    assert_eq!(one.if_independent, None);
}

/// As believed, a zone's copy of a thing of the catalog is struck by what is of that zone, and by what is the plan's own.
#[test]
fn what_strikes_a_zone_s_copy_is_of_that_zone_or_the_plan_s_own() {
    let text = "spof: 1
service: shop
path: [web]
components:
  web: {service: vm, size: t3.small, uses: [control-plane]}
dependencies:
  flood: {scope: region, fails: 1/year, lasts: 1h, spreads_to: {control-plane: 10%}}
override:
  aws/ap-northeast-2/a/facility: {spreads_to: {control-plane: 50%}}
architectures:
  one: {sites: {seoul: aws/ap-northeast-2/a+c}}
";
    let topology = crate::common::read(text);
    let believed = architecture(&topology, "one").if_independent.as_ref();
    let believed = believed.expect("a belief");
    for (zone, by) in [
        ("a", &["flood", "a/facility"][..]),
        ("c", &["flood", "c/facility"]),
    ] {
        let name = format!("aws/ap-northeast-2/{zone}/believed/control-plane");
        let copy = felt(&topology, believed, &name);
        let strikers: Vec<SourceId> = copy.struck_by.iter().map(|strike| strike.by).collect();
        let by = by.iter().map(|name| format!("aws/ap-northeast-2/{name}"));
        assert_eq!(names(&topology, &strikers), by.collect::<Vec<_>>());
    }
}

#[test]
fn the_catalog_s_things_spread_by_override() {
    let text = "spof: 1
service: shop
path: [web]
components:
  web: {service: vm, size: t3.small, uses: [control-plane]}
override:
  aws/ap-northeast-2/a/facility: {spreads_to: {control-plane: 50%}}
architectures:
  one: {sites: {seoul: aws/ap-northeast-2/a}}
  far: {sites: {tokyo: aws/ap-northeast-1/a}}
";
    let topology = crate::common::read(text);
    let by = id(&topology, "aws/ap-northeast-2/a/facility");
    let strike = Strike { by, chance: 0.5 };
    let struck = source(&topology, "aws/ap-northeast-2/control-plane");
    assert_eq!(struck.struck_by, [strike]);
    // Elsewhere it is the catalog's own chance.
    let by = id(&topology, "aws/ap-northeast-1/a/facility");
    assert_eq!(
        source(&topology, "aws/ap-northeast-1/control-plane").struck_by,
        [Strike { by, chance: 0.1 }]
    );
}
