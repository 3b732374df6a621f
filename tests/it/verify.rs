//! What `spof verify` does, on every example of a pattern: each architecture has an answer, by the program or stated in the
//! plan, and the simulation is within three standard errors of it at three seeds.

use crate::common::reading;
use std::sync::atomic::AtomicBool;

use spof::{answer::VerificationResults, study::verify, topology::Topology};

fn verified(topology: &Topology, precision: f64, years: u64, seeds: u64) -> VerificationResults {
    let stop = AtomicBool::new(false);
    verify(topology, precision, years, seeds, &|_| {}, &stop)
}

#[test]
fn every_pattern_agrees_with_its_answer() {
    let mut paths: Vec<_> = std::fs::read_dir("examples/patterns")
        .expect("the folder is part of the project")
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in &paths {
        let name = path.display().to_string();
        let topology = reading(&name, &std::fs::read_to_string(path).expect("readable")).topology;
        let results = verified(&topology, 0.1, 8_192, 3);
        for result in &results.architectures {
            let who = format!("{name}: {}", result.name);
            if let Some(obstacle) = &result.obstacle {
                wrong.push(format!("{who} has no answer, for {obstacle}"));
                continue;
            }
            let exact = result.exact.expect("an answer where there is no obstacle");
            assert_eq!(result.seeds.len(), 3, "{who}");
            for seed in &result.seeds {
                // So wide an error would agree with anything.
                let proves = seed.standard_error <= 0.15 * exact;
                if seed.errors_apart.abs() > 3.0 || !proves {
                    wrong.push(format!("{who}: {exact} against {seed:?}"));
                }
            }
        }
    }
    assert!(paths.len() >= 12);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const STATED: &str = "
spof: 1
service: stated
world: none
path: [web]
components:
  web: {fails: {mean: 1000h}, lasts: {mean: 10h}}
architectures:
  right:   {sites: {here: my/lab/a}, known: {unavailability: 0.99009900990099%, by: renewal theory}}
  silent:  {like: right}
  wrong:   {like: right, known: {unavailability: 0.011, by: hearsay}}
";

/// What is computed and what is stated are reported beside each other; `like` does not hand on what is known of another.
#[test]
fn what_is_stated_is_compared_as_well() {
    let results = verified(&reading("stated", STATED).topology, 0.01, 100_000, 1);
    let told: Vec<_> = results
        .architectures
        .iter()
        .map(|result| {
            let agrees = result.seeds.iter().all(|seed| seed.agrees);
            (
                &*result.name,
                result.method.as_deref().unwrap_or_default(),
                agrees,
            )
        })
        .collect();
    let computed = "decision diagram";
    assert_eq!(
        told,
        [
            ("right", computed, true),
            ("right", "stated: renewal theory", true),
            ("silent", computed, true),
            ("wrong", computed, true),
            ("wrong", "stated: hearsay", false),
        ]
    );
    assert!(!results.agrees() && results.agrees_with_itself());
}

/// Nothing seen where little was expected is no disagreement; where much was, it is one.
#[test]
fn nothing_seen_agrees_with_what_is_rare() {
    let plan = |unavailability: &str| {
        format!(
            "
spof: 1
service: rare
world: none
start: new
path: [web]
components:
  web: {{fails: never}}
architectures:
  never: {{sites: {{here: my/lab/a}}, known: {{unavailability: {unavailability}, by: hearsay}}}}
"
        )
    };
    assert!(verified(&reading("rare", &plan("1e-9")).topology, 0.01, 16_384, 1).agrees());
    assert!(!verified(&reading("often", &plan("0.2")).topology, 0.01, 16_384, 1).agrees());
}
