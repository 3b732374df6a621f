//! From the YAML of the model files to the types of the catalog, entry by entry, so that an error can name its entry.
//!
//! Laws, rates and shares are written as in plans: `0.05/year`, `{median: 15min, sigma: 1.0}`, `40%`.

use super::{Numbers, Range, Written};
use crate::law::Law;
use crate::units::{UnitError, parse_duration, parse_number, parse_rate, parse_share};
use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde_yaml::{Mapping, Value};
use std::fmt;

/// Widest spread of a lognormal law that is taken; beyond it the mean overflows long before it means anything.
const WIDEST_SIGMA: f64 = 5.0;
/// By how much a value may lie outside its range, relatively, because of rounding.
const ROUNDING: f64 = 1e-9;

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

/// The numbers of something that fails, as far as an entry gives them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNumbers {
    fails: Option<Scalar>,
    fails_range: Option<[Scalar; 2]>,
    lasts: Option<Value>,
    lasts_range: Option<[Scalar; 2]>,
    reach: Option<Scalar>,
    reach_range: Option<[Scalar; 2]>,
    hits: Option<Scalar>,
    hits_range: Option<[Scalar; 2]>,
    evidence: Option<String>,
    as_of: Option<Scalar>,
    /// Where each of the four is written.
    #[serde(skip)]
    written: [Written; 4],
}

impl RawNumbers {
    /// Notes that what is given here is written in this entry.
    pub(super) fn written_in(mut self, entry: &str) -> Self {
        let given = [
            self.fails.is_some(),
            self.lasts.is_some(),
            self.reach.is_some(),
            self.hits.is_some(),
        ];
        for (written, _) in self
            .written
            .iter_mut()
            .zip(given)
            .filter(|(_, given)| *given)
        {
            *written = Written {
                entry: entry.to_owned(),
                evidence: self.evidence.clone().unwrap_or_default(),
                as_of: self
                    .as_of
                    .as_ref()
                    .map_or_else(String::new, |date| date.0.clone()),
            };
        }
        self
    }

    /// The same, with what is missing here taken from wider numbers.
    pub(super) fn over(self, wider: &Self) -> Self {
        // A range belongs to its number: with another number it is no longer true.
        let with = |same: bool, own: Option<_>, wider: &Option<_>| {
            own.or_else(|| wider.clone().filter(|_| same))
        };
        let mut written = self.written;
        for (own, wider) in written.iter_mut().zip(&wider.written) {
            if own.entry.is_empty() {
                own.clone_from(wider);
            } else if own.evidence.is_empty() {
                own.evidence.clone_from(&wider.evidence);
            }
        }
        Self {
            written,
            fails_range: with(self.fails.is_none(), self.fails_range, &wider.fails_range),
            fails: self.fails.or_else(|| wider.fails.clone()),
            lasts_range: with(self.lasts.is_none(), self.lasts_range, &wider.lasts_range),
            lasts: self.lasts.or_else(|| wider.lasts.clone()),
            reach_range: with(self.reach.is_none(), self.reach_range, &wider.reach_range),
            reach: self.reach.or_else(|| wider.reach.clone()),
            hits_range: with(self.hits.is_none(), self.hits_range, &wider.hits_range),
            hits: self.hits.or_else(|| wider.hits.clone()),
            evidence: self.evidence.or_else(|| wider.evidence.clone()),
            as_of: self.as_of.or_else(|| wider.as_of.clone()),
        }
    }

    /// The numbers themselves.
    pub(super) fn decode(&self) -> Result<Numbers, String> {
        let fails = self.fails.as_ref().ok_or("`fails` is missing")?;
        let rate = if fails.0 == "never" {
            0.0
        } else {
            parse_rate(&fails.0).map_err(at("fails"))?
        };
        let lasts = self.lasts.as_ref().ok_or("`lasts` is missing")?;
        let lasts = law(lasts).map_err(|message| format!("`lasts`: {message}"))?;
        let reach = share(self.reach.as_ref(), 1.0, "reach")?;
        let hits = share(self.hits.as_ref(), 1.0, "hits")?;
        Ok(Numbers {
            fails: (rate > 0.0).then(|| Law::of_rate(rate)),
            rate_range: range(self.fails_range.as_ref(), rate, parse_rate, "fails_range")?,
            length_range: range(
                self.lasts_range.as_ref(),
                lasts.median(),
                parse_duration,
                "lasts_range",
            )?,
            reach_range: range(self.reach_range.as_ref(), reach, parse_share, "reach_range")?,
            hits_range: range(self.hits_range.as_ref(), hits, parse_share, "hits_range")?,
            lasts,
            reach,
            hits,
            evidence: self
                .evidence
                .clone()
                .ok_or("`evidence` is missing: say what the numbers rest on")?,
            as_of: self
                .as_of
                .clone()
                .ok_or("`as_of` is missing: say from when the evidence is")?
                .0,
            written: self.written.clone(),
        })
    }
}

/// A law: `15min`, `{median: 15min, sigma: 1.0}`, `{mean: 4h}` or `{between: [60s, 120s]}`.
pub(super) fn law(value: &Value) -> Result<Law, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Raw {
        median: Option<Scalar>,
        sigma: Option<Scalar>,
        mean: Option<Scalar>,
        between: Option<[Scalar; 2]>,
    }
    if !value.is_mapping() {
        let fixed: Scalar = from(value)?;
        return parse_duration(&fixed.0)
            .map(Law::Fixed)
            .map_err(|error| error.to_string());
    }
    match from(value)? {
        Raw {
            median: Some(median),
            sigma: Some(sigma),
            mean: None,
            between: None,
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
            "expected a duration, `{median: …, sigma: …}`, `{mean: …}` or `{between: [low, high]}`"
                .to_owned(),
        ),
    }
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

/// A range, which must hold its value; a rounding error is none.
fn range(
    ends: Option<&[Scalar; 2]>,
    value: f64,
    parse: fn(&str) -> Result<f64, UnitError>,
    field: &str,
) -> Result<Option<Range>, String> {
    let Some([low, high]) = ends else {
        return Ok(None);
    };
    let (low, high) = (
        parse(&low.0).map_err(at(field))?,
        parse(&high.0).map_err(at(field))?,
    );
    if low > high {
        return Err(format!("`{field}` wants low before high"));
    }
    if low <= 0.0 {
        return Err(format!("`{field}` must begin above zero"));
    }
    if value < low * (1.0 - ROUNDING) || value > high * (1.0 + ROUNDING) {
        return Err(format!("`{field}` does not hold its value"));
    }
    Ok(Some(Range { low, high }))
}

/// Puts the field's name before a unit's complaint.
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
            "soon",
            "[1h]",
            "~",
            "-5min",
        ] {
            assert!(law_of(text).is_err(), "{text}");
        }
    }
}
