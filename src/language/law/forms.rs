//! The maps inside a law in braces, and its JSON Schema: one map for each form.

use serde_json::{Value as Json, json};

use crate::language::kind::{Here, Kind};
use crate::language::map::map;
use crate::language::scalar;
use crate::language::schema::Definitions;
use crate::language::value::{Duration, NUMBER, duration};
use crate::law::Law;
use crate::units;

/// Shapes beyond these are no law of a time anybody has seen, and break the arithmetic.
const SHAPES: (f64, f64) = (0.05, 100.0);
/// The largest standard deviation of a logarithm with a usable mean.
const WIDEST: f64 = 5.0;

map! {
    /// Lognormal, by its median and its 90 % point.
    pub(super) struct Quantiles as QuantilesForm(name: "quantiles", whole: true) {
        /// Half are shorter than this.
        p50: Duration = need("give both: `{p50: 30min, p90: 2h}`"),
        /// Nine of ten are shorter than this.
        p90: Duration = need("give both: `{p50: 30min, p90: 2h}`"),
        /// What would last longer ends then.
        most: Option<Duration>,
    }
}

map! {
    /// Lognormal, by its median or its mean, and sigma.
    pub(super) struct Lognormal as LognormalForm(name: "lognormal", whole: true, rules: one_of_two) {
        /// Half are shorter than this; this or `mean`.
        median: Option<Positive>,
        /// Mean time; this or `median`.
        mean: Option<Positive>,
        /// Standard deviation of the natural logarithm, at most 5.
        sigma: Sigma = need("sigma is the standard deviation of the logarithm, such as `0.8`"),
    }
}

map! {
    /// Its shape and its mean.
    pub(super) struct Shaped as ShapedForm(name: "shaped", whole: true) {
        /// Shape, from 0.05 to 100; 1 is exponential.
        shape: ShapeNumber = need("write `{shape: 1.5, mean: 2000h}`"),
        /// Mean time.
        mean: Positive = need("write `{shape: 1.5, mean: 2000h}`"),
    }
}

fn one_of_two(schema: &mut Json, _: &mut Definitions) {
    schema["oneOf"] = json!([{ "required": ["mean"] }, { "required": ["median"] }]);
}

/// A length of time over zero [h].
pub(super) struct Positive;

impl Kind for Positive {
    type Value = f64;
    const NAME: &'static str = "duration";

    fn read(here: &Here<'_>) -> Option<f64> {
        let hours = Duration::read(here)?;
        if hours > 0.0 {
            return Some(hours);
        }
        let message = format!("{} must be more than zero", here.what);
        here.problems.error(&here.node.span, message, "zero", "");
        None
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Duration::schema(definitions)
    }
}

/// The shape of a Weibull or gamma law.
pub(super) struct ShapeNumber;

impl Kind for ShapeNumber {
    type Value = f64;
    const NAME: &'static str = "number";

    fn read(here: &Here<'_>) -> Option<f64> {
        let shape = scalar::number(here.node, here.what, units::parse_number, here.problems)?;
        if (SHAPES.0..=SHAPES.1).contains(&shape) {
            return Some(shape);
        }
        here.problems.error(
            &here.node.span,
            format!("{} must be from {} to {}", here.what, SHAPES.0, SHAPES.1),
            "out of range",
            "1 is exponential, more wears out, less is worst when new",
        );
        None
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({
            "type": ["number", "string"],
            "minimum": SHAPES.0,
            "maximum": SHAPES.1 as u32,
            "pattern": format!("^{NUMBER}$"),
        })
    }
}

/// The standard deviation of a logarithm.
pub(super) struct Sigma;

impl Kind for Sigma {
    type Value = f64;
    const NAME: &'static str = "number";

    fn read(here: &Here<'_>) -> Option<f64> {
        let sigma = scalar::number(here.node, here.what, units::parse_number, here.problems)?;
        if sigma <= WIDEST {
            return Some(sigma);
        }
        here.problems.error(
            &here.node.span,
            format!("{} over 5 is a law without a usable mean", here.what),
            "too wide",
            "sigma is the standard deviation of the natural logarithm; outages have 0.5 to 1.5",
        );
        None
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": WIDEST as u32,
            "pattern": format!("^{NUMBER}$"),
        })
    }
}

/// A law of a length of time.
impl Kind for Law {
    type Value = Self;
    const NAME: &'static str = "law";

    fn read(here: &Here<'_>) -> Option<Self> {
        super::law(here.node, here.what, here.problems)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.same("law", |definitions| {
            let plain = definitions.same("duration-or-range", |_| {
                let time = duration();
                json!({
                    "description": "A fixed length of time, `2h`; or `30min..2h`, lognormal: half are shorter than the first, nine of ten shorter than the second.",
                    "type": "string",
                    "pattern": format!(r"^\s*{time}\s*(\.\.\s*{time}\s*)?$"),
                    "examples": ["2h", "30min..2h"],
                })
            });
            json!({ "anyOf": laws(plain, definitions) })
        })
    }
}

/// The ways to write a law, the first without braces.
pub(crate) fn laws(plain: Json, definitions: &mut Definitions) -> Vec<Json> {
    let time = Duration::schema(definitions);
    let times = |least: u32, most: u32| json!({ "type": "array", "items": time, "minItems": least, "maxItems": most });
    let shaped = Shaped::schema(definitions);
    let forms = [
        ("Exponential.", "mean", time.clone(), "Mean time."),
        (
            "Lognormal.",
            "lognormal",
            Lognormal::schema(definitions),
            "Its median or its mean, and sigma.",
        ),
        (
            "Evenly spread between two times.",
            "between",
            times(2, 2),
            "The shorter and the longer.",
        ),
        (
            "Weibull: a shape over 1 wears out, under 1 is worst when new.",
            "weibull",
            shaped.clone(),
            "Its shape and its mean.",
        ),
        ("Gamma.", "gamma", shaped, "Its shape and its mean."),
        (
            "One of these times, each as likely as the next.",
            "observed",
            times(1, 10_000),
            "The times.",
        ),
    ];
    let forms = forms.map(|(about, name, mut value, inside)| {
        value["description"] = inside.into();
        let mut most = time.clone();
        most["description"] = "What would last longer ends then.".into();
        json!({
            "type": "object",
            "description": about,
            "properties": { name: value, "most": most },
            "additionalProperties": false,
            "required": [name],
        })
    });
    let mut ways = vec![plain, Quantiles::schema(definitions)];
    ways.extend(forms);
    ways
}
