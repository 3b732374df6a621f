//! Results of an earlier run read back from their JSON, as far as they are compared.
//!
//! Only what is needed is asked for, so that a file of any earlier version will do, and one of a later version that has
//! more to say.

use serde::Deserialize;
use serde_json::Value;

use crate::answer::{
    ComparedArchitecture, ComparedRun, Finite, GoalResult, NotFinite, Results, Verdict,
};

/// Why a file holds no results to compare with.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// It is no JSON.
    #[error("not JSON: {0}")]
    NotJson(serde_json::Error),
    /// A field is missing, or is something else; with its place, as in `architectures[2].downtime.mean`.
    #[error("{}", said(.0))]
    Field(serde_path_to_error::Error<serde_json::Error>),
}

fn said(error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    match error.path().to_string().as_str() {
        "." => error.inner().to_string(),
        place => format!("`{place}`: {}", error.inner()),
    }
}

/// What is compared of the JSON of a run. What may be `null` may be missing as well.
#[derive(Deserialize)]
struct Earlier {
    architectures: Vec<Architecture>,
    currency: String,
    spof: Option<String>,
    service: Option<String>,
    seed: Option<u64>,
    years: Option<u64>,
    basis: Option<String>,
    fx: Option<f64>,
    vat: Option<f64>,
    goal: Option<GoalResult>,
    decision: Option<Decision>,
}

#[derive(Deserialize)]
struct Architecture {
    name: String,
    cost: Cost,
    downtime: Downtime,
}

#[derive(Deserialize)]
struct Cost {
    monthly: f64,
}

#[derive(Deserialize)]
struct Downtime {
    mean: f64,
    ci95: Option<[f64; 2]>,
}

#[derive(Default, Deserialize)]
struct Decision {
    best: Option<String>,
    meets_goal: Option<String>,
    runner_up: Option<RunnerUp>,
}

#[derive(Deserialize)]
struct RunnerUp {
    sure: Option<Verdict>,
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
            basis: Some(results.basis.name().to_owned()),
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
        let value: Value = serde_json::from_str(text).map_err(EarlierError::NotJson)?;
        let run: Earlier = serde_path_to_error::deserialize(value).map_err(EarlierError::Field)?;
        let decided = run.decision.is_some();
        let decision = run.decision.unwrap_or_default();
        let next = decision.runner_up.and_then(|next| next.sure);
        let architectures = run.architectures.into_iter();
        Ok(Self {
            file,
            spof: run.spof,
            service: run.service,
            seed: run.seed,
            years: run.years,
            basis: run.basis,
            currency: run.currency,
            fx: run.fx,
            vat: run.vat,
            outage_cost: run.goal.as_ref().and_then(|goal| goal.outage_cost),
            best: decision.best,
            best_sure: next.map(|sure| sure == Verdict::Yes),
            availability: run.goal.as_ref().and_then(|goal| goal.availability),
            budget: run.goal.as_ref().and_then(|goal| goal.budget),
            meets_goal: decision.meets_goal,
            decided,
            architectures: architectures
                .map(|it| ComparedArchitecture {
                    name: it.name,
                    monthly: it.cost.monthly,
                    mean: it.downtime.mean,
                    ci95: it.downtime.ci95,
                })
                .collect(),
        })
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
            ("{}", "missing field `architectures`"),
            (r#"{"architectures": []}"#, "missing field `currency`"),
            (
                r#"{"architectures": [{"name": "a", "cost": {"monthly": 7}}]}"#,
                "`architectures[0]`: missing field `downtime`",
            ),
            (
                r#"{"architectures": [{"name": "a", "cost": {"monthly": "7"}, "downtime": {"mean": 1}}]}"#,
                "`architectures[0].cost.monthly`: invalid type: string \"7\", expected f64",
            ),
        ] {
            let error = ComparedRun::read(text, String::new()).unwrap_err();
            assert_eq!(error.to_string(), said);
        }
    }
}
