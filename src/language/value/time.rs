//! Lengths of time.

use serde_json::{Value as Json, json};

use super::pattern;
use crate::language::kind::{Here, Kind};
use crate::language::scalar;
use crate::language::schema::Definitions;
use crate::units;

/// A length of time [h].
pub(crate) struct Duration;

impl Kind for Duration {
    type Value = f64;
    const NAME: &'static str = "duration";

    fn read(here: &Here<'_>) -> Option<f64> {
        scalar::number(here.node, here.what, units::parse_duration, here.problems)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("duration", |_| {
            json!({
                "description": "A length of time: `90s`, `5min`, `2h`, `2h30min`, `3d`, `1w`, `6month` (730 h each), `1y` (8,760 h).",
                "type": "string",
                "pattern": format!(r"^\s*{}\s*$", pattern::duration()),
                "examples": ["90s", "5min", "2h30min", "3d"],
            })
        })
    }
}
