//! `architectures`: where each runs, and what it changes of the plan.

use serde_json::{Value, json};

use crate::language::value::list_of;
use crate::language::{Definitions, Kind};
use crate::plan::failure::failover::Together;

use super::{
    map::{Map, Mode, any, or_null, whole, word},
    top::shared_sections,
    value::{amount, pair},
};

/// Everything here may be laid over another architecture by `like`.
const MODE: Mode = Mode::LaidOver;

/// The definitions of this file, by name.
pub(super) fn definitions(definitions: &mut Definitions) -> Vec<(&'static str, Value)> {
    vec![
        ("architecture", architecture(definitions)),
        ("site", site()),
        ("replicas", replicas()),
    ]
}

fn architecture(definitions: &mut Definitions) -> Value {
    definitions.mode = MODE;
    let together = Together::schema(definitions);
    let map = Map::new(MODE, "A way to deploy the service.")
        .key("about", whole("text"), "A sentence about it.")
        .key(
            "known",
            whole("known"),
            "An answer worked out elsewhere, to hold the simulation against.",
        )
        .key(
            "like",
            whole("name"),
            "The architecture it takes over, to change parts of it.",
        )
        .key(
            "sites",
            MODE.named(whole("site")),
            "Where it runs, preferred first.",
        )
        .key(
            "replicas",
            MODE.named(whole("replicas")),
            "How many of what stands in a zone; one in each zone of a site if not given.",
        )
        .key(
            "failover",
            any([MODE.part("failover"), word(&["none"])]),
            "How sites take over from each other; or `active-active`.",
        )
        .key(
            "active-active",
            together,
            "How sites serve together; or `failover`.",
        )
        .key(
            "mitigations",
            list_of(whole("name")),
            "Names of those it has.",
        )
        .key(
            "once",
            or_null(amount()),
            "What it costs once to move to it, `2000`, in the plan's currency.",
        )
        .key(
            "path",
            whole("path"),
            "What a request needs, in place of the plan's.",
        )
        .key(
            "complexity",
            MODE.keyed(whole("name"), complexity()),
            "How many times as often your own shared things fail here, by name: `{release: 1.5}`; as often as anywhere if not given.",
        );
    let mut schema = shared_sections(map, MODE).done();
    let given = json!({ "not": { "type": "null" } });
    schema["not"] = json!({
        "required": ["failover", "active-active"],
        "properties": { "failover": given, "active-active": given },
    });
    schema
}

/// More sites, more of one's own mistakes: a factor, or a factor and how well it is known.
fn complexity() -> Value {
    let map = Map::new(MODE, "How many times as often it fails here.")
        .need("factor", whole("factor"), "How many times as often.")
        .key(
            "range",
            pair(
                whole("factor"),
                "The ends of a 90 % range of the factor, the lower first.",
            ),
            "How far off the factor may be: two numbers, the ends of a 90 % range. Taken as known if not given.",
        )
        .key("about", whole("text"), "A sentence about it.")
        .done();
    any([whole("factor"), map])
}

fn site() -> Value {
    let map = Map::new(MODE, "A site with more to say than its place.")
        .need("place", whole("place"), "Provider, region and zones.")
        .key(
            "cold",
            whole("names"),
            "Components that are only prepared there: not paid for, started by a switch.",
        )
        .key("about", whole("text"), "A sentence about it.");
    any([whole("place"), map.done()])
}

/// Replicas of one component: a number, more about them, or either by site. Zones and sites have names of their own.
fn replicas() -> Value {
    let here = Map::new(Mode::Whole, "Replicas at each site.")
        .key("count", whole("count"), "How many; not beside zones.")
        .key(
            "needs",
            whole("count"),
            "How many must be up; 1 if not given.",
        )
        .others(whole("count"))
        .done();
    let each = any([whole("count"), here]);
    let by_site = json!({
        "type": "object",
        "description": "Replicas by site.",
        "propertyNames": whole("name"),
        "additionalProperties": or_null(each.clone()),
    });
    any([each, by_site])
}
