//! The plan as a whole.

use serde_json::{Value, json};

use super::architecture;
use super::map::Map;
use crate::language::schema::{or_null, whole, word};
use crate::language::value::positive;
use crate::language::{Definitions, Kind, Mode, Name, Share, Text, Unread};
use crate::plan::architecture::path::Needed;
use crate::plan::architecture::requests::ClassOf;
use crate::plan::component::keys::Keys;
use crate::plan::dependency::mitigation::Guard;
use crate::plan::dependency::{Changed, SharedThing};
use crate::plan::failure::crew::Crews;
use crate::plan::failure::evidence::Grounds;
use crate::plan::goal::Goal;
use crate::plan::head::SlaCredits;
use crate::plan::money::bill::Line;
use crate::plan::money::by_provider::by_provider;
use crate::plan::money::people::{Hours, People};
use crate::plan::money::traffic::Traffic;
use crate::plan::places::OwnPlace;

/// The plan.
pub(super) fn plan(definitions: &mut Definitions) -> Value {
    // A section of which everything is commented out is nothing at all.
    let section = or_null;
    let goal = Goal::schema(definitions);
    let claimed = SlaCredits::schema(definitions);
    let architecture = definitions.same("architecture", |definitions| {
        architecture::architecture(definitions)
    });
    let people = People::schema(definitions);
    let place = OwnPlace::schema(definitions);
    let mitigation = Guard::schema(definitions);
    let map = Map::new(Mode::Whole, "A plan: what a request needs, what fails, and the ways it could be deployed.")
        .need("spof", json!({ "enum": [1, "1"] }), "Version of the language: 1.")
        .need("service", json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" }), "Name of the service.")
        .key("about", section(Text::schema(definitions)), "A sentence about it.")
        .key("start", section(word(&["stationary", "new"])), "`stationary`: a year in the steady state (if not given); `new`: everything up and new.")
        .key("world", section(word(&["bundled", "none"])), "`none`: no catalog, and any names of providers, regions and zones; `bundled` if not given.")
        .key("places", section(Mode::Whole.named(place)), "Providers of your own, laid over the catalog's.")
        .key("currency", section(json!({ "type": "string", "pattern": "^[A-Z]{3}$" })), "Currency of goals and totals, ISO 4217; USD if not given.")
        .key("fx", section(positive()), "Units of the currency for one US dollar; required when it is another.")
        .key("vat", section(Share::schema(definitions)), "Share added to the whole bill; 0% if not given.")
        .key("goal", section(goal), "What you want.")
        .key("today", section(Name::schema(definitions)), "The architecture that runs today; steps to others are counted from it.")
        .key("people", section(people), "What the team's own work costs.")
        .key("sla_credits", section(claimed), "What you get round to claiming of what providers pay back.")
        .key("evidence", section(Grounds::schema(definitions)), "What the plan's own numbers rest on where they do not say for themselves.")
        .key("path", section(<Unread<Needed>>::schema(definitions)), "What a request needs: a list means all of it.")
        .key("mitigations", section(Mode::Whole.named(mitigation)), "What shortens an outage as its users feel it; architectures name those they have.")
        .need("architectures", json!({
            "type": "object",
            "propertyNames": whole("name"),
            "minProperties": 1,
            "additionalProperties": architecture.clone(),
        }), "The candidates, in the order of the report.")
        .key("search", section(search(&architecture)), "The choices that are left open, for `spof search`.");
    let mut schema = shared_sections(map, definitions).done();
    let given = json!({ "not": { "type": "null" } });
    schema["not"] = json!({
        "required": ["path", "requests"],
        "properties": { "path": given, "requests": given },
    });
    let dollars = json!({ "properties": { "currency": { "enum": ["USD", null] } } });
    schema["anyOf"] = json!([dollars, { "required": ["fx"] }]);
    schema
}

/// What may be chosen: options that are laid over an architecture, or one patch in which a number of replicas is a range.
fn search(architecture: &Value) -> Value {
    let options = json!({
        "type": "object",
        "propertyNames": whole("name"),
        "minProperties": 1,
        "additionalProperties": or_null(architecture.clone()),
    });
    let range = json!({ "type": "object", "required": ["replicas"] });
    let map = Map::new(Mode::Whole, "The choices that are left open.")
        .key("like", whole("name"), "The architecture that every design begins as; the first if not given.")
        .need("choose", json!({
            "type": "object",
            "propertyNames": whole("name"),
            "minProperties": 1,
            "additionalProperties": { "anyOf": [options, range, architecture] },
        }), "Per choice its options, each a patch as of `like`; or a patch with one range, `{replicas: {web: 1..4}}`.")
        .key("never", json!({
            "type": "array",
            "items": { "type": "object", "minProperties": 1 },
        }), "Combinations that make no sense: `[{second: pilot-light, zones: one}]`.");
    map.done()
}

/// The sections that a plan has for all architectures, and each architecture for itself.
pub(super) fn shared_sections(map: Map, definitions: &mut Definitions) -> Map {
    let mode = definitions.mode;
    let named = |schema: Value| or_null(mode.named(schema));
    let component = Keys::schema(definitions);
    let label = definitions.same("label", |_| {
        json!({
            "description": "A short text on one line, at most 63 characters.",
            "type": ["string", "number"],
            "pattern": r"^(?=.*\S)[^\x00-\x1f\x7f]{1,63}$",
        })
    });
    let full_name = json!({ "pattern": "^[^/]+(/[^/]+){1,3}$" });
    let overrides = or_null(mode.keyed(full_name, Changed::schema(definitions)));
    let bill = or_null(mode.keyed(label, Line::schema(definitions)));
    map.key(
        "components",
        named(component),
        "What the service is built from.",
    )
    .key(
        "dependencies",
        named(SharedThing::schema(definitions)),
        "Shared things of your own, beside the catalog's.",
    )
    .key(
        "crews",
        named(Crews::schema(definitions)),
        "Who repairs; without a crew, repair begins at once.",
    )
    .key(
        "requests",
        named(ClassOf::schema(definitions)),
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
        or_null(by_provider(whole("commitment"), definitions)),
        "`1y`: prices with a year's commitment where they are sold; `none`: on demand, as if not given. Or a map by provider.",
    )
    .key(
        "discounts",
        or_null(mode.keyed(whole("discounted"), Share::schema(definitions))),
        "What you have negotiated off the price list, as a share, by provider or by a service of the list.",
    )
    .key(
        "traffic",
        or_null(Traffic::schema(definitions)),
        "How much data moves in a month; what that costs follows from where the sites are.",
    )
    .key(
        "engineering",
        or_null(Hours::schema(definitions)),
        "Hours a month that somebody of yours works on it: `6 h`; priced by `people`.",
    )
}
