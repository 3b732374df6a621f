//! Who repairs, what is planned, and who waits meanwhile.

use super::{architecture, felt, hurts, leaf, names, read, source};
use crate::exact::model::nth;
use spof::law::Law;
use spof::topology::{Architecture, Clock, Origin, Repair};

#[test]
fn crews_repair_what_names_them() {
    let topology = read(
        "path: [web, db]
crews:
  oncall: 1
  dba: {count: 2, hours: {days: mon..fri, from: 9h, to: 18h, outside: 30%}}
components:
  web: {fails: 1/year, lasts: 1h, repair: {crew: oncall, priority: 3}, uses: [power]}
  db: {fails: 2/year, lasts: 1h, repair: {crew: dba}}
dependencies:
  power: {scope: zone, fails: 1/year, lasts: 1h, repair: {crew: oncall}}
architectures:
  one: {sites: {here: my/lab/a}}
  two: {like: one, crews: {oncall: 2}}
",
    );
    let crews: Vec<(&str, u32)> = topology
        .crews
        .iter()
        .map(|crew| (&*crew.name, crew.size))
        .collect();
    assert_eq!(crews, [("oncall", 1), ("dba", 2), ("oncall", 2)]);
    assert_eq!(topology.crews.iter().next().expect("a crew").hours, None);
    let hours = topology.crews[nth(1)].hours.as_ref().expect("hours");
    assert_eq!(hours.outside, 0.3);
    let days = [0.0, 24.0, 48.0, 72.0, 96.0];
    assert_eq!(hours.windows, days.map(|day| (day + 9.0, day + 18.0)));
    let one = architecture(&topology, "one");
    let two = architecture(&topology, "two");
    let repair = |crew, priority| {
        Some(Repair {
            crew: topology.crews.ids().nth(crew).expect("a crew"),
            priority,
        })
    };
    let of = |it, name| felt(&topology, it, name).repair;
    assert_eq!(of(one, "here/web/1/failure"), repair(0, 3));
    assert_eq!(of(two, "here/web/1/failure"), repair(2, 3));
    assert_eq!(of(one, "here/db/1/failure"), repair(1, 0));
    assert_eq!(of(one, "my/lab/a/power"), repair(0, 0));
}

#[test]
fn one_source_may_be_repaired_by_others_or_by_nobody() {
    let text = "spof: 1
service: shop
path: [web]
crews: {oncall: 1, hands: 1}
components:
  web: {service: vm, size: t3.small, repair: {crew: oncall}, software: {repair: none}, hardware: {repair: {crew: hands}}}
architectures:
  one: {sites: {seoul: aws/ap-northeast-2/a}}
";
    let topology = crate::common::read(text);
    let crew = |name| source(&topology, name).repair.map(|repair| repair.crew);
    assert_eq!(crew("seoul/web/1/software"), None);
    assert_eq!(crew("seoul/web/1/hardware"), topology.crews.ids().nth(1));
    assert_eq!(
        source(&topology, "aws/ap-northeast-2/a/facility").repair,
        None
    );
}

#[test]
fn maintenance_goes_round_the_replicas_of_a_site() {
    let topology = read(
        "path: [web, lb]
components:
  web: {fails: 1/year, lasts: 1h, maintenance: {every: 30d, lasts: 20min, counts: false}}
  lb: {stands: region, fails: never, maintenance: {every: 10d, lasts: 5min, stagger: false}}
architectures:
  one: {sites: {here: my/lab/a}, replicas: {web: 3}}
  at-once: {like: one, components: {web: {maintenance: {stagger: false}}}}
  none: {like: one, components: {web: {maintenance: null}}}
",
    );
    let one = architecture(&topology, "one");
    for (turn, offset) in [0.0, 240.0, 480.0].into_iter().enumerate() {
        let it = felt(
            &topology,
            one,
            &format!("here/web/{}/maintenance", turn + 1),
        );
        let clock = Clock {
            name: "here/web/maintenance".to_owned(),
            every: 720.0,
            offset,
            counted: false,
        };
        assert_eq!(it.clock, Some(clock));
        assert_eq!(it.kind, "web maintenance");
        assert_eq!((&it.fails, &it.lasts), (&None, &Law::Fixed(20.0 / 60.0)));
        assert!(it.provenance.numbers.iter().all(|it| it.by == Origin::Plan));
    }
    let lb = source(&topology, "here/lb/maintenance");
    let clock = lb.clock.as_ref().expect("a clock");
    assert_eq!((&*clock.name, clock.counted), ("here/lb/maintenance", true));
    let at_once = architecture(&topology, "at-once");
    let third = felt(&topology, at_once, "here/web/3/maintenance");
    assert_eq!(third.clock.as_ref().expect("a clock").offset, 0.0);
    let none = architecture(&topology, "none");
    assert_eq!(hurts(&topology, none, "here/web/1"), ["here/web/1/failure"]);
}

