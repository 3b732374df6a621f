//! Results of an earlier run read back from their JSON, as far as they are compared.
//!
//! Only what is needed is asked for, so that a file of any earlier version will do, and one of a later version that has
//! more to say.

use serde_json::Value;

use crate::answer::{ComparedArchitecture, ComparedRun, Finite, NotFinite, Results, Verdict};

/// Why a file holds no results to compare with.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// It is no JSON.
    #[error("not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// A field is missing, or is something else.
    #[error("`{field}` is {found}, and must be {wanted}")]
    Field {
        /// Its place: `architectures[2].downtime.mean`.
        field: String,
        /// What was found there.
        found: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
}

impl ComparedRun {
    /// What is compared of fresh results; `file` is what they were computed from.
    ///
    /// # Errors
    /// When a number of the results is none, which is our own mistake.
    pub fn of(results: &Results, file: String) -> Result<Self, NotFinite> {
        let results = Finite::new(results)?;
        let architectures = results.architectures.iter();
        Ok(Self {
            file,
            spof: Some(results.spof.clone()),
            service: Some(results.service.clone()),
            seed: Some(results.seed),
            years: Some(results.years),
            currency: results.currency.clone(),
            fx: Some(results.fx),
            vat: Some(results.vat),
            outage_cost: results.goal.outage_cost,
            best: results.decision.best.clone(),
            best_sure: (results.decision.runner_up.as_ref()).map(|next| next.sure == Verdict::Yes),
            availability: results.goal.availability,
            budget: results.goal.budget,
            meets_goal: results.decision.meets_goal.clone(),
            decided: true,
            architectures: architectures
                .map(|result| ComparedArchitecture {
                    name: result.name.clone(),
                    monthly: result.cost.monthly,
                    mean: result.downtime.mean,
                    ci95: Some(result.downtime.ci95),
                })
                .collect(),
        })
    }

    /// Reads the JSON that `spof run` wrote; `file` is its name.
    ///
    /// # Errors
    /// When it is no JSON, or lacks what is compared: the currency, and the name, cost and downtime of each architecture.
    pub fn read(text: &str, file: String) -> Result<Self, EarlierError> {
        let value: Value = serde_json::from_str(text)?;
        let top = Place {
            value: &value,
            name: String::new(),
        };
        let list = top.field("architectures");
        let Some(entries) = list.value.as_array() else {
            return Err(list.not("a list: the architectures of a run"));
        };
        let entries = entries.iter().enumerate();
        let architectures = entries.map(|(index, value)| {
            architecture(&Place {
                value,
                name: format!("{}[{index}]", list.name),
            })
        });
        let (goal, decision) = (top.field("goal"), top.field("decision"));
        let sure = decision.field("runner_up").field("sure");
        Ok(Self {
            file,
            architectures: architectures.collect::<Result<_, _>>()?,
            spof: top.field("spof").maybe_text(),
            service: top.field("service").maybe_text(),
            seed: top.field("seed").value.as_u64(),
            years: top.field("years").value.as_u64(),
            currency: top.field("currency").text()?,
            fx: top.field("fx").value.as_f64(),
            vat: top.field("vat").value.as_f64(),
            outage_cost: goal.field("outage_cost").value.as_f64(),
            best: decision.field("best").maybe_text(),
            best_sure: sure.maybe_text().map(|sure| sure == "yes"),
            availability: goal.field("availability").value.as_f64(),
            budget: goal.field("budget").value.as_f64(),
            meets_goal: decision.field("meets_goal").maybe_text(),
            decided: decision.value.is_object(),
        })
    }
}

fn architecture(place: &Place<'_>) -> Result<ComparedArchitecture, EarlierError> {
    let downtime = place.field("downtime");
    let interval = downtime.field("ci95").value.as_array();
    let ends: Option<Vec<f64>> =
        interval.and_then(|ends| ends.iter().map(Value::as_f64).collect::<Option<_>>());
    Ok(ComparedArchitecture {
        name: place.field("name").text()?,
        monthly: place.field("cost").field("monthly").number()?,
        mean: downtime.field("mean").number()?,
        ci95: match ends.as_deref() {
            Some([low, high]) => Some([*low, *high]),
            _ => None,
        },
    })
}

/// A value with its place in the file.
struct Place<'a> {
    value: &'a Value,
    name: String,
}

impl<'a> Place<'a> {
    /// A field of it; null where there is none.
    fn field(&self, key: &str) -> Place<'a> {
        Place {
            value: self.value.get(key).unwrap_or(&Value::Null),
            name: if self.name.is_empty() {
                key.to_owned()
            } else {
                format!("{}.{key}", self.name)
            },
        }
    }

    fn maybe_text(&self) -> Option<String> {
        self.value.as_str().map(str::to_owned)
    }

    fn text(&self) -> Result<String, EarlierError> {
        self.maybe_text().ok_or_else(|| self.not("a text"))
    }

    fn number(&self) -> Result<f64, EarlierError> {
        self.value.as_f64().ok_or_else(|| self.not("a number"))
    }

    fn not(&self, wanted: &'static str) -> EarlierError {
        EarlierError::Field {
            field: self.name.clone(),
            found: match self.value {
                Value::Null => "missing",
                Value::Bool(_) => "true or false",
                Value::Number(_) => "a number",
                Value::String(_) => "a text",
                Value::Array(_) => "a list",
                Value::Object(_) => "an object",
            },
            wanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, json};

    #[test]
    fn what_was_written_is_read_back() {
        let results = fixture::results(4);
        let text = json(&results).unwrap();
        let read = ComparedRun::read(&text, "old.json".to_owned()).unwrap();
        let fresh = ComparedRun::of(&results, "old.json".to_owned()).unwrap();
        assert_eq!(read, fresh);
    }

    #[test]
    fn the_least_that_is_compared_will_do() {
        let text = r#"{"currency": "USD", "architectures": [{"name": "a", "cost": {"monthly": 7}, "downtime": {"mean": 9}}]}"#;
        let read = ComparedRun::read(text, String::new()).unwrap();
        assert_eq!((read.seed, read.architectures[0].ci95), (None, None));
    }

    #[test]
    fn what_is_missing_is_named_with_its_place() {
        for (text, said) in [
            (
                "[1",
                "not JSON: EOF while parsing a list at line 1 column 2",
            ),
            (
                "{}",
                "`architectures` is missing, and must be a list: the architectures of a run",
            ),
            (
                r#"{"architectures": []}"#,
                "`currency` is missing, and must be a text",
            ),
            (
                r#"{"architectures": [{"name": "a", "cost": {"monthly": 7}}]}"#,
                "`architectures[0].downtime.mean` is missing, and must be a number",
            ),
            (
                r#"{"architectures": [{"name": "a", "cost": {"monthly": "7"}, "downtime": {"mean": 1}}]}"#,
                "`architectures[0].cost.monthly` is a text, and must be a number",
            ),
        ] {
            let error = ComparedRun::read(text, String::new()).unwrap_err();
            assert_eq!(error.to_string(), said);
        }
    }
}
