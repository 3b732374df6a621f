//! Redundancy patterns: what each construct of the language becomes.

use spof::catalog::Catalog;
use spof::plan::{self, SourceText};
use spof::topology::{
    Architecture, Clock, CrewId, Law, Node, NodeId, Repair, Source, SourceId, Strike, Topology,
};

/// A plan without a catalog, from its parts.
fn read(text: &str) -> Topology {
    let text = format!("spof: 1\nservice: shop\nworld: none\n{text}");
    match plan::read(&SourceText::new("plan", text), Catalog::bundled()) {
        Ok(reading) => reading.topology,
        Err(problems) => panic!("{problems:#?}"),
    }
}

fn architecture<'a>(topology: &'a Topology, name: &str) -> &'a Architecture {
    let mut all = topology.architectures.iter();
    all.find(|it| it.name == name).expect("an architecture")
}

fn source<'a>(topology: &'a Topology, name: &str) -> &'a Source {
    &topology.sources[id(topology, name).0 as usize]
}

fn id(topology: &Topology, name: &str) -> SourceId {
    let found = topology.sources.iter().position(|it| it.name == name);
    SourceId(found.unwrap_or_else(|| panic!("no source {name}")) as u32)
}

/// The source of that name that an architecture feels: others may have one with other numbers.
fn felt<'a>(topology: &'a Topology, architecture: &Architecture, name: &str) -> &'a Source {
    let felt = architecture.felt(&topology.sources);
    let mut felt = felt.iter().map(|id| &topology.sources[id.0 as usize]);
    felt.find(|it| it.name == name).expect("a source felt")
}

fn names(topology: &Topology, ids: &[SourceId]) -> Vec<String> {
    let names = ids.iter().map(|id| &topology.sources[id.0 as usize].name);
    names.cloned().collect()
}

fn leaf(architecture: &Architecture, node: NodeId) -> &str {
    match architecture.nodes[node.0 as usize] {
        Node::Leaf(leaf) => &architecture.leaves[leaf.0 as usize].name,
        ref other => panic!("{other:?} is no leaf"),
    }
}

/// What a leaf of that name feels.
fn hurts(topology: &Topology, architecture: &Architecture, name: &str) -> Vec<String> {
    let links = architecture.links.iter();
    let links = links.filter(|link| architecture.leaves[link.leaf.0 as usize].name == name);
    let ids: Vec<SourceId> = links.map(|link| link.source).collect();
    names(topology, &ids)
}

fn mean(source: &Source) -> f64 {
    source.fails.as_ref().expect("it fails").mean()
}

