//! The results as one JSON object, the contract of `docs/results.md`; nothing is lost and nothing is rounded.

use schemars::JsonSchema;
use serde::Serialize;

use super::{advice::advice, error::ReportError};
use crate::{
    answer::{DecisionResult, Finite, Results},
    diagnostic::is_hidden,
};

/// The results as indented JSON with a newline at the end.
///
/// JSON has no word for NaN or infinity; such a number is our own mistake and is refused rather than written as `null`.
pub fn json(results: &Results) -> Result<String, ReportError> {
    let decision = Decision {
        sentences: advice(results),
        decision: results.decision.clone(),
    };
    pretty_json(&results.clone().with_decision(decision))
}

/// What the numbers say one should do.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DecisionResult")]
pub(super) struct Decision {
    /// The answer in words, the most important sentence first. Every number in them is elsewhere in the results.
    sentences: Vec<String>,
    #[serde(flatten)]
    decision: DecisionResult,
}

/// The answer of another command, or a schema, as indented JSON with a newline at the end: all JSON goes through here.
pub fn pretty_json(value: &impl Serialize) -> Result<String, ReportError> {
    let mut text = escaped(&serde_json::to_string_pretty(&Finite::new(value)?)?);
    text.push('\n');
    Ok(text)
}

/// The same JSON with an escape for each character that could steer a terminal; these stand in its strings only.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find(is_hidden) {
        let (before, from) = rest.split_at(at);
        text += before;
        let mut from = from.chars();
        let escapes = from.next().map(|c| format!("\\u{:04x}", u32::from(c)));
        text.extend(escapes);
        rest = from.as_str();
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answer::ComparedRun,
        decide::compare,
        report::{
            assumptions_csv, bill_csv, causes_csv, comparison_csv, csv, fixture, outages_csv,
            steps_csv, uncertainty_csv,
        },
    };

    #[test]
    fn round_trip_keeps_the_contract() {
        let text = json(&fixture::results(2)).expect("finite");
        assert!(text.ends_with("}\n"));
        let value: serde_json::Value = serde_json::from_str(&text).expect("valid");
        let first = &value["architectures"][0];
        for key in [
            "name",
            "availability",
            "downtime",
            "cost",
            "causes",
            "outage_table",
            "on_frontier",
        ] {
            assert!(!first[key].is_null(), "{key}");
        }
        assert_eq!(first["downtime"]["unit"], "minutes/year");
        assert_eq!(first["downtime"]["ci95"].as_array().map(Vec::len), Some(2));
    }

    /// A number of the results of a run that is none is refused by its name, whatever is written and whether or not it is
    /// written there.
    #[test]
    fn a_number_that_is_none_is_refused_wherever_it_stands() {
        type Spoil = fn(&mut Results);
        type Writer = fn(&Results) -> Result<String, ReportError>;
        let writers: [Writer; 8] = [
            json,
            csv,
            causes_csv,
            outages_csv,
            steps_csv,
            uncertainty_csv,
            assumptions_csv,
            bill_csv,
        ];
        let spoilt: [(&str, Spoil); 9] = [
            ("precision", |it| it.precision = f64::NAN),
            ("goal.budget", |it| it.goal.budget = Some(f64::NAN)),
            ("decision.regions[0].from", |it| {
                it.decision.regions[0].from = f64::NAN;
            }),
            ("uncertainty.architectures[1].band90[0]", |it| {
                if let Some(uncertainty) = &mut it.uncertainty {
                    uncertainty.architectures[1].band90[0] = f64::NEG_INFINITY;
                }
            }),
            ("uncertainty.tornado[0].break_even_at_low", |it| {
                if let Some(uncertainty) = &mut it.uncertainty {
                    uncertainty.tornado[0].break_even_at_low = Some(f64::INFINITY);
                }
            }),
            ("assumptions[0].high", |it| {
                it.assumptions[0].high = Some(f64::NAN);
            }),
            ("architectures[1].downtime.ci95[1]", |it| {
                it.architectures[1].downtime.ci95[1] = f64::INFINITY;
            }),
            ("architectures[0].exceedance[0][1]", |it| {
                it.architectures[0].exceedance = vec![[0.0, f64::NAN]];
            }),
            ("architectures[0].causes[0].share", |it| {
                it.architectures[0].causes[0].share = f64::NAN;
            }),
        ];
        for (field, spoil) in spoilt {
            let mut results = fixture::uncertain(2);
            assert!(writers.iter().all(|writer| writer(&results).is_ok()));
            spoil(&mut results);
            for writer in writers {
                let message = writer(&results).expect_err(field).to_string();
                assert!(message.contains(&format!("`{field}`")), "{message}");
            }
        }
    }

    #[test]
    fn a_comparison_refuses_such_a_number_too() {
        let run = |count| ComparedRun::of(&fixture::results(count), String::new());
        let mut found = compare(run(2).expect("finite"), run(3).expect("finite"));
        assert!(pretty_json(&found).is_ok() && comparison_csv(&found).is_ok());
        found.architectures[1].downtime.before = Some(f64::NAN);
        for refused in [pretty_json(&found), comparison_csv(&found)] {
            let message = refused.expect_err("not finite").to_string();
            assert!(
                message.contains("`architectures[1].downtime.before`"),
                "{message}"
            );
        }
    }
}
