//! No text makes the reader of plans panic: neither noise nor a good plan with a few bytes changed.

use crate::common::{printed, scratch};
use proptest::prelude::*;
use spof::catalog::Catalog;
use spof::diagnostic::render;
use spof::report::{TableStyle, understanding};
use spof::{build, diagnostic::SourceText};
use std::process::{Command, Output};

const STYLE: TableStyle = TableStyle {
    width: 100,
    colour: false,
};

/// A plan that uses most of the language.
const PLAN: &str = "\
spof: 1
service: shop
about: What changes of it must never break the program.
start: new
currency: KRW
fx: 1400
vat: 10%
goal: {availability: 99.95%, budget: 700000/month, outage_cost: 120000/hour}
path: [dns, any: [web, lb], {at_least: {1: [app, db]}}]
components:
  dns: {service: authoritative-dns, at: aws}
  web: {service: vm, size: {aws: t3.small, gcp: e2-small}, uses: [dns-resolver], common_cause: {share: 10%, across: sites, hits: 50%}, repair: {crew: oncall}, load: {carries: 100%, overload: partial}}
  lb:  {service: load-balancer}
  app: {fails: {weibull: {shape: 1.5, mean: 2000h}}, lasts: {observed: [84min, 240min]}, price: 0.05 USD/hour, maintenance: {every: 30d, lasts: 20min, counts: false, stagger: true}}
  db:  {service: database, size: {aws: db.t3.medium, gcp: {vcpu: 2, ram: 4}}, storage: 100 GB, engine: {lasts: 1h, repair: {crew: dba, priority: 1}}}
crews:
  oncall: 1
  dba: {count: 2, hours: {days: [mon..fri, sun], from: 22h, to: 6h, outside: 30%}}
dependencies:
  release: {scope: service, fails: 1/year, lasts: 30min..140min, used_by: [web, app]}
  power: {scope: zone, fails: 1/year, lasts: 2h, spreads_to: {network: 50%, release: 10%}, repair: {crew: oncall}}
mitigations:
  pin:    {against: dns-resolver, after: 40min..2h, works: 90%, for: [web]}
  cached: {against: [dns-resolver, release], covers_first: 5min}
override:
  aws/ap-northeast-2/dns-resolver: {fails: 0.02/year, reach: 50%}
  aws/ap-northeast-2/a/facility: {spreads_to: {control-plane: 50%}}
architectures:
  single: {sites: {seoul: aws/ap-northeast-2/a}}
  multi:  {like: single, sites: {seoul: aws/ap-northeast-2/a+c}, replicas: {web: {a: 2, c: 1}}, mitigations: [pin]}
  far:
    like: multi
    sites: {tokyo: {place: aws/ap-northeast-1/a, cold: [web]}}
    failover: {detect: 90s, switch: {between: [1min, 5min]}, succeeds: 95%, otherwise: wait, requires: [control-plane], dormant_failures: 10%, no_capacity: 20%, lag: 5s..1min}
    requests: {read: {path: [web]}, write: {path: [web, db], optional: true, share: 20%}}
    crews: {oncall: 2}
  both:
    like: multi
    sites: {tokyo: aws/ap-northeast-1/a+c}
    components: {db: {across: sites, storage: null, failover: {detect: 90s, failback: {after: 1h, loss: 2min}}}}
    active-active: {needs: 1, drain: 60s}
    bill: {nat: null}
bill:
  egress: {price: egress_internet/first_10TB, quantity: {seoul: 400 GB}}
  nat:    {price: {aws: nat_gateway/nat_gateway}, quantity: 730 h, per: zone}
  agent:  {price: 2000 KRW/month, per: replica, of: [web], kind: usage}
";

fn read(bytes: &[u8]) {
    let Ok(source) = SourceText::from_bytes("plan.yaml", bytes) else {
        return;
    };
    match build::read(&source, Catalog::bundled()) {
        Ok(reading) => {
            assert!(!reading.topology.architectures.is_empty());
            assert!(
                !understanding(
                    &reading.topology,
                    (&reading.choices, reading.tried.as_ref()),
                    Catalog::bundled(),
                    STYLE
                )
                .is_empty()
            );
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            assert!(!render(&problems, &source, true).is_empty());
        }
    }
}

