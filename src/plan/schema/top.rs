//! The plan as a whole, and what a request needs.

use serde_json::{Value, json};

use crate::language::{Definitions, Kind};
use crate::plan::goal::Goal;
use crate::plan::head::SlaCredits;

use super::{
    map::{Map, Mode, any, by_provider, or_null, whole, word},
    shared,
    value::positive,
};

/// The definitions of this file, by name.
pub(super) fn definitions() -> Vec<(&'static str, Value)> {
    vec![("path", path()), ("gates", gates())]
}

/// The plan.
pub(super) fn plan(definitions: &mut Definitions) -> Value {
    // A section of which everything is commented out is nothing at all.
    let section = or_null;
    let goal = Goal::schema(definitions);
    let claimed = SlaCredits::schema(definitions);
    let people = Map::new(
        Mode::Whole,
        "What the team's own work costs; nothing is assumed.",
    )
    .need(
        "price",
        whole("hourly"),
        "What an hour of work costs you with all that comes with a salary, `80/hour`, without VAT.",
    )
    .key("about", whole("text"), "A sentence about it.")
    .done();
    let map = Map::new(Mode::Whole, "A plan: what a request needs, what fails, and the ways it could be deployed.")
        .need("spof", json!({ "enum": [1, "1"] }), "Version of the language: 1.")
        .need("service", json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" }), "Name of the service.")
        .key("about", section(whole("text")), "A sentence about it.")
        .key("start", section(word(&["stationary", "new"])), "`stationary`: a year in the steady state (if not given); `new`: everything up and new.")
        .key("world", section(word(&["bundled", "none"])), "`none`: no catalog, and any names of providers, regions and zones; `bundled` if not given.")
        .key("currency", section(json!({ "type": "string", "pattern": "^[A-Z]{3}$" })), "Currency of goals and totals, ISO 4217; USD if not given.")
        .key("fx", section(positive()), "Units of the currency for one US dollar; required when it is another.")
        .key("vat", section(whole("share")), "Share added to the whole bill; 0% if not given.")
        .key("goal", section(goal), "What you want.")
        .key("today", section(whole("name")), "The architecture that runs today; steps to others are counted from it.")
        .key("people", section(people), "What the team's own work costs.")
        .key("sla_credits", section(claimed), "What you get round to claiming of what providers pay back.")
        .key("path", section(whole("path")), "What a request needs: a list means all of it.")
        .key("mitigations", section(Mode::Whole.named(shared::mitigation())), "What shortens an outage as its users feel it; architectures name those they have.")
        .need("architectures", json!({
            "type": "object",
            "propertyNames": whole("name"),
            "minProperties": 1,
            "additionalProperties": whole("architecture"),
        }), "The candidates, in the order of the report.");
    let mut schema = shared_sections(map, Mode::Whole).done();
    let given = json!({ "not": { "type": "null" } });
    schema["not"] = json!({
        "required": ["path", "requests"],
        "properties": { "path": given, "requests": given },
    });
    let dollars = json!({ "properties": { "currency": { "enum": ["USD", null] } } });
    schema["anyOf"] = json!([dollars, { "required": ["fx"] }]);
    schema
}

/// The sections that a plan has for all architectures, and each architecture for itself.
pub(super) fn shared_sections(map: Map, mode: Mode) -> Map {
    let named = |name: &str| or_null(mode.named(mode.part(name)));
    let full_name = json!({ "pattern": "^[^/]+(/[^/]+){1,3}$" });
    let overrides = or_null(mode.keyed(full_name, mode.part("override")));
    let bill = or_null(mode.keyed(whole("label"), mode.part("bill-line")));
    map.key(
        "components",
        named("component"),
        "What the service is built from.",
    )
    .key(
        "dependencies",
        named("dependency"),
        "Shared things of your own, beside the catalog's.",
    )
    .key(
        "crews",
        named("crew"),
        "Who repairs; without a crew, repair begins at once.",
    )
    .key(
        "requests",
        named("class"),
        "Classes of requests, where not all of them need the same, in place of `path`.",
    )
    .key(
        "override",
        overrides,
        "Numbers over the catalog's, by full name: `aws/ap-northeast-2/dns-resolver`.",
    )
    .key(
        "bill",
        bill,
        "What the components' own prices do not cover, by line.",
    )
    .key(
        "commitment",
        or_null(by_provider(mode, whole("commitment"))),
        "`1y`: prices with a year's commitment where they are sold; `none`: on demand, as if not given. Or a map by provider.",
    )
    .key(
        "discounts",
        or_null(mode.keyed(whole("discounted"), whole("share"))),
        "What you have negotiated off the price list, as a share, by provider or by a service of the list.",
    )
    .key(
        "traffic",
        or_null(mode.part("traffic")),
        "How much data moves in a month; what that costs follows from where the sites are.",
    )
    .key(
        "engineering",
        or_null(whole("hours")),
        "Hours a month that somebody of yours works on it: `6 h`; priced by `people`.",
    )
}

fn path() -> Value {
    any([whole("name"), list(), whole("gates")])
}

fn list() -> Value {
    json!({ "type": "array", "items": whole("path"), "minItems": 1 })
}

/// `all`, `any`, `at_least`: exactly one of them.
fn gates() -> Value {
    let at_least = json!({
        "type": "object",
        "patternProperties": { r"^\d+$": list() },
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    });
    let mut gates = Map::new(
        Mode::Whole,
        "A part of a path: exactly one of `all`, `any` and `at_least`.",
    )
    .key("all", list(), "Every one of these.")
    .key("any", list(), "One of these is enough.")
    .key("at_least", at_least, "So many of these: `{2: [a, b, c]}`.")
    .done();
    gates["minProperties"] = 1.into();
    gates["maxProperties"] = 1.into();
    gates
}
