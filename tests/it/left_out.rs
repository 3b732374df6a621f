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
        "how often and how long things fail at office (facility and network) is all guessed by this plan",
        "how often, how long and how widely facility, network and backbone are down at hetzner",
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
    let words = "links: db counts as reached over tunnel and line where its preferred member is, also while another one serves";
    assert!(told.contains(words), "{told}");
    let copied = left_out("examples/recipes/server-room-and-hoster.yaml");
    assert!(!copied.contains("links:"), "{copied}");
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
