//! From the YAML of the model files to the types of the catalog, entry by entry, so that an error can name its entry.
//!
//! Laws, rates and shares are written as in plans: `0.05/year`, `{median: 15min, sigma: 1.0}`, `40%`.

use crate::language::{self, Entry, Node, Problems, Value as Written};
use crate::law::Law;
use crate::units::{UnitError, parse_share};
use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde_yaml::{Mapping, Value};
use std::fmt;

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

/// A law, as in a plan: `15min`, `30min..2h`, `{median: 15min, sigma: 1.0}`, which is short for `{lognormal: …}`, and all the rest.
pub(super) fn law(value: &Value) -> Result<Law, String> {
    let node = node(value)?;
    let given = |key: &str| node.get(key).is_some();
    let node = if given("median") && given("sigma") {
        lognormal(&node)
    } else {
        node
    };
    understood(|problems| language::law::law(&node, "", problems))
}

/// How often something fails, as in a plan; `None` for never.
pub(super) fn fails(value: &Value) -> Result<Option<Law>, String> {
    let node = node(value)?;
    understood(|problems| language::law::fails(&node, "", problems))
}

/// What a reader of the language makes of a value, or what it complains of.
fn understood<T>(read: impl FnOnce(&Problems) -> Option<T>) -> Result<T, String> {
    let problems = Problems::default();
    let read = read(&problems);
    let said = problems.into_sorted().into_iter().next();
    let plain = |message: &str| message.trim_start_matches([':', ' ']).to_owned();
    match (read, said) {
        (Some(read), None) => Ok(read),
        (_, Some(problem)) => Err(plain(&problem.message)),
        (None, None) => Err("not understood".to_owned()),
    }
}

/// `{median: …, sigma: …, most: …}` as a plan has it: `{lognormal: {median: …, sigma: …}, most: …}`.
fn lognormal(node: &Node) -> Node {
    let map = |entries: Vec<Entry>| Node {
        span: 0..0,
        value: Written::Mapping(entries),
    };
    let is_most = |entry: &Entry| entry.key == language::law::MOST;
    let entries = node.entries().iter().cloned();
    let (most, inner): (Vec<Entry>, Vec<Entry>) = entries.partition(is_most);
    let mut outer = vec![Entry {
        key: "lognormal".to_owned(),
        key_span: 0..0,
        value: map(inner),
    }];
    outer.extend(most);
    map(outer)
}

/// A value of a model file as a reader of the language takes it.
fn node(value: &Value) -> Result<Node, String> {
    let value = match value {
        Value::Null => Written::Null,
        Value::Sequence(values) => {
            Written::Sequence(values.iter().map(node).collect::<Result<_, _>>()?)
        }
        Value::Mapping(map) => {
            let entry = |(key, value): (Result<String, String>, &Value)| {
                Ok(Entry {
                    key: key?,
                    key_span: 0..0,
                    value: node(value)?,
                })
            };
            Written::Mapping(entries(map).map(entry).collect::<Result<_, String>>()?)
        }
        other => Written::Scalar(from::<Scalar>(other)?.0),
    };
    Ok(Node { span: 0..0, value })
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
        assert_eq!(law_of("30min..2h"), Ok(Law::of_quantiles(0.5, 2.0)));
        let weibull = law_of("{weibull: {shape: 2, mean: 1h}}");
        assert_eq!(weibull, Ok(Law::weibull(2.0, 1.0)));
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
