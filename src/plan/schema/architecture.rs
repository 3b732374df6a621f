//! `architectures`: where each runs, and what it changes of the plan.

use serde_json::{Value, json};

use super::map::Map;
use super::top::shared_sections;
use crate::language::schema::{any, or_null, whole, word};
use crate::language::value::list_of;
use crate::language::{Count, Definitions, Kind, Mode, Name, Number, Text, Unread};
use crate::plan::architecture::complexity::Complex;
use crate::plan::architecture::path::Needed;
use crate::plan::architecture::replicas::NOT_NEEDED;
use crate::plan::architecture::site::Placed;
use crate::plan::architecture::stated::Known;
use crate::plan::failure::failover::{Failover, Together};

/// Everything here may be laid over another architecture by `like`.
const MODE: Mode = Mode::LaidOver;

/// An architecture.
pub(super) fn architecture(definitions: &mut Definitions) -> Value {
    let before = std::mem::replace(&mut definitions.mode, MODE);
    let schema = laid_over(definitions);
    definitions.mode = before;
    schema
}

fn laid_over(definitions: &mut Definitions) -> Value {
    let site = any([whole("place"), Placed::schema(definitions)]);
    let site = definitions.same("site", |_| site);
    let replicas = definitions.same("replicas", replicas);
    let map = Map::new(MODE, "A way to deploy the service.")
        .key("about", Text::schema(definitions), "A sentence about it.")
        .key(
            "known",
            Known::schema(definitions),
            "An answer worked out elsewhere, to hold the simulation against.",
        )
        .key(
            "like",
            Name::schema(definitions),
            "The architecture it takes over, to change parts of it.",
        )
        .key(
            "sites",
            MODE.named(site),
            "Where it runs, preferred first.",
        )
        .key(
            "replicas",
            MODE.named(replicas),
            "How many of what stands in a zone; one in each zone of a site if not given.",
        )
        .key(
            "failover",
            any([Failover::schema(definitions), word(&["none"])]),
            "How sites take over from each other; or `active-active`.",
        )
        .key(
            "active-active",
            Together::schema(definitions),
            "How sites serve together; or `failover`.",
        )
        .key(
            "mitigations",
            list_of(whole("name")),
            "Names of those it has.",
        )
        .key(
            "once",
            or_null(Number::schema(definitions)),
            "What it costs once to move to it, `2000`, in the plan's currency.",
        )
        .key(
            "path",
            <Unread<Needed>>::schema(definitions),
            "What a request needs, in place of the plan's.",
        )
        .key(
            "complexity",
            MODE.keyed(whole("name"), Complex::schema(definitions)),
            "How many times as often your own shared things fail here, by name: `{release: 1.5}`; as often as anywhere if not given.",
        );
    let mut schema = shared_sections(map, definitions).done();
    let given = json!({ "not": { "type": "null" } });
    schema["not"] = json!({
        "required": ["failover", "active-active"],
        "properties": { "failover": given, "active-active": given },
    });
    schema
}

/// Replicas of one component: a number, more about them, or either by site. Zones and sites have names of their own.
fn replicas(definitions: &mut Definitions) -> Value {
    let count = Count::<10_000>::schema(definitions);
    let mut here = Map::new(Mode::Whole, "Replicas at each site.")
        .key("count", count.clone(), "How many; not beside zones.")
        .key(
            "needs",
            count.clone(),
            "How many must be up; 1 if not given.",
        )
        .done();
    here["additionalProperties"] = count.clone();
    let each = any([count, here]);
    let none = any([
        json!({ "type": ["integer", "string"], "enum": [0, "0"] }),
        word(&[NOT_NEEDED]),
    ]);
    let at_a_site = any([each.clone(), none]);
    let by_site = json!({
        "type": "object",
        "description": "Replicas by site: of every site, 0 where there is none, `not-needed` where requests do without it.",
        "propertyNames": Name::schema(definitions),
        "additionalProperties": or_null(at_a_site),
    });
    any([each, by_site])
}
