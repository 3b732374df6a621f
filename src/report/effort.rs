//! What a run took: years, events, estimators, and the time that each stage had. The only report with a time in it, and the
//! only one that differs from run to run; it never goes into a file.

use std::{fmt::Write, time::Duration};

use super::{lines::wrap, tables::designs::estimator, words};
use crate::{
    answer::{Estimator, Results},
    experiment::Stage,
};

/// Widest line [columns].
const WIDTH: usize = 100;

/// The effort as lines of text.
#[must_use]
pub fn effort(results: &Results, stages: &[(Stage, Duration)]) -> String {
    let mut text = String::new();
    let simulating: Duration = stages
        .iter()
        .filter(|(stage, _)| *stage == Stage::Simulate)
        .map(|(_, took)| *took)
        .sum();
    let rate = results.events as f64 / simulating.as_secs_f64().max(1e-9);
    let _ = writeln!(
        text,
        "{} years of every architecture, {} events, {} million events a second",
        words::count(results.years),
        words::count(results.events),
        words::grouped(rate / 1e6, 1)
    );
    let whole: Duration = stages.iter().map(|(_, took)| *took).sum();
    for (name, took) in stages
        .iter()
        .map(|(stage, took)| (stage.name(), *took))
        .chain([("all", whole)])
    {
        let seconds = took.as_secs_f64();
        let share = seconds / whole.as_secs_f64().max(1e-9);
        let _ = writeln!(
            text,
            "  {name:<14}{:>9} ms {:>4.0} %",
            words::grouped(seconds * 1e3, 1),
            share * 100.0
        );
    }
    for result in &results.architectures {
        let downtime = &result.downtime;
        let how = estimator(downtime.estimator);
        let worth = match downtime.effective_sample_size {
            Some(years) => format!("worth {} plain years", words::grouped(years, 0)),
            None if downtime.estimator == Estimator::Exact => {
                "worth any number of years".to_owned()
            }
            None => "nothing seen".to_owned(),
        };
        let line = format!(
            "{}: {how}, {worth}; {}",
            words::plain(&result.name),
            downtime.estimator_reason
        );
        for part in wrap(&format!("  {line}"), WIDTH, "    ") {
            let _ = writeln!(text, "{part}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn stages_add_up_and_every_architecture_has_its_estimator() {
        let mut results = fixture::results(2);
        results.events = 4_812_345;
        for result in &mut results.architectures {
            result.downtime.estimator = Estimator::Simulated;
        }
        let stages = [
            (Stage::ReadPlan, Duration::from_millis(10)),
            (Stage::Simulate, Duration::from_millis(90)),
        ];
        let text = effort(&results, &stages);
        assert!(text.contains("4,812,345 events"), "{text}");
        assert!(text.contains("53.5 million events a second"), "{text}");
        assert!(text.contains("90 %") && text.contains("100 %"), "{text}");
        for result in &results.architectures {
            assert!(
                text.contains(&format!("{}: simulated", result.name)),
                "{text}"
            );
        }
    }
}
