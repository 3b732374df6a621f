//! One number, one ignorance: what takes its number from one place shares what is believed of it.

use super::{read, source, unknown};
use spof::catalog::in_a_line;
use spof::topology::{Aspect, Belief, Topology};

const SHOP: &str = "
spof: 1
service: shop
path: [dns, web, app, db]
components:
  dns: {service: authoritative-dns, at: aws}
  web: {service: vm, size: t3.small, uses: [dns-resolver]}
  app: {service: vm, size: t3.medium}
  db:  {service: database, size: db.t3.medium}
dependencies:
  release: {scope: service, fails: 1/year, fails_range: [0.3/year, 4/year], lasts: 30min..2h, used_by: [web],
            about: a bad release}
architectures:
  two-regions:
    sites: {seoul: aws/ap-northeast-2/a+c, tokyo: aws/ap-northeast-1/a}
    failover: {switch: 5min}
  watched:
    sites: {seoul: aws/ap-northeast-2/a+c}
    components: {app: {software: {lasts: 5min, lasts_range: [2min, 10min]}}}
  watched-closely:
    like: watched
    components: {app: {software: {lasts: 1min}}}
  counted:
    sites: {seoul: aws/ap-northeast-2/a+c}
    dependencies: {release: {fails: {observed: {count: 2, over: 9y}}}}
";

/// The name of what nobody knows of a source.
fn name<'a>(topology: &'a Topology, of: &str, aspect: Aspect) -> &'a str {
    unknown(topology, source(topology, of), aspect).map_or("", |unknown| &unknown.name)
}

#[test]
fn resolvers_of_two_regions_are_off_by_the_same_factor() {
    let topology = read(SHOP);
    let ids = |name: &str| source(&topology, name).unknowns.clone();
    let seoul = ids("aws/ap-northeast-2/dns-resolver");
    assert_eq!(seoul.len(), 3, "rate, length, reach");
    assert_eq!(seoul, ids("aws/ap-northeast-1/dns-resolver"));
    let rate = unknown(
        &topology,
        source(&topology, "aws/ap-northeast-2/dns-resolver"),
        Aspect::Rate,
    )
    .unwrap();
    assert_eq!(
        (rate.name.as_str(), rate.origin.as_str()),
        ("dns-resolver", "catalog")
    );
    assert_eq!(
        rate.belief,
        Belief::Range {
            low: 0.001,
            high: 0.04
        }
    );
    let said = in_a_line(&rate.evidence);
    assert!(said.contains("Seoul, 22 November 2018"), "{said}");
}

#[test]
fn what_comes_from_one_entry_is_one_number_and_anchors_are_one_entry() {
    let topology = read(SHOP);
    for of in [
        "seoul/web/1/software",
        "seoul/app/2/software",
        "tokyo/web/1/software",
        "seoul/web/common-cause",
    ] {
        assert_eq!(name(&topology, of, Aspect::Rate), "vm software", "{of}");
    }
    // The catalog's database takes its hardware from the virtual machine by an anchor.
    assert_eq!(
        name(&topology, "seoul/db/1/hardware", Aspect::Length),
        "vm hardware"
    );
    assert_eq!(
        name(&topology, "seoul/db/1/restarts", Aspect::Rate),
        "database restarts"
    );
    let times = |wanted: &str, aspect: Aspect| {
        let all = topology.unknowns.iter();
        all.filter(|it| it.name == wanted && it.aspect == aspect)
            .count()
    };
    assert_eq!(times("vm software", Aspect::Rate), 1);
}

#[test]
fn a_region_of_its_own_takes_what_it_leaves_out_from_the_general_entry() {
    let plan = "
spof: 1
service: shop
path: [web]
components: {web: {service: vm, size: t3.small}}
architectures:
  one: {sites: {virginia: aws/us-east-1/a, seoul: aws/ap-northeast-2/a}, failover: {switch: 5min}}
";
    let topology = read(plan);
    let virginia = "aws/us-east-1/network";
    assert_eq!(
        name(&topology, virginia, Aspect::Rate),
        "network in aws/us-east-1"
    );
    assert_eq!(name(&topology, virginia, Aspect::Reach), "network");
    assert_eq!(
        name(&topology, "aws/ap-northeast-2/network", Aspect::Rate),
        "network"
    );
    let reach = unknown(&topology, source(&topology, virginia), Aspect::Reach).unwrap();
    let said = in_a_line(&reach.evidence);
    assert!(said.contains("no figure"), "{said}");
}

