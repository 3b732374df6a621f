//! What stands under "Not counted here": what a plan says nothing of, and nothing that it says.

use crate::common::reading;
use spof::{
    catalog::Catalog,
    experiment::{Method, Options},
    report::{TableStyle, advice, answer},
    study::uncertain_study,
};
use std::sync::atomic::AtomicBool;

/// The sentences of an answer, and what is not counted, each in one line.
fn told(text: &str) -> (Vec<String>, String) {
    let options = Options {
        seed: 1,
        precision: 0.05,
        years: Some(1_024),
        method: Method::Best,
    };
    let stop = AtomicBool::new(false);
    let reading = reading("plan.yaml", text);
    let catalog = reading.catalog.as_ref().unwrap_or(Catalog::bundled());
    let results = uncertain_study(&reading.topology, catalog, options, 50, &|_| {}, &stop);
    let style = TableStyle {
        width: 1_000,
        colour: false,
    };
    let whole = answer(&results, style);
    let (_, left_out) = whole.split_once("Not counted here").unwrap_or_default();
    (advice(&results), left_out.to_owned())
}

/// One zone, two, and two regions of a service with one machine.
fn plan(head: &str, designs: &str) -> String {
    format!(
        "spof: 1
service: x
{head}path: [web]
components: {{web: {{service: vm, size: t3.small, storage: 10 GB}}}}
architectures:
  one: {{sites: {{here: aws/eu-central-1/a}}}}
{designs}"
    )
}

const TWO: &str = "  two: {sites: {here: aws/eu-central-1/a+b}}\n";
const FAR: &str =
    "  far: {like: one, sites: {there: aws/eu-west-1/a}, failover: {detect: 1min, switch: 1min}}\n";

#[test]
fn traffic_of_which_the_plan_says_nothing_is_told_by_its_ways() {
    let sent = |head: &str, designs: &str| {
        let (_, left_out) = told(&plan(head, designs));
        let (_, rest) = left_out.split_once("data sent ")?;
        let end = rest.find([';', '\n'])?;
        Some(rest[..end].to_owned())
    };
    assert_eq!(sent("", "").as_deref(), Some("to users"));
    assert_eq!(sent("", TWO).as_deref(), Some("to users and between zones"));
    assert_eq!(
        sent("", FAR).as_deref(),
        Some("to users and between regions")
    );
    let out = "traffic: {out: 0 GB}\n";
    assert_eq!(sent(out, TWO).as_deref(), Some("between zones"));
    let all = "traffic: {out: 0 GB, between_zones: 0 GB}\n";
    assert_eq!(sent(all, TWO), None);
    let row = "bill: {egress: {price: egress_internet/first_10TB, quantity: 5 GB}}\n";
    assert_eq!(sent(row, TWO).as_deref(), Some("between zones"));
    let own = "bill: {egress: {price: 0.05/GB, quantity: 5 GB}}\n";
    assert_eq!(sent(own, TWO), None);
}

#[test]
fn a_move_is_told_where_nobody_says_what_it_costs() {
    let moves = |head: &str, designs: &str| {
        let (_, left_out) = told(&plan(head, designs));
        left_out.contains("the move from one")
    };
    assert!(!moves("", TWO), "no design runs today");
    assert!(moves("today: one\n", TWO));
    let priced = "  two: {sites: {here: aws/eu-central-1/a+b}, once: 0}\n";
    assert!(!moves("today: one\n", priced));
}

#[test]
fn what_rests_on_judgements_and_what_on_numbers_without_a_source_stand_in_one_sentence() {
    let release = |more: &str| {
        let head = format!(
            "dependencies: {{release: {{scope: service, fails: 12/year, fails_range: [6/year, 24/year], lasts: 1h, \
             lasts_range: [30min, 2h], used_by: [web]{more}}}}}\n"
        );
        told(&plan(&head, "")).1
    };
    let given = release("");
    assert!(given.contains("judged: "), "{given}");
    let source = "from this plan, without a source: 83 % of one's downtime (most: release)";
    assert!(given.contains(source), "{given}");
    let counted =
        ", evidence: {kind: counted, source: our log, as_of: 2026-10, says: 60 in 5 years}";
    let counted = release(counted);
    assert!(!counted.contains("without a source"), "{counted}");
}

/// The condition is of the design that is chosen, not of another.
#[test]
fn only_the_chosen_design_has_its_own_releases_and_rooms_among_the_conditions() {
    let sure = |price: &str| {
        let head = "places: {room: {like: aws, regions: {r: {zones: [a]}}}}
goal: {outage_cost: 1/hour}
dependencies: {release: {scope: service, fails: 2/year, fails_range: [1/year, 4/year], lasts: 1h, lasts_range: [30min, 2h], used_by: [web]}}
";
        let home = format!(
            "  home: {{path: [app], components: {{app: {{service: vm, price: {price}}}}}, sites: {{here: room/r/a}}}}\n"
        );
        let (said, _) = told(&plan(head, &home));
        said.join(" ")
    };
    let (cheap, costly) = (sure("1/month"), sure("900/month"));
    let conditions = [
        "no release or mistake of your own takes down app",
        "room is as good as",
    ];
    for condition in conditions {
        assert!(cheap.contains(condition), "{cheap}");
        assert!(!costly.contains(condition), "{costly}");
    }
}
