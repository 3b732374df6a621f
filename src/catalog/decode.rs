//! From the YAML of the model files to the types of the catalog, entry by entry, so that an error can name its entry.
//!
//! Laws, rates and shares are written as in plans: `0.05/year`, `{median: 15min, sigma: 1.0}`, `40%`.

use crate::law::Law;
use crate::units::{UnitError, parse_duration, parse_number, parse_share};
use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde_yaml::{Mapping, Value};
use std::fmt;

/// Widest spread of a lognormal law that is taken; beyond it the mean overflows long before it means anything.
const WIDEST_SIGMA: f64 = 5.0;

/// A text or a number, as text: zone `1`, share `0.4`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Scalar;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a number")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
        }
        deserializer.deserialize_any(Text)
    }
}

/// A law: `15min`, `{median: 15min, sigma: 1.0}`, `{mean: 4h}` or `{between: [60s, 120s]}`; cut with `most: 1d`.
pub(super) fn law(value: &Value) -> Result<Law, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Raw {
        median: Option<Scalar>,
        sigma: Option<Scalar>,
        mean: Option<Scalar>,
        between: Option<[Scalar; 2]>,
        most: Option<Scalar>,
    }
    if !value.is_mapping() {
        let fixed: Scalar = from(value)?;
        return parse_duration(&fixed.0)
            .map(Law::Fixed)
            .map_err(|error| error.to_string());
    }
    let mut raw: Raw = from(value)?;
    let most = raw.most.take();
    let law = match raw {
        Raw {
            median: Some(median),
            sigma: Some(sigma),
            mean: None,
            between: None,
            ..
        } => {
            let median = parse_duration(&median.0).map_err(at("median"))?;
            let sigma = parse_number(&sigma.0).map_err(at("sigma"))?;
            if median <= 0.0 || sigma > WIDEST_SIGMA {
                return Err(format!(
                    "the median must be above zero, and sigma at most {WIDEST_SIGMA}"
                ));
            }
            Ok(Law::Lognormal { median, sigma })
        }
        Raw {
            median: None,
            sigma: None,
            mean: Some(mean),
            between: None,
            ..
        } => {
            let mean = parse_duration(&mean.0).map_err(at("mean"))?;
            if mean > 0.0 {
                Ok(Law::Exponential { mean })
            } else {
                Err("the mean must be above zero".to_owned())
            }
        }
        Raw {
            median: None,
            sigma: None,
            mean: None,
            between: Some([low, high]),
            ..
        } => {
            let low = parse_duration(&low.0).map_err(at("between"))?;
            let high = parse_duration(&high.0).map_err(at("between"))?;
            if low <= high {
                Ok(Law::Uniform { low, high })
            } else {
                Err("`between` wants low before high".to_owned())
            }
        }
        _ => Err(
            "expected a duration, `{median: …, sigma: …}`, `{mean: …}` or `{between: [low, high]}`, \
             the last three with `most: …` or without"
                .to_owned(),
        ),
    }?;
    let Some(most) = most else {
        return Ok(law);
    };
    let most = parse_duration(&most.0).map_err(at("most"))?;
    if most <= law.median() {
        return Err("`most` must be longer than the median".to_owned());
    }
    Ok(law.cut(most))
}

/// A share, or `default` where nothing is written.
pub(super) fn share(text: Option<&Scalar>, default: f64, field: &str) -> Result<f64, String> {
    text.map_or(Ok(default), |text| parse_share(&text.0).map_err(at(field)))
}

/// A value as a type of ours; the message alone, the caller knows where it is.
pub(super) fn from<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    serde_yaml::from_value(value.clone()).map_err(|error| error.to_string())
}

/// The key of a mapping's entry, as text.
pub(super) fn key(value: &Value) -> Result<String, String> {
    from::<Scalar>(value).map(|scalar| scalar.0)
}

/// The entries of a mapping in the order of the file.
pub(super) fn entries(mapping: &Mapping) -> impl Iterator<Item = (Result<String, String>, &Value)> {
    mapping.iter().map(|(name, value)| (key(name), value))
}

/// Puts the field's name before what is wrong with a unit.
pub(super) fn at(field: &str) -> impl Fn(UnitError) -> String + '_ {
    move |error| format!("`{field}`: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law_of(text: &str) -> Result<Law, String> {
        law(&serde_yaml::from_str(text).unwrap())
    }

    #[test]
    fn laws_are_written_as_in_plans() {
        assert_eq!(
            law_of("{median: 90min, sigma: 0.8}"),
            Ok(Law::Lognormal {
                median: 1.5,
                sigma: 0.8
            })
        );
        assert_eq!(law_of("{mean: 4h}"), Ok(Law::Exponential { mean: 4.0 }));
        assert_eq!(
            law_of("{between: [60s, 120s]}"),
            Ok(Law::Uniform {
                low: 60.0 / 3600.0,
                high: 120.0 / 3600.0
            })
        );
        assert_eq!(law_of("30min"), Ok(Law::Fixed(0.5)));
        assert_eq!(
            law_of("{mean: 4h, most: 1d}"),
            Ok(Law::Exponential { mean: 4.0 }.cut(24.0))
        );
    }

    #[test]
    fn a_law_that_is_none_is_refused() {
        for text in [
            "{median: 90min}",
            "{median: 0s, sigma: 1}",
            "{median: 1h, sigma: 80}",
            "{median: 1h, sigma: .nan}",
            "{between: [2h, 1h]}",
            "{weight: 1}",
            "{most: 1h}",
            "{mean: 4h, most: 1h}",
            "soon",
            "[1h]",
            "~",
            "-5min",
        ] {
            assert!(law_of(text).is_err(), "{text}");
        }
    }
}