#[test]
fn members_that_wait_age_slowly() {
    let topology = read(
        "path: [web, db]
components:
  web: {fails: 1/year, lasts: 1h, uses: [net], maintenance: {every: 30d, lasts: 1h}}
  db: {fails: 1/year, lasts: 1h, failover: {switch: 1min, dormant_failures: 10%}}
dependencies:
  net: {scope: region, fails: 1/year, lasts: 1h}
architectures:
  pair: {sites: {here: my/lab/a}, replicas: {db: 2}}
  hot: {like: pair, components: {db: {failover: {dormant_failures: 100%}}}}
  sites:
    like: pair
    sites: {there: my/other/b}
    failover: {switch: 1min, dormant_failures: 0%, lag: 5s..1min}
",
    );
    let pair = architecture(&topology, "pair");
    let dormant = |it: &Architecture, group: usize| -> Vec<Vec<String>> {
        let members = it.groups[nth(group)].dormant.iter();
        members.map(|own| names(&topology, own)).collect()
    };
    assert_eq!(pair.groups[nth(0)].law.dormant_failures, 0.1);
    assert_eq!(
        dormant(pair, 0),
        [["here/db/1/failure"], ["here/db/2/failure"]]
    );
    assert_eq!(
        architecture(&topology, "hot").groups[nth(0)].dormant.len(),
        0
    );
    let sites = architecture(&topology, "sites");
    let group = sites.groups.iter().position(|group| group.name == "sites");
    let mut own = dormant(sites, group.expect("a group"));
    for own in &mut own {
        own.sort();
    }
    let of = |site: &str| {
        ["db/1", "db/2", "web/1"]
            .map(|leaf| format!("{site}/{leaf}/failure"))
            .to_vec()
    };
    assert_eq!(own, [of("here"), of("there")]);
    let law = &sites.groups[nth(group.expect("a group"))].law;
    assert_eq!(law.dormant_failures, 0.0);
    assert!(matches!(law.lag, Some(Law::Lognormal { .. })));
}

#[test]
fn capacity_is_short_while_a_whole_region_is_in_trouble() {
    let topology = read(
        "path: [web]
components:
  web: {fails: 1/year, lasts: 1h, uses: [net, edge, power]}
dependencies:
  net: {scope: region, fails: 1/year, lasts: 1h}
  edge: {scope: provider, fails: 1/year, lasts: 1h}
  power: {scope: zone, fails: 1/year, lasts: 1h}
architectures:
  one:
    sites: {here: my/lab/a, there: your/other/b}
    failover: {switch: 1min, no_capacity: 20%, otherwise: wait}
",
    );
    let one = architecture(&topology, "one");
    let group = &one.groups[nth(0)];
    assert_eq!(group.law.no_capacity, 0.2);
    let of = |member: usize| {
        let [node] = group.crowded[member][..] else {
            panic!("{:?}", group.crowded);
        };
        let leaf = leaf(one, node);
        (leaf.clone(), hurts(&topology, one, &leaf))
    };
    let found = |who: &str, of: [&str; 2]| (who.to_owned(), of.map(str::to_owned).to_vec());
    assert_eq!(of(0), found("here/crowded", ["my/lab/net", "my/edge"]));
    assert_eq!(
        of(1),
        found("there/crowded", ["your/other/net", "your/edge"])
    );
}