#[test]
fn the_plan_itself_is_good() {
    let source = SourceText::new("plan.yaml", PLAN);
    if let Err(problems) = build::read(&source, Catalog::bundled()) {
        panic!("{}", render(&problems, &source, false));
    }
}

/// Words that mean something somewhere.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("never".to_owned()),
        Just("-1".to_owned()),
        Just("0".to_owned()),
        Just(".nan".to_owned()),
        Just("1e308".to_owned()),
        Just("[]".to_owned()),
        Just("{}".to_owned()),
        Just("web".to_owned()),
        Just("sites".to_owned()),
        Just("\n".to_owned()),
        Just("\t".to_owned()),
        Just("*a".to_owned()),
        Just("&a ".to_owned()),
        Just("é".to_owned()),
        Just("like: far".to_owned()),
        Just("1h..2h".to_owned()),
        Just("140%".to_owned()),
        Just("aws/x/y".to_owned()),
        Just("{mean: 0h}".to_owned()),
        Just("? ".to_owned()),
        Just("|\n".to_owned()),
        Just("\r".to_owned()),
        Just("\u{feff}".to_owned()),
        "[a-z0-9:,{}\\[\\]/%. -]{1,12}",
    ]
}

/// So many architectures of 9,900 replicas each; what the program says of them with these arguments in 2 GB of memory.
#[cfg(target_os = "linux")]
fn limited(of: u32, command: &str) -> Output {
    let folder = scratch(&format!("many-{of}-{}", &command[..3]));
    let mut plan = "spof: 1\nservice: many\nworld: none\npath: [web]
components: {web: {fails: 0.001/year, lasts: 1h, price: 1/month}}\narchitectures:\n"
        .to_owned();
    for index in 0..of {
        plan += &format!(
            "  d{index}: {{sites: {{here: p/r/a}}, replicas: {{web: {{count: 9900, needs: 9890}}}}}}\n"
        );
    }
    std::fs::write(folder.join("plan.yaml"), plan).unwrap();
    let line = format!("ulimit -v 2000000 && exec \"$0\" {command}");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line, env!("CARGO_BIN_EXE_spof")]);
    shell.current_dir(&folder).output().unwrap()
}

/// As many replicas as a plan may have are listed in bounded memory; more are refused.
#[cfg(target_os = "linux")]
#[test]
fn a_hundred_thousand_replicas_are_listed() {
    let listed = printed(&limited(10, "check plan.yaml --all"));
    assert_eq!(listed.matches("9,890 of 9,900").count(), 10);
    assert!(listed.len() < 100_000, "{} bytes", listed.len());
    assert_eq!(limited(11, "check plan.yaml").status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "ten seconds of processor time"]
fn a_hundred_thousand_replicas_are_lived() {
    let command = "run plan.yaml --years 1024 --format markdown";
    let table = printed(&limited(10, command));
    let rows = table.lines().filter(|line| line.contains(" d"));
    assert!(rows.count() >= 10, "{table}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn yaml_like_noise_is_refused(text in "([a-z]{1,3}: |- |\\[|\\]|\\{|\\}|, |\n|  |[a-z]{1,3}|&a |\\*a|#|\"|'|é){0,60}") {
        read(text.as_bytes());
    }

    #[test]
    fn a_plan_with_changes_never_panics(
        changes in proptest::collection::vec((0..PLAN.len(), 0..12_usize, word()), 1..6)
    ) {
        let mut bytes = PLAN.as_bytes().to_vec();
        for (at, removed, word) in changes {
            let at = at.min(bytes.len());
            let end = (at + removed).min(bytes.len());
            bytes.splice(at..end, word.into_bytes());
        }
        read(&bytes);
    }

    #[test]
    fn a_plan_with_a_value_replaced_never_panics(pick in 0..600_usize, word in word()) {
        let places: Vec<usize> = PLAN.match_indices([' ', '{', '[']).map(|(at, _)| at + 1).collect();
        let at = places[pick % places.len()];
        let end = PLAN[at..].find([',', '}', ']', '\n']).map_or(PLAN.len(), |length| at + length);
        let text = format!("{}{word}{}", &PLAN[..at], &PLAN[end..]);
        read(text.as_bytes());
    }
}
