//! What stands beside the components: dependencies, mitigations, overrides, crews, classes of requests, the bill.

use serde_json::{Value, json};

use crate::language::value::{counted, list_of};

use super::{
    map::{Map, Mode, any, by_provider, whole, word},
    value::{FAILS_RANGE, HITS_RANGE, LASTS_RANGE, REACH_RANGE, amount, yes_or_no},
};

/// The days of a week, and ranges of them.
const DAYS: &str =
    r"^\s*(all|(mon|tue|wed|thu|fri|sat|sun)(\s*\.\.\s*(mon|tue|wed|thu|fri|sat|sun))?)\s*$";

/// The definitions of this file, by name.
pub(super) fn definitions(mode: Mode) -> Vec<(&'static str, Value)> {
    vec![
        ("dependency", dependency(mode)),
        ("override", amended(mode)),
        ("crew", crew(mode)),
        ("class", class(mode)),
        ("bill-line", bill_line(mode)),
        ("traffic", traffic(mode)),
    ]
}

/// What an outage takes down with it, each with its probability.
fn spreads_to(mode: Mode) -> Value {
    mode.keyed(whole("dependency-name"), whole("share"))
}

fn dependency(mode: Mode) -> Value {
    let mut schema = Map::new(mode, "A shared thing of your own.")
        .need("scope", word(&["zone", "site", "region", "provider", "service", "world"]), "There is one of it for each such domain in use.")
        .need("fails", whole("time-to-failure"), "How often it fails.")
        .key("lasts", whole("law"), "How long an outage lasts; required unless `fails: never`.")
        .key("reach", whole("share"), "Chance that one of its outages touches you at all, drawn once an outage; 100% if not given.")
        .key("hits", whole("share"), "Share of the replicas struck, drawn for each outage and replica; 100% if not given.")
        .range("fails", FAILS_RANGE)
        .range("lasts", LASTS_RANGE)
        .range("reach", REACH_RANGE)
        .range("hits", HITS_RANGE)
        .key("used_by", whole("names"), "Components that depend on it.")
        .key("repair", mode.part("repair"), "Who repairs it.")
        .key("spreads_to", spreads_to(mode), "What its outages take down with them, each with its probability.")
        .key("about", whole("text"), "A sentence, shown as the evidence for its numbers.")
        .done();
    if mode == Mode::Whole {
        schema["anyOf"] = json!([
            { "required": ["lasts"] },
            { "properties": { "fails": { "type": "string", "pattern": r"^\s*never\s*$" } } },
        ]);
    }
    schema
}

/// A mitigation; architectures only name these, so that it is always whole.
pub(super) fn mitigation() -> Value {
    let mut schema = Map::new(
        Mode::Whole,
        "What shortens an outage for those who use the thing that failed.",
    )
    .need(
        "against",
        list_of(whole("dependency-name")),
        "The dependency it is against, or several.",
    )
    .key(
        "after",
        whole("law"),
        "The impact ends this long after the outage began; this or `covers_first`.",
    )
    .key(
        "covers_first",
        whole("law"),
        "The impact begins only this long after the outage began; this or `after`.",
    )
    .key(
        "works",
        whole("share"),
        "How often it works; 100% if not given.",
    )
    .key("for", whole("names"), "Components it is limited to.")
    .key(
        "price",
        whole("price"),
        "What it costs a month, `20/month`; `0` if nothing.",
    )
    .key(
        "once",
        amount(),
        "What it costs once, `500`, in the plan's currency.",
    )
    .key(
        "engineering",
        whole("hours"),
        "Hours a month that somebody of yours works on it, `30min`.",
    )
    .key("about", whole("text"), "A sentence about it.")
    .done();
    schema["oneOf"] = json!([{ "required": ["after"] }, { "required": ["covers_first"] }]);
    schema
}

fn amended(mode: Mode) -> Value {
    Map::new(
        mode,
        "Numbers over those of one thing in the catalog; what is not given stays.",
    )
    .key("fails", whole("time-to-failure"), "How often it fails.")
    .key("lasts", whole("law"), "How long an outage lasts.")
    .key(
        "reach",
        whole("share"),
        "Chance that one of its outages touches you at all.",
    )
    .key("hits", whole("share"), "Share of the replicas struck.")
    .range("fails", FAILS_RANGE)
    .range("lasts", LASTS_RANGE)
    .range("reach", REACH_RANGE)
    .range("hits", HITS_RANGE)
    .key(
        "spreads_to",
        spreads_to(mode),
        "What its outages take down with them, each with its probability.",
    )
    .done()
}

