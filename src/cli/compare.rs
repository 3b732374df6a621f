//! `spof compare`: what a change of the plan changes.

use std::{fs, path::Path, path::PathBuf};

use clap::Args;

use super::{
    exit::{Exit, Failure},
    input,
    models::Models,
    output::{Format, Output},
    screen,
    simulation::Simulation,
    stopwatch::Stopwatch,
};
use crate::{
    answer::{ComparedRun, ComparisonResults},
    decide,
    diagnostic::Diagnostic,
    report,
    study::study,
};

/// Largest file of earlier results [bytes].
const LARGEST: u64 = 1 << 30;

/// Tell what a change of the plan changes: cost and downtime before, after, and the difference
///
/// Simulates both plans with the same seed and compares the architectures of the same name. The first line says whether
/// anything got worse. To hold a plan against an earlier run of it, see `spof run --compare-to`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  spof compare plan-before.yaml plan.yaml")]
pub struct Arguments {
    /// The plan before the change, a YAML file; `-` reads stdin
    before: PathBuf,
    /// The plan after the change, a YAML file; `-` reads stdin
    after: PathBuf,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    simulation: Simulation,
    #[command(flatten)]
    models: Models,
}

/// Does it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    if arguments.before == arguments.after && arguments.before == Path::new("-") {
        let problem = Diagnostic::error("both plans cannot come by stdin");
        return Err(Failure::Request(
            problem.help("give at least one of them as a file"),
        ));
    }
    let catalog = arguments.models.catalog()?;
    let plans = [&arguments.before, &arguments.after];
    let readings = [
        input::reading(plans[0], &catalog)?,
        input::reading(plans[1], &catalog)?,
    ];
    let stopwatch = Stopwatch::default();
    // One after the other under one Ctrl-C: it ends both with what there is.
    let studied = arguments
        .simulation
        .run(&stopwatch, |options, observe, stop| {
            readings.each_ref().map(|reading| {
                let catalog = reading.catalog.as_ref().unwrap_or(&catalog);
                study(&reading.topology, catalog, options, observe, stop)
            })
        })?;
    if studied.iter().any(|results| results.years == 0) {
        return Err(Failure::Interrupted);
    }
    let run = |index: usize| ComparedRun::of(&studied[index], name(plans[index]));
    let (before, after) = (
        run(0).map_err(Failure::ours)?,
        run(1).map_err(Failure::ours)?,
    );
    print(&decide::compare(before, after), arguments.output.format)?;
    Ok(Exit::Done)
}

/// Puts a comparison to stdout.
pub fn print(results: &ComparisonResults, format: Format) -> Result<(), Failure> {
    screen::print(&match format {
        Format::Text => report::comparison(results, screen::style()),
        Format::Json => report::pretty_json(results).map_err(Failure::ours)?,
        Format::Csv => report::comparison_csv(results).map_err(Failure::ours)?,
        Format::Markdown => report::comparison_markdown(results),
    })
}

/// A file's name in what is said of it.
pub fn name(path: &Path) -> String {
    if path == Path::new("-") {
        "stdin".to_owned()
    } else {
        path.display().to_string()
    }
}

/// The results of an earlier run, from the JSON that it wrote.
pub fn earlier(path: &Path) -> Result<ComparedRun, Failure> {
    let about = fs::metadata(path).map_err(Failure::request("read", path))?;
    let help = "give the `results.json` that `spof run --out DIR` wrote, or what `spof run --format json` printed";
    let refuse = |why: String| {
        let problem = Diagnostic::error(format!("cannot compare to `{}`: {why}", path.display()));
        Failure::Request(problem.help(help))
    };
    if !about.is_file() || about.len() > LARGEST {
        return Err(refuse("not a file of results".to_owned()));
    }
    let text = fs::read_to_string(path).map_err(Failure::request("read", path))?;
    ComparedRun::read(&text, name(path)).map_err(|error| refuse(error.to_string()))
}
