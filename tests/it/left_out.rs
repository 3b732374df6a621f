//! What the answer says that it takes from elsewhere, judges or holds fixed.

use std::{fs, path::Path};

use crate::common::{ROOT, json, printed, run, scratch};

/// What stands under "Not counted here" for a plan, its lines joined.
fn left_out(plan: &str) -> String {
    let arguments = ["run", plan, "--years", "256", "--format", "markdown"];
    let told = printed(&run(&arguments, Path::new(ROOT)));
    let found = told
        .split_once("Not counted here")
        .expect("what is left out")
        .1;
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A server room, a hoster and a tunnel: what is guessed of the room, borrowed for the hoster, and judged of the switch.
#[test]
fn all_that_is_borrowed_or_judged_is_named() {
    let plan = "examples/recipes/server-room-and-hoster.yaml";
    let told = left_out(plan);
    for words in [
        "how often and how long things fail at office (facility and network)",
        "borrowed: some numbers of facility, network and backbone at hetzner",
        "; switches of sites, no range",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let arguments = ["run", plan, "--years", "256", "--format", "json"];
    let results = json(&run(&arguments, Path::new(ROOT)));
    let borrowed = results["borrowed"].as_array().expect("a list");
    let mut shares: Vec<&str> = { borrowed.iter() }
        .flat_map(|it| it["shares"].as_array().expect("a list"))
        .filter_map(|it| it.as_str())
        .collect();
    shares.sort_unstable();
    assert_eq!(shares, ["backbone", "facility"]);
}

/// A database that is one over all sites is reached over the link to where it is preferred, whichever member serves.
#[test]
fn an_end_of_a_link_that_does_not_move_is_named() {
    let told = left_out("examples/patterns/tunnel.yaml");
    let words = "simplified: db counts as reached over tunnel and line where its preferred member is, also while another one serves";
    assert!(told.contains(words), "{told}");
    let copied = left_out("examples/recipes/server-room-and-hoster.yaml");
    assert!(!copied.contains("simplified:"), "{copied}");
}

/// Of things of one kind at two places, what was counted at the one is not a judgement because the other's numbers are.
#[test]
fn what_rests_on_judgements_is_told_apart_by_place() {
    let plan = "examples/recipes/server-room-and-hoster.yaml";
    let text = fs::read_to_string(Path::new(ROOT).join(plan)).expect("readable");
    let folder = scratch("left-out-shares");
    fs::write(
        folder.join("plan.yaml"),
        text.replace("kind: judgement", "kind: counted, source: our log"),
    )
    .expect("a plan");
    let arguments = ["run", "plan.yaml", "--years", "256", "--format", "json"];
    let results = json(&run(&arguments, &folder));
    let both = &results["architectures"][1]["expected"]["causes"];
    let mut causes = both.as_array().expect("a list").iter();
    let network = causes.find(|it| it["kind"] == "network").expect("a cause");
    let number = |key: &str| network[key].as_f64().expect("a number");
    let (judged, given) = (number("share_judged"), number("share_given"));
    assert!(
        judged > 0.0 && judged < number("share") / 2.0 && given == 0.0,
        "{network}"
    );
}

/// A switch of which one number has a range is not wholly known to be uncertain: the others are named. And what never happens is said in full.
#[test]
fn numbers_of_a_switch_without_a_range_and_what_never_happens_are_named() {
    let folder = scratch("left-out-switches");
    let plan = "spof: 1
service: two-rooms
world: none
goal: {outage_cost: 100/hour}
path: [db]
components:
  db: {fails: 2/year, lasts: 1h..4h, common_cause: 10%, price: 10/month}
architectures:
  one: {sites: {here: p/r/a}, replicas: {db: 2}}
  two: {sites: {here: p/r/a, there: p/s/a}, failover: {detect: 1min, decide: 15min..1h, decide_range: [8min, 30min], switch: 5min, succeeds: 90%, otherwise: 2h, lag: 1min, failback: {after: 2h, loss: 3min}}}
";
    fs::write(folder.join("plan.yaml"), plan).expect("a plan");
    let told = |arguments: &[&str]| {
        let told = printed(&run(arguments, &folder));
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let short = told(&["run", "plan.yaml", "--years", "256"]);
    let words = "; parts of the switches of sites";
    assert!(short.contains(words), "{short}");
    assert!(!short.contains("planned work"), "{short}");
    let full = told(&["run", "plan.yaml", "--years", "256", "--details"]);
    for words in [
        "what share of db failure strikes several replicas at once (`common_cause`)",
        "`detect`, `switch`, `succeeds`, `otherwise`, `lag`, `after` of `failback` and `loss` of `failback` of switches of sites",
        "not counted: planned work that takes something down (`maintenance`)",
        "not counted: a switch that does harm (`botched`)",
    ] {
        assert!(full.contains(words), "{words}: {full}");
    }
    let check = told(&["check", "plan.yaml"]);
    let words = "service switches by 1 with a range and 7 without";
    assert!(check.contains(words), "{check}");
}

/// What the plan says never fails or costs nothing is named; so is planned work, which the goal does not count.
#[test]
fn what_the_plan_sets_to_nothing_is_named() {
    let folder = scratch("left-out-nothing");
    let plan = "spof: 1
service: own-room
goal: {outage_cost: 100/hour}
places: {room: {like: hetzner, regions: {cellar: {zones: [a]}}, numbers: {facility: none}}}
path: [web]
bill: {watching: {price: 0/month}}
components:
  web: {fails: 2/year, lasts: 1h, price: 10/month, maintenance: {every: 30d, lasts: 1h, counts: false}}
architectures:
  one: {sites: {here: room/cellar/a}}
";
    fs::write(folder.join("plan.yaml"), plan).expect("a plan");
    let told = printed(&run(&["run", "plan.yaml", "--years", "256"], &folder));
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "outages of room/cellar/a/facility, as this plan says",
        "watching, free of charge",
        "planned work, up to 12 h",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// What a vendor offers is called by the vendor, and what that stands on is told where nothing is done against it.
#[test]
fn what_vendors_offer_has_their_name_and_what_it_stands_on_is_told() {
    let folder = scratch("left-out-vendors");
    let plan = "spof: 1
service: booking
goal: {availability: 99.9%, outage_cost: 100/hour}
path: [web, login]
components:
  web: {fails: 1/year, fails_range: [0.5/year, 2/year], lasts: 1h, price: 10/month}
  login: {service: identity, at: auth0, price: 70/month}
mitigations:
  long-tokens: {against: identity-service, covers_first: 6h, works: 80%, price: 0,
                evidence: {kind: judgement, as_of: 2026-11, says: a guess}}
crews: {team: {count: 2}}
architectures:
  one: {sites: {here: aws/eu-central-1/a}}
  both:
    sites: {here: aws/eu-central-1/a, there: aws/eu-west-1/a}
    components: {web: {repair: {crew: team}}}
    active-active: {needs: 1, drain: 30min}
    mitigations: [long-tokens]
today: one
";
    fs::write(folder.join("plan.yaml"), plan).expect("a plan");
    let arguments = ["run", "plan.yaml", "--years", "256", "--details"];
    let told = printed(&run(&arguments, &folder));
    let told: String = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "identity at auth0",
        "cdn at cloudflare",
        "simplified: long-tokens does not help while identity at auth0 is down because of cdn at cloudflare",
        "without a source: how many work in team, when, and what gets done outside of these hours",
        "without a source: how long a lost site goes on getting requests in both (",
        "without a range: long-tokens (works in 80 %), judged",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// Numbers that a component has of the plan hold wherever it stands, which is told; not where each site has its own.
#[test]
fn own_numbers_that_hold_at_several_places_are_told() {
    let folder = scratch("left-out-alike");
    let plan = "spof: 1
service: own-room
goal: {outage_cost: 100/hour}
places: {room: {like: hetzner, regions: {cellar: {zones: [a]}}, numbers: {facility: none}}}
path: [web]
components:
  web: {fails: 2/year, lasts: 1h, price: 10/month}
architectures:
  one: {sites: {here: room/cellar/a}}
  other: {sites: {there: hetzner/fsn1}}
";
    let told = |plan: &str| {
        fs::write(folder.join("plan.yaml"), plan).expect("a plan");
        let told = printed(&run(&["run", "plan.yaml", "--years", "256"], &folder));
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let words = "simplified: your own numbers of web failure hold at hetzner and room alike";
    let (alike, apart) = (
        told(plan),
        told(&plan.replace(
            "price: 10/month",
            "price: 10/month, by_site: {there: {fails: 1/year}}",
        )),
    );
    assert!(alike.contains(words), "{alike}");
    assert!(!apart.contains("simplified: your own"), "{apart}");
}