fn crew(mode: Mode) -> Value {
    let day = json!({ "type": "string", "pattern": DAYS });
    let hours = Map::new(mode, "When it works at full speed.")
        .key(
            "days",
            list_of(day),
            "`mon..fri`, `all`, one day, or a list of these; all if not given.",
        )
        .key(
            "from",
            whole("duration"),
            "Begin, since midnight: `9h`; 0h if not given.",
        )
        .key(
            "to",
            whole("duration"),
            "End, since midnight: `18h`; 24h if not given.",
        )
        .key(
            "outside",
            whole("share"),
            "How fast work goes on outside of these hours; 0% if not given.",
        )
        .done();
    let most = "How many repairs it works on at once, at most 1,000.";
    let map = Map::new(mode, "Who repairs.")
        .key(
            "count",
            counted(1, 1_000, most),
            "How many repairs at once; 1 if not given.",
        )
        .key(
            "hours",
            hours,
            "When it works at full speed; always if not given.",
        )
        .key("about", whole("text"), "A sentence about it.")
        .done();
    any([counted(1, 1_000, most), map])
}

fn class(mode: Mode) -> Value {
    let mut schema = Map::new(mode, "A class of requests.")
        .need("path", whole("path"), "What it needs.")
        .key(
            "optional",
            yes_or_no(),
            "`true`: the service counts as up without it; what it loses is lost service.",
        )
        .key(
            "share",
            whole("share"),
            "Its share of all requests; required if optional, the others divide the rest.",
        )
        .key("about", whole("text"), "A sentence about it.")
        .done();
    if mode == Mode::Whole {
        let needless = json!({ "properties": { "optional": { "enum": [false, "false"] } } });
        schema["anyOf"] = json!([needless, { "required": ["share"] }]);
    }
    schema
}

fn bill_line(mode: Mode) -> Value {
    let mut schema = Map::new(mode, "What the components' own prices do not cover.")
        .need(
            "price",
            by_provider(mode, whole("bill-price")),
            "What a unit costs, or a map by provider.",
        )
        .key(
            "quantity",
            any([whole("amount"), mode.named(whole("amount"))]),
            "How many a month; 1 if not given. A map by site gives each its own.",
        )
        .key(
            "per",
            word(&["architecture", "site", "zone", "replica"]),
            "How often it is paid; once an `architecture` if not given.",
        )
        .key(
            "of",
            whole("names"),
            "With `per: replica`: the components whose replicas are counted.",
        )
        .key("at", whole("names"), "Only at these sites.")
        .key(
            "kind",
            word(&["fixed", "usage"]),
            "Whether it follows the traffic; by the price's unit if not given.",
        )
        .key("about", whole("text"), "A sentence about it.")
        .done();
    if mode == Mode::Whole {
        let once = json!({ "properties": { "per": { "enum": ["architecture", "site", "zone"] } } });
        schema["anyOf"] = json!([once, { "required": ["of"] }]);
    }
    schema
}

fn traffic(mode: Mode) -> Value {
    let volume = || any([whole("gigabytes"), mode.named(whole("gigabytes"))]);
    let price = || by_provider(mode, whole("bill-price"));
    let in_place =
        "What a GB costs you, both ends together, in place of the list; or a map by provider.";
    let prices = Map::new(mode, in_place)
        .key("out", price(), "To the users, `0.08/GB`.")
        .key("between_zones", price(), "From zone to zone, `0.01/GB`.")
        .key(
            "between_regions",
            price(),
            "From region to region, `0.02/GB`.",
        )
        .key(
            "between_clouds",
            price(),
            "From provider to provider, `0.08/GB`.",
        )
        .done();
    Map::new(
        mode,
        "How much data moves in a month, in GB or TB; a map by site says what each of them sends.",
    )
    .key("out", volume(), "To the users, over the internet [GB a month].")
    .key(
        "between_zones",
        volume(),
        "From zone to zone, what crosses counted once [GB a month]; paid where a region has sites in two zones.",
    )
    .key(
        "between_regions",
        volume(),
        "From region to region of one provider [GB a month]; paid where two of its regions are used.",
    )
    .key(
        "between_clouds",
        volume(),
        "From provider to provider, as internet traffic [GB a month]; paid where two are used.",
    )
    .key("prices", prices, in_place)
    .done()
}