#[test]
fn a_number_of_the_plan_replaces_the_catalogs_and_belongs_to_the_architecture_that_writes_it() {
    let topology = read(SHOP);
    let lengths: Vec<(&str, f64, Belief)> = topology
        .unknowns
        .iter()
        .filter(|it| it.aspect == Aspect::Length && it.name.starts_with("app software"))
        .map(|it| (it.name.as_str(), it.value, it.belief))
        .collect();
    let [(name, value, Belief::Range { low, high })] = lengths[..] else {
        panic!("{lengths:?}");
    };
    assert_eq!(name, "app software in watched");
    assert!((value - 5.0 / 60.0).abs() < 1e-12 && (low - 2.0 / 60.0).abs() < 1e-12);
    assert!((high - 10.0 / 60.0).abs() < 1e-12);
    // One who replaces the number alone drops the range of the one before, and is taken at their word.
    let taken = topology
        .taken
        .iter()
        .find(|it| it.name == "app software in watched-closely");
    let taken = taken.unwrap();
    assert_eq!(
        (taken.aspect, taken.origin.as_str()),
        (Aspect::Length, "plan")
    );
    assert!((taken.value - 1.0 / 60.0).abs() < 1e-12);
}

#[test]
fn numbers_without_a_range_are_taken_as_known() {
    let topology = read(SHOP);
    let taken: Vec<(&str, Aspect)> = topology
        .taken
        .iter()
        .map(|it| (it.name.as_str(), it.aspect))
        .collect();
    let expected = [
        ("release", Aspect::Length),
        ("app software in watched-closely", Aspect::Length),
    ];
    assert_eq!(taken, expected);
    assert_eq!(
        in_a_line(&topology.taken.iter().next().unwrap().evidence),
        "given without a source: a bad release"
    );
}

#[test]
fn a_count_gives_a_rate_its_posterior() {
    let topology = read(SHOP);
    let counted = topology
        .unknowns
        .iter()
        .find(|it| it.name == "release in counted")
        .unwrap();
    assert!((counted.value - 2.5 / 9.0).abs() < 1e-12);
    assert_eq!(
        counted.belief,
        Belief::Counted {
            count: 2,
            years: 9.0
        }
    );
    assert_eq!(
        in_a_line(&counted.evidence),
        "counted: 2 in 9 years; a bad release"
    );
    let nothing = read(&SHOP.replace("count: 2", "count: 0"));
    let nothing = nothing
        .unknowns
        .iter()
        .find(|it| it.name == "release in counted")
        .unwrap();
    assert!((nothing.value - 0.5 / 9.0).abs() < 1e-12);
}

#[test]
fn an_override_is_a_number_of_its_own_and_a_list_of_lengths_is_still_a_law() {
    let over = "override: {aws/ap-northeast-2/dns-resolver: {fails: 0.02/year, fails_range: [0.01/year, 0.1/year], \
                lasts: {observed: [84min, 240min]}}}\narchitectures:";
    let topology = read(&SHOP.replace("architectures:", over));
    let seoul = "aws/ap-northeast-2/dns-resolver";
    assert_eq!(name(&topology, seoul, Aspect::Rate), seoul);
    assert_eq!(name(&topology, seoul, Aspect::Length), "");
    assert_eq!(name(&topology, seoul, Aspect::Reach), "dns-resolver");
    assert_eq!(
        name(&topology, "aws/ap-northeast-1/dns-resolver", Aspect::Rate),
        "dns-resolver"
    );
}

#[test]
fn adding_an_architecture_renames_nothing() {
    let names = |text: &str| -> Vec<(String, Aspect)> {
        let topology = read(text);
        topology
            .unknowns
            .into_iter()
            .map(|it| (it.name, it.aspect))
            .collect()
    };
    let more = "architectures:\n  before: {sites: {here: aws/eu-central-1/a}, components: {app: {software: {fails: 3/year, fails_range: [1/year, 9/year]}}}}";
    let (few, many) = (names(SHOP), names(&SHOP.replace("architectures:", more)));
    assert!(few.iter().all(|it| many.contains(it)));
    assert!(many.contains(&("app software in before".to_owned(), Aspect::Rate)));
}

/// What a number rests on is said beside it, or once for all of the plan's; it goes with its number, and a judgement is one by its kind.
#[test]
fn what_the_plans_numbers_rest_on_is_evidence_by_its_kind() {
    let text = "spof: 1\nservice: s\nworld: none\nevidence: {kind: judgement, as_of: 2026-11, says: guesses}\npath: [web]\n\
        components: {web: {fails: 2/year, lasts: 1h, evidence: {kind: counted, source: our log, as_of: 2026-10, says: 4 in 2 years}}}\n\
        dependencies: {release: {scope: service, fails: 1/year, lasts: 1h, used_by: [web]}}\n\
        architectures:\n  one: {sites: {here: my/dc1/a}}\n  other: {like: one, components: {web: {lasts: 2h}}}\n";
    let topology = read(text);
    let said = |name: &str, aspect: Aspect| {
        let mut taken = topology.taken.iter();
        let found = taken.find(|it| it.name == name && it.aspect == aspect);
        found.map(|it| in_a_line(&it.evidence)).unwrap_or_default()
    };
    let counted = "counted: 4 in 2 years (our log, 2026-10)";
    assert_eq!(said("web failure", Aspect::Rate), counted);
    assert_eq!(
        said("release", Aspect::Rate),
        "judgement: guesses (2026-11)"
    );
    // Another length is not what was counted.
    assert_eq!(
        said("web failure in other", Aspect::Length),
        "judgement: guesses (2026-11)"
    );
}