#[test]
fn every_pattern_is_understood_without_a_warning() {
    let mut count = 0;
    for entry in std::fs::read_dir("examples/patterns").expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a file");
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("# "), "{} says nothing", path.display());
        let source = SourceText::new(path.display().to_string(), text);
        let reading = plan::read(&source, Catalog::bundled());
        let reading = reading.unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(reading.warnings, [], "{}", path.display());
        count += 1;
    }
    assert!(count >= 12, "{count} patterns");
}

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
    assert_eq!(topology.crews[0].hours, None);
    let hours = topology.crews[1].hours.as_ref().expect("hours");
    assert_eq!(hours.outside, 0.3);
    let days = [0.0, 24.0, 48.0, 72.0, 96.0];
    assert_eq!(hours.windows, days.map(|day| (day + 9.0, day + 18.0)));
    let one = architecture(&topology, "one");
    let two = architecture(&topology, "two");
    let repair = |crew, priority| {
        Some(Repair {
            crew: CrewId(crew),
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
    let topology = plan::read(&SourceText::new("plan", text), Catalog::bundled())
        .expect("a plan")
        .topology;
    let crew = |name| source(&topology, name).repair.map(|repair| repair.crew);
    assert_eq!(crew("seoul/web/1/software"), None);
    assert_eq!(crew("seoul/web/1/hardware"), Some(CrewId(1)));
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
        assert_eq!(it.provenance.origin, "plan");
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
                let by = &topology.sources[by.0 as usize];
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
            let by = &topology.sources[strike.by.0 as usize];
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

    // As believed, a zone's copy of the plane is struck by its own power and its own copy of the flood.
    let believed = one.believed.as_ref().expect("a belief");
    for zone in ["a", "b"] {
        let copy = felt(
            &topology,
            believed,
            &format!("my/lab/{zone}/believed/plane"),
        );
        let by: Vec<SourceId> = copy.struck_by.iter().map(|strike| strike.by).collect();
        assert_eq!(
            names(&topology, &by),
            [
                format!("my/lab/{zone}/power"),
                format!("my/lab/{zone}/believed/flood")
            ]
        );
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
    let topology = plan::read(&SourceText::new("plan", text), Catalog::bundled())
        .expect("a plan")
        .topology;
    let by = id(&topology, "aws/ap-northeast-2/a/facility");
    let strike = Strike { by, chance: 0.5 };
    let struck = source(&topology, "aws/ap-northeast-2/control-plane");
    assert_eq!(struck.struck_by, [strike]);
    assert_eq!(
        source(&topology, "aws/ap-northeast-1/control-plane").struck_by,
        []
    );
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
        let members = it.groups[group].dormant.iter();
        members.map(|own| names(&topology, own)).collect()
    };
    assert_eq!(pair.groups[0].law.dormant_failures, 0.1);
    assert_eq!(
        dormant(pair, 0),
        [["here/db/1/failure"], ["here/db/2/failure"]]
    );
    assert_eq!(architecture(&topology, "hot").groups[0].dormant.len(), 0);
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
    let law = &sites.groups[group.expect("a group")].law;
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
    let group = &one.groups[0];
    assert_eq!(group.law.no_capacity, 0.2);
    let of = |member: usize| {
        let [node] = group.crowded[member][..] else {
            panic!("{:?}", group.crowded);
        };
        let leaf = leaf(one, node);
        (leaf.to_owned(), hurts(&topology, one, leaf))
    };
    let found = |who: &str, of: [&str; 2]| (who.to_owned(), of.map(str::to_owned).to_vec());
    assert_eq!(of(0), found("here/crowded", ["my/lab/net", "my/edge"]));
    assert_eq!(
        of(1),
        found("there/crowded", ["your/other/net", "your/edge"])
    );
}

#[test]
fn classes_share_the_requests() {
    let topology = read(
        "requests:
  read: {path: [web]}
  search: {path: [web, index]}
  write: {path: [web, db], optional: true, share: 20%}
components:
  web: {fails: 1/year, lasts: 1h}
  db: {fails: 1/year, lasts: 1h}
  index: {fails: 1/year, lasts: 1h}
architectures:
  one: {sites: {here: my/lab/a}}
  loaded: {like: one, replicas: {web: 2}, components: {web: {load: {carries: 60%, overload: partial}}}}
  required: {like: one, requests: {write: {optional: false}}}
  gone: {like: one, requests: {write: null}}
  path: {like: one, path: [web, db, index]}
  again: {like: path, requests: {read: {share: 30%}}}
",
    );
    let told = |name: &str| -> Vec<(String, f64, usize)> {
        let parts = architecture(&topology, name).parts.iter();
        parts
            .map(|part| {
                let share = (part.share * 1e9).round() / 1e9;
                (part.name.clone(), share, part.loads.len())
            })
            .collect()
    };
    let part = |name: &str, share, loads| (name.to_owned(), share, loads);
    assert_eq!(told("one"), [part("write", 0.2, 0)]);
    assert_eq!(
        told("loaded"),
        [
            part("read", 0.4, 1),
            part("search", 0.4, 1),
            part("write", 0.2, 1)
        ]
    );
    assert_eq!(told("required"), []);
    assert_eq!(told("gone"), []);
    assert_eq!(told("path"), []);
    assert_eq!(told("again"), [part("write", 0.2, 0)]);
    // The service needs what is not optional, and the part needs its own path.
    let one = architecture(&topology, "one");
    let below = |node: NodeId| match &one.nodes[node.0 as usize] {
        Node::AtLeast { needs, of } => (*needs, of.clone()),
        other => panic!("{other:?}"),
    };
    let (needs, of) = below(one.root);
    assert_eq!((needs, leaf(one, of[0])), (2, "here/web/1"));
    let (_, search) = below(of[1]);
    assert_eq!(leaf(one, search[1]), "here/index/1");
    let (_, write) = below(one.parts[0].at[0]);
    assert_eq!(
        (leaf(one, write[0]), leaf(one, write[1])),
        ("here/web/1", "here/db/1")
    );
    let load = &architecture(&topology, "loaded").parts[0].loads[0];
    assert_eq!((&*load.component, load.carries), ("web", 0.6));
    assert_eq!(load.replicas[0].len(), 2);
}

#[test]
fn load_is_lost_in_part_or_altogether() {
    let topology = read(
        "path: [web]
components:
  web: {fails: 1/year, lasts: 1h, load: {carries: 30%, overload: collapse}}
architectures:
  one: {sites: {here: my/lab/a}, replicas: {web: 5}}
  partial: {like: one, components: {web: {load: {overload: partial}}}}
  shared:
    like: one
    sites: {there: my/other/b}
    active-active: {needs: 2}
    replicas: {web: 2}
",
    );
    let needs = |name: &str| -> Vec<(u32, usize)> {
        let nodes = architecture(&topology, name).nodes.iter();
        nodes
            .filter_map(|node| match node {
                Node::AtLeast { needs, of } => Some((*needs, of.len())),
                _ => None,
            })
            .collect()
    };
    assert_eq!(needs("one"), [(4, 5)]);
    assert_eq!(architecture(&topology, "one").parts, []);
    assert_eq!(needs("partial"), [(1, 5)]);
    let parts = &architecture(&topology, "partial").parts;
    assert_eq!((&*parts[0].name, parts[0].share), ("", 1.0));
    assert_eq!(parts[0].at, [architecture(&topology, "partial").root]);
    // Two sites that must both be up take half of the load each.
    assert_eq!(needs("shared"), [(2, 2), (2, 2), (2, 2)]);
}
